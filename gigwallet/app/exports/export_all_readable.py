"""Amounts and times of a row as people read them: never read back, so that nothing hangs on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from decimal import Decimal
from functools import cache
from zoneinfo import ZoneInfo

from gigwallet.domain.money import exponent

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MOMENTS = frozenset({"at", "added_at", "ordered_at"})


def readable_columns(
    names: list[str],
) -> Iterator[tuple[str, tuple[int, ...], Callable[..., str]]]:
    """Name, the columns that it is made of, and how."""
    places = {name: n for n, name in enumerate(names)}
    for name, n in places.items():
        stem, _, end = name.rpartition("_")
        if end == "utc" and f"{stem}_zone" in places:
            yield stem, (n, places[f"{stem}_zone"]), _wall_time
        elif end == "minor" and f"{stem}_currency" in places:
            yield stem, (n, places[f"{stem}_currency"]), _amount
        elif name in _MOMENTS:
            yield name, (n,), _wall_time


def _amount(minor: int | None, currency: str | None) -> str:
    if minor is None:
        return ""
    digits = exponent(currency or "")
    return f"{Decimal(minor).scaleb(-digits):.{digits}f}"


def _wall_time(at: int | None, zone: str | None = None) -> str:
    """On the clocks of its zone, with the offset."""
    if at is None:
        return ""
    try:
        local = (_EPOCH + timedelta(milliseconds=at)).astimezone(_zone(zone or "UTC"))
    except OverflowError:
        return ""
    return local.isoformat(" ", "milliseconds")


@cache
def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return UTC
