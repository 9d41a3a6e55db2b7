"""Engaged and logged-in time side by side: which spans, and how overlapping orders count."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from gigwallet.domain.instants import TimeQuality
from gigwallet.domain.intervals import Interval, total, union
from gigwallet.domain.period import Period
from gigwallet.domain.shift import ENGAGED_STATES, LOGGED_IN_STATES, Shift, ShiftState
from gigwallet.domain.trip import Trip, TripStatus


class Overlap(StrEnum):
    """``UNION``: 12:00-12:40 and 12:20-13:00 are 60 minutes (the Chinese guide). ``IN_TURN``: the
    second order begins when the first has ended; the sum is the same, each order's share is not
    (Ontario). ``ALONE``: each order in full, 80 minutes (Taiwan)."""

    UNION = "union"
    IN_TURN = "in_turn"
    ALONE = "alone"


@dataclass(frozen=True, slots=True)
class Spans:
    """``orders`` are the spans of single orders as they are, ``states`` engaged time that shifts
    tell; ``engaged`` and ``logged_in`` are unions, and every engaged minute is a logged-in one.
    ``presence`` is where a shift says that somebody was at work, with an order or without.
    ``untimed`` completed orders have no span, ``open_ended`` shifts no known end: neither counts.
    """

    orders: tuple[Interval, ...] = ()
    states: tuple[Interval, ...] = ()
    engaged: tuple[Interval, ...] = ()
    logged_in: tuple[Interval, ...] = ()
    presence: tuple[Interval, ...] = ()
    untimed: int = 0
    open_ended: int = 0

    @property
    def shifts_known(self) -> bool:
        return bool(self.presence)


def spans(
    trips: Iterable[Trip],
    shifts: Iterable[Shift],
    period: Period,
    zone: str,
    now: Mapping[int, datetime] | None = None,
) -> Spans:
    """Cut at the midnights of ``zone`` around ``period``. ``now``: by the place of a shift that is
    running, until when it counts."""
    bounds = bounds_of(period, zone)
    orders: list[Interval] = []
    untimed = 0
    for trip in trips:
        span = _engaged(trip)
        if span is not None:
            orders += cut([span], bounds)
        elif trip.status is TripStatus.COMPLETED and trip.day is not None and trip.day in period:
            untimed += 1
    states: list[Interval] = []
    open_for_work: list[Interval] = []
    presence: list[Interval] = []
    open_ended = 0
    for place, shift in enumerate(shifts):
        until = shift.ended_at.utc if shift.ended_at else (now or {}).get(place)
        started = shift.started_at.utc
        if until is None:
            open_ended += shift.state in LOGGED_IN_STATES and bounds.start <= started < bounds.end
            continue
        found = cut([Interval(started, max(started, until))], bounds)
        if shift.state in ENGAGED_STATES:
            states += found
        if shift.state in LOGGED_IN_STATES:
            open_for_work += found
        if _tells_presence(shift.state):
            presence += found
    return Spans(
        orders=tuple(sorted(orders)),
        states=tuple(sorted(states)),
        engaged=union([*orders, *states]),
        logged_in=union([*orders, *states, *open_for_work]),
        presence=union(presence),
        untimed=untimed,
        open_ended=open_ended,
    )


def engaged_by(found: Spans, overlap: Overlap) -> timedelta:
    """How much engaged time the named way of counting gives. Time that only shifts tell belongs to
    no single order and counts once."""
    if overlap is not Overlap.ALONE:
        return total(found.engaged)
    beyond = total(found.engaged) - total(found.orders)
    return sum((each.length for each in found.orders), timedelta()) + beyond


def by_day(found: Iterable[Interval], zone: str) -> dict[date, timedelta]:
    """How long on each day, cut at the midnights of ``zone``; a day without any is not there."""
    known: dict[date, timedelta] = {}
    for each in found:
        start = each.start
        while start < each.end:
            day = start.astimezone(ZoneInfo(zone)).date()
            end = min(each.end, _midnight(day + timedelta(days=1), zone))
            known[day] = known.get(day, timedelta()) + (end - start)
            start = end
    return known


def bounds_of(period: Period, zone: str) -> Interval:
    return Interval(_midnight(period.first, zone), _midnight(period.last + timedelta(days=1), zone))


def cut(found: Iterable[Interval], bounds: Interval) -> list[Interval]:
    return [
        Interval(max(each.start, bounds.start), min(each.end, bounds.end))
        for each in found
        if each.start < bounds.end and bounds.start < each.end
    ]


def _engaged(trip: Trip) -> Interval | None:
    """A day alone has no hours: from midnight to midnight would be none or twenty-four."""
    begun, ended = trip.accepted_at, trip.ended
    if begun is None or ended is None:
        return None
    coarse = TimeQuality.DATE_ONLY in (begun.quality, ended.quality)
    return None if coarse else trip.engaged


def _tells_presence(state: ShiftState) -> bool:
    return state in LOGGED_IN_STATES and state not in ENGAGED_STATES


def _midnight(day: date, zone: str) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).astimezone(UTC)
