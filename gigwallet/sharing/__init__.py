"""De-identified contributions and their aggregation."""
