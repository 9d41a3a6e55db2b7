"""The numbers that a rule counts over a day, week or month, between a lowest and a highest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from fractions import Fraction
from functools import cached_property
from zoneinfo import ZoneInfo

from gigwallet.domain.period import Period
from gigwallet.domain.shift import LOGGED_IN_STATES, Shift
from gigwallet.domain.trip import Trip, TripStatus
from gigwallet.rules.conditions import Condition
from gigwallet.rules.engaged import Stretch, stretch_of, union_seconds
from gigwallet.rules.items import Item, Outcome
from gigwallet.rules.program import Check, Program, VersionProgram
from gigwallet.rules.quantities import Units
from gigwallet.rules.spans import (
    ORDERS,
    Bonus,
    CountDays,
    CountOrders,
    Demand,
    Given,
    Hours,
    Measure,
    ShareOf,
    SumLines,
    SumQuantity,
    span_of,
)

Bounds = tuple[Fraction, Fraction]
_ZERO, _HOUR = Fraction(0), 3600
_DAY = timedelta(days=1)


class Measuring:
    """Measures of one evaluation; ``items`` are told in ``index`` by the days they may be on."""

    def __init__(
        self,
        outcome_of: Callable[[Item], Outcome],
        program: Program,
        items: Sequence[Item],
        trips: Sequence[Trip],
        tallies: Sequence[Item],
        shifts: Sequence[Shift] | None,
        given: Mapping[str, Mapping[Period, Fraction]],
    ) -> None:
        self._outcome_of = outcome_of
        self._program = program
        self._zone = ZoneInfo(program.plan.zone)
        self._shifts = shifts
        self._tallies = frozenset(tallies)
        self._trips = trips
        self._given = given
        self._checks: dict[int, Check | None] = {}
        self._by_day: dict[date, list[Item]] = {}
        self._spread: list[Item] = []
        for item in items:
            if len(item.days) == 1:
                self._by_day.setdefault(item.days[0], []).append(item)
            else:
                self._spread.append(item)
        self.first = min(self.days, default=None)

    @cached_property
    def _done(self) -> list[tuple[Trip, Stretch | None]]:
        done = [trip for trip in self._trips if trip.status is TripStatus.COMPLETED]
        return [(trip, stretch_of(trip)) for trip in done]

    @cached_property
    def _engaged(self) -> list[Stretch]:
        return [stretch for _, stretch in self._done if stretch is not None]

    @cached_property
    def _untold(self) -> Counter[date | None]:
        """Orders whose times are not known, by day."""
        return Counter(trip.day for trip, stretch in self._done if stretch is None)

    def inside(self, span: Period) -> Iterator[tuple[Item, bool]]:
        """The items that count in ``span``, with True where that is certain."""
        for day in span:
            for item in self._by_day.get(day, ()):
                yield item, True
        for item in self._spread:
            within = [day in span for day in item.days]
            if any(within):
                yield item, all(within)

    def certain(self, span: Period) -> bool:
        """Whether anything certainly fell into the span, so that it is there to be paid for."""
        return any(sure for _, sure in self.inside(span)) or any(
            day in span for shift in self._shifts or () for day in self._logged_days(shift)
        )

    @property
    def days(self) -> Iterator[date]:
        """Every day on which something was done, or somebody was logged in."""
        yield from self._by_day
        for item in self._spread:
            yield from item.days
        for shift in self._shifts or ():
            yield from self._logged_days(shift)

    def _logged_days(self, shift: Shift) -> Iterator[date]:
        if shift.state not in LOGGED_IN_STATES:
            return
        end = shift.ended_at or shift.started_at
        first, last = (each.utc.astimezone(self._zone).date() for each in (shift.started_at, end))
        yield from Period(first, max(first, last))

    def of(self, name: str, version: VersionProgram, bonus: Bonus, span: Period) -> Bounds:
        """The measure ``name``, where ``orders`` are those that the bonus's own condition picks."""
        if name == ORDERS:
            return self.orders(lambda each: _bonus_of(each, bonus), span)
        measure = version.measures[name]
        return self.measured(measure, version, bonus, span)

    def measured(
        self, measure: Measure, version: VersionProgram, bonus: Bonus, span: Period
    ) -> Bounds:
        match measure.how:
            case CountOrders():
                condition = measure.how.condition
                return self.orders(lambda _each: condition, span)
            case CountDays():
                return self._days(measure.how, version, bonus, span)
            case SumQuantity():
                return self._quantity(measure.how, span)
            case SumLines():
                low, high = self.lines(measure.how.of, span)
                return measure.how.start + low, measure.how.start + high
            case ShareOf():
                return self._share(measure.how, span)
            case Hours():
                return self._hours(measure.how, span)
            case Given():
                said = self._given.get(measure.id, {}).get(span)
                return (said, said) if said is not None else (_ZERO, measure.how.most)

    def meets(
        self, demands: Sequence[Demand], version: VersionProgram, bonus: Bonus, span: Period
    ) -> bool | None:
        """Whether all of them hold; None where it cannot be told."""
        answers = [self._meets(each, version, bonus, span) for each in demands]
        if False in answers:
            return False
        return None if None in answers else True

    def _meets(
        self, demand: Demand, version: VersionProgram, bonus: Bonus, span: Period
    ) -> bool | None:
        sure = maybe = 0
        for back in range(demand.lag, demand.lag + demand.spans):
            answer = self._reached(demand, version, bonus, self._earlier(span, bonus.over, back))
            sure += answer is True
            maybe += answer is not False
        if sure >= demand.times:
            return True
        return None if maybe >= demand.times else False

    def _reached(
        self, demand: Demand, version: VersionProgram, bonus: Bonus, span: Period
    ) -> bool | None:
        measure = version.measures.get(demand.measure)
        told = measure is not None and isinstance(measure.how, Given)
        if not told and (self.first is None or span.last < self.first):
            return None  # nothing is known of that time: not that nothing was done
        low, high = self.of(demand.measure, version, bonus, span)
        above = demand.least is None or low >= demand.least
        under = demand.below is None or high < demand.below
        if above and under:
            return True
        never = (demand.least is not None and high < demand.least) or (
            demand.below is not None and low >= demand.below
        )
        return False if never else None

    @staticmethod
    def _earlier(span: Period, over: str, back: int) -> Period:
        for _ in range(back):
            span = (
                Period(span.first - span.days * _DAY, span.first - _DAY)
                if over == "period"
                else span_of(span.first - _DAY, over)
            )
        return span

    def orders(self, condition_of: Callable[[Item], Condition | None], span: Period) -> Bounds:
        low = high = 0
        for item, certain in self.inside(span):
            condition = condition_of(item)
            holds = False if condition is None else self.holds(condition, item)
            if holds is not False:
                high += item.order.count
                if holds and certain:
                    low += item.order.count
        return Fraction(low), Fraction(high)

    def holds(self, condition: Condition, item: Item) -> bool | None:
        if item.order.status not in condition.statuses:
            return False
        key = id(condition)
        if key not in self._checks:
            self._checks[key] = self._program.check(condition)
        check = self._checks[key]
        return True if check is None else check(item.order)

    def _days(self, how: CountDays, version: VersionProgram, bonus: Bonus, span: Period) -> Bounds:
        answers = [
            self.meets(how.requires, version, bonus, Period.of_day(day))
            for day in sorted({day for day in self.days if day in span})
        ]
        return Fraction(answers.count(True)), Fraction(len(answers) - answers.count(False))

    def _quantity(self, how: SumQuantity, span: Period) -> Bounds:
        asked = self._program.asked
        place = asked.places[how.quantity.name]
        low = high = 0
        for item, certain in self.inside(span):
            holds = self.holds(how.condition, item)
            if holds is False:
                continue
            units = item.order.units[place]
            ends = _ends(units, asked.limits[place])
            high += ends[1] * item.order.count
            low += ends[0] * item.order.count if holds and certain else 0
        return Fraction(low, how.quantity.base), Fraction(high, how.quantity.base)

    def lines(self, names: Sequence[str], span: Period) -> Bounds:
        """What these lines give, in major units (or points)."""
        low = high = 0
        for item, certain in self.inside(span):
            least, most = line_bounds(self._outcome_of(item), names)
            low += least if certain else min(0, least)
            high += most if certain else max(0, most)
        fine = self._program.minor * self._program.grain
        return Fraction(low, fine), Fraction(high, fine)

    def totals(self, span: Period) -> Bounds | None:
        """What all orders of the span are paid, in major units; None where some may lie outside."""
        low = high = 0
        for item, certain in self.inside(span):
            if not certain:
                return None
            low, high = low + item.low, high + item.high
        fine = self._program.minor * self._program.grain
        return Fraction(low, fine), Fraction(high, fine)

    def _share(self, how: ShareOf, span: Period) -> Bounds:
        """In percent. What is not known counts against the lowest and for the highest."""
        hit = hit_maybe = miss = miss_maybe = 0
        for item, certain in self.inside(span):
            among = self.holds(how.among, item)
            if among is not False and how.leaving is not None:
                left = self.holds(how.leaving, item)
                among = False if left else None if left is None else among
            if among is False:
                continue
            such, count = self.holds(how.condition, item), item.order.count
            firm = among is True and certain
            hit += count if firm and such is True else 0
            miss += count if firm and such is False else 0
            hit_maybe += count if such is not False else 0
            miss_maybe += count if such is not True else 0
        return (
            Fraction(100 * hit, hit + miss_maybe) if hit + miss_maybe else _ZERO,
            Fraction(100 * hit_maybe, hit_maybe + miss) if hit_maybe + miss else _ZERO,
        )

    def _hours(self, how: Hours, span: Period) -> Bounds:
        within = self._seconds(span)
        known = [(start, end + how.margin_s) for start, end in self._engaged]
        worked = union_seconds(known, within)
        if how.logged_in:
            return self._logged_in(within, worked)
        unknown = sum(self._untold.get(day, 0) for day in _around(span))
        unknown += sum(item.order.count for item, _ in self.inside(span) if item in self._tallies)
        most = worked + unknown * (self._program.plan.limits.seconds + how.margin_s)
        return Fraction(worked, _HOUR), Fraction(min(most, within[1] - within[0]), _HOUR)

    def _logged_in(self, within: Stretch, worked: int) -> Bounds:
        """Of shifts; where none were recorded, from the time engaged to all day."""
        length = within[1] - within[0]
        if self._shifts is None:
            return Fraction(worked, _HOUR), Fraction(length, _HOUR)
        known, open_ended = [], []
        for shift in self._shifts:
            if shift.state not in LOGGED_IN_STATES:
                continue
            start = int(shift.started_at.utc.timestamp())
            if shift.ended_at is not None:
                known.append((start, int(shift.ended_at.utc.timestamp())))
            else:
                open_ended.append((start, start + self._program.plan.limits.seconds))
        low, high = union_seconds(known, within), union_seconds([*known, *open_ended], within)
        return Fraction(low, _HOUR), Fraction(high, _HOUR)

    def _seconds(self, span: Period) -> Stretch:
        start, end = (
            int(datetime.combine(day, time(), self._zone).astimezone(UTC).timestamp())
            for day in (span.first, span.last + _DAY)
        )
        return start, end


def _around(span: Period) -> Period:
    """With the days before and after it, whose orders may reach into it."""
    return Period(span.first - _DAY, span.last + _DAY)


def _ends(units: Units, limit: int) -> tuple[int, int]:
    if units is None:
        return 0, limit
    return units if isinstance(units, tuple) else (units, units)


def line_bounds(outcome: Outcome, names: Sequence[str]) -> tuple[int, int]:
    """Fine units that these lines give the item at least and at most, versions not told apart."""
    ends: list[tuple[int, int]] = []
    for version, runs in (outcome.least, outcome.most):
        places = [version.places[name] for name in names if name in version.places]
        low = high = 0
        for run in runs:
            mins, maxs = (
                (run.hull.mins, run.hull.maxs) if run.hull is not None else (run.lows, run.lows)
            )
            low += run.count * sum([mins[place] for place in places])
            high += run.count * sum([maxs[place] for place in places])
        ends.append((low, high))
        if outcome.most is outcome.least:
            break
    return min(low for low, _ in ends), max(high for _, high in ends)


def _bonus_of(item: Item, bonus: Bonus) -> Condition | None:
    """Which orders count, as the item's own version says; None where that has no such bonus."""
    for version in item.versions:
        own = version.bonuses.get(bonus.id)
        if own is not None:
            return own.condition
    return None
