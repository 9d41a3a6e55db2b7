"""Letters, evidence lists and bundles as PDF."""
