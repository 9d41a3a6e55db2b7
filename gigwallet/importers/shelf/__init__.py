"""The shelf of importers: which there are, which of them knows a file, and what a document says."""
