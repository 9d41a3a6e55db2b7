"""From trips and tallies to the orders that rules are asked about, with when they may have been."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from gigwallet.domain.instants import Instant, TimeQuality
from gigwallet.domain.period import Period
from gigwallet.domain.tally import Tally
from gigwallet.domain.trip import Trip, TripStatus
from gigwallet.rules.conditions import Order
from gigwallet.rules.ranks import CLOSES, OPENS, Moment

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Item:
    """``count`` like orders. ``day`` is the day that picks the rate as far as it is known, ``days``
    every day that it may be; both moments bound when it happened, on the scheme's clocks."""

    order: Order
    count: int
    day: date
    days: tuple[date, ...]
    earliest: Moment
    latest: Moment


def item_of_trip(trip: Trip, zone: ZoneInfo, rate_date: str, sequence: int) -> Item | None:
    """None where no moment of the trip is known."""
    accepted, completed = trip.accepted_at, trip.completed_at
    order = Order(
        status=trip.status,
        product=trip.product or None,
        accepted=_wall(accepted, zone),
        completed=_wall(completed, zone),
        accepted_timed=_timed(accepted),
        completed_timed=_timed(completed),
        metres=trip.paid_distance_m,
        to_pickup_metres=trip.to_pickup_m,
        seconds=trip.paid_duration_s if trip.paid_duration_s is not None else trip.duration_s,
        wait_seconds=trip.wait_s,
    )
    moment = order.moment(rate_date)
    if moment is not None and order.timed(rate_date):
        at = (moment, sequence)
        return Item(order, 1, moment.date(), (moment.date(),), at, at)
    if moment is not None:
        return Item(order, 1, moment.date(), (moment.date(),), *_days(Period.of_day(moment.date())))
    return _inferred(trip, order, zone, rate_date)


def _inferred(trip: Trip, order: Order, zone: ZoneInfo, rate_date: str) -> Item | None:
    """The moment that picks the rate is not known, but another is: an order is done within a day,
    so it lies within a day of that one, before it or after it."""
    nearest = (trip.ended or trip.begun) if rate_date == "accepted" else (trip.begun or trip.ended)
    near = _wall(nearest or trip.offered_at, zone)
    if near is None:
        return None
    other = near - _DAY if rate_date == "accepted" else near + _DAY
    first, last = sorted((near.date(), other.date()))
    order = replace(order, rated_at=rate_date, days=(first, last))
    return Item(order, 1, near.date(), (first, last), *_days(Period(first, last)))


def item_of_tally(tally: Tally, count: int, rate_date: str) -> Item:
    """``count`` completed orders of the tally's period that nothing else is known about."""
    one_day = tally.period.days == 1
    wall = datetime.combine(tally.period.first, time()) if one_day else None
    order = Order(
        status=TripStatus.COMPLETED,
        product=None,
        accepted=wall,
        completed=wall,
        accepted_timed=False,
        completed_timed=False,
        metres=None,
        to_pickup_metres=None,
        seconds=None,
        wait_seconds=None,
        rated_at=rate_date,
        days=tuple(tally.period),
    )
    days = tuple(tally.period) if count else (tally.period.first,)
    return Item(order, count, tally.period.first, days, *_days(tally.period))


def _days(period: Period) -> tuple[Moment, Moment]:
    start = datetime.combine(period.first, time())
    return (start, OPENS), (datetime.combine(period.last + _DAY, time()), CLOSES)


def _wall(instant: Instant | None, zone: ZoneInfo) -> datetime | None:
    """The moment on the scheme's clocks, without zone. A day alone stays that day."""
    if instant is None:
        return None
    if instant.quality is TimeQuality.DATE_ONLY:
        return datetime.combine(instant.day, time())
    return instant.utc.astimezone(zone).replace(tzinfo=None)


def _timed(instant: Instant | None) -> bool:
    return instant is not None and instant.quality is not TimeQuality.DATE_ONLY


def beyond_trips(tallies: Sequence[Tally], trips: Sequence[Trip]) -> list[int | None]:
    """How many orders each tally counts that no trip shows: its count less the completed trips of
    its days. None where a tally counts no orders, or lies within or across another one's days
    (the longest stands)."""
    done = [trip.day for trip in trips if trip.status is TripStatus.COMPLETED]
    remaining: list[int | None] = [None] * len(tallies)
    taken: list[Period] = []
    longest_first = sorted(range(len(tallies)), key=lambda index: -tallies[index].period.days)
    for index in longest_first:
        tally = tallies[index]
        if tally.orders is None or any(tally.period.overlaps(span) for span in taken):
            continue
        taken.append(tally.period)
        known = sum(1 for day in done if day is not None and day in tally.period)
        remaining[index] = max(0, tally.orders - known)
    return remaining
