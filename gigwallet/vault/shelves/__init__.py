"""The shelves: domain values in, domain values out; rows stay here."""
