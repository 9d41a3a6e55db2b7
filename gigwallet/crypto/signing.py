"""Ed25519: a seed of 32 random bytes signs, its public key checks."""

from __future__ import annotations

import secrets

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

SEED_BYTES = 32
KEY_BYTES = 32
SIGNATURE_BYTES = 64


def new_seed() -> bytes:
    return secrets.token_bytes(SEED_BYTES)


def public_key(seed: bytes) -> bytes:
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()


def sign(seed: bytes, text: bytes) -> bytes:
    """64 bytes; the same seed and text always give the same."""
    return Ed25519PrivateKey.from_private_bytes(seed).sign(text)


def signed(key: bytes, text: bytes, signature: bytes) -> bool:
    """Whether the owner of ``key`` signed ``text``; False for a key that is none."""
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, text)
    except (InvalidSignature, ValueError):
        return False
    return True
