"""Gives an open vault a new passphrase; its recovery code stays as it is."""

from __future__ import annotations

from gigwallet.app.create_vault import SHORTEST_PASSPHRASE
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError


def change_passphrase(wallet: Wallet, new: bytearray) -> None:
    """The old passphrase opens nothing of this folder from now on; copies of the folder made
    earlier still open with it. Refusals: ``passphrase_too_short``, ``vault_read_only``."""
    if len(new.decode("utf-8", "replace")) < SHORTEST_PASSPHRASE:
        raise GigWalletError("passphrase_too_short", least=SHORTEST_PASSPHRASE)
    wallet.vault.change_passphrase(new)
