"""Rings the windows that have a vault open, and lets the window that opens one be rung."""

from __future__ import annotations

from pathlib import Path

from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.host import doorbell
from gigwallet.host.doorbell import EXIT, LOCK, RAISE, Doorbell, Heard
from gigwallet.vault import folder as files
from gigwallet.vault import header
from gigwallet.vault.disk import Disk

__all__ = ["EXIT", "LOCK", "RAISE", "Doorbell", "hang_bell", "ring", "ring_all"]


def ring(folder: Path, word: str) -> int:
    """Say ``word`` (``raise``, ``lock`` or ``exit``) to the windows that have this vault open; how
    many obeyed. Needs no secret. Refusals: ``vault_missing``, ``header_damaged``."""
    if not files.holds_vault(folder):
        raise GigWalletError("vault_missing")
    found, _from_copy = header.load(folder, Disk())
    return doorbell.ring(found.vault_id.hex(), word)


def ring_all(word: str) -> int:
    """The same to every window of this person that has a vault open."""
    return doorbell.ring_all(word)


def hang_bell(wallet: Wallet, heard: Heard) -> Doorbell | None:
    """A bell for the open vault; None where the machine has no place for one. ``heard`` is called
    in a thread of the bell's own."""
    try:
        return Doorbell(wallet.vault.vault_id, heard)
    except OSError:
        return None
