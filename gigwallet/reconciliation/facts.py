"""Everything that a pay check looks at, and one engagement's share of it."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from operator import itemgetter
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
from gigwallet.reconciliation.stated_measures import stated_measures
from gigwallet.rules import PayScheme

T = TypeVar("T")

# The rule, the engagement it was kept for (None: any), and the exhibits that show it.
SchemeInUse = tuple[SchemeId, EngagementId | None, PayScheme, tuple[ExhibitId, ...]]


@dataclass(frozen=True, slots=True)
class Facts:
    """``elsewhere`` are trips of engagements that are not looked at: they tell which ways were
    shared, and nothing else. ``pairings`` and ``opinions`` are what the person said of earlier pay
    checks. Whoever has ``trips`` and ``pay_lines`` as columns gives these as well: then no row is
    looked at that nothing is to be told of."""

    engagements: tuple[KnownEngagement, ...] = ()
    trips: Sequence[Recorded[Trip]] = ()
    tallies: tuple[Recorded[Tally], ...] = ()
    statements: tuple[Recorded[Statement], ...] = ()
    pay_lines: Sequence[Recorded[PayLine]] = ()
    payouts: tuple[Recorded[Payout], ...] = ()
    schemes: tuple[SchemeInUse, ...] = ()
    coverage: tuple[CoveredSpan, ...] = ()
    tracks: tuple[Recorded[Track], ...] = ()
    elsewhere: Sequence[Recorded[Trip]] = ()
    pairings: tuple[PairingSaid, ...] = ()
    opinions: tuple[OpinionSaid, ...] = ()
    shifts: tuple[Recorded[Shift], ...] = ()
    trip_columns: TripColumns | None = None
    line_columns: LineColumns | None = None


@dataclass(slots=True)
class Book:
    """The facts of one engagement. ``lines`` are without subtotals, which would count twice;
    ``received`` is money that arrived, ``announced`` money that the platform says it sent.
    ``days_of_sums`` are the days that a statement answers for with a sum, not order by order.
    ``trip_columns`` and ``line_columns`` are the same trips and lines, in the same order.
    ``caps`` are the rules that say nothing of what an order pays, but what of a share that was too
    large is to be given back; ``schemes`` are the others. ``pairings`` are those of all books.
    ``stated`` are numbers that the person states for a rule, by name and days."""

    known: KnownEngagement
    trips: Sequence[Recorded[Trip]] = field(default_factory=list)
    tallies: list[Recorded[Tally]] = field(default_factory=list)
    statements: list[Recorded[Statement]] = field(default_factory=list)
    lines: Sequence[Recorded[PayLine]] = field(default_factory=list)
    received: list[Recorded[Payout]] = field(default_factory=list)
    announced: list[Recorded[Payout]] = field(default_factory=list)
    schemes: list[SchemeInUse] = field(default_factory=list)
    caps: list[SchemeInUse] = field(default_factory=list)
    shifts: list[Recorded[Shift]] = field(default_factory=list)
    pairings: tuple[PairingSaid, ...] = ()
    coverage: list[CoveredSpan] = field(default_factory=list)
    trip_columns: TripColumns = field(default_factory=lambda: TripColumns.of(()))
    line_columns: LineColumns = field(default_factory=lambda: LineColumns.of(()))
    _by_statement: dict[str, array[int]] = field(default_factory=dict)
    days_of_sums: set[date] = field(default_factory=set)
    stated: Mapping[str, Mapping[Period, Fraction]] = field(default_factory=dict)
    _days: list[date] = field(default_factory=list)
    _by_day: Sequence[int] = ()

    @property
    def id(self) -> EngagementId:
        return self.known.id

    @property
    def zone(self) -> str:
        return self.known.engagement.zone

    def index(self) -> None:
        """Once all facts are in: look-ups by day and by statement."""
        days = self.trip_columns.day
        dated = [(place, day) for place, day in enumerate(days) if day is not None]
        dated.sort(key=itemgetter(1))
        self._days = [day for _, day in dated]
        self._by_day = array("q", [place for place, _ in dated])
        self._name_statements()
        for statement in self.statements:
            sheet = statement.fact
            if sheet.covers is Coverage.WHOLE_PERIOD and sheet.ref not in self._by_statement:
                self.days_of_sums.update(sheet.period)

    def _name_statements(self) -> None:
        self._by_statement = {}
        for place, ref in enumerate(self.line_columns.statement):
            if ref:
                self._by_statement.setdefault(ref, array("q")).append(place)

    def lines_of(self, statement: str) -> list[Recorded[PayLine]]:
        """Those that name it."""
        return [self.lines[place] for place in self._by_statement.get(statement, ())]

    def leave_out(self, lines: Collection[FactId]) -> None:
        """Lines that say again what others say."""
        if not lines:
            return
        kept = [place for place, each in enumerate(self.line_columns.id) if each not in lines]
        self.line_columns = self.line_columns.taken(kept)
        self.lines = self.line_columns.rows
        self._name_statements()

    def places_in(self, period: Period) -> Sequence[int]:
        """Where the trips of its days stand."""
        first = bisect_left(self._days, period.first)
        return self._by_day[first : bisect_right(self._days, period.last)]

    def trips_in(self, period: Period) -> list[Recorded[Trip]]:
        return [self.trips[place] for place in self.places_in(period)]

    def statement_named(self, ref: str) -> Recorded[Statement] | None:
        return next((each for each in self.statements if ref and each.fact.ref == ref), None)


def books(facts: Facts) -> list[Book]:
    """One book per engagement, in the order given; each in order of time and of row."""
    found = {known.id: Book(known, pairings=facts.pairings) for known in facts.engagements}
    trips = facts.trip_columns or TripColumns.of(facts.trips)
    lines = facts.line_columns or LineColumns.of(facts.pay_lines)
    for name, places in _places(trips.engagement, found):
        found[name].trip_columns = trips if len(places) == len(trips) else trips.taken(places)
    for name, places in _places(lines.engagement, found):
        if any(lines.subtotal):
            places = [place for place in places if not lines.subtotal[place]]
        found[name].line_columns = lines if len(places) == len(lines) else lines.taken(places)
    # A tally of hours or kilometres alone counts no orders, and speaks for no day's orders.
    counts = [each for each in facts.tallies if each.fact.orders is not None]
    _share(counts, {name: book.tallies for name, book in found.items()})
    for name, book in found.items():
        book.stated = stated_measures(each for each in facts.tallies if each.engagement_id == name)
    _share(facts.statements, {name: book.statements for name, book in found.items()})
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
        book.trips, book.lines = book.trip_columns.rows, book.line_columns.rows
        book.index()
        book.received.sort(key=lambda each: (each.fact.at.utc, each.fact.ext_ref))
    return list(found.values())


def _places(
    engagements: Sequence[EngagementId], known: Collection[EngagementId]
) -> Iterator[tuple[EngagementId, Sequence[int]]]:
    """Where the rows of each engagement stand; those of others are left out."""
    for own in known:
        yield own, array("q", [place for place, name in enumerate(engagements) if name == own])


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
