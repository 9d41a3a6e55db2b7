"""A full rekey: a new master key, and with it every key of the vault, all of them or none.

The long part comes first and may be cancelled: each original is encrypted anew beside the old one,
and no row knows of it. Then the header learns both master keys under each other, and from there on
either the old or the new secret leads on: the database changes its key (SQLCipher does that for
all pages or none), one transaction names the new files, and the header forgets the old keys. Which
of these steps was reached, the next opening can tell from the database alone.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass

from gigwallet.crypto import recovery_code as codes
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.ports import Clock
from gigwallet.domain.step import Step
from gigwallet.vault import canonical
from gigwallet.vault import folder as files
from gigwallet.vault.attachments import Attachment, Attachments, sealed
from gigwallet.vault.connection import Access, Connection
from gigwallet.vault.disk import refusing
from gigwallet.vault.header import Header
from gigwallet.vault.keys import derived as labels
from gigwallet.vault.keys import slot_labels, slots
from gigwallet.vault.keys.derived import Keys
from gigwallet.vault.keys.pending_rekey import PendingRekey
from gigwallet.vault.keys.slots import Slot
from gigwallet.vault.log import PROGRAM, Log
from gigwallet.vault.opening import Opened, RekeyKeys, connect, log_head_now, store_header
from gigwallet.vault.proofs import signing_seed

KIND = "vault.rekeyed"
_ROOM_BESIDE = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Rekeyed:
    """``left`` originals could not be read, missing or damaged, and stay under their old keys: a
    backup may bring them back. ``ended`` is every slot that opens nothing any more."""

    recovery_code: str
    originals: int
    left: int
    ended: tuple[Slot, ...]

    def __repr__(self) -> str:
        return f"Rekeyed(originals={self.originals}, left={self.left})"


@dataclass(frozen=True, slots=True)
class _Moved:
    """An original under its old name and key, and under its new ones."""

    before: Attachment
    after: Attachment


def rekey(opened: Opened, clock: Clock, passphrase: bytearray, label: str, job: Job) -> Rekeyed:
    """Give everything new keys. ``passphrase`` and a new recovery code open the vault afterwards,
    and nothing else does.

    Cancelling and every refusal up to the database's change of key leave the vault as it was; one
    that comes later is made good by the next opening. Refusals: ``vault_read_only``,
    ``vault_busy``, ``rekey_needs_room``, ``disk_full``, ``not_enough_memory``.
    """
    if opened.lock is None:
        raise GigWalletError("vault_read_only")
    _refuse_readers(opened)
    ended = tuple(opened.header.slots)
    originals = _originals(opened)
    _refuse_little_room(opened, originals)
    new = Keys.new(opened.keys.vault_id)
    moved: list[_Moved] = []
    with contextlib.ExitStack() as undo:
        undo.callback(new.close)
        made, code = _new_slots(opened, new, clock, passphrase, label)
        undo.callback(_unlink, opened, (each.after for each in moved))
        left = _move(opened, originals, moved, job)
        with opened.connection.alone():
            # What another thread has stored since.
            left += _move(opened, originals, moved, Job(), known=left)
            job.checkpoint()
            _refuse_readers(opened)
            pending = PendingRekey.begun(opened.keys, new, made, clock.now())
            keys = _begin(opened, new, pending)
            undo.pop_all()
            _enter(opened, keys, clock, pending, moved, opened.actor)
            _verify(opened)
            # Before the header forgets: what a kill leaves of them, the next opening sweeps away.
            _unlink(opened, (each.before for each in moved))
            opened.slot = made[0]
            _finish(opened, clock, pending)
    return Rekeyed(codes.written(code), len(moved), len(left), ended)


def _refuse_readers(opened: Opened) -> None:
    """``vault_busy``: a check or a backup that reads beside this would find only damage in pages
    that have another key."""
    if any(not each.closed for each in opened.readers):
        raise GigWalletError("vault_busy")


def _originals(opened: Opened) -> Attachments:
    root = opened.folder / files.ATTACHMENTS
    return Attachments(root, opened.header.vault_id, opened.connection, opened.disk)


def _new_slots(
    opened: Opened, new: Keys, clock: Clock, passphrase: bytearray, label: str
) -> tuple[list[Slot], bytes]:
    known = next(each for each in opened.header.slots if slots.is_passphrase(each))
    params, now, code = slots.params_of(known), clock.now(), codes.new_code()
    sealed = slot_labels.seal(label, new)
    made = [
        slots.for_passphrase(passphrase, params, new.master(), new.vault_id, now, sealed),
        slots.for_recovery(code, new.master(), new.vault_id, now),
    ]
    return made, code


def _refuse_little_room(opened: Opened, originals: Attachments) -> None:
    """``rekey_needs_room``: until the end everything lies here twice."""
    database = (opened.folder / files.DATABASE).stat().st_size
    needed = 2 * database + sum(each.size + 4096 for each in originals.all()) + _ROOM_BESIDE
    free = opened.disk.free_bytes(opened.folder)
    if free < needed:
        million = 1_000_000
        raise GigWalletError(
            "rekey_needs_room", needed_mb=-(-needed // million), free_mb=free // million
        )


def _move(
    opened: Opened,
    originals: Attachments,
    moved: list[_Moved],
    job: Job,
    known: Iterable[str] = (),
) -> list[str]:
    """Write every original that is not in ``moved`` under a new name and key, durable; into
    ``moved``. Returns those that cannot be read."""
    root, disk = opened.folder / files.ATTACHMENTS, opened.disk
    passed = {each.before.sha256 for each in moved} | set(known)
    due = [each for each in originals.all() if each.sha256 not in passed]
    left, new = [], []
    with refusing(opened.folder):
        for before in job.watch(due, len(due), "rekeying"):
            after = originals.new(before.sha256, before.size)
            try:
                content = b"".join(originals.stream(before))
            except GigWalletError as refusal:
                if refusal.code not in {"exhibit_missing", "exhibit_damaged"}:
                    raise
                left.append(before.sha256)
                continue
            path = after.path(root)
            moved.append(_Moved(before, after))
            new.append(path)
            disk.make_folder(path.parent)
            disk.create_file(path, sealed(after, opened.keys.vault_id, content))
            job.report(len(new) + len(left), len(due), "rekeying")
        for path in job.watch(new, len(new), "rekeying"):
            disk.sync_file(path)
        for folder in {path.parent for path in new} | ({root} if new else set()):
            disk.sync_folder(folder)
    return left


def _begin(opened: Opened, new: Keys, pending: PendingRekey) -> RekeyKeys:
    """The point of no return: the header knows both keys, and the database takes the new one.

    Where that fails and the old keys still open the database, the header forgets the new ones. An
    interruption may come when SQLCipher is done: then nothing is taken back, and the next opening
    goes on.
    """
    before, old = opened.header, opened.keys.copy()
    begun = before.with_pending_rekey(pending)
    opened.header = begun
    try:
        store_header(opened.folder, begun, old, opened.disk)
        with new.derive(labels.DATABASE) as key:
            opened.connection.rekey(key)
    except BaseException:
        if _opens(opened, old):
            opened.header = begun.with_pending_rekey(None)
            with contextlib.suppress(GigWalletError, OSError):
                store_header(opened.folder, opened.header, old, opened.disk)
        old.close()
        raise
    opened.rekey = RekeyKeys(old, new)
    opened.keys.become(new)
    return opened.rekey


def _opens(opened: Opened, keys: Keys) -> bool:
    """Whether ``keys`` open the database, asked with a connection that knows nothing yet."""
    try:
        connect(opened.folder, keys, Access.READ, opened.disk).close()
    except GigWalletError:
        return False
    return True


def _enter(
    opened: Opened,
    keys: RekeyKeys,
    clock: Clock,
    pending: PendingRekey,
    moved: list[_Moved],
    actor: str,
) -> None:
    """The new names and keys, the signing seed and the log's entry in one transaction."""
    connection = opened.connection
    with connection.transaction():
        connection.write_many(
            "UPDATE attachment SET id = ?, key = ? WHERE sha256 = ?",
            ((each.after.id, each.after.key, each.after.sha256) for each in moved),
        )
        signing_seed.share(connection, keys.old, keys.new)
        signing_seed.keep_only(connection, keys.new)
        Log(connection, clock).append(KIND, "", _body(pending, len(moved)), actor)


def _body(pending: PendingRekey, originals: int) -> bytes:
    return canonical.encode({"originals": originals, "rekey": pending.name})


def _entered(connection: Connection, pending: PendingRekey) -> bool:
    """Whether the transaction of ``_enter`` is in the database."""
    bodies = connection.all(
        "SELECT body FROM event JOIN log USING (seq) WHERE kind = ? ORDER BY seq DESC", (KIND,)
    )
    return any(canonical.decode(body).get("rekey") == pending.name for (body,) in bodies)


def _verify(opened: Opened) -> None:
    """``database_damaged`` unless every page is whole under the new key, as a stranger sees it."""
    opened.connection.checkpoint()
    other = connect(opened.folder, opened.keys, Access.READ, opened.disk)
    try:
        if other.all("PRAGMA cipher_integrity_check"):
            raise GigWalletError("database_damaged")
    finally:
        other.close()


def _finish(opened: Opened, clock: Clock, pending: PendingRekey) -> None:
    """A copy of the database under the old keys goes, and the header forgets them."""
    opened.disk.unlink(opened.folder / files.DATABASE_BEFORE)
    head = log_head_now(opened.folder / files.DATABASE, opened.connection, clock)
    _settled(opened, opened.header.rekeyed(pending.slots, head, clock.now()))


def _settled(opened: Opened, header: Header) -> None:
    """Store a header that knows one key again: that which opens the database."""
    store_header(opened.folder, header, opened.keys, opened.disk)
    opened.header = header
    if opened.rekey is not None:
        opened.rekey.close()
        opened.rekey = None
    if opened.slot not in header.slots:
        opened.slot = None


def settle(opened: Opened, clock: Clock) -> None:
    """At an opening: finish or take back a full rekey that was interrupted, and say which.

    ``disk_full`` where it must be finished and cannot; the vault still opens for reading.
    """
    pending = opened.header.pending_rekey
    if pending is None or opened.rekey is None:
        return
    if opened.lock is None:
        opened.notices += (Step("rekey_unfinished"),)
    elif opened.keys.master() == opened.rekey.old.master():
        _sweep(opened)
        _settled(opened, opened.header.with_pending_rekey(None))
        opened.notices += (Step("rekey_undone"),)
    else:
        if not _entered(opened.connection, pending):
            # The names of what was written before are forgotten: its room is needed again.
            _sweep(opened)
            moved: list[_Moved] = []
            _move(opened, _originals(opened), moved, Job())
            _enter(opened, opened.rekey, clock, pending, moved, PROGRAM)
        opened.connection.checkpoint()
        _sweep(opened)
        _finish(opened, clock, pending)
        opened.notices += (Step("rekey_finished"),)


def _sweep(opened: Opened) -> None:
    """Files that no row names. Nobody else writes here now, so they need not be an hour old."""
    for path in _originals(opened).orphans():
        opened.disk.unlink(path)


def _unlink(opened: Opened, gone: Iterable[Attachment]) -> None:
    for each in gone:
        opened.disk.unlink(each.path(opened.folder / files.ATTACHMENTS))
