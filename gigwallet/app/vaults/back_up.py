"""Backs the open vault up into one sealed file, and reminds of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.step import Step
from gigwallet.vault.backup import backing_up
from gigwallet.vault.backup.sealed import SUFFIX

__all__ = ["SUFFIX", "BackedUp", "LastBackup", "back_up", "last_backup", "reminder", "snooze"]

FEW_ENTRIES = 20  # so little is typed again
REMIND_AFTER = timedelta(days=14)
SNOOZE = timedelta(days=7)

_LAST = "backup.last"
_UNDER_WAY = "backup.under_way"
_SNOOZED = "backup.snoozed_until"


@dataclass(frozen=True, slots=True)
class BackedUp:
    """``findings``: originals that the vault itself lacks, so that the backup lacks them too."""

    path: Path
    bytes: int
    exhibits: int
    entries: int
    findings: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class LastBackup:
    """The last good one: ``name`` of its file without the folder, ``entries`` of the log then."""

    at: datetime
    name: str
    entries: int


def back_up(
    wallet: Wallet, target: Path, job: Job | None = None, *, replace: bool = False
) -> BackedUp:
    """One sealed file with everything, restored beside it and checked before it has its name.

    It may run while the vault is used. The passphrase and the recovery code open it on any
    machine. A vault that is only read remembers nothing of it. Refusals: ``file_exists``,
    ``backup_inside_vault``, ``backup_needs_room``, ``folder_not_writable``, ``disk_full``,
    ``backup_unsound``, ``backup_would_lose``.
    """
    target = backing_up.named(target)
    _sweep(wallet, target)
    written = backing_up.back_up(wallet.vault, target, wallet.clock, job, replace=replace)
    if not wallet.vault.read_only:
        _remember(wallet, written)
    return BackedUp(written.path, written.size, written.exhibits, written.entries, written.findings)


def _sweep(wallet: Wallet, target: Path) -> None:
    """What a backup that was killed left at another place, and a note of where this one grows."""
    if wallet.vault.read_only:
        return
    settings = wallet.vault.settings
    left = Path(settings.get(_UNDER_WAY))
    if left.suffix == SUFFIX:  # the vault may be a stranger's: no other file is touched for it
        backing_up.sweep(left, wallet.vault.disk)
    settings.put(_UNDER_WAY, str(target.absolute()))


def _remember(wallet: Wallet, written: backing_up.WrittenBackup) -> None:
    body = {
        "name": written.path.name,
        "sha256": written.sha256,
        "bytes": written.size,
        "size": written.entries,
        "root": written.root.hex(),
    }
    with wallet.vault.transaction():
        wallet.vault.log.append("backup.written", "", json.dumps(body, sort_keys=True).encode())
        last = {
            "at": wallet.clock.now().isoformat(),
            "name": written.path.name,
            "entries": wallet.vault.log.size,
        }
        wallet.vault.settings.put(_LAST, json.dumps(last))
        wallet.vault.settings.put(_UNDER_WAY, "")
        wallet.vault.settings.put(_SNOOZED, "")


def last_backup(wallet: Wallet) -> LastBackup | None:
    stored = wallet.vault.settings.get(_LAST)
    if not stored:
        return None
    last = json.loads(stored)
    return LastBackup(datetime.fromisoformat(last["at"]), last["name"], last["entries"])


def reminder(wallet: Wallet) -> Step | None:
    """That it is time for a backup; None where it is not, or while it was put off."""
    now, size = wallet.clock.now(), wallet.vault.log.size
    snoozed = wallet.vault.settings.get(_SNOOZED)
    if wallet.specimen or (snoozed and now < datetime.fromisoformat(snoozed)):
        return None
    last = last_backup(wallet)
    if last is None:
        few = size < FEW_ENTRIES
        return None if few else Step("backup_never", {"entries": str(size)})
    new, age = size - last.entries, now - last.at
    if new <= 0 or age < REMIND_AFTER:
        return None
    return Step("backup_old", {"days": str(age.days), "entries": str(new)})


def snooze(wallet: Wallet) -> None:
    """Not to be reminded for a week. ``vault_read_only``."""
    if wallet.vault.read_only:
        raise GigWalletError("vault_read_only")
    wallet.vault.settings.put(_SNOOZED, (wallet.clock.now() + SNOOZE).isoformat())
