"""Copies of one vault that went apart, and how they come together again."""
