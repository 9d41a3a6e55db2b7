"""Letters: drafted from the vault, filled in, written out, and their figures done anew."""
