"""What a matching finds: trips with the lines that pay them, and what stays alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from gigwallet.domain.instants import Instant, TimeQuality
from gigwallet.domain.pay_line import PayLine
from gigwallet.domain.reconciled import Match, MatchMethod
from gigwallet.domain.recorded import FactId, Recorded
from gigwallet.domain.trip import Trip
from gigwallet.reconciliation.ledger import LineColumns, TripColumns


@dataclass(slots=True)
class Joined:
    """Trips and the lines that pay them, by their places in the columns of the matching.

    ``grain``: this many minor units may be lost in how the document prints amounts, because it
    rounds all of them. ``unfinished``: a line that belongs to no order yet may be the rest of this
    pay. ``repeats`` are lines that say again what the first of ``lines`` says."""

    trips: tuple[int, ...]
    lines: tuple[int, ...]
    method: MatchMethod
    confidence: Decimal
    grain: int = 0
    unfinished: bool = False
    repeats: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Day:
    """A day on which orders and payments were told apart by their number and order alone."""

    day: date
    orders: int
    payments: int


@dataclass(frozen=True, slots=True)
class Matching:
    """``contested`` trips are alone, but a line that is alone, too, may be theirs: nothing shows
    that they were not paid. ``days`` are those that were counted because times told nothing.
    Trips and lines are named by their places in the columns."""

    trips: TripColumns
    lines: LineColumns
    joined: Sequence[Joined]
    alone_trips: Sequence[int]
    alone_lines: Sequence[int]
    contested: frozenset[int] = frozenset()
    days: tuple[Day, ...] = ()

    def trip_ids(self, joined: Joined) -> tuple[FactId, ...]:
        return tuple([self.trips.id[place] for place in joined.trips])

    def line_ids(self, joined: Joined) -> tuple[FactId, ...]:
        return tuple([self.lines.id[place] for place in joined.lines])

    def match(self, joined: Joined) -> Match:
        return Match(
            self.trip_ids(joined),
            self.line_ids(joined),
            joined.method,
            joined.confidence,
            by_person=joined.method is MatchMethod.BY_PERSON,
        )

    @property
    def matches(self) -> list[Match]:
        return [self.match(each) for each in self.joined]

    def trip_rows(self, places: Sequence[int]) -> list[Recorded[Trip]]:
        return [self.trips.rows[place] for place in places]

    def line_rows(self, places: Sequence[int]) -> list[Recorded[PayLine]]:
        return [self.lines.rows[place] for place in places]

    def paying(self, joined: Joined) -> list[Recorded[PayLine]]:
        """Its lines; the sources of what says the same again stand at the first of them."""
        rows = self.line_rows(joined.lines)
        if joined.repeats:
            again = self.line_rows(joined.repeats)
            shown = tuple(source for each in again for source in each.sources)
            rows[0] = replace(rows[0], sources=(*rows[0].sources, *shown))
        return rows


def line_time(line: PayLine) -> Instant | None:
    return line.occurred_at or line.recognised_at


def has_time(at: Instant | None) -> bool:
    return at is not None and at.quality is not TimeQuality.DATE_ONLY
