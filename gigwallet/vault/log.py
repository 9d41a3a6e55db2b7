"""The log: each committed row is bound, salted, by a leaf of a Merkle tree that only grows."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlcipher3 import dbapi2

from gigwallet.crypto import merkle
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.ports import Clock
from gigwallet.vault import canonical, coming
from gigwallet.vault.connection import Connection
from gigwallet.vault.search import index as search_index
from gigwallet.vault.shelves.columns import milliseconds

SALT_BYTES = 32
OWNER = "owner"
PROGRAM = "program"

# The rows of one entry: table -> columns without ``seq``.
Rows = Mapping[str, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log, as stored; ``at`` in milliseconds since 1970 UTC."""

    seq: int
    kind: str
    object: str
    at: int
    actor: str
    commitment: bytes

    def leaf_input(self) -> bytes:
        """What the leaf is the hash of (docs/vault-format.md, section 6.2)."""
        actor, kind, about = map(canonical.text, (self.actor, self.kind, self.object))
        # Written out in the order of its names: there is one for every row that is stored.
        return (
            f'{{"actor":{actor},"at":{self.at:d},"commitment":"{self.commitment.hex()}",'
            f'"kind":{kind},"object":{about},"seq":{self.seq:d}}}'
        ).encode()

    def leaf(self) -> bytes:
        return merkle.leaf_hash(self.leaf_input())


def content(rows: Rows) -> bytes:
    """What an entry commits to: its rows, without ``seq`` and without what is NULL."""
    return canonical.encode({table: canonical.row(columns) for table, columns in rows.items()})


def _without_nulls(columns: Mapping[str, object]) -> dict[str, object]:
    if None not in columns.values():
        return dict(columns)
    return {name: value for name, value in columns.items() if value is not None}


def commitment(salt: bytes, committed: bytes) -> bytes:
    return hashlib.sha256(salt + committed).digest()


class Log:
    """Appends entries together with the rows that they bind, in the present transaction.

    ``actor`` is who says what is said here, unless a call names another: the label of the
    passphrase that opened the vault. ``appended`` counts what this object has appended, rolled back
    or not: a cheap sign that the log may have grown.
    """

    def __init__(self, connection: Connection, clock: Clock, actor: str = OWNER) -> None:
        self._connection = connection
        self._clock = clock
        self._actor = actor
        self._replayed: tuple[Rows, str] | None = None
        self.appended = 0

    @property
    def size(self) -> int:
        return self._state().size

    def root(self) -> bytes:
        """RFC 9162 root over all leaves, 32 bytes."""
        return self._state().root()

    def state(self) -> tuple[int, bytes]:
        """Size and root of one moment."""
        state = self._state()
        return state.size, state.root()

    def append(self, kind: str, object_id: str, content: bytes, actor: str | None = None) -> int:
        """An entry about something that has no table of its own, such as an export."""
        (seq,) = self.record(kind, [(object_id, {"event": {"body": content}})], actor)
        return seq

    def record(
        self, kind: str, objects: Iterable[tuple[str, Rows]], actor: str | None = None
    ) -> range:
        """One entry per object with the rows that it binds; their sequence numbers."""
        with self._connection.transaction():
            state = self._state()
            also, first_said_by = self._replayed or ({}, self._actor)
            who = first_said_by if actor is None else actor
            at = milliseconds(self._clock.now())
            first = state.size
            entries: list[Sequence[object]] = []
            salts: list[Sequence[object]] = []
            batches: dict[tuple[str, ...], list[Sequence[object]]] = {}
            for seq, (object_id, given) in enumerate(objects, start=first):
                salt = os.urandom(SALT_BYTES)
                # What is NULL is neither bound nor inserted: a trip has many columns, few filled.
                bound = {**given, **also}
                rows = {table: _without_nulls(columns) for table, columns in bound.items()}
                entry = Entry(seq, kind, object_id, at, who, commitment(salt, content(rows)))
                leaf = entry.leaf()
                state.append(leaf)
                entries.append((seq, kind, object_id, at, who, entry.commitment, leaf))
                salts.append((seq, salt))
                for table, columns in rows.items():
                    batch = batches.setdefault((table, "seq", *columns), [])
                    batch.append((seq, *columns.values()))
            self._store(entries, salts, batches, state)
            self.appended += len(entries)
            return range(first, state.size)

    @contextlib.contextmanager
    def replaying(self, origin: Mapping[str, object], actor: str) -> Iterator[None]:
        """What is recorded inside was first said in another copy, by ``actor``; each entry binds
        its ``origin`` as well. The caller holds one transaction around it."""
        self._replayed = ({"origin": origin}, actor)
        try:
            yield
        finally:
            self._replayed = None

    def _store(
        self,
        entries: list[Sequence[object]],
        salts: list[Sequence[object]],
        batches: Mapping[tuple[str, ...], list[Sequence[object]]],
        state: merkle.Frontier,
    ) -> None:
        write_many = self._connection.write_many
        write_many("INSERT INTO log VALUES (?, ?, ?, ?, ?, ?, ?)", entries)
        write_many("INSERT INTO log_salt VALUES (?, ?)", salts)
        for (table, *columns), rows in batches.items():
            marks = ", ".join("?" * len(columns))
            # The names come from this package's own layouts.
            sql = f"INSERT INTO main.{table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608
            try:
                write_many(sql, rows)
            except dbapi2.IntegrityError as cause:
                # What nobody sees yet may say the same; else it is a mistake of the program.
                if not coming.spans(self._connection):
                    raise
                raise GigWalletError("import_under_way") from cause
        self._connection.write(
            "UPDATE log_state SET size = ?, root = ?, peaks = ?",
            (state.size, state.root(), b"".join(state.peaks)),
        )

    def erase(
        self, kind: str, object_id: str, tables: Mapping[str, str], actor: str | None = None
    ) -> int:
        """Drop the rows of an object and their salts, keep their leaves, and say so in an entry.

        ``tables`` names, children first, the tables that hold the object and the column of each
        that carries its id.
        """
        (seq,) = self.erase_many(kind, (object_id,), tables, actor)
        return seq

    def erase_many(
        self,
        kind: str,
        object_ids: Sequence[str],
        tables: Mapping[str, str],
        actor: str | None = None,
    ) -> range:
        """As ``erase``, of many at once: an entry each."""
        with self._connection.transaction():
            each_once = [(object_id,) for object_id in object_ids]
            for object_id in object_ids:
                search_index.forget(self._connection, object_id)
            for table, column in tables.items():
                held = f"FROM main.{table} WHERE {column} = ?"
                for bound in ("log_salt", "main.origin"):
                    self._connection.write_many(
                        f"DELETE FROM {bound} WHERE seq IN (SELECT seq {held})",  # noqa: S608  own names
                        each_once,
                    )
                self._connection.write_many(f"DELETE {held}", each_once)
            self._connection.checkpoint_after_commit()
            return self.record(kind, [(object_id, {}) for object_id in object_ids], actor)

    def entries(self, start: int = 0) -> Iterator[Entry]:
        rows = self._connection.stream(
            "SELECT seq, kind, object, at, actor, commitment FROM log WHERE seq >= ? ORDER BY seq",
            (start,),
        )
        return (Entry(*row) for row in rows)

    def leaves(self, size: int | None = None) -> list[bytes]:
        """The stored leaf hashes of the first ``size`` entries (all of them by default)."""
        end = self.size if size is None else size
        rows = self._connection.stream("SELECT leaf FROM log WHERE seq < ? ORDER BY seq", (end,))
        return [row[0] for row in rows]

    def tree(self, size: int | None = None) -> merkle.Tree:
        """All nodes over the first ``size`` entries, for roots and proofs; built anew each time."""
        return merkle.Tree(self.leaves(size))

    def root_at(self, size: int) -> bytes:
        """The root that the log had at ``size`` entries, from its stored leaves."""
        return self.tree(size).root()

    def _state(self) -> merkle.Frontier:
        row = self._connection.one("SELECT size, peaks FROM log_state")
        size, peaks = row if row else (0, None)
        if peaks is None or len(peaks) != size.bit_count() * merkle.HASH_BYTES:
            raise GigWalletError("database_damaged")
        step = merkle.HASH_BYTES
        starts = range(0, len(peaks), step)
        return merkle.Frontier(size, (peaks[start : start + step] for start in starts))
