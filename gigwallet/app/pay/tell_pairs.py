"""Which pay is for which orders: what the matcher proposes, what the person said, what is left.

A pair knows where its rows stand, and what a table sorts and sums by; the rows themselves are made
when somebody looks at them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from gigwallet.app.pay.decide_pay import pairings
from gigwallet.app.pay.reconcile_pay import gather
from gigwallet.app.wallet import Wallet
from gigwallet.domain.job import Job
from gigwallet.domain.money import Money
from gigwallet.domain.pay_decision import Pairing, PairingSaid
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import Match
from gigwallet.domain.recorded import EngagementId, FactId, Recorded
from gigwallet.domain.trip import Trip
from gigwallet.reconciliation import Facts, pairs
from gigwallet.reconciliation.ledger import NEVER, LineColumns, TripColumns


class Side(StrEnum):
    """``PROPOSED`` by the program; ``SAID`` and ``APART`` by the person; ``ORDER`` and ``PAY`` are
    what nothing was found for: it stays as it is, and is never joined to make a sum come out."""

    PROPOSED = "proposed"
    SAID = "said"
    APART = "apart"
    ORDER = "order"
    PAY = "pay"


@dataclass(frozen=True, slots=True)
class Work:
    """The columns that pairs point into, and where each row stands in them."""

    trips: TripColumns
    lines: LineColumns
    zones: dict[EngagementId, str]
    trip_at: dict[FactId, int] = field(default_factory=dict)
    line_at: dict[FactId, int] = field(default_factory=dict)

    @classmethod
    def of(cls, facts: Facts) -> Work:
        trips = facts.trip_columns or TripColumns.of(facts.trips)
        lines = facts.line_columns or LineColumns.of(facts.pay_lines)
        return cls(
            trips,
            lines,
            {each.id: each.engagement.zone for each in facts.engagements},
            {each: place for place, each in enumerate(trips.id)},
            {each: place for place, each in enumerate(lines.id)},
        )


@dataclass(frozen=True, slots=True)
class Pair:
    """``match`` is None for what stays alone or was put apart; ``trip_places`` and ``line_places``
    are places in the columns of ``work``."""

    side: Side
    trip_places: tuple[int, ...]
    line_places: tuple[int, ...]
    work: Work = field(repr=False, compare=False)
    match: Match | None = None

    @property
    def trips(self) -> list[Recorded[Trip]]:
        return [self.work.trips.rows[place] for place in self.trip_places]

    @property
    def lines(self) -> list[Recorded[PayLine]]:
        return [self.work.lines.rows[place] for place in self.line_places]

    @property
    def refs(self) -> list[str]:
        """The numbers of its orders, empty for one that has none."""
        return [self.work.trips.ref[place] for place in self.trip_places]

    @property
    def names(self) -> list[tuple[str, PayCategory]]:
        """What its lines are called, and of which category they are."""
        lines = self.work.lines
        return [(lines.label[place], lines.category[place]) for place in self.line_places]

    @property
    def day(self) -> date | None:
        """Of the work; of pay alone the day for which it was booked."""
        trips, lines = self.work.trips, self.work.lines
        worked = [day for each in self.trip_places if (day := trips.day[each]) is not None]
        booked = [day for each in self.line_places if (day := lines.day[each]) is not None]
        return min(worked or booked, default=None)

    @property
    def moment(self) -> int | None:
        """When the first of it happened or was booked, in milliseconds since 1970, UTC."""
        trips, lines = self.work.trips, self.work.lines
        moments = [
            trips.ended[each] if trips.begun[each] is None else trips.begun[each]
            for each in self.trip_places
        ]
        moments += [lines.at[each] for each in self.line_places]
        return min((each for each in moments if each is not None), default=None)

    @property
    def clock(self) -> str:
        """That moment as it is written, on the clocks of the work; empty where none is known."""
        at = self.moment
        if at is None:
            return ""
        if self.trip_places:
            owner = self.work.trips.engagement[self.trip_places[0]]
        else:
            owner = self.work.lines.engagement[self.line_places[0]]
        local = datetime.fromtimestamp(at / 1000, UTC).astimezone(
            ZoneInfo(self.work.zones.get(owner) or "UTC")
        )
        return f"{local:%Y-%m-%d %H:%M}"

    @property
    def facts(self) -> tuple[tuple[FactId, ...], tuple[FactId, ...]]:
        trips, lines = self.work.trips.id, self.work.lines.id
        return tuple(trips[each] for each in self.trip_places), tuple(
            lines[each] for each in self.line_places
        )

    @property
    def sums(self) -> tuple[Money, ...]:
        """Of its lines, one for each currency."""
        lines = self.work.lines
        found: dict[str, int] = {}
        for each in self.line_places:
            currency = lines.currency[each]
            found[currency] = found.get(currency, 0) + lines.minor[each]
        return tuple(Money(minor, currency) for currency, minor in found.items())


def sums_of(lines: Iterable[Recorded[PayLine]]) -> Iterator[Money]:
    found: dict[str, Money] = {}
    for each in lines:
        amount = each.fact.amount
        before = found.get(amount.currency)
        found[amount.currency] = amount if before is None else before + amount
    yield from found.values()


def tell_pairs(
    wallet: Wallet,
    period: Period | None = None,
    engagement: EngagementId | None = None,
    job: Job | None = None,
) -> tuple[Pair, ...]:
    """In order of time. Subtotals pay nothing themselves and are left out, and so are orders that
    were not completed and have no pay. Rows are as they were when this was asked."""
    facts = gather(wallet, engagement)
    work, matches = Work.of(facts), pairs(facts, job or Job())
    found = [*_joined(matches, work), *_apart(pairings(wallet), work)]
    found += _alone(found, work)
    wanted = [each for each in found if period is None or _within(each, period)]
    return tuple(sorted(wanted, key=_turn))


def _joined(matches: Sequence[Match], work: Work) -> Iterator[Pair]:
    for each in matches:
        side = Side.SAID if each.by_person else Side.PROPOSED
        worked = _places(each.trips, work.trip_at)
        own = _places(each.pay_lines, work.line_at)
        if own and worked:
            yield Pair(side, worked, own, work, each)


def _apart(said: Iterable[PairingSaid], work: Work) -> Iterator[Pair]:
    """What is still there of it; a saying about rows that were deleted says nothing."""
    for each in said:
        trips, lines = _places(each.trips, work.trip_at), _places(each.pay_lines, work.line_at)
        there = len(trips) == len(each.trips) and len(lines) == len(each.pay_lines)
        if each.pairing is Pairing.APART and there:
            yield Pair(Side.APART, trips, lines, work)


def _alone(told: Iterable[Pair], work: Work) -> Iterator[Pair]:
    """What was put apart may stay alone as well."""
    joined = [each for each in told if each.match is not None]
    trips = {place for each in joined for place in each.trip_places}
    lines = {place for each in joined for place in each.line_places}
    for place, done in enumerate(work.trips.done):
        if done and place not in trips:
            yield Pair(Side.ORDER, (place,), (), work)
    for place, subtotal in enumerate(work.lines.subtotal):
        if not subtotal and place not in lines:
            yield Pair(Side.PAY, (), (place,), work)


def _places(facts: Iterable[FactId], at: dict[FactId, int]) -> tuple[int, ...]:
    return tuple([at[each] for each in facts if each in at])


def _within(pair: Pair, period: Period) -> bool:
    day = pair.day
    return day is None or day in period


def _turn(pair: Pair) -> tuple[int, str, tuple[int, ...]]:
    at = pair.moment
    return NEVER if at is None else at, pair.side, (*pair.trip_places, *pair.line_places)
