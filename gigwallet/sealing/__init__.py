"""Manifests, seals and verification.

``verify`` reads a sealed PDF with the standard library alone: no vault, no second file, no PDF
reader. What a seal is: docs/seal-format.md.
"""

from gigwallet.sealing.verification import verify

__all__ = ["verify"]
