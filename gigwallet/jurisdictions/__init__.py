"""Law that data alone cannot say, one folder each."""
