"""One sealed file that holds a vault, and the vault that comes out of it."""
