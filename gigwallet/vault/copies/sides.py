"""One of two copies of a vault that are brought together: what its log says, and what it knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gigwallet.crypto import merkle
from gigwallet.vault.attachments import Attachments
from gigwallet.vault.clearing import said_cleared
from gigwallet.vault.committed import columns_by_table
from gigwallet.vault.connection import Connection
from gigwallet.vault.copies.sayings import Saying

# What an exhibit says of its way into one copy is no other saying of the same bytes.
_NO_CONTENT = frozenset({"seq", "id", "fact_id", "revision", "how"})
_OF_ITS_WAY = {"exhibit": frozenset({"name", "added_at", "route"})}

_TOLD = (
    "SELECT log.seq, log.kind, log.object, coalesce(origin.at, log.at), "
    "coalesce(origin.actor, log.actor), coalesce(origin.leaf, log.leaf), "
    "coalesce(origin.other_seq, log.seq) FROM log LEFT JOIN origin ON origin.seq = log.seq "
)


@dataclass(frozen=True, slots=True)
class Told:
    """An entry as it was first said: a replayed one keeps time, actor, number and leaf."""

    seq: int
    kind: str
    object_id: str
    at: int
    actor: str
    leaf: bytes
    first_seq: int

    @property
    def noun(self) -> str:
        return self.kind.partition(".")[0]

    def origin(self) -> dict[str, object]:
        return {
            "other_seq": self.first_seq,
            "at": self.at,
            "actor": self.actor,
            "leaf": self.leaf,
        }


class Side:
    """``told`` are its entries after the ``common`` ones. What stands below ``known_below`` the
    other copy knows."""

    def __init__(self, connection: Connection, attachments: Attachments, common: int) -> None:
        self.connection = connection
        self.attachments = attachments
        self.common = common
        self.known_below = common
        rows = connection.all(f"{_TOLD} WHERE log.seq >= ? ORDER BY log.seq", (common,))
        self.told = {row[0]: Told(*row) for row in rows}
        # What an unfinished import said, and took back, this copy does not know.
        unsaid = {seq for span in said_cleared(connection) for seq in range(*span)}
        self.leaves = {each.leaf for each in self.told.values() if each.seq not in unsaid}
        self.erased = {
            each.object_id: each for each in self.told.values() if each.kind.endswith(".erased")
        }
        self.tables = columns_by_table(connection)

    def told_at(self, seq: int) -> Told:
        known = self.told.get(seq)
        if known is None:
            row = self.connection.one(f"{_TOLD} WHERE log.seq = ?", (seq,))
            known = Told(*(row or (seq, "", "", 0, "", b"", seq)))
        return known

    def known_to(self, other: Side, told: Told) -> bool:
        """Whether ``other`` knows an entry of this side."""
        if told.seq < self.known_below or told.leaf in other.leaves:
            return True
        # Said once more, but first in the part that both have: what was erased and came back.
        row = told.first_seq < self.common and self.connection.one(
            "SELECT leaf FROM log WHERE seq = ?", (told.first_seq,)
        )
        return bool(row) and row == (told.leaf,)

    def rows(self, table: str, column: str, value: object) -> list[dict[str, object]]:
        """The rows of a committed table, without what is NULL, in the order of their entries."""
        names = ["seq", *self.tables.get(table, ())]
        if column not in names:
            return []
        sql = f"SELECT {', '.join(names)} FROM {table} WHERE {column} = ? ORDER BY seq"  # noqa: S608  names from the schema
        return [
            {name: cell for name, cell in zip(names, row, strict=True) if cell is not None}
            for row in self.connection.all(sql, (value,))
        ]

    def row(self, table: str, seq: int) -> dict[str, object] | None:
        found = self.rows(table, "seq", seq)
        return found[0] if found else None

    def sayings(self, table: str, rows: list[dict[str, object]], other: Side) -> list[Saying]:
        """The sayings in ``rows``, which may have been given other ids, in their order."""
        apart = _NO_CONTENT | _OF_ITS_WAY.get(table, frozenset())
        made = []
        for row in sorted(rows, key=lambda row: int(str(row["revision"]))):
            told = self.told_at(int(str(row["seq"])))
            content = frozenset((name, cell) for name, cell in row.items() if name not in apart)
            known = self.known_to(other, told)
            made.append(Saying(told.leaf, told.at, content, known, told.seq, row))
        return made


def common_size(ours: Connection, theirs: Connection) -> int:
    """How many entries both logs begin with. Leaves are salted: equal ones are one entry. Where an
    import was broken off in one copy, the other one may have finished it: there it ends."""
    size = 0
    cleared = [first for each in (ours, theirs) for first, _ in said_cleared(each)]
    for mine, other in zip(_leaves(ours), _leaves(theirs), strict=False):
        if mine != other:
            break
        size += 1
    return min([size, *cleared])


def _leaves(connection: Connection) -> Iterator[bytes]:
    for (leaf,) in connection.stream("SELECT leaf FROM log ORDER BY seq"):
        yield leaf


def recognised(knower: Connection, other: Connection) -> int:
    """The size that the log of ``other`` had when ``knower`` last took it in; 0 where it never
    did."""
    wanted: dict[int, bytes] = dict(knower.all("SELECT other_size, other_root FROM merge"))
    if not wanted:
        return 0
    frontier, most = merkle.Frontier(), 0
    for leaf in _leaves(other):
        frontier.append(leaf)
        if wanted.get(frontier.size) is not None and wanted[frontier.size] == frontier.root():
            most = frontier.size
    return most
