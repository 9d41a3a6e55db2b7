"""Pay rules: the person's own, tried, inferred from receipts, and watched for silent changes."""
