"""Brings copies of one vault together that went apart: the desktop's and the one on the stick."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from gigwallet.app.vaults.keep_conflicts import Conflict, conflicts
from gigwallet.app.vaults.known_vaults import known
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.step import Step
from gigwallet.vault.copies import apart as copies
from gigwallet.vault.copies.merging import merge
from gigwallet.vault.copies.other_copy import other_copy

__all__ = ["Conflict", "Merged", "copies_apart", "known_copies_apart", "merge_copy"]


@dataclass(frozen=True, slots=True)
class Merged:
    """``added`` records that only the other copy had, ``exhibits`` of them originals; ``revised``
    ones that it said anew, ``erased`` ones that were deleted there; ``known``: made by both alike;
    ``healed``: originals that were lost here and came back from there. ``conflicts``: what both
    said differently; ``waiting`` of all merges so far."""

    added: int
    revised: int
    erased: int
    exhibits: int
    known: int
    healed: int
    conflicts: tuple[Conflict, ...]
    waiting: int

    @property
    def nothing_new(self) -> bool:
        counts = (self.added, self.revised, self.erased, self.known, self.healed)
        return not (any(counts) or self.conflicts)


def merge_copy(
    wallet: Wallet,
    other: Path,
    *,
    passphrase: bytearray | None = None,
    recovery_code: str | None = None,
    job: Job | None = None,
) -> Merged:
    """All that ``other`` knows and this vault does not, in one step or not at all.

    ``other`` is the folder of another copy, a sealed backup of one, or a database that a cloud
    service left beside another; it is only read. A secret is needed only where the keys of one of
    the two were all changed. Refusals: ``merge_other_vault``, ``merge_same_place``,
    ``merge_secret_needed``, ``merge_no_copy``, ``merge_copy_false``, ``vault_read_only``,
    ``merge_secret_wrong``, ``vault_missing``, and those of
    ``restore_backup``.
    """
    if wallet.vault.read_only:
        raise GigWalletError("vault_read_only")
    if not other.exists():
        raise GigWalletError("file_missing", name=other.name)
    try:
        with other_copy(
            wallet.vault,
            other,
            wallet.clock,
            passphrase=passphrase,
            recovery_code=recovery_code,
            job=job,
        ) as copy:
            outcome = merge(wallet.vault, copy, job)
    except GigWalletError as refusal:
        if refusal.code in ("wrong_passphrase", "wrong_recovery_code"):
            # It was given for the copy: that the open vault has another one is no news.
            raise GigWalletError("merge_secret_wrong") from refusal
        raise
    wallet.vault.anchor()
    waiting = conflicts(wallet)
    found = tuple(each for each in waiting if each.id in outcome.conflicts)
    return Merged(
        outcome.added,
        outcome.revised,
        outcome.erased,
        outcome.exhibits,
        outcome.known,
        outcome.healed,
        found,
        len(waiting),
    )


def copies_apart(wallet: Wallet, folders: Iterable[Path]) -> tuple[Step, ...]:
    """``copy_apart`` for each of ``folders`` that holds another copy of this vault with something
    that this one does not know. Only their headers are read, so nothing has to be unlocked."""
    return tuple(
        Step("copy_apart", {"name": str(folder)})
        for folder in folders
        if copies.knows_more(wallet.vault, folder)
    )


def known_copies_apart(wallet: Wallet) -> tuple[Step, ...]:
    """The same for the vaults that the switcher offers."""
    return copies_apart(wallet, [each.folder for each in known() if each.used is not None])
