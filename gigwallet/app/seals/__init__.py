"""Proofs: checkpoints, time stamps, signatures, and what they say when they are checked."""
