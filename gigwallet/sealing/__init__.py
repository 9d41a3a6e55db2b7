"""Manifests, seals and verification.

``verify`` judges a sealed PDF, a checkpoint or a proof from the file alone: no vault, no other
file. What a seal is: docs/seal-format.md; what a proof is: docs/proof-format.md.
"""

from gigwallet.sealing.recognition import verify

__all__ = ["verify"]
