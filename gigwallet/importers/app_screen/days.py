"""The days and moments of a screen: as printed, or as far as the time of the shot tells them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from gigwallet.domain.instants import Instant, TimeQuality
from gigwallet.domain.period import Period
from gigwallet.tabular.moments import FLOATING

_YEARLESS = re.compile(r"--(\d{2})-(\d{2})(?:T(.+))?", re.ASCII)
_MONTH = re.compile(r"(20\d{2})(?:[-/.]|年)(\d{1,2})月?", re.ASCII)
# Clocks differ, and a shot at midnight may show either day.
_SLACK, _AHEAD = timedelta(days=1), timedelta(minutes=2)


def day_of(value: str, taken: datetime | None) -> date | None:
    """The day of a DAY value. A day without its year is the last such day before the shot; without
    a time of the shot nobody knows it."""
    match = _YEARLESS.fullmatch(value)
    if not match:
        return date.fromisoformat(value)
    return _last(int(match[1]), int(match[2]), taken)


def _last(month: int, day: int, taken: datetime | None) -> date | None:
    if taken is None:
        return None
    latest = taken.date() + _SLACK
    for year in range(latest.year, latest.year - 5, -1):  # 29 February comes every fourth year
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found <= latest:
            return found
    return None


def moment_of(value: str, zone: str, taken: datetime | None) -> Instant | None:
    """The moment of a MOMENT value."""
    match = _YEARLESS.fullmatch(value)
    if not match:
        return _placed(datetime.fromisoformat(value), zone)
    day = _last(int(match[1]), int(match[2]), taken)
    if day is None or match[3] is None:
        return None
    wall = datetime.combine(day, time.fromisoformat(match[3]))
    return replace(_placed(wall, zone), quality=TimeQuality.INFERRED)


def clocks_of(
    clocks: Sequence[str], day: date | None, zone: str, taken: datetime | None
) -> list[Instant] | None:
    """The moments of CLOCK values that follow one another. The first is of ``day``; where none is
    printed, the last is of the last day before the shot. Whoever stands before its neighbour has
    midnight between. None where nobody knows a day."""
    times = [time.fromisoformat(each) for each in clocks]
    if not times:
        return []
    if day is not None:
        walls = [datetime.combine(day, times[0])]
        for each in times[1:]:
            wall = datetime.combine(walls[-1].date(), each)
            walls.append(wall if wall >= walls[-1] else wall + timedelta(days=1))
        return [_placed(each, zone) for each in walls]
    if taken is None:
        return None
    end = datetime.combine(taken.date(), times[-1])
    if end > taken.replace(tzinfo=None) + _AHEAD:
        end -= timedelta(days=1)
    walls = [end]
    for each in reversed(times[:-1]):
        wall = datetime.combine(walls[0].date(), each)
        walls.insert(0, wall if wall <= walls[0] else wall - timedelta(days=1))
    return [replace(_placed(each, zone), quality=TimeQuality.INFERRED) for each in walls]


def _placed(wall: datetime, zone: str) -> Instant:
    """Where the app is used in many zones, its clock waits to be placed by the engagement."""
    if zone:
        return Instant.from_local(wall, zone, f"{wall:%Y-%m-%d %H:%M:%S}")
    floating = Instant.from_local(wall, FLOATING, f"{wall:%Y-%m-%d %H:%M:%S}")
    return replace(floating, quality=TimeQuality.LOCAL_ASSUMED)


def week_of(first: date, last: date) -> Period:
    """A week that is printed from Monday to the next Monday ends on the day before."""
    if last - first == timedelta(days=7):
        last -= timedelta(days=1)
    return Period(first, last)


def month_of(text: str) -> Period | None:
    match = _MONTH.fullmatch(text.replace(" ", ""))
    if not match or not 1 <= int(match[2]) <= 12:
        return None
    return Period.of_month(int(match[1]), int(match[2]))
