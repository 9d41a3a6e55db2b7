"""Conflicts: what two copies said of one thing without knowing of each other."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from gigwallet.domain.errors import GigWalletError
from gigwallet.vault.connection import Connection
from gigwallet.vault.log import PROGRAM, Log

# Where the sayings of each kind of thing lie, and by which column; facts lie in tables of their own
# kind.
THINGS = {
    "worker": "worker",
    "engagement": "engagement",
    "scheme": "scheme",
    "exhibit": "exhibit",
    "case": "case_file",
    "pairing": "pay_pairing",
    "opinion": "pay_opinion",
    "redaction": "redaction",
}
FACTS = frozenset({
    "trip", "shift", "track_point", "track", "tally", "statement", "pay_line", "payout",
})  # fmt: skip


def table_of(kind: str) -> tuple[str, str]:
    """Table and id column of a kind of thing."""
    return (kind, "fact_id") if kind in FACTS else (THINGS[kind], "id")


@dataclass(frozen=True, slots=True)
class KnownConflict:
    """``ours`` and ``theirs`` are numbers of entries of our log; None where that copy had erased
    the thing. ``current`` is the one that holds until somebody settles it."""

    id: str
    kind: str
    object: str
    ours: int | None
    theirs: int | None
    current: int | None


class ConflictShelf:
    def __init__(self, connection: Connection, log: Log) -> None:
        self._connection = connection
        self._log = log

    def add(self, kind: str, object_id: str, ours: bytes | None, theirs: bytes | None) -> str:
        """Keep the conflict between two sayings, by their leaves, after both are stored."""
        known = self._connection.one(
            "SELECT id, max(revision) FROM conflict WHERE object = ? GROUP BY id", (object_id,)
        )
        identity, revision = known or (secrets.token_hex(16), 0)
        self._record("conflict.found", identity, revision + 1, kind, object_id, ours, theirs, 0)
        return str(identity)

    def _record(
        self,
        entry: str,
        identity: str,
        revision: int,
        kind: str,
        object_id: str,
        ours: bytes | None,
        theirs: bytes | None,
        settled: int,
    ) -> None:
        row = {
            "id": identity,
            "revision": revision,
            "kind": kind,
            "object": object_id,
            "ours": ours,
            "theirs": theirs,
            "settled": settled,
        }
        actor = None if settled else PROGRAM
        self._log.record(entry, [(identity, {"conflict": row})], actor)

    def open(self) -> list[KnownConflict]:
        """Those that nobody has settled and whose thing was not said anew or erased since."""
        rows = self._connection.all(
            "SELECT seq, id, kind, object, ours, theirs FROM conflict AS c WHERE settled = 0 "
            "AND revision = (SELECT max(revision) FROM conflict WHERE id = c.id) ORDER BY seq"
        )
        found = [self._known(*row) for row in rows]
        return [each for each in found if each is not None]

    def _known(
        self,
        seq: int,
        identity: str,
        kind: str,
        object_id: str,
        ours: bytes | None,
        theirs: bytes | None,
    ) -> KnownConflict | None:
        table, column = table_of(kind)
        said = self._connection.all(
            "SELECT t.seq, coalesce(origin.leaf, log.leaf) "  # noqa: S608  own names
            f"FROM {table} AS t JOIN log ON log.seq = t.seq "
            "LEFT JOIN origin ON origin.seq = t.seq "
            f"WHERE t.{column} = ? ORDER BY t.revision",
            (object_id,),
        )
        if not said or said[-1][0] > seq:
            return None
        by_leaf = {leaf: number for number, leaf in reversed(said)}
        one, other = by_leaf.get(ours or b""), by_leaf.get(theirs or b"")
        now = said[-1][1]
        current = one if now == ours else other if now == theirs else None
        return KnownConflict(identity, kind, object_id, one, other, current)

    def get(self, identity: str) -> KnownConflict:
        """The one whose id begins so; ``conflict_missing`` where it is none, several or settled."""
        fitting = [each for each in self.open() if identity and each.id.startswith(identity)]
        if len(fitting) != 1:
            raise GigWalletError("conflict_missing")
        return fitting[0]

    def settle(self, identity: str, holds: int) -> None:
        """Say anew what entry ``holds`` says of the thing, so that the other copy hears of it at
        the next merge, and mark the conflict. ``conflict_missing``."""
        with self._connection.transaction():
            known = self.get(identity)
            self._say_anew(known, holds)
            self._mark(known.id)

    def settle_erased(self, identity: str) -> None:
        """Mark it where the person has erased the thing."""
        self._mark(identity)

    def _say_anew(self, known: KnownConflict, holds: int) -> None:
        table, column = table_of(known.kind)
        names = [row[1] for row in self._connection.all(f"PRAGMA table_info({table})")]
        where = f"FROM {table} WHERE {column} = ?"
        row = self._connection.one(
            f"SELECT {', '.join(names)} {where} AND seq = ?",
            (known.object, holds),
        )
        last = self._connection.one(f"SELECT max(revision) {where}", (known.object,))
        if row is None or last is None:
            raise GigWalletError("conflict_missing")
        cells = dict(zip(names, row, strict=True))
        del cells["seq"]
        cells["revision"] = last[0] + 1
        noun = "fact" if known.kind in FACTS else known.kind
        self._log.record(f"{noun}.revised", [(known.object, {table: cells})])

    def _mark(self, identity: str) -> None:
        row = self._connection.one(
            "SELECT revision, kind, object, ours, theirs FROM conflict WHERE id = ? "
            "ORDER BY revision DESC LIMIT 1",
            (identity,),
        )
        if row is None:
            raise GigWalletError("conflict_missing")
        revision, kind, object_id, ours, theirs = row
        self._record("conflict.settled", identity, revision + 1, kind, object_id, ours, theirs, 1)
