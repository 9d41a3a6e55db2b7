"""One folder per file format, discovered."""
