"""The pay check: what was worked against what was stated against what arrived."""
