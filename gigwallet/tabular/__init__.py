"""The kit for importers: encodings, header search, dates, amounts, archives, limits."""
