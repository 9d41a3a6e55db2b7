"""The evidence bundle: its forms as data, its lists and pages, its volumes, its manifest."""
