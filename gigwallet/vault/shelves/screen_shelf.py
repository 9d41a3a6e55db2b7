"""What was read of pictures, which can be read again, and what a person decided, which cannot."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gigwallet.domain.deciding import CopyDecision, Decided, Decision, FieldKey
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.paper import Paper
from gigwallet.domain.recorded import ExhibitId, FactId
from gigwallet.domain.screen import ScreenReading, Standing
from gigwallet.vault.connection import Connection
from gigwallet.vault.log import Log
from gigwallet.vault.shelves import screen_form
from gigwallet.vault.shelves.columns import moment

_SAME, _OTHER, _WITHDRAWN = "same", "other", "withdrawn"


@dataclass(frozen=True, slots=True)
class StoredReading:
    """``engine`` and ``templates`` name what it was read with: once either is another, it is due
    again. ``trouble`` is the code of what kept it from being read, empty where it was. ``look`` is
    a perceptual hash (hex) of the picture, empty where there is none."""

    reading: ScreenReading
    engine: str
    templates: str
    trouble: str = ""
    look: str = ""

    @classmethod
    def failed(cls, engine: str, templates: str, trouble: str) -> StoredReading:
        """Of a picture that could not be read, so that it is not tried for ever."""
        return cls(ScreenReading(Paper(())), engine, templates, trouble)


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact that an exhibit states, by the key that makes two readings of one row one fact.
    ``alone``: nothing else states it."""

    kind: str
    id: FactId
    engagement_id: str
    family: str
    natural_key: str
    occurrence: int
    alone: bool


class ScreenShelf:
    def __init__(self, connection: Connection, log: Log) -> None:
        self._connection = connection
        self._log = log

    # Readings ---------------------------------------------------------------------------------

    def put(self, exhibit: ExhibitId, stored: StoredReading, waiting: int | None = None) -> None:
        """Keep the reading of an exhibit in place of the one before. ``waiting``: how many of its
        fields wait for a person now, after what was decided. ``exhibit_missing``."""
        if waiting is None:
            waiting = len(stored.reading.to_review) + len(stored.reading.missing)
        with self._connection.transaction():
            self._refuse_unknown(exhibit)
            self._connection.write(
                "INSERT OR REPLACE INTO screen_reading VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    exhibit,
                    stored.engine,
                    stored.templates,
                    stored.trouble,
                    waiting,
                    stored.look,
                    screen_form.written(stored.reading),
                ),
            )

    def get(self, exhibit: ExhibitId) -> StoredReading | None:
        found = self._stored("WHERE exhibit_id = ?", (exhibit,))
        return found[0][1] if found else None

    def all(self) -> list[tuple[ExhibitId, StoredReading]]:
        """In the order in which the exhibits were added."""
        return self._stored("", ())

    def to_review(self) -> list[tuple[ExhibitId, StoredReading]]:
        """Those of which a field may wait for a person."""
        return self._stored("WHERE waiting > 0", ())

    def _stored(
        self, where: str, values: tuple[object, ...]
    ) -> list[tuple[ExhibitId, StoredReading]]:
        rows = self._connection.all(
            "SELECT exhibit_id, reading, engine, templates, trouble, look "  # noqa: S608  own words
            f"FROM screen_reading AS r {where} "
            "ORDER BY (SELECT min(seq) FROM exhibit WHERE id = r.exhibit_id)",
            values,
        )
        return [
            (ExhibitId(exhibit), StoredReading(screen_form.read(reading), *more))
            for exhibit, reading, *more in rows
        ]

    def read_with(self) -> dict[ExhibitId, tuple[str, str, str]]:
        """Exhibit -> engine, templates and trouble of its reading."""
        rows = self._connection.all(
            "SELECT exhibit_id, engine, templates, trouble FROM screen_reading"
        )
        return {ExhibitId(exhibit): (*said,) for exhibit, *said in rows}

    def looks(self) -> dict[ExhibitId, str]:
        """Exhibit -> perceptual hash, where there is one."""
        rows = self._connection.all("SELECT exhibit_id, look FROM screen_reading WHERE look <> ''")
        return {ExhibitId(exhibit): look for exhibit, look in rows}

    def forget(self, exhibits: Iterable[ExhibitId]) -> None:
        """Drop readings, so that they are made anew; what was decided stays."""
        with self._connection.transaction():
            self._connection.write_many(
                "DELETE FROM screen_reading WHERE exhibit_id = ?", [(each,) for each in exhibits]
            )

    # Decisions --------------------------------------------------------------------------------

    def decide(self, exhibit: ExhibitId, decision: Decision) -> None:
        """Add what a person says of a field; what was said before stays readable."""
        key = decision.field
        self._say(exhibit, key, None, decision.standing.value, decision.value)

    def decide_copy(self, exhibit: ExhibitId, decision: CopyDecision) -> None:
        """Add what a person says of two pictures that look alike."""
        self._say(exhibit, None, decision.of, _SAME if decision.same else _OTHER, "")

    def take_back(
        self, exhibit: ExhibitId, field: FieldKey | None, other: ExhibitId | None
    ) -> None:
        """Say that the last decision on this field, or this pair, holds no longer."""
        self._say(exhibit, field, other, _WITHDRAWN, "")

    def decisions(self, exhibit: ExhibitId) -> list[Decided]:
        """Every saying about it, in order."""
        return [decided for _, decided in self._decided("WHERE d.exhibit_id = ?", (exhibit,))]

    def all_decisions(self) -> list[tuple[ExhibitId, Decided]]:
        """Of all exhibits, in the order of saying."""
        return self._decided("", ())

    def _decided(self, where: str, values: tuple[object, ...]) -> list[tuple[ExhibitId, Decided]]:
        rows = self._connection.all(
            "SELECT d.exhibit_id, template, field, page, box, parent, number, verdict, value, "  # noqa: S608  own words
            "coalesce(origin.at, log.at), log.actor FROM screen_decision AS d "
            "JOIN log ON log.seq = d.seq LEFT JOIN origin ON origin.seq = d.seq "
            f"{where} ORDER BY d.seq",
            values,
        )
        return [(ExhibitId(row[0]), _decided_of(*row[1:])) for row in rows]

    def _say(
        self,
        exhibit: ExhibitId,
        field: FieldKey | None,
        other: ExhibitId | None,
        verdict: str,
        value: str,
    ) -> None:
        row = {
            "exhibit_id": exhibit,
            "template": field.template if field else "",
            "field": field.name if field else "",
            "page": field.page if field else 0,
            "box": field.box if field else "",
            "parent": other,
        }
        with self._connection.transaction():
            self._refuse_unknown(exhibit)
            if other is not None:
                self._refuse_unknown(other)
            # The names are those above, the values are bound.
            where = " AND ".join(f"{name} IS ?" for name in row)
            known = self._connection.one(
                f"SELECT coalesce(max(number), 0) FROM screen_decision WHERE {where}",  # noqa: S608
                tuple(row.values()),
            )
            number = int(known[0]) + 1 if known else 1
            said = {**row, "number": number, "verdict": verdict, "value": value}
            self._log.record("exhibit.decided", [(exhibit, {"screen_decision": said})])

    # Facts ------------------------------------------------------------------------------------

    def stated(self, exhibit: ExhibitId, readers: Sequence[str]) -> list[Stated]:
        """The facts that were read from an exhibit by one of these importers."""
        rows = self._connection.all(
            "SELECT DISTINCT fact.kind, fact.id, engagement_id, family, natural_key, occurrence, "
            "NOT EXISTS (SELECT 1 FROM source AS o WHERE o.fact_id = fact.id "
            "AND o.exhibit_id IS NOT source.exhibit_id) "
            "FROM source JOIN fact ON fact.id = source.fact_id "
            "WHERE source.exhibit_id = ? AND substr(source.pointer, 1, 5) = 'xywh=' "
            "AND source.importer IN (SELECT value FROM json_each(?)) ORDER BY fact.seq",
            (exhibit, json.dumps(list(readers))),
        )
        return [
            Stated(kind, FactId(id_), place, family, key, occurrence, bool(alone))
            for kind, id_, place, family, key, occurrence, alone in rows
        ]

    def stating(self, family: str, keys: Sequence[str]) -> list[ExhibitId]:
        """The exhibits that state one of these trips by a place in their pixels."""
        rows = self._connection.all(
            "SELECT DISTINCT source.exhibit_id FROM fact JOIN source ON source.fact_id = fact.id "
            "WHERE fact.engagement_id IN (SELECT DISTINCT id FROM engagement) "
            "AND fact.kind = 'trip' AND fact.family = ? "
            "AND fact.natural_key IN (SELECT value FROM json_each(?)) "
            "AND substr(source.pointer, 1, 5) = 'xywh='",
            (family, json.dumps(list(keys))),
        )
        return [ExhibitId(exhibit) for (exhibit,) in rows if exhibit is not None]

    def _refuse_unknown(self, exhibit: ExhibitId) -> None:
        if not self._connection.one("SELECT 1 FROM exhibit WHERE id = ?", (exhibit,)):
            raise GigWalletError("exhibit_missing")


def _decided_of(
    template: str,
    name: str,
    page: int,
    box: str,
    other: str | None,
    number: int,
    verdict: str,
    value: str,
    at: int,
    actor: str,
) -> Decided:
    key = FieldKey(template, name, page, box) if name else None
    of = ExhibitId(other) if other is not None else None
    decision: Decision | CopyDecision | None = None
    if verdict != _WITHDRAWN and key is not None:
        decision = Decision(key, Standing(verdict), value)
    elif verdict != _WITHDRAWN and of is not None:
        decision = CopyDecision(of, verdict == _SAME)
    return Decided(key, of, decision, number, moment(at), actor)
