"""Making a vault: its keys, its first header, its empty database, or nothing at all."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Callable
from pathlib import Path

from gigwallet.crypto import recovery_code as codes
from gigwallet.crypto.kdf import KdfParams
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.ports import Clock
from gigwallet.vault import canonical, migrations
from gigwallet.vault import folder as files
from gigwallet.vault import header as headers
from gigwallet.vault.connection import Access, Connection, Journal
from gigwallet.vault.disk import Disk, refusing
from gigwallet.vault.header import Header, LogHead
from gigwallet.vault.keys import derived as labels
from gigwallet.vault.keys import slots
from gigwallet.vault.keys.derived import Keys
from gigwallet.vault.lock import WriterLock
from gigwallet.vault.log import PROGRAM, Log
from gigwallet.vault.opening import Opened, connect, log_head_now, store_header

# Writes the first rows of a database with the present schema, in the transaction that makes it.
Fill = Callable[[Connection], None]


def build(
    folder: Path,
    passphrase: bytearray,
    clock: Clock,
    params: KdfParams,
    specimen: bool,
    disk: Disk,
    journal: Journal,
    *,
    vault_id: bytes | None = None,
    fill: Fill | None = None,
) -> tuple[Opened, str]:
    """A new vault and its recovery code; what fails leaves nothing of it behind.

    The database gets its name last, when everything else is there: whatever is killed before that
    is no vault, and is cleared away by the next attempt. ``fill`` brings the log and the rows of
    the vault ``vault_id``; without it both are new.
    """
    disk.refuse_long_path(folder)
    _refuse_existing(folder)
    was_there = folder.exists()
    with contextlib.ExitStack() as undo:
        with refusing(folder):
            disk.make_folder(folder)
        undo.callback(_clear, folder, was_there)
        with contextlib.suppress(OSError):  # a folder above may not be this person's to open
            disk.sync_folder(folder.parent)
        lock = WriterLock(folder)
        undo.callback(lock.release)
        _refuse_existing(folder)
        keys = Keys.new(vault_id or secrets.token_bytes(16))
        undo.callback(keys.close)
        header, code = _new_header(keys, passphrase, clock, params)
        _clear(folder, True)
        with refusing(folder):
            disk.make_folder(folder / files.ATTACHMENTS)
        head = _new_database(folder / files.DATABASE_NEW, keys, clock, specimen, disk, fill)
        header = header.with_log_head(head, clock.now())
        store_header(folder, header, keys, disk)
        with refusing(folder):
            disk.rename(folder / files.DATABASE_NEW, folder / files.DATABASE)
        connection = connect(folder, keys, Access.WRITE, disk, journal)
        undo.pop_all()
    return Opened(folder, header, keys, connection, lock, disk, journal), codes.written(code)


def _refuse_existing(folder: Path) -> None:
    """``vault_exists`` where anything lies that a vault may need."""
    originals = folder / files.ATTACHMENTS
    if files.holds_vault(folder) or (originals.is_dir() and any(originals.iterdir())):
        raise GigWalletError("vault_exists")


def _clear(folder: Path, keep_folder: bool) -> None:
    """Remove what an unfinished making has left, and nothing that may be a vault."""
    with contextlib.suppress(OSError, GigWalletError):
        _refuse_existing(folder)
        for name in (*files.ESSENTIAL, *files.UNFINISHED):
            (folder / name).unlink(missing_ok=True)
        if (folder / files.ATTACHMENTS).is_dir():
            (folder / files.ATTACHMENTS).rmdir()
        if not keep_folder:
            (folder / files.LOCK).unlink(missing_ok=True)
            folder.rmdir()


def _new_database(
    path: Path, keys: Keys, clock: Clock, specimen: bool, disk: Disk, fill: Fill | None
) -> LogHead:
    with keys.derive(labels.DATABASE) as key:
        connection = Connection.create(path, key, disk)
    try:
        _fill(connection, clock, keys.vault_id, specimen, fill)
        head = log_head_now(path, connection, clock)
        _refuse_weak_file(path)
    finally:
        connection.close()
    return head


def _new_header(
    keys: Keys, passphrase: bytearray, clock: Clock, params: KdfParams
) -> tuple[Header, bytes]:
    code, now = codes.new_code(), clock.now()
    made = [
        slots.for_passphrase(passphrase, params, keys.master(), keys.vault_id, now),
        slots.for_recovery(code, keys.master(), keys.vault_id, now),
    ]
    return headers.new_header(keys.vault_id, made, now), code


def _fill(
    connection: Connection, clock: Clock, vault_id: bytes, specimen: bool, fill: Fill | None
) -> None:
    migrations.bring_up_to_date(connection)
    with connection.transaction():
        facts = {"vault_id": vault_id.hex(), "specimen": "1" if specimen else "0"}
        connection.write_many("INSERT INTO meta VALUES (?, ?)", facts.items())
        if fill:
            fill(connection)
            return
        body = canonical.encode({"specimen": specimen})
        Log(connection, clock).append("vault.created", "", body, PROGRAM)


def _refuse_weak_file(path: Path) -> None:
    """Without a key SQLCipher writes plain files, and with mmap a salt of zeros: never here."""
    with path.open("rb") as stream:
        start = stream.read(16)
    if len(set(start)) == 1 or start.startswith(b"SQLite format 3"):
        raise RuntimeError("the new database file is not encrypted")
