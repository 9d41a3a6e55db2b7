"""Facts of one kind: added once, revised by adding, traced to every place that states them."""

from __future__ import annotations

import secrets
import sys
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.heap import undisturbed
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import (
    EngagementId,
    FactId,
    HowKnown,
    NewFact,
    Recorded,
    Revision,
    Source,
)
from gigwallet.vault import canonical
from gigwallet.vault.connection import Connection, Row
from gigwallet.vault.log import Log, Rows
from gigwallet.vault.shelves.columns import moment
from gigwallet.vault.shelves.fact_rows import FactRows, source_of
from gigwallet.vault.shelves.layouts import FactLayout
from gigwallet.vault.shelves.row_reading import read_rows

T = TypeVar("T")

_Key = tuple[str, str, str, int]  # engagement, family, natural key, occurrence
_Said = tuple[int, int, str, str]  # number, moment, by whom, how

_CELLS = 6  # so many columns go before those of the layout
_AT_ONCE = 400
_TURNED_AT_ONCE = 10_000
_FEW = 200  # up to here one look-up per fact is quicker than reading all sources of the kind
_SOURCES = (
    "SELECT fact_id, exhibit_id, member, line, page, pointer, importer, importer_version,"
    " iif(instr(raw, ?), raw, '')"
    " FROM source JOIN fact ON fact.id = fact_id WHERE fact.kind = ?"
)
_NOW = "revision = (SELECT max(revision) FROM {table} WHERE fact_id = f.fact_id)"


@dataclass(frozen=True, slots=True)
class Added:
    """The ids of what was new, in order, and how many facts were known already."""

    added: tuple[FactId, ...]
    known: int


def _key(new: NewFact[T]) -> _Key:
    return new.engagement_id, new.family, new.natural_key, new.occurrence


def _source_row(fact_id: str, source: Source) -> dict[str, object]:
    return {
        "fact_id": fact_id,
        "exhibit_id": source.exhibit_id,
        "member": source.locator.member,
        "line": source.locator.line,
        "page": source.locator.page,
        "pointer": source.locator.pointer,
        "importer": source.importer,
        "importer_version": source.importer_version,
        "raw": canonical.encode(dict(source.raw)).decode(),
    }


def _recorded(
    row: Row, fact: T, sources: Mapping[str, tuple[Source, ...]], known: dict[_Said, Revision]
) -> Recorded[T]:
    """What was stored at once was said at once: it shares one revision."""
    said = row[2:_CELLS]
    revision = known.get(said)
    if revision is None:
        number, at, actor, how = said
        revision = known[said] = Revision(number, moment(at), actor, HowKnown(how))
    fact_id = row[0]
    engagement = EngagementId(sys.intern(row[1]))
    return Recorded(FactId(fact_id), engagement, fact, sources.get(fact_id, ()), revision)


class FactShelf(Generic[T]):
    """One kind of fact. Values go in and out; rows and cursors stay here."""

    def __init__(self, connection: Connection, log: Log, layout: FactLayout[T]) -> None:
        self._connection = connection
        self._log = log
        self._layout = layout
        self._kind = layout.layout.table
        cells = ", ".join(f"f.{column}" for column in layout.layout.columns)
        # The names come from the layout, the values are bound.
        self._from = (
            f"FROM {self._kind} AS f "
            "JOIN fact ON fact.id = f.fact_id JOIN log ON log.seq = f.seq "
            "LEFT JOIN origin ON origin.seq = f.seq WHERE "
        )
        self._select = (
            "SELECT f.fact_id, fact.engagement_id, f.revision, "
            "coalesce(origin.at, log.at), log.actor, f.how, "  # as it was first said, in any copy
            f"{cells} {self._from}"
        )
        self._current = f"f.{_NOW.format(table=self._kind)}"

    def add(self, facts: Iterable[NewFact[T]]) -> Added:
        """Store what is new, in one transaction.

        A fact whose engagement, family, natural key and occurrence are known only gains the place
        that states it once more. ``engagement_missing`` for an engagement that is not stored.
        """
        # Ids that begin alike lie side by side in the indexes: what comes together touches few of
        # their pages, however much there is already.
        alike = secrets.token_hex(4)
        new: list[tuple[str, Rows]] = []
        sources: list[tuple[str, Rows]] = []
        coming: dict[_Key, str] = {}
        known = 0
        with self._connection.transaction():
            given = list(facts)
            keys = [_key(each) for each in given]
            found = self._find(keys)
            for key, each in zip(keys, given, strict=True):
                fact_id = coming.get(key) or found.get(key)
                if fact_id is None:
                    fact_id = alike + secrets.token_hex(12)
                    new.append((fact_id, self._rows(fact_id, each)))
                else:
                    known += 1
                    sources.append((fact_id, {"source": _source_row(fact_id, each.source)}))
                coming[key] = fact_id
            self._refuse_unknown_engagements({key[0] for key in coming})
            self._log.record("fact.added", new)
            self._log.record("fact.sourced", self._unstated(sources))
        return Added(tuple(FactId(fact_id) for fact_id, _ in new), known)

    def _find(self, keys: list[_Key]) -> dict[_Key, str]:
        """Which of them are stored: asked for many at once, and not at all of a family that has
        nothing yet."""
        together: dict[tuple[str, str], list[_Key]] = {}
        for key in keys:
            together.setdefault(key[:2], []).append(key)
        found: dict[_Key, str] = {}
        for (engagement, family), some in together.items():
            place = (engagement, self._kind, family)
            where = "FROM fact WHERE engagement_id = ? AND kind = ? AND family = ?"
            if not self._connection.one(f"SELECT 1 {where} LIMIT 1", place):
                continue
            for start in range(0, len(some), _AT_ONCE):
                wanted = [key[2] for key in some[start : start + _AT_ONCE]]
                marks = ", ".join("?" * len(wanted))
                sql = f"SELECT natural_key, occurrence, id {where} AND natural_key IN ({marks})"
                for natural_key, occurrence, fact_id in self._connection.all(
                    sql, (*place, *wanted)
                ):
                    found[engagement, family, natural_key, occurrence] = fact_id
        return found

    def _rows(self, fact_id: str, new: NewFact[T]) -> Rows:
        return {
            "fact": {
                "id": fact_id,
                "kind": self._kind,
                "engagement_id": new.engagement_id,
                "family": new.family,
                "natural_key": new.natural_key,
                "occurrence": new.occurrence,
            },
            self._kind: self._revision_row(fact_id, 1, new.fact, new.how),
            "source": _source_row(fact_id, new.source),
        }

    def _revision_row(self, fact_id: str, number: int, fact: T, how: HowKnown) -> dict[str, object]:
        return {
            "fact_id": fact_id,
            "revision": number,
            "how": how.value,
            **self._layout.placed(fact),
            **self._layout.layout.pack(fact),
        }

    def _refuse_unknown_engagements(self, ids: set[str]) -> None:
        for engagement_id in ids:
            if not self._connection.one("SELECT 1 FROM engagement WHERE id = ?", (engagement_id,)):
                raise GigWalletError("engagement_missing")

    def _unstated(self, sources: list[tuple[str, Rows]]) -> list[tuple[str, Rows]]:
        """Without the places that are stored already: the same line of the same document."""
        stated: set[tuple[object, ...]] = set()
        ids = list({fact_id for fact_id, _ in sources})
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            marks = ", ".join("?" * len(some))
            stated.update(
                self._connection.all(
                    "SELECT fact_id, exhibit_id, member, line, page, pointer FROM source "  # noqa: S608  marks
                    f"WHERE fact_id IN ({marks})",
                    some,
                )
            )
        fresh: dict[tuple[object, ...], tuple[str, Rows]] = {}
        for fact_id, rows in sources:
            place = tuple(rows["source"].values())[:6]
            if place not in stated:
                fresh[place] = (fact_id, rows)
        return list(fresh.values())

    def all(
        self,
        engagement: EngagementId | None = None,
        period: Period | None = None,
        *,
        written: str = "",
    ) -> list[Recorded[T]]:
        """What holds now, ordered by time; what has no time comes first.

        With ``period``: facts that share a day with it, and none of which no day is known.
        ``written``: only rows with a column whose name begins so come with their cells as written.
        Who looks at a million facts at once seldom asks how each was printed.
        """
        where, values = self._current, []
        if engagement is not None:
            where += " AND fact.engagement_id = ?"
            values.append(str(engagement))
        if period is not None:
            where += " AND f.first_day <= ? AND f.last_day >= ?"
            values += [period.last.isoformat(), period.first.isoformat()]
        with self._connection.snapshot():
            rows = self._connection.all(
                f"{self._select} {where} ORDER BY f.ordered_at, fact.seq", values
            )
            sources = self._sources([row[0] for row in rows], written)
        known: dict[_Said, Revision] = {}
        found: list[Recorded[T]] = []
        with undisturbed():
            for start in range(0, len(rows), _TURNED_AT_ONCE):
                some = rows[start : start + _TURNED_AT_ONCE]
                facts = self._layout.layout.unpack_many([row[_CELLS:] for row in some])
                found += [
                    _recorded(row, fact, sources, known)
                    for row, fact in zip(some, facts, strict=True)
                ]
        return found

    def rows(
        self,
        asked: Collection[str],
        engagement: EngagementId | None = None,
        *,
        alike: Collection[str] = (),
        written: str = "",
    ) -> FactRows[T]:
        """As ``all``, for whoever looks at few values of very many facts: ``asked`` names them, and
        ``alike`` those that many of the facts have alike."""
        return read_rows(self._connection, self._layout.layout, asked, engagement, alike, written)

    def at(self, places: Sequence[int]) -> dict[int, Recorded[T]]:
        """What was said by these entries of the log, by entry; without what was erased since."""
        marks = ", ".join("?" * len(places))
        with self._connection.snapshot():
            rows = self._connection.all(
                f"SELECT f.seq, read.* FROM {self._kind} AS f JOIN "  # noqa: S608  names, marks
                f"({self._select} f.seq IN ({marks})) AS read ON read.fact_id = f.fact_id "
                "AND read.revision = f.revision",
                places,
            )
            sources = self._sources([row[1] for row in rows])
        return {seq: self._recorded(tuple(row), sources) for seq, *row in rows}

    def get(self, id: FactId) -> Recorded[T]:
        """``fact_missing`` where it was never stored or has been erased."""
        with self._connection.snapshot():
            rows = self._connection.all(f"{self._select} f.fact_id = ? AND {self._current}", (id,))
            if not rows:
                raise GigWalletError("fact_missing")
            return self._recorded(rows[0], self._sources([id]))

    def _sources(self, of: Sequence[str], written: str = "") -> Mapping[str, tuple[Source, ...]]:
        found: dict[str, tuple[Source, ...]] = {}
        column = f'"{written}'
        if len(of) > _FEW:
            rows = self._connection.all(f"{_SOURCES} ORDER BY source.seq", (column, self._kind))
        else:
            rows = [
                row
                for fact_id in of
                for row in self._connection.all(
                    f"{_SOURCES} AND fact_id = ? ORDER BY source.seq", (column, self._kind, fact_id)
                )
            ]
        with undisturbed():
            for row in rows:
                source = source_of(row[1:])
                others = found.get(row[0])
                found[row[0]] = (source,) if others is None else (*others, source)
        return found

    def _recorded(self, row: Row, sources: Mapping[str, tuple[Source, ...]]) -> Recorded[T]:
        return _recorded(row, self._layout.layout.unpack(row[_CELLS:]), sources, {})

    def revise(self, id: FactId, fact: T, how: HowKnown, by: str = "") -> None:
        """Say the fact anew; the earlier sayings stay readable."""
        with self._connection.transaction():
            number = self.get(id).revision.number + 1
            rows = {self._kind: self._revision_row(id, number, fact, how)}
            self._log.record("fact.revised", [(id, rows)], by or None)

    def history(self, id: FactId) -> list[tuple[Revision, T]]:
        """Every saying of the fact, the first one first; ``fact_missing`` if there is none."""
        rows = self._connection.all(f"{self._select} f.fact_id = ? ORDER BY f.revision", (id,))
        if not rows:
            raise GigWalletError("fact_missing")
        recorded = [self._recorded(row, {}) for row in rows]
        return [(each.revision, each.fact) for each in recorded]

    def delete(self, id: FactId) -> None:
        """Erase what the fact says, everywhere in the vault; its leaf in the log stays."""
        with self._connection.transaction():
            self.get(id)
            held = {"source": "fact_id", self._kind: "fact_id", "fact": "id"}
            self._log.erase("fact.erased", id, held)

    def count(self, engagement: EngagementId | None = None) -> int:
        row = self._connection.one(
            "SELECT count(*) FROM fact WHERE kind = ? AND (? IS NULL OR engagement_id = ?)",
            (self._kind, engagement, engagement),
        )
        return int(row[0]) if row else 0
