"""Keys and the ways to them: slots, unlocking, and making all of them new."""
