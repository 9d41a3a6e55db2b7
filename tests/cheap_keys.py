"""Keys that cost nothing, for the many vaults whose passphrase nobody tries to guess."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from gigwallet.crypto.kdf import KdfParams
from gigwallet.vault import vault

CHEAP = KdfParams(memory_kib=1024, passes=1, lanes=1)


@contextmanager
def allowed() -> Iterator[None]:
    """No vault is made below the floor; here it may be. Opening one has no floor."""
    floor = vault.LEAST_MEMORY_KIB
    vault.LEAST_MEMORY_KIB = CHEAP.memory_kib
    try:
        yield
    finally:
        vault.LEAST_MEMORY_KIB = floor
