"""Undoing an import: what only it brought goes, what another document states as well stays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from gigwallet.domain.imported import Imported, InUse, Undone
from gigwallet.domain.recorded import (
    EngagementId,
    ExhibitId,
    FactId,
    HowKnown,
    NewFact,
    Source,
)
from gigwallet.vault import canonical
from gigwallet.vault.settling import fact_shelf
from gigwallet.vault.vault import Vault

_AT_ONCE = 400


@dataclass(slots=True)
class Undoing:
    """``gone`` are facts that nothing else states, by kind; ``left`` the sources that stay of facts
    that others state too."""

    exhibits: list[ExhibitId] = field(default_factory=list)
    spans: list[str] = field(default_factory=list)
    gone: dict[str, list[FactId]] = field(default_factory=lambda: defaultdict(list))
    left: dict[str, list[FactId]] = field(default_factory=lambda: defaultdict(list))

    @property
    def facts(self) -> Iterator[FactId]:
        for each in (*self.gone.values(), *self.left.values()):
            yield from each


class Undo:
    """Looks first, then does. Both in one transaction, which the caller holds."""

    def __init__(self, vault: Vault, imported: Imported, others: Iterable[Imported]) -> None:
        self._vault = vault
        self._connection = vault.connection
        self._imported = imported
        self._others = list(others)
        self._sources: dict[str, list[int]] = defaultdict(list)
        self._found = Undoing()
        self._look()

    # Looking ---------------------------------------------------------------------------------

    def _look(self) -> None:
        brought = self._vault.imports.ever_brought()
        held = {
            sha256 for each in self._others for one in each.originals for sha256 in one.exhibits
        }
        own = {sha256 for one in self._imported.originals for sha256 in one.exhibits}
        for sha256 in sorted(own & brought - held):
            known = self._vault.exhibits.known(sha256)
            if known is not None:
                self._found.exhibits.append(known)
        self._look_for_sources()
        for fact_ids in _chunks(list(self._sources)):
            self._look_at_facts(fact_ids)
        gone = set(self._found.exhibits)
        for identity, exhibits in self._connection.all("SELECT id, exhibits FROM coverage"):
            named = set(canonical.decode(exhibits.encode()))
            if named and named <= gone:
                self._found.spans.append(identity)

    def _look_for_sources(self) -> None:
        """Places of exhibits that go, and places that only this import stated: an import that read
        the same file later found them known, and would lose them."""
        for exhibit in self._found.exhibits:
            sql = "SELECT fact_id, seq FROM source WHERE exhibit_id = ?"
            for fact_id, seq in self._connection.all(sql, (exhibit,)):
                self._sources[fact_id].append(seq)
        later = {
            self._vault.exhibits.known(sha256)
            for each in self._others
            for one in each.originals
            if one.end == 0 or any(one.first >= own.end for own in self._imported.originals)
            for sha256 in one.exhibits
        }
        gone = set(self._found.exhibits)
        for own in self._imported.originals:
            sql = "SELECT fact_id, seq, exhibit_id FROM source WHERE seq >= ? AND seq < ?"
            rows = (row for run in own.runs for row in self._connection.all(sql, run))
            for fact_id, seq, exhibit in rows:
                if exhibit not in gone and exhibit not in later:
                    self._sources[fact_id].append(seq)

    def _look_at_facts(self, fact_ids: list[str]) -> None:
        marks = ", ".join("?" * len(fact_ids))
        stated: dict[str, int] = dict(
            self._connection.all(
                f"SELECT fact_id, count(*) FROM source WHERE fact_id IN ({marks}) "  # noqa: S608  marks
                "GROUP BY fact_id",
                fact_ids,
            )
        )
        sql = f"SELECT id, kind FROM fact WHERE id IN ({marks})"  # noqa: S608  marks
        for fact_id, kind in self._connection.all(sql, fact_ids):
            alone = stated[fact_id] == len(self._sources[fact_id])
            (self._found.gone if alone else self._found.left)[kind].append(FactId(fact_id))

    # What a person did with it ---------------------------------------------------------------

    def in_use(self) -> InUse:
        exhibits = set(self._found.exhibits)
        facts = set(self._found.facts)
        cases = sum(
            any(each.exhibit_id in exhibits or facts & set(each.rows) for each in one.case.exhibits)
            for one in self._vault.cases.all()
        )
        rules = sum(each.scheme.proof in exhibits for each in self._vault.schemes.all())
        return InUse(
            changed=sum(self._changed(kind) for kind in {*self._found.gone, *self._found.left}),
            decided=self._count("screen_decision", "exhibit_id", exhibits),
            described=self._described(exhibits),
            cases=cases,
            rules=rules,
        )

    def _changed(self, kind: str) -> int:
        ids = [*self._found.gone[kind], *self._found.left[kind]]
        found = 0
        for some in _chunks(ids):
            marks = ", ".join("?" * len(some))
            # The kind is a table of this package's own layouts.
            row = self._connection.one(
                f"SELECT count(DISTINCT fact_id) FROM {kind} "  # noqa: S608  own names
                f"WHERE fact_id IN ({marks}) AND revision > 1 AND how = ?",
                (*some, HowKnown.TYPED.value),
            )
            found += row[0] if row else 0
        return found

    def _described(self, exhibits: set[ExhibitId]) -> int:
        rows = self._connection.all("SELECT id, parent, label, note FROM exhibit")
        said = {identity for identity, _, *words in rows if any(words)}
        parents = {parent for identity, parent, *_ in rows if identity not in exhibits}
        return len((said | parents) & exhibits)

    def _count(self, table: str, column: str, ids: Iterable[str]) -> int:
        sql = f"SELECT count(*) FROM {table} WHERE {column} = ?"  # noqa: S608  own names
        return sum(row[0] for each in ids if (row := self._connection.one(sql, (each,))))

    # Doing -----------------------------------------------------------------------------------

    def do(self) -> Undone:
        """All of it, told in the log."""
        again = [self._as_left(kind, ids) for kind, ids in self._found.left.items()]
        for kind in {*self._found.gone, *self._found.left}:
            ids = [*self._found.gone[kind], *self._found.left[kind]]
            tables = {"source": "fact_id", kind: "fact_id", "fact": "id"}
            self._vault.log.erase_many("fact.erased", ids, tables)
        for (kind, _), (first, more) in zip(self._found.left.items(), again, strict=True):
            shelf = fact_shelf(self._vault, kind)
            shelf.add(first)
            shelf.add(more)
        self._vault.log.erase_many("coverage.erased", self._found.spans, {"coverage": "id"})
        for exhibit in self._found.exhibits:
            self._vault.exhibits.delete(exhibit)
        idle = list(self._idle_engagements())
        for engagement in idle:
            self._vault.engagements.remove(engagement)
        done = Undone(
            erased=sum(map(len, self._found.gone.values())),
            still_stated=sum(map(len, self._found.left.values())),
            exhibits=len(self._found.exhibits),
            spans=len(self._found.spans),
            engagements=len(idle),
        )
        self._vault.imports.undone(
            self._imported.id,
            {
                "facts": done.erased,
                "exhibits": done.exhibits,
                "spans": done.spans,
                "engagements": done.engagements,
            },
        )
        return done

    def _idle_engagements(self) -> Iterator[EngagementId]:
        """Those that this import made, or one that was undone before, and on which nothing hangs
        any more. What a person said anew of one is theirs: it stays."""
        own = [run for one in self._imported.originals for run in one.runs]
        for run in (*own, *self._vault.imports.undone_runs()):
            made = "SELECT id FROM engagement WHERE revision = 1 AND seq >= ? AND seq < ?"
            for (identity,) in self._connection.all(made, run):
                said = "SELECT max(revision) FROM engagement WHERE id = ?"
                known = self._connection.one(said, (identity,))
                if known == (1,) and self._vault.engagements.idle(EngagementId(identity)):
                    yield EngagementId(identity)

    def _as_left(
        self, kind: str, ids: list[FactId]
    ) -> tuple[list[NewFact[object]], list[NewFact[object]]]:
        """Facts that others state too, as they are said anew without this import: an entry binds a
        fact together with the place that stated it first, so it goes as a whole. What a person made
        of the fact stays."""
        shelf = fact_shelf(self._vault, kind)
        firsts: list[NewFact[object]] = []
        more: list[NewFact[object]] = []
        for fact_id in ids:
            known = shelf.get(fact_id)
            row = self._connection.one(
                "SELECT family, natural_key, occurrence FROM fact WHERE id = ?", (fact_id,)
            )
            assert row is not None  # noqa: S101  the shelf has just read it
            key: tuple[str, str, int] = row
            stays = list(self._staying(fact_id, known.sources))
            made = [
                NewFact(known.fact, known.engagement_id, *key, source, known.revision.how)
                for source in stays
            ]
            firsts += made[:1]
            more += made[1:]
        return firsts, more

    def _staying(self, fact_id: FactId, sources: Iterable[Source]) -> Iterator[Source]:
        sql = "SELECT seq FROM source WHERE fact_id = ? ORDER BY seq"
        leaving = set(self._sources[fact_id])
        for (seq,), source in zip(self._connection.all(sql, (fact_id,)), sources, strict=True):
            if seq not in leaving:
                yield source


def _chunks(ids: list[FactId] | list[str]) -> Iterator[list[str]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield list(ids[start : start + _AT_ONCE])
