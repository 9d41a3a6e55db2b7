"""One account in one period held against a floor of public law."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from gigwallet.app.floors.outcome import Below, FloorPeriod, FloorSum, FloorTrip
from gigwallet.app.floors.packs import Pack
from gigwallet.app.floors.pay import Pay, paid
from gigwallet.app.floors.remarks import OTHER_CURRENCY, left_out, partly_paid, remarks
from gigwallet.app.floors.sources import Sources
from gigwallet.app.floors.work import Asked
from gigwallet.app.pay.loose_work import Work
from gigwallet.domain.intervals import Interval, total
from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.domain.shift import LOGGED_IN_STATES
from gigwallet.domain.trip import Trip
from gigwallet.rules import Expected, Given, PayScheme
from gigwallet.rules.parameters import Compared, Time, rerated

NO_RULE_DATA = "no_rule_data"
_OUTSIDE = "outside_period"
_DAY = timedelta(days=1)
# What the evaluator says, as it is called here: to a reader both are days without rule data.
_REASONS = {"parameter_no_value": NO_RULE_DATA, "no_rate_for_day": NO_RULE_DATA}


class Reckoning:
    """One account in one period."""

    def __init__(
        self, pack: Pack, work: Work, period: Period, items: Sequence[Asked], sources: Sources
    ) -> None:
        self._pack = pack
        self._floor = pack.floor
        self._work = work
        self._period = period
        self._items = items
        self._scheme = _scheme(pack, period)
        self._sources = sources

    def told(self) -> FloorPeriod:
        near = [index for index, item in enumerate(self._items) if self._near(item.trip)]
        items = [self._items[index] for index in near]
        floors, unrated, whole = self._reckoned(items)
        inside = [
            place
            for place, item in enumerate(items)
            if floors[place] is not None or self._inside(item.trip, unrated.get(place, ""))
        ]
        pay = paid(self._work, [near[place] for place in inside], self._period, self._pack.currency)
        trips = tuple(
            self._trip(
                items[place], floors[place], unrated.get(place, ""), pay.by_trip.get(near[place])
            )
            for place in inside
        )
        self._trace([items[place] for place in inside if floors[place] is not None])
        for place in inside:
            if unrated.get(place) == NO_RULE_DATA:
                self._sources.of_missing(
                    self._pack.rate_date, items[place].trip, items[place].values, self._period
                )
        unreckoned = Counter(each.reason for each in trips if each.floor is None)
        return FloorPeriod(
            account=self._work.label,
            period=self._period,
            trips=trips,
            floor=whole,
            paid=self._compared(trips, pay),
            below=(below := self._below(trips, whole, pay)),
            settled=self._settled(below),
            beside=pay.beside if self._floor.compare is Compared.TRIP else None,
            left_out=pay.left_out,
            engaged=_engaged([each.trip for each in trips]),
            logged_in=self._logged_in(),
            unreckoned=unreckoned,
            steps=tuple(
                remarks(
                    self._floor.compare,
                    [items[place] for place in inside],
                    trips,
                    pay.total,
                    self._silent_days(),
                )
            ),
        )

    def _reckoned(
        self, items: Sequence[Asked]
    ) -> tuple[Sequence[FloorSum | None], Mapping[int, str], FloorSum | None]:
        """The floor of each trip, why there is none, and the floor of the period."""
        foreign = [i for i, item in enumerate(items) if item.trip.currency != self._pack.currency]
        reasons = dict.fromkeys(foreign, OTHER_CURRENCY)
        floors: list[FloorSum | None] = [None] * len(items)
        ours = [index for index in range(len(items)) if index not in reasons]
        if self._scheme is None:
            return floors, reasons | dict.fromkeys(ours, NO_RULE_DATA), None
        outcome = self._scheme.for_work(
            [items[index].trip for index in ours],
            (),
            self._period,
            given=Given(
                values=[items[index].values for index in ours],
                # No shifts are no sign that nobody was logged in.
                shifts=tuple(self._work.shifts) or None,
            ),
        )
        for place, index in enumerate(ours):
            floors[index] = _sum(outcome.trips[place])
            if place in outcome.unrated:
                why = outcome.unrated[place]
                reasons[index] = _REASONS.get(why, why)
        told = any(each is not None for each in floors) or not items
        logged_in = self._floor.time is Time.LOGGED_IN
        return floors, reasons, _sum(outcome.total) if told or logged_in else None

    def _near(self, trip: Trip) -> bool:
        """Whether the trip may be of this period: on the clocks of the law its day may be the one
        before or after. No floor counts trips of other periods."""
        first, last = self._period.first - _DAY, self._period.last + _DAY
        return trip.day is None or first <= trip.day <= last

    def _inside(self, trip: Trip, reason: str) -> bool:
        """Of a trip that has no floor: whether it is of this period all the same."""
        return reason != _OUTSIDE and (trip.day is None or trip.day in self._period)

    def _trip(
        self, item: Asked, floor: FloorSum | None, reason: str, pay: Money | None
    ) -> FloorTrip:
        if self._floor.compare is not Compared.TRIP or floor is None or pay is None:
            return FloorTrip(item.trip, floor, reason, pay)
        return FloorTrip(item.trip, floor, reason, pay, Below.of(floor, pay))

    def _below(self, trips: Sequence[FloorTrip], whole: FloorSum | None, pay: Pay) -> Below | None:
        """Over a period, what one trip paid beyond its floor makes up for another; trip by trip it
        does not."""
        zero = Money.zero(self._pack.currency)
        if self._floor.compare is Compared.PERIOD:
            if whole is None or pay.total is None:
                return None
            below = Below.of(whole, pay.total)
            if partly_paid(trips):  # the pay that no file tells of may be all that is missing
                return replace(below, low=zero)
            # Their pay is counted, and what they should have paid is not known.
            unknown = left_out(trips) or self._silent_days()
            return None if unknown and not below.low.minor else below
        known = [each.below for each in trips if each.below is not None]
        if not known:
            return None
        return Below(
            sum((each.low for each in known), zero), sum((each.high for each in known), zero)
        )

    def _silent_days(self) -> int:
        """Days on which somebody was logged in and for which the law's number is not known."""
        if self._floor.time is not Time.LOGGED_IN:
            return 0
        days = {each.started_at.day for each in self._work.shifts}
        return sum(1 for day in days if day in self._period and not self._knows(day))

    def _knows(self, day: date) -> bool:
        return self._scheme is not None and any(
            version.holds_on(day) for version in self._scheme.versions
        )

    def _settled(self, below: Below | None) -> Below | None:
        now = self._sources.settling()
        if below is None or now is None:
            return None
        then = self._pack.parameters[self._floor.rerated_by].at(self._period.first).amount
        return Below(rerated(below.low, then, now), rerated(below.high, then, now))

    def _compared(self, trips: Sequence[FloorTrip], pay: Pay) -> Money | None:
        """What stands against the floor: trip by trip, only the pay of trips that have one."""
        if self._floor.compare is not Compared.TRIP:
            return pay.total
        known = [each.paid for each in trips if each.floor is not None and each.paid is not None]
        return sum(known, Money.zero(pay.currency)) if known else None

    def _trace(self, items: Sequence[Asked]) -> None:
        if self._scheme is None:
            return
        for item in items:
            self._sources.of_trip(self._scheme, item.trip, item.values, self._period)
        if self._floor.time is Time.LOGGED_IN:
            self._sources.of_days(self._scheme, self._period)

    def _logged_in(self) -> timedelta | None:
        spans = [
            Interval(each.started_at.utc, each.ended_at.utc)
            for each in self._work.shifts
            if each.state in LOGGED_IN_STATES
            and each.ended_at is not None
            and each.started_at.day in self._period
        ]
        return total(spans) if spans else None


def _scheme(pack: Pack, period: Period) -> PayScheme | None:
    """None where the law sets its rates at the start of the period, and they are not known."""
    scheme = pack.scheme(period.first)
    return scheme if scheme.versions else None


def _sum(expected: Expected | None) -> FloorSum | None:
    if expected is None:
        return None
    return FloorSum(expected.low, expected.high, expected)


def _engaged(trips: Sequence[Trip]) -> timedelta | None:
    spans = [each.engaged for each in trips if each.engaged is not None]
    return total(spans) if spans else None
