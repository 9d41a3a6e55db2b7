"""The check of a whole vault: pages, log, originals, and what was found."""
