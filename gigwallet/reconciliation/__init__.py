"""What was worked against what was stated against what was received; pure."""
