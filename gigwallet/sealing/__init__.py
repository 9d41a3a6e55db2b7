"""Manifests, seals and verification."""
