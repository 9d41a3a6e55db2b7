"""The encrypted vault: the only home of SQL."""
