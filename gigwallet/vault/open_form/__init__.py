"""Every row as it goes out in open formats, and back into a new vault."""
