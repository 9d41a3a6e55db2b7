"""What the person takes out of the vault in open formats."""
