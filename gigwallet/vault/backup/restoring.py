"""Restoring: from a sealed backup to a whole vault in a new folder, or to nothing at all."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.ports import Clock
from gigwallet.domain.step import Step
from gigwallet.vault import folder as files
from gigwallet.vault.backup.parts import Archive, place
from gigwallet.vault.backup.sealed import BackupFile
from gigwallet.vault.checking.check import CheckGrade, check_open
from gigwallet.vault.connection import PAGE_BYTES
from gigwallet.vault.disk import Disk, refusing
from gigwallet.vault.drafts import drafted
from gigwallet.vault.keys.derived import Keys
from gigwallet.vault.opening import look, unlock
from gigwallet.vault.vault import Vault

DRAFT = ".restoring"
ROOM_BESIDE = 8 * 1024 * 1024  # for what a file system keeps of so many files

# What the backup has from its vault and must not hide: the rest of it is whole.
CARRIED = frozenset({"exhibit_file_missing", "exhibit_damaged"})
_NO_HARM = CARRIED | {"erased_entries", "unanchored_tail", "orphan_files", "clock_went_back"}


@dataclass(frozen=True, slots=True)
class RestoredVault:
    """``findings``: originals that were missing or damaged when the backup was made."""

    folder: Path
    vault_id: str
    entries: int
    exhibits: int
    findings: tuple[Step, ...]


def restore(
    backup: Path,
    folder: Path,
    clock: Clock,
    *,
    passphrase: bytearray | None = None,
    recovery_code: str | None = None,
    disk: Disk | None = None,
    job: Job | None = None,
) -> RestoredVault:
    """The vault of ``backup`` in ``folder``, which is new or empty.

    It grows beside ``folder`` and gets that name when it was checked, so that a kill or a refusal
    leaves no vault that is not whole. Refusals: ``backup_unknown``, ``backup_damaged``,
    ``backup_refused``, ``header_refused``, ``vault_too_new``, ``wrong_passphrase``,
    ``wrong_recovery_code``, ``folder_not_empty``, ``restore_needs_room``, ``folder_not_writable``.
    """
    disk, job = disk or Disk(), job or Job()
    folder = folder.resolve()  # "." has no name to make a draft's of
    with BackupFile(backup, disk) as source:
        _refuse_filled(folder)
        disk.refuse_long_path(folder)
        keys = unlock(source.header, passphrase, recovery_code)
        try:
            return _restore(source, keys, folder, clock, disk, job)
        finally:
            keys.close()


def _restore(
    source: BackupFile, keys: Keys, folder: Path, clock: Clock, disk: Disk, job: Job
) -> RestoredVault:
    draft = folder.with_name(folder.name + DRAFT)
    with refusing(folder.parent):
        disk.make_folder(folder.parent)
    refuse_little_room(folder.parent, source.size, disk, "restore_needs_room")
    with drafted(draft, disk) as lock:
        unpack(source, keys, draft, disk, job, durable=True)
        made = judged(draft, keys, clock, disk, job)
        if sys.platform == "win32":
            lock.release()  # an open file there holds its folder's name
        _take_name(draft, folder, disk)
    return RestoredVault(folder, made.vault_id, made.entries, made.exhibits, made.findings)


def _refuse_filled(folder: Path) -> None:
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise GigWalletError("folder_not_empty", name=folder.name)
    except OSError as cause:
        raise GigWalletError("file_unreadable", name=folder.name) from cause


def refuse_little_room(folder: Path, needed: int, disk: Disk, code: str) -> None:
    """The refusal names both sizes in whole MB, the needed one rounded up."""
    free = disk.free_bytes(folder)
    if free < needed + ROOM_BESIDE:
        million = 1_000_000
        raise GigWalletError(
            code,
            name=folder.name or str(folder),
            needed_mb=-(-(needed + ROOM_BESIDE) // million),
            free_mb=free // million,
        )


def unpack(
    source: BackupFile, keys: Keys, draft: Path, disk: Disk, job: Job, *, durable: bool
) -> None:
    """All files of the vault into ``draft``; every block is authentic before it is written."""
    archive = Archive(source.content(keys), source.header_bytes)
    contents = archive.contents
    head = source.header.log_head
    if (
        contents.vault_id != source.header.vault_id.hex()
        or (contents.entries, contents.root) != (head.size, head.root.hex())
        or contents.size > source.size
    ):
        raise GigWalletError("backup_refused")
    folders = {draft, draft / files.ATTACHMENTS}
    with refusing(draft):
        disk.make_folder(draft / files.ATTACHMENTS)
        for name, pieces in job.watch(archive.parts(), contents.attachments + 1, "restoring"):
            path = place(draft, name)
            if path.parent not in folders:
                disk.make_folder(path.parent)
                folders.add(path.parent)
            disk.create_file(path, pieces)
            if durable:
                disk.sync_file(path)
        archive.finish()
        for name in (files.HEADER, files.HEADER_COPY):
            disk.create_file(draft / name, (source.header_bytes,))
            if durable:
                disk.sync_file(draft / name)
        if durable:
            for folder in folders:
                disk.sync_folder(folder)


@dataclass(frozen=True, slots=True)
class Judged:
    vault_id: str
    entries: int
    exhibits: int
    findings: tuple[Step, ...]


def judged(draft: Path, keys: Keys, clock: Clock, disk: Disk, job: Job) -> Judged:
    """The full check of a restored vault, whose head must be the header's.

    ``backup_unsound`` names the first finding that it must not have. Originals that its vault
    lacked when the backup was made are told instead: the rest of it is worth keeping.
    """
    with Vault(look(draft, keys, clock, disk), clock) as vault:
        head = vault.log_head
        pages = (draft / files.DATABASE).stat().st_size // PAGE_BYTES
        if vault.log.state() != (head.size, head.root) or pages != head.pages:
            raise GigWalletError("backup_unsound", what="log_head_mismatch")
        report = check_open(vault, job)
        if report.grade is CheckGrade.DAMAGED:
            for finding in report.findings:
                if finding.code not in _NO_HARM:
                    raise GigWalletError("backup_unsound", what=finding.code)
        carried = tuple(each for each in report.findings if each.code in CARRIED)
        return Judged(vault.vault_id, head.size, report.counts["exhibits"], carried)


def _take_name(draft: Path, folder: Path, disk: Disk) -> None:
    """The side files of the check go, then the folder gets its name, which makes it a vault."""
    for side in ("-wal", "-shm"):
        disk.unlink(draft / f"{files.DATABASE}{side}")
    with refusing(folder.parent):
        if folder.exists():
            folder.rmdir()
        disk.rename(draft, folder)
