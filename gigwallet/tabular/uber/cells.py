"""What single cells of Uber's exports mean: moments, miles, minutes, currencies."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from gigwallet.domain.instants import Instant, TimeQuality
from gigwallet.tabular import moments
from gigwallet.tabular.tables import BadCell, Record
from gigwallet.tabular.uber.columns import value

_METRES_PER_MILE = Decimal("1609.344")
_NUMBER = re.compile(r"\d{1,12}(?:\.\d{1,40})?(?:[eE]-?\d)?")
_COUNT = re.compile(r"\d{1,6}(?:\.0)?")
_DEGREES = re.compile(r"-?\d{1,3}(?:\.\d{1,20})?")
_CURRENCY = re.compile(r"[A-Z]{3}")
_QUARTER, _FARTHEST = timedelta(minutes=15), timedelta(hours=15)


def currency(line: Record, column: str = "currency_code") -> str:
    code = value(line[column])
    if not _CURRENCY.fullmatch(code):
        raise BadCell("missing_value" if not code else "bad_amount", column)
    return code


def zone(line: Record) -> str:
    """The IANA zone, empty where the export has no such column."""
    name = value(line["timezone"])
    if not name:
        return ""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as unknown:
        raise BadCell("bad_time", "timezone") from unknown
    return name


def moment(line: Record, event: str, where: str) -> Instant | None:
    """The instant of ``event`` (``request``, ``begintrip``...), None where both cells are blank.

    ``*_local`` is wall time whatever its Z says; ``*_utc`` is right. Where both stand they must
    agree on minutes and seconds, so that a damaged digit is noticed.
    """
    local_column, utc_column = f"{event}_timestamp_local", f"{event}_timestamp_utc"
    local_text, utc_text = value(line[local_column]), value(line[utc_column])
    if not local_text and not utc_text:
        return None
    local = _wall(local_text, local_column) if local_text else None
    if not utc_text:
        assert local is not None  # noqa: S101  one of the two texts is there
        placed = Instant.from_local(local, where or moments.FLOATING, local_text)
        return placed if where else replace(placed, quality=TimeQuality.LOCAL_ASSUMED)
    utc = _wall(utc_text, utc_column)
    if local is not None:
        offset = local - utc
        if offset % _QUARTER or abs(offset) > _FARTHEST:
            raise BadCell("bad_time", local_column)
    return Instant(
        utc.replace(tzinfo=UTC), where or moments.FLOATING, TimeQuality.UTC, local_text or utc_text
    )


def _wall(text: str, column: str) -> datetime:
    try:
        return moments.wall(text)[0]
    except ValueError as bad:
        raise BadCell("bad_time", column) from bad


def wall_text(line: Record, event: str, at: Instant | None) -> str:
    """The local second of ``event`` in one spelling, for natural keys: every generation has it."""
    text = value(line[f"{event}_timestamp_local"])
    if text:
        return _wall(text, event).isoformat(" ", "seconds")
    return at.local.replace(tzinfo=None).isoformat(" ", "seconds") if at else ""


def number(line: Record, column: str) -> Decimal | None:
    """A number that cannot be below zero, None where the cell is blank."""
    text = value(line[column])
    if not text:
        return None
    if not _NUMBER.fullmatch(text):
        raise BadCell("bad_number", column)
    return Decimal(text)


def metres(line: Record, column: str) -> int | None:
    miles = number(line, column)
    return None if miles is None else _whole(miles * _METRES_PER_MILE)


def seconds(line: Record, column: str, each: int = 1) -> int | None:
    """Whole seconds; ``each`` is how many a unit of the column has."""
    amount = number(line, column)
    return None if amount is None else _whole(amount * each)


def _whole(amount: Decimal) -> int:
    return int(amount.to_integral_value(ROUND_HALF_UP))


def count(line: Record, column: str) -> int | None:
    text = value(line[column])
    if text and not _COUNT.fullmatch(text):
        raise BadCell("bad_number", column)
    return int(Decimal(text)) if text else None


def degrees(line: Record, column: str, most: int) -> float:
    """A coordinate between ``-most`` and ``most``."""
    text = value(line[column])
    if not _DEGREES.fullmatch(text) or abs(Decimal(text)) > most:
        raise BadCell("bad_number" if text else "missing_value", column)
    return float(text)


def flag(line: Record, column: str) -> bool | None:
    return {"true": True, "false": False}.get(value(line[column]).casefold())
