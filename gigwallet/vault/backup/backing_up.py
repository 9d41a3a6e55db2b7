"""Backing up an open vault into one sealed file, which is good only once it was restored."""

from __future__ import annotations

import contextlib
import hashlib
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.ports import Clock
from gigwallet.domain.step import Step
from gigwallet.vault import folder as files
from gigwallet.vault.attachments import Attachment, Attachments
from gigwallet.vault.backup.parts import Contents, Part, packed
from gigwallet.vault.backup.restoring import judged, refuse_little_room, unpack
from gigwallet.vault.backup.sealed import SUFFIX, BackupFile, Front, sealed
from gigwallet.vault.connection import Access, Connection
from gigwallet.vault.disk import Disk, refusing
from gigwallet.vault.drafts import clear_draft, drafted
from gigwallet.vault.keys import derived as labels
from gigwallet.vault.keys.slots import timestamp
from gigwallet.vault.log import Log
from gigwallet.vault.opening import Opened, holds, log_head_now
from gigwallet.vault.vault import Vault

UNFINISHED = ".unfinished"
CHECKING = ".checking"
COPYING = ".copying"

_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class WrittenBackup:
    """``root`` is that of the log at ``entries``; ``findings``: originals that the vault lacked."""

    path: Path
    size: int
    sha256: str
    entries: int
    root: bytes
    exhibits: int
    findings: tuple[Step, ...]


@dataclass(slots=True)
class _Counted:
    """Pieces as they pass by, with their number and hash."""

    size: int = 0
    digest: hashlib._Hash = field(default_factory=hashlib.sha256)

    def over(self, pieces: Iterable[bytes], job: Job, total: int) -> Iterator[bytes]:
        for piece in pieces:
            self.size += len(piece)
            self.digest.update(piece)
            yield piece
            job.report(self.size // 1_000_000, total // 1_000_000, "backing_up")


def named(target: Path) -> Path:
    """``target`` with the ending that says what it is. ``file_exists`` for "." alone."""
    if not target.name:
        raise GigWalletError("file_exists", name=str(target))
    return target if target.suffix == SUFFIX else target.with_name(target.name + SUFFIX)


def back_up(
    vault: Vault, target: Path, clock: Clock, job: Job | None = None, *, replace: bool = False
) -> WrittenBackup:
    """All of ``vault`` as one sealed file under ``target``, of one moment, while others write.

    It has another name until it was restored beside it and passed the full check. What ends it
    leaves the vault as it was and no file under ``target`` that is not good; an older good one
    stays. Refusals: ``file_exists`` (unless ``replace``), ``backup_inside_vault``,
    ``backup_needs_room``, ``folder_not_writable``, ``disk_full``, ``backup_unsound``,
    ``draft_in_use`` (another process writes this backup), ``backup_would_lose`` (some originals
    are missing and the older file may still have them).
    """
    target, job = named(target), job or Job()
    _refuse(vault, target, replace)
    with refusing(target.parent):
        vault.disk.make_folder(target.parent)
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            return _attempt(vault, target, clock, job, replace)
        except GigWalletError as refusal:
            # An original was erased meanwhile: such a backup would be of no one moment.
            if refusal.code != "vault_changed_meanwhile" or attempt == _ATTEMPTS:
                raise
    raise AssertionError("the last attempt returns or raises")


def _refuse(vault: Vault, target: Path, replace: bool) -> None:
    if vault.opened.header.pending_rekey is not None:
        raise GigWalletError("rekey_pending")  # its header would be of two keys
    if target.is_dir() or (target.exists() and not replace):
        raise GigWalletError("file_exists", name=target.name)
    if target.absolute().is_relative_to(vault.folder.absolute()):
        raise GigWalletError("backup_inside_vault")


def _attempt(vault: Vault, target: Path, clock: Clock, job: Job, replace: bool) -> WrittenBackup:
    draft, scratch = target.with_name(target.name + UNFINISHED), _scratch(target)
    # Its lock is held from here on: of two that write a backup of one name, one would else give it
    # to what the other has half written.
    with drafted(scratch, vault.disk):
        try:
            _unlink_drafts(target, vault.disk)
            with contextlib.closing(vault.reader()) as reader:
                own = reader.opened
                counted, root = _write(own, _copy_path(vault, target), draft, clock, job)
                with BackupFile(draft, vault.disk) as written:
                    unpack(written, own.keys, scratch, vault.disk, job, durable=False)
                    made = judged(scratch, own.keys, clock, vault.disk, job)
            if target.exists():
                if not replace:
                    raise GigWalletError("file_exists", name=target.name)
                if made.findings:
                    raise GigWalletError("backup_would_lose", name=target.name)
            with refusing(target.parent):
                vault.disk.rename(draft, target)
        finally:
            _unlink_drafts(target, vault.disk)
    digest = counted.digest.hexdigest()
    return WrittenBackup(
        target, counted.size, digest, made.entries, root, made.exhibits, made.findings
    )


def sweep(target: Path, disk: Disk) -> None:
    """Remove what an interrupted backup to ``target`` left beside it, unless one is under way."""
    clear_draft(_scratch(target), disk, _drafts(target))


def _scratch(target: Path) -> Path:
    return target.with_name(target.name + CHECKING)


def _drafts(target: Path) -> list[Path]:
    return [target.with_name(target.name + ending) for ending in (UNFINISHED, COPYING)]


def _unlink_drafts(target: Path, disk: Disk) -> None:
    for path in _drafts(target):
        disk.unlink(path)


def _copy_path(vault: Vault, target: Path) -> Path:
    """Where the copy of the database lies: with the vault, whose next opening sweeps it away, or
    beside the target where the vault is only read."""
    if vault.read_only:
        return target.with_name(target.name + COPYING)
    return vault.folder / f"{files.DATABASE_COPY}{secrets.token_hex(8)}"


def _write(own: Opened, copy: Path, draft: Path, clock: Clock, job: Job) -> tuple[_Counted, bytes]:
    """The sealed file under its draft name, durable, and the root of the log in it."""
    disk = own.disk
    size = (own.folder / files.DATABASE).stat().st_size
    refuse_little_room(copy.parent, size, disk, "backup_needs_room")
    try:
        with own.keys.derive(labels.DATABASE) as key:
            own.connection.copy_to(
                copy, key, disk, lambda done, of: job.report(done, of, "backing_up")
            )
            connection = Connection(copy, key, Access.IMMUTABLE, disk=disk)
        with contextlib.closing(connection):
            if not holds(Log(connection, clock), own.header.log_head):
                raise GigWalletError("log_head_mismatch", **_lost(own, connection, clock))
            head = log_head_now(copy, connection, clock)
            attachments = Attachments(own.folder / files.ATTACHMENTS, b"", connection, disk).all()
        parts = [_part(files.DATABASE, copy, disk), *_originals(own, attachments)]
        with own.keys.derive(labels.HEADER) as key:
            header = own.header.with_log_head(head, clock.now()).to_bytes(key)
        contents = Contents(
            own.header.vault_id.hex(),
            timestamp(clock.now()),
            head.size,
            head.root.hex(),
            len(parts) - 1,
            sum(each.size for each in parts),
        )
        # The draft and what is restored from it lie beside each other for a while.
        refuse_little_room(draft.parent, 2 * contents.size, disk, "backup_needs_room")
        counted = _Counted()
        pieces = sealed(Front.new(header), own.keys, packed(contents, header, parts))
        with refusing(draft.parent):
            disk.create_file(draft, counted.over(pieces, job, contents.size))
            disk.sync_file(draft)
    finally:
        disk.unlink(copy)
    return counted, head.root


def _lost(own: Opened, connection: Connection, clock: Clock) -> dict[str, int]:
    return {"entries": Log(connection, clock).size, "expected": own.header.log_head.size}


def _part(name: str, path: Path, disk: Disk) -> Part:
    def opened() -> BinaryIO:
        try:
            return disk.open_to_read(path)
        except FileNotFoundError as cause:
            raise GigWalletError("vault_changed_meanwhile") from cause

    return Part(name, path.stat().st_size, opened)


def _originals(own: Opened, attachments: Iterable[Attachment]) -> Iterator[Part]:
    """Those that lie there. One that the vault itself still has a row for is missing, and told by
    the check; one whose row went meanwhile was erased, and then the copy is of no one moment."""
    live = Attachments(own.folder / files.ATTACHMENTS, b"", own.connection, own.disk)
    for each in attachments:
        path = each.path(own.folder / files.ATTACHMENTS)
        try:
            yield _part(f"{files.ATTACHMENTS}/{each.id[:2]}/{each.id[2:]}", path, own.disk)
        except FileNotFoundError as cause:
            if live.find(each.sha256) is None:
                raise GigWalletError("vault_changed_meanwhile") from cause
