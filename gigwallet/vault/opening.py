"""Opening a vault: from a folder and a secret to keys, a checked header and its database."""

from __future__ import annotations

import contextlib
import threading
import weakref
from dataclasses import dataclass, field
from pathlib import Path

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.ports import Clock
from gigwallet.domain.step import Step
from gigwallet.vault import ballast, canonical, migrations
from gigwallet.vault import folder as files
from gigwallet.vault import header as headers
from gigwallet.vault.connection import APPLICATION_ID, PAGE_BYTES, Access, Connection, Journal
from gigwallet.vault.disk import Disk
from gigwallet.vault.gate import Gate
from gigwallet.vault.header import Header, LogHead
from gigwallet.vault.keys import derived as labels
from gigwallet.vault.keys import slot_labels
from gigwallet.vault.keys.derived import Keys
from gigwallet.vault.keys.slots import Slot, is_passphrase
from gigwallet.vault.keys.unlocking import Offered, Unlocked
from gigwallet.vault.keys.unlocking import unlock as unlocked_by
from gigwallet.vault.lock import WriterLock
from gigwallet.vault.log import OWNER, Log
from gigwallet.vault.migrating import migrate
from gigwallet.vault.proofs.checkpoint_shelf import last_number

_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class RekeyKeys:
    """Both master keys of a full rekey; the header's MAC is under the ``old`` one."""

    old: Keys
    new: Keys

    def close(self) -> None:
        self.old.close()
        self.new.close()


@dataclass(slots=True)
class Opened:
    """What an open vault is made of. ``lock`` is None where it is only read.

    ``keys`` are those that open the database. ``slot`` was opened; None where the vault was just
    made. ``rekey`` holds the keys of a full rekey under way, which the header then knows too.
    ``readers`` are further connections of this process. Of imports one at a time is ``bringing``,
    and stops at its next step once it is ``closing``.
    """

    folder: Path
    header: Header
    keys: Keys
    connection: Connection
    lock: WriterLock | None
    disk: Disk
    journal: Journal = Journal.WAL
    notices: tuple[Step, ...] = ()
    slot: Slot | None = None
    rekey: RekeyKeys | None = None
    readers: weakref.WeakSet[Connection] = field(default_factory=weakref.WeakSet)
    bringing: threading.RLock = field(default_factory=threading.RLock)
    closing: threading.Event = field(default_factory=threading.Event)

    @property
    def actor(self) -> str:
        """Who speaks in the log: the label of the passphrase that opened the vault."""
        if self.slot is None or not is_passphrase(self.slot):
            return OWNER
        return slot_labels.read(self.slot, self.keys) or OWNER

    def wipe(self) -> None:
        self.keys.close()
        if self.rekey is not None:
            self.rekey.close()

    def close(self) -> None:
        """The connection, the keys, and last the lock."""
        self.connection.close()
        self.wipe()
        if self.lock is not None:
            self.lock.release()

    def write_header(self, header: Header) -> None:
        """Both files, durable. ``vault_read_only``; ``rekey_pending`` while the next opening has a
        full rekey to finish."""
        if self.lock is None:
            raise GigWalletError("vault_read_only")
        if self.header.pending_rekey is not None:
            raise GigWalletError("rekey_pending")
        with self.connection.gate.passage():
            store_header(self.folder, header, self.keys, self.disk)
            self.header = header


def store_header(folder: Path, header: Header, keys: Keys, disk: Disk) -> None:
    with keys.derive(labels.HEADER) as key:
        headers.store(folder, header, key, disk)


def read_meta(connection: Connection, name: str) -> str:
    row = connection.one("SELECT value FROM meta WHERE name = ?", (name,))
    return str(row[0]) if row else ""


def log_head_now(database: Path, connection: Connection, clock: Clock) -> LogHead:
    """Where the log stands, once every row it speaks of is in the database file."""
    connection.checkpoint()
    size, root = Log(connection, clock).state()
    return LogHead(size, root, database.stat().st_size // PAGE_BYTES, last_number(connection))


def open_existing(
    folder: Path,
    clock: Clock,
    offered: Offered,
    read_only: bool,
    accept_loss: bool,
    disk: Disk,
    journal: Journal,
) -> Opened:
    """See ``Vault.open``."""
    if not files.holds_vault(folder):
        raise GigWalletError("vault_missing")
    files.refuse_links(folder)
    for _ in range(_ATTEMPTS):
        before = headers.written(folder / files.HEADER, disk)
        try:
            return _opened(folder, clock, offered, read_only, accept_loss, disk, journal)
        except GigWalletError as refusal:
            # A reader takes no lock: all keys may have changed while it derived the old ones.
            if (
                refusal.code != "database_damaged"
                or headers.written(folder / files.HEADER, disk) == before
            ):
                raise
    raise GigWalletError("vault_in_use")


def _opened(
    folder: Path,
    clock: Clock,
    offered: Offered,
    read_only: bool,
    accept_loss: bool,
    disk: Disk,
    journal: Journal,
) -> Opened:
    with contextlib.ExitStack() as undo:
        lock = None
        if not read_only and disk.writable(folder):
            lock = WriterLock(folder)
            undo.callback(lock.release)
            ballast.make_room_to_open(folder, disk)
        header, from_copy = headers.load(folder, disk)
        unlocked = unlocked_by(header, offered)
        undo.callback(unlocked.close)
        header, from_copy = _authenticated(folder, header, from_copy, unlocked.keys, disk)
        access = Access.WRITE if lock else reading_access(folder, disk)
        keys, connection = _connected(folder, unlocked, access, disk, journal)
        undo.callback(keys.close)
        undo.callback(connection.close)
        opened = Opened(folder, header, keys, connection, lock, disk, journal, slot=unlocked.slot)
        if unlocked.coming is not None:
            opened.rekey = RekeyKeys(unlocked.keys, unlocked.coming)
        if from_copy:
            opened.notices += (Step("header_restored"),)
        _settle(opened, clock, accept_loss)
        undo.pop_all()
    return opened


def look(folder: Path, keys: Keys, clock: Clock, disk: Disk) -> Opened:
    """Another folder of the vault whose ``keys`` these are, opened for reading.

    ``header_damaged`` where the keys are not its own.
    """
    if not files.holds_vault(folder):
        raise GigWalletError("vault_missing")
    files.refuse_links(folder)
    with contextlib.ExitStack() as undo:
        own = keys.copy()
        undo.callback(own.close)
        header, from_copy = headers.load(folder, disk)
        header, from_copy = _authenticated(folder, header, from_copy, own, disk)
        connection = connect(folder, own, reading_access(folder, disk), disk)
        undo.callback(connection.close)
        opened = Opened(folder, header, own, connection, None, disk)
        if from_copy:
            opened.notices += (Step("header_restored"),)
        _settle(opened, clock, False)
        undo.pop_all()
    return opened


def reading_access(folder: Path, disk: Disk) -> Access:
    """How a reader connects; ``vault_needs_writable_folder`` where rows would be missed, or a
    commit that was cut off would be taken for whole."""
    if disk.writable(folder) and disk.free_bytes(folder) >= ballast.LEAST_TO_OPEN:
        return Access.READ
    for side in ("-wal", "-journal"):
        waiting = folder / f"{files.DATABASE}{side}"
        if waiting.exists() and waiting.stat().st_size:
            raise GigWalletError("vault_needs_writable_folder")
    return Access.IMMUTABLE


def connect(
    folder: Path,
    keys: Keys,
    access: Access,
    disk: Disk,
    journal: Journal = Journal.WAL,
    gate: Gate | None = None,
) -> Connection:
    with keys.derive(labels.DATABASE) as key:
        place = folder / files.DATABASE
        return Connection(place, key, access, disk=disk, journal=journal, gate=gate)


def unlock(header: Header, passphrase: bytearray | None, recovery_code: str | None) -> Keys:
    """The keys of a header that is read by itself, such as a backup's."""
    unlocked = unlocked_by(header, Offered(passphrase, recovery_code))
    if unlocked.coming is not None:
        unlocked.coming.close()
    return unlocked.keys


def _connected(
    folder: Path, unlocked: Unlocked, access: Access, disk: Disk, journal: Journal
) -> tuple[Keys, Connection]:
    """The keys that open the database, and its connection.

    During a full rekey the header cannot know which do: all pages have the old key or all have the
    new one, and the wrong one opens nothing.
    """
    if unlocked.coming is None:
        return unlocked.keys, connect(folder, unlocked.keys, access, disk, journal)
    try:
        connection = connect(folder, unlocked.coming, access, disk, journal)
    except GigWalletError as refusal:
        if refusal.code != "database_damaged":
            raise
        return unlocked.keys.copy(), connect(folder, unlocked.keys, access, disk, journal)
    return unlocked.coming.copy(), connection


def _authenticated(
    folder: Path, header: Header, from_copy: bool, keys: Keys, disk: Disk
) -> tuple[Header, bool]:
    """The header, or its copy under the same keys where the header's MAC is wrong."""
    with keys.derive(labels.HEADER) as key:
        if header.authentic(key):
            return header, from_copy
        copy = None if from_copy else headers.load_copy(folder, disk)
        if copy is not None and copy.vault_id == header.vault_id and copy.authentic(key):
            return copy, True
    raise GigWalletError("header_damaged")


def _settle(opened: Opened, clock: Clock, accept_loss: bool) -> None:
    """Compare header and database; a writer also migrates and makes the header's copies equal."""
    connection, header = opened.connection, opened.header
    _refuse_other_database(connection, header)
    log = Log(connection, clock)
    known = header.log_head
    lost = not holds(log, known) or last_number(connection) < known.checkpoint
    facts = {"entries": str(log.size), "expected": str(header.log_head.size)}
    if lost:
        opened.notices += (Step("log_head_mismatch", facts),)
    if not opened.lock:
        migrations.stand_in(connection)
        return
    if lost and not accept_loss:
        raise GigWalletError("log_head_mismatch", **facts)
    migrate(opened.folder, connection, clock, opened.disk)
    if lost:
        given_up = canonical.encode({**facts, "root": header.log_head.root.hex()})
        log.append("head.accepted", "", given_up)
    # With a rekey under way both are written anew in a moment, under another key than this.
    if opened.rekey is None and not headers.copies_agree(opened.folder, opened.disk):
        store_header(opened.folder, header, opened.keys, opened.disk)


def holds(log: Log, head: LogHead) -> bool:
    """Whether the database knows the head: at once where it stands at the end, else from leaves."""
    size, root = log.state()
    if head.size >= size:
        return head.size == size and head.root == root
    return log.root_at(head.size) == head.root


def _refuse_other_database(connection: Connection, header: Header) -> None:
    application = connection.one("PRAGMA application_id")
    if application != (APPLICATION_ID,) or connection.version() < 1:
        raise GigWalletError("database_damaged")
    if connection.version() > migrations.latest():
        raise GigWalletError("vault_too_new")
    if read_meta(connection, "vault_id") != header.vault_id.hex():
        raise GigWalletError("database_damaged")
