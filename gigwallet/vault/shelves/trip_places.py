"""Where trips lie: a long table is told the places of its rows, and reads those that it shows."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from gigwallet.domain.job import Job
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import EngagementId, FactId
from gigwallet.domain.trip import TripStatus
from gigwallet.vault.connection import Connection, Row

_FIRST = 64
_AT_ONCE = 10_000  # short turns: whoever wants to write comes in between
_PLACE_BYTES = "q"

Says = Callable[[str, str, str], bool]  # of an order number, a city and a platform


class TripKey(StrEnum):
    """What trips are sorted by; among equals the latest comes first."""

    TIME = "f.ordered_at"
    PLATFORM = "f.platform"
    ORDER = "f.ref"
    CITY = "f.city"
    DISTANCE = "coalesce(f.paid_m, f.trip_m)"
    OFFERED = "f.offered_minor"
    STATUS = "f.status"


@dataclass(frozen=True, slots=True)
class TripsWanted:
    """Which trips, in which order: by default all, the latest first. ``done``: completed ones, or
    all others. ``says`` picks by words."""

    period: Period | None = None
    done: bool | None = None
    says: Says | None = None
    key: TripKey = TripKey.TIME
    ascending: bool = False


class TripPlaces:
    """A place is the number of the log entry that says a trip as it holds now: the key of its row.

    Places are read by key, never by counting rows (``OFFSET``), and eight bytes each.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def first(self, wanted: TripsWanted) -> array[int]:
        """Those that a window shows at once; in order of time found without looking at the rest."""
        if wanted.key is not TripKey.TIME:
            return self.all(wanted, Job())[:_FIRST]
        found = array(_PLACE_BYTES)
        for rows in self._walk(wanted, _FIRST):
            found.extend(row[0] for row in rows)
            if len(found) >= _FIRST:
                break
        return found[:_FIRST]

    def all(self, wanted: TripsWanted, job: Job) -> array[int]:
        """Every place in order."""
        found, keys = array(_PLACE_BYTES), []
        by_time = wanted.key is TripKey.TIME
        for rows in self._walk(wanted, _AT_ONCE):
            job.checkpoint()
            found.extend([row[0] for row in rows])
            if not by_time:
                keys += [row[2] for row in rows]
        if by_time:
            return found
        # Only time has an index. What is not known comes before what is.
        order = sorted(
            range(len(found)),
            key=lambda place: (keys[place] is not None, keys[place]),
            reverse=not wanted.ascending,
        )
        return array(_PLACE_BYTES, [found[place] for place in order])

    def of(self, fact: FactId) -> int | None:
        """Where a trip lies now."""
        row = self._connection.one(
            "SELECT seq FROM trip WHERE fact_id = ? ORDER BY revision DESC LIMIT 1", (fact,)
        )
        return int(row[0]) if row else None

    def months(self, engagement: EngagementId | None = None) -> list[tuple[int, int]]:
        """Years and months that trips count in, the latest first: one look at the index for each,
        however many trips there are."""
        found: list[tuple[int, int]] = []
        older = self._older()
        before = "9999-12-31"
        while True:
            row = self._connection.one(
                "SELECT f.first_day, f.seq FROM trip AS f WHERE f.first_day < ? "
                "ORDER BY f.first_day DESC, f.seq DESC LIMIT 1",
                (before,),
            )
            if row is None:
                return found
            year, month = int(row[0][:4]), int(row[0][5:7])
            start = f"{year:04d}-{month:02d}-01"
            sure = engagement is None and row[1] not in older
            if sure or self._holds(start, engagement, older):
                found.append((year, month))
            before = start

    def _holds(self, start: str, of: EngagementId | None, older: frozenset[int]) -> bool:
        """Whether a month has a trip that still counts in it."""
        rows = self._connection.all(
            "SELECT f.seq FROM trip AS f JOIN fact ON fact.id = f.fact_id "
            "WHERE f.first_day BETWEEN ? AND ? AND (? IS NULL OR fact.engagement_id = ?)",
            (start, f"{start[:8]}31", of, of),
        )
        return any(seq not in older for (seq,) in rows)

    def _older(self) -> frozenset[int]:
        """Rows of sayings that were said anew since; few."""
        rows = self._connection.all(
            "SELECT older.seq FROM trip AS newer JOIN trip AS older"
            " ON older.fact_id = newer.fact_id AND older.revision < newer.revision"
            " WHERE newer.revision > 1"
        )
        return frozenset(seq for (seq,) in rows)

    def _walk(self, wanted: TripsWanted, at_once: int) -> Iterator[list[Row]]:
        """Down the index of time, from the key of the last row on; without a time come last, or
        first where the earliest come first."""
        older, says = self._older(), wanted.says
        timed, untimed = self._walk_timed, self._walk_untimed
        for walk in (untimed, timed) if _earliest_first(wanted) else (timed, untimed):
            for rows in walk(wanted, at_once):
                if says is not None:
                    rows = [row for row in rows if says(*row[3:])]
                yield [row for row in rows if row[0] not in older] if older else rows

    def _walk_timed(self, wanted: TripsWanted, at_once: int) -> Iterator[list[Row]]:
        where, values = _conditions(wanted)
        beyond, way = (">", "ASC") if _earliest_first(wanted) else ("<", "DESC")
        # A month is few rows of its own index; sorting them is cheaper than passing all others.
        key = "+f.ordered_at" if wanted.period is not None else "f.ordered_at"
        start: tuple[int, ...] = ()
        while True:
            after = (
                f"f.ordered_at {beyond}= ? AND (f.ordered_at {beyond} ? OR f.seq {beyond} ?)"
                if start
                else "f.ordered_at IS NOT NULL"
            )
            rows = self._connection.all(
                f"SELECT {_cells(wanted)} FROM trip AS f WHERE {after}{where} "  # noqa: S608  fixed texts
                f"ORDER BY {key} {way}, f.seq {way} LIMIT {at_once}",
                (*start, *values),
            )
            if rows:
                yield rows
            if len(rows) < at_once:
                return
            seq, at = rows[-1][:2]
            start = (at, at, seq)

    def _walk_untimed(self, wanted: TripsWanted, at_once: int) -> Iterator[list[Row]]:
        where, values = _conditions(wanted)
        beyond, way, start = (">", "ASC", -1) if _earliest_first(wanted) else ("<", "DESC", 2**62)
        while True:
            rows = self._connection.all(
                f"SELECT {_cells(wanted)} FROM trip AS f WHERE f.ordered_at IS NULL "  # noqa: S608  fixed texts
                f"AND f.seq {beyond} ?{where} ORDER BY f.seq {way} LIMIT {at_once}",
                (start, *values),
            )
            if rows:
                yield rows
            if len(rows) < at_once:
                return
            start = rows[-1][0]


def _earliest_first(wanted: TripsWanted) -> bool:
    """Among equals of any other key the latest comes first."""
    return wanted.key is TripKey.TIME and wanted.ascending


def _cells(wanted: TripsWanted) -> str:
    words = ", f.ref, f.city, f.platform" if wanted.says is not None else ""
    return f"f.seq, f.ordered_at, {wanted.key}{words}"


def _conditions(wanted: TripsWanted) -> tuple[str, tuple[str, ...]]:
    where, values = "", []
    if wanted.done is not None:
        where += f" AND f.status {'=' if wanted.done else '<>'} ?"
        values.append(TripStatus.COMPLETED.value)
    if wanted.period is not None:
        where += " AND f.first_day BETWEEN ? AND ?"
        values += [wanted.period.first.isoformat(), wanted.period.last.isoformat()]
    return where, tuple(values)
