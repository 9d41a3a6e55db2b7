"""What the vault holds, and what the person types into it."""
