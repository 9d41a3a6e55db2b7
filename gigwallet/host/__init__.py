"""What the machine gives: the clock, places, settings, and processes that are kept apart."""
