"""What the cells of a time column mean: written strictly, or as a spreadsheet rewrites it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

from gigwallet.domain.instants import Instant, TimeQuality

# Where a file says nothing of its zone, its wall times wait in this one to be placed.
FLOATING = "Etc/UTC"

# A currency that is used in one zone only tells the zone.
ZONE_OF_CURRENCY = {
    "CNY": "Asia/Shanghai", "HKD": "Asia/Hong_Kong", "TWD": "Asia/Taipei", "JPY": "Asia/Tokyo",
    "KRW": "Asia/Seoul", "SGD": "Asia/Singapore", "INR": "Asia/Kolkata", "GBP": "Europe/London",
    "CHF": "Europe/Zurich", "PLN": "Europe/Warsaw", "RON": "Europe/Bucharest",
    "SEK": "Europe/Stockholm", "NOK": "Europe/Oslo", "DKK": "Europe/Copenhagen",
    "ZAR": "Africa/Johannesburg", "COP": "America/Bogota", "ARS": "America/Argentina/Buenos_Aires",
}  # fmt: skip

_STRICT = re.compile(
    r"(\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2})(?:\.(\d{1,9}))?(Z|[+-]\d{2}:\d{2})?", re.ASCII
)
_SPREADSHEET = re.compile(
    r"(\d{4})(?:/(\d{1,2})/|年(\d{1,2})月|-(\d{2})-)(\d{1,2})日?"
    r"(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?(?: ?(Z|[+-]\d{2}:\d{2}))?"
)
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_SERIAL_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001  a wall time has no zone
_YEARS = range(1990, 2101)
_SERIALS = range(20_000, 80_000)


def wall(text: str) -> tuple[datetime, bool]:
    """``2021-02-14T21:49:16.000Z`` or with a blank: the naive wall time, and whether it carries Z.

    Nothing looser: a lost digit must not become another day. ``ValueError`` otherwise.
    """
    match = _STRICT.fullmatch(text)
    if not match or match[3] not in (None, "Z"):
        raise ValueError("not a time of this format")
    return _composed(match), match[3] == "Z"


def _composed(match: re.Match[str]) -> datetime:
    moment = datetime.fromisoformat(match[1])
    _within_living_memory(moment)
    fraction = match[2]
    if fraction is None or not fraction.strip("0"):
        return moment
    return moment.replace(microsecond=int(fraction.ljust(6, "0")[:6]))


def _within_living_memory(day: date) -> None:
    """A year far away is a damaged one, and the ends of the calendar have no zones."""
    if day.year not in _YEARS:
        raise ValueError("not a year of gig work")


def written(text: str) -> datetime | date:
    """What a person or a spreadsheet wrote: ISO, ``2025/7/1 8:05``, ``2025年7月1日``, or a serial
    number of a spreadsheet. A ``date`` where there is no time; aware where an offset stands."""
    text = unicodedata.normalize("NFKC", text).strip()
    if match := _STRICT.fullmatch(text):
        return _with_offset(_composed(match), match[3])
    if match := _SPREADSHEET.fullmatch(text):
        day = date(int(match[1]), int(match[2] or match[3] or match[4]), int(match[5]))
        _within_living_memory(day)
        if match[4] and len(match[5]) != 2:
            raise ValueError("not a day")
        if match[6] is None:
            return day
        clock = (int(match[6]), int(match[7]), int(match[8] or 0))
        return _with_offset(datetime(day.year, day.month, day.day, *clock), match[9])  # noqa: DTZ001
    if _SERIAL.fullmatch(text) and int(Decimal(text)) in _SERIALS:
        seconds = (Decimal(text) * 86_400).to_integral_value()
        moment = _SERIAL_DAY_ZERO + timedelta(seconds=int(seconds))
        return moment if "." in text else moment.date()
    raise ValueError("not a time")


def _with_offset(moment: datetime, offset: str | None) -> datetime:
    if offset is None:
        return moment
    if offset == "Z":
        return moment.replace(tzinfo=UTC)
    hours, minutes = int(offset[1:3]), int(offset[4:6])
    shift = timedelta(hours=hours, minutes=minutes) * (-1 if offset[0] == "-" else 1)
    return moment.replace(tzinfo=timezone(shift))


def instant(text: str, zone: str, certain: bool = True) -> Instant:
    """``written`` in ``zone``; known to the day only where no time stands. Not ``certain`` of the
    zone, the instant says so, unless it carries its own offset."""
    said = written(text)
    if not isinstance(said, datetime):
        return Instant.from_day(said, zone, text)
    if said.tzinfo is not None:
        quality = TimeQuality.UTC if said.tzinfo is UTC else TimeQuality.OFFSET
        return Instant(said.astimezone(UTC), zone, quality, text)
    placed = Instant.from_local(said, zone, text)
    return placed if certain else replace(placed, quality=TimeQuality.LOCAL_ASSUMED)


def day(text: str) -> date:
    """``written``, to the day."""
    said = written(text)
    return said.date() if isinstance(said, datetime) else said
