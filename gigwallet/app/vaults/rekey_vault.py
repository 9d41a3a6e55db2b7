"""Gives a vault new keys throughout, for the day somebody may know the old ones."""

from __future__ import annotations

from dataclasses import dataclass

from gigwallet.app.vaults import keep_slots
from gigwallet.app.vaults.create_vault import refuse_short
from gigwallet.app.wallet import Wallet
from gigwallet.domain.job import Job


@dataclass(frozen=True, slots=True)
class Rekeyed:
    """``recovery_code`` is shown once and not kept. ``attachments``: originals under new keys and
    names; ``left``: those that could not be read, missing or damaged, and stay as they were.
    ``ended``: other passphrases, keyrings and helpers' keys that open nothing any more."""

    recovery_code: str
    attachments: int
    left: int
    ended: int

    def __repr__(self) -> str:
        return "Rekeyed(...)"


def rekey(wallet: Wallet, passphrase: bytearray, job: Job | None = None) -> Rekeyed:
    """A new master key, and with it new keys for the database and every original. ``passphrase``
    and the new recovery code open the vault from now on, and nothing else does.

    It takes about as long as copying the vault, and as much room. It may be cancelled while the
    originals are written; a crash at any moment is finished or taken back by the next opening.
    Backups, and copies of the folder or its header that were made earlier, still open with what
    opened them then. Refusals: ``passphrase_too_short``, ``vault_read_only``, ``vault_busy``,
    ``rekey_needs_room``, ``disk_full``, ``not_enough_memory``, ``database_damaged``.
    """
    refuse_short(passphrase)
    known = {each.id: each.label for each in keep_slots.slots(wallet)}
    label = known.get(wallet.vault.opened_by, "")
    done = wallet.vault.rekey(passphrase, label, job)
    keep_slots.drop_items(wallet, done.ended)
    # One passphrase and one code had to end for those that took their places.
    ended = [each for each in done.ended if each["kind"] != "recovery"]
    return Rekeyed(done.recovery_code, done.originals, done.left, max(0, len(ended) - 1))
