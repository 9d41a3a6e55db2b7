"""Gives an open vault a new passphrase; its recovery code stays as it is."""

from __future__ import annotations

from gigwallet.app.vaults.create_vault import refuse_short
from gigwallet.app.wallet import Wallet


def change_passphrase(wallet: Wallet, new: bytearray, *, slot_id: str = "") -> None:
    """Another passphrase in the place of ``slot_id``, by default of the one that opened the vault,
    else of the only one. The old one opens nothing of this folder from now on; copies of the folder
    made earlier still open with it.

    Refusals: ``passphrase_too_short``, ``passphrase_in_use`` (by another slot), ``slot_missing``,
    ``slot_unclear``, ``vault_read_only``, ``not_enough_memory``.
    """
    refuse_short(new)
    wallet.vault.slots.change_passphrase(new, slot_id)
