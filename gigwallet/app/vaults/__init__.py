"""The vault itself: made, opened, checked, given new keys, backed up and brought together again."""
