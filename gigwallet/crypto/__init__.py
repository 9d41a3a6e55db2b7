"""Keys, authenticated encryption and Merkle algebra, thin over a well-kept library."""
