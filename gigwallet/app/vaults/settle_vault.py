"""Writes the head of the log when the record has come to rest, so that a check accounts for it."""

from __future__ import annotations

from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError

# Waiting is all that helps; what was committed is safe without a head, and closing tries again.
_LATER = {"disk_full", "folder_not_writable", "vault_in_use"}


def unsettled(wallet: Wallet) -> int | None:
    """A number that changes with whatever is noted, None where the head tells it all. It asks no
    lock and no disk: the window may ask it at any time."""
    vault = wallet.vault
    return None if vault.read_only or vault.anchored else vault.log.appended


def settle(wallet: Wallet) -> None:
    """Empty the WAL into the database and write the head."""
    try:
        wallet.vault.anchor()
    except GigWalletError as refusal:
        if refusal.code not in _LATER:
            raise
