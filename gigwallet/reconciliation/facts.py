"""Everything that a pay check looks at, and one engagement's share of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from gigwallet.domain.engagement import KnownEngagement
from gigwallet.domain.pay_decision import OpinionSaid, PairingSaid
from gigwallet.domain.pay_line import PayLine
from gigwallet.domain.payout import Payout, PayoutSide
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import CoveredSpan
from gigwallet.domain.recorded import EngagementId, ExhibitId, FactId, Recorded, SchemeId
from gigwallet.domain.shift import Shift
from gigwallet.domain.statement import Coverage, Statement
from gigwallet.domain.tally import Tally
from gigwallet.domain.track import Track
from gigwallet.domain.trip import Trip
from gigwallet.reconciliation.ledger import LineColumns, TripColumns
from gigwallet.rules import PayScheme

T = TypeVar("T")

# The rule, the engagement it was kept for (None: any), and the exhibits that show it.
SchemeInUse = tuple[SchemeId, EngagementId | None, PayScheme, tuple[ExhibitId, ...]]


@dataclass(frozen=True, slots=True)
class Facts:
    """``elsewhere`` are trips of engagements that are not looked at: they tell which ways were
    shared, and nothing else. ``pairings`` and ``opinions`` are what the person said of earlier pay
    checks."""

    engagements: tuple[KnownEngagement, ...] = ()
    trips: tuple[Recorded[Trip], ...] = ()
    tallies: tuple[Recorded[Tally], ...] = ()
    statements: tuple[Recorded[Statement], ...] = ()
    pay_lines: tuple[Recorded[PayLine], ...] = ()
    payouts: tuple[Recorded[Payout], ...] = ()
    schemes: tuple[SchemeInUse, ...] = ()
    coverage: tuple[CoveredSpan, ...] = ()
    tracks: tuple[Recorded[Track], ...] = ()
    elsewhere: tuple[Recorded[Trip], ...] = ()
    pairings: tuple[PairingSaid, ...] = ()
    opinions: tuple[OpinionSaid, ...] = ()
    shifts: tuple[Recorded[Shift], ...] = ()


@dataclass(slots=True)
class Book:
    """The facts of one engagement. ``lines`` are without subtotals, which would count twice;
    ``received`` is money that arrived, ``announced`` money that the platform says it sent.
    ``days_of_sums`` are the days that a statement answers for with a sum, not order by order.
    ``trip_columns`` and ``line_columns`` are the same trips and lines, in the same order.
    ``caps`` are the rules that say nothing of what an order pays, but what of a share that was too
    large is to be given back; ``schemes`` are the others. ``pairings`` are those of all books."""

    known: KnownEngagement
    trips: list[Recorded[Trip]] = field(default_factory=list)
    tallies: list[Recorded[Tally]] = field(default_factory=list)
    statements: list[Recorded[Statement]] = field(default_factory=list)
    lines: list[Recorded[PayLine]] = field(default_factory=list)
    received: list[Recorded[Payout]] = field(default_factory=list)
    announced: list[Recorded[Payout]] = field(default_factory=list)
    schemes: list[SchemeInUse] = field(default_factory=list)
    caps: list[SchemeInUse] = field(default_factory=list)
    shifts: list[Recorded[Shift]] = field(default_factory=list)
    pairings: tuple[PairingSaid, ...] = ()
    coverage: list[CoveredSpan] = field(default_factory=list)
    trip_columns: TripColumns = field(default_factory=lambda: TripColumns.of(()))
    line_columns: LineColumns = field(default_factory=lambda: LineColumns.of(()))
    lines_by_statement: dict[str, list[Recorded[PayLine]]] = field(default_factory=dict)
    days_of_sums: set[date] = field(default_factory=set)
    _days: list[date] = field(default_factory=list)
    _by_day: list[Recorded[Trip]] = field(default_factory=list)

    @property
    def id(self) -> EngagementId:
        return self.known.id

    @property
    def zone(self) -> str:
        return self.known.engagement.zone

    def index(self) -> None:
        """Once all facts are in: look-ups by day and by statement."""
        self.trip_columns = TripColumns.of(self.trips)
        self.line_columns = LineColumns.of(self.lines)
        dated = [(day, i) for i, day in enumerate(self.trip_columns.day) if day is not None]
        dated.sort()
        self._days = [day for day, _ in dated]
        self._by_day = [self.trips[i] for _, i in dated]
        for ref, line in zip(self.line_columns.statement, self.lines, strict=True):
            if ref:
                self.lines_by_statement.setdefault(ref, []).append(line)
        for statement in self.statements:
            sheet = statement.fact
            if sheet.covers is Coverage.WHOLE_PERIOD and sheet.ref not in self.lines_by_statement:
                self.days_of_sums.update(sheet.period)

    def leave_out(self, lines: Collection[FactId]) -> None:
        """Lines that say again what others say."""
        if not lines:
            return
        kept = [place for place, each in enumerate(self.line_columns.id) if each not in lines]
        self.line_columns = self.line_columns.taken(kept)
        self.lines = list(self.line_columns.rows)
        self.lines_by_statement = {
            ref: [each for each in own if each.id not in lines]
            for ref, own in self.lines_by_statement.items()
        }

    def trips_in(self, period: Period) -> list[Recorded[Trip]]:
        first = bisect_left(self._days, period.first)
        return self._by_day[first : bisect_right(self._days, period.last)]

    def statement_named(self, ref: str) -> Recorded[Statement] | None:
        return next((each for each in self.statements if ref and each.fact.ref == ref), None)


def books(facts: Facts) -> list[Book]:
    """One book per engagement, in the order given; each in order of time and of row."""
    found = {known.id: Book(known, pairings=facts.pairings) for known in facts.engagements}
    _share(facts.trips, {name: book.trips for name, book in found.items()})
    # A tally of hours or kilometres alone counts no orders, and speaks for no day's orders.
    counts = [each for each in facts.tallies if each.fact.orders is not None]
    _share(counts, {name: book.tallies for name, book in found.items()})
    _share(facts.statements, {name: book.statements for name, book in found.items()})
    leaves = [each for each in facts.pay_lines if not each.fact.is_subtotal]
    _share(leaves, {name: book.lines for name, book in found.items()})
    arrived = [each for each in facts.payouts if each.fact.side is PayoutSide.RECEIVED]
    _share(arrived, {name: book.received for name, book in found.items()})
    announced = [each for each in facts.payouts if each.fact.side is PayoutSide.STATED]
    _share(announced, {name: book.announced for name, book in found.items()})
    _share(facts.shifts, {name: book.shifts for name, book in found.items()})
    for book in found.values():
        own = [each for each in facts.schemes if each[1] == book.id]
        anyone = [each for each in facts.schemes if each[1] is None]
        # The rule that was kept for this engagement goes before a general one, the newer first.
        rules = [*reversed(own), *reversed(anyone)]
        book.schemes = [each for each in rules if not each[2].is_refund]
        book.caps = [each for each in rules if each[2].is_refund]
        book.coverage = [each for each in facts.coverage if each.engagement_id == book.id]
        book.statements.sort(key=lambda each: (each.fact.period, each.fact.ref))
        book.index()
        book.received.sort(key=lambda each: (each.fact.at.utc, each.fact.ext_ref))
    return list(found.values())


def _share(rows: Iterable[Recorded[T]], into: Mapping[EngagementId, list[Recorded[T]]]) -> None:
    """Each row to its own engagement; a row of another one is left out."""
    for row in rows:
        if row.engagement_id in into:
            into[row.engagement_id].append(row)


def exhibits_of(*groups: Iterable[Recorded[object]]) -> tuple[ExhibitId, ...]:
    """The documents that state these rows, each once, in order."""
    found = (
        source.exhibit_id
        for group in groups
        for each in group
        for source in each.sources
        if source.exhibit_id is not None
    )
    return tuple(dict.fromkeys(found))


def exhibits_together(*groups: Iterable[ExhibitId]) -> tuple[ExhibitId, ...]:
    """Documents of several origins, each once, in order."""
    return tuple(dict.fromkeys(each for group in groups for each in group))


def ids_of(*groups: Iterable[Recorded[object]]) -> tuple[FactId, ...]:
    return tuple(each.id for group in groups for each in group)
