"""Thin doors to well-kept cryptography: AEAD, key derivation, Merkle algebra."""
