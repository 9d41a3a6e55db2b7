"""Which zone a file's clocks were set to, told by how far they stood from UTC, and when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

# One zone for each way of setting clocks where couriers ride; its clocks stand for its neighbours'.
_KNOWN = (
    "Pacific/Auckland", "Australia/Sydney", "Australia/Brisbane", "Asia/Tokyo", "Asia/Shanghai",
    "Asia/Bangkok", "Asia/Dhaka", "Asia/Kolkata", "Asia/Karachi", "Asia/Dubai", "Europe/Istanbul",
    "Europe/Athens", "Africa/Johannesburg", "Europe/Paris", "Africa/Lagos", "Europe/London",
    "Africa/Accra", "America/Sao_Paulo", "America/Halifax", "America/Toronto", "America/Bogota",
    "America/Chicago", "America/Costa_Rica", "America/Denver", "America/Phoenix",
    "America/Los_Angeles", "America/Santiago",
)  # fmt: skip


def zone_that_fits(seen: Iterable[tuple[datetime, timedelta]]) -> str:
    """The one zone whose clocks agree with every moment (naive UTC) and distance from UTC; empty
    where none does, or where a short span fits several."""
    pairs = set(seen)
    if not pairs:
        return ""
    fitting = [name for name in _KNOWN if _fits(name, pairs)]
    return fitting[0] if len(fitting) == 1 else ""


def _fits(name: str, pairs: set[tuple[datetime, timedelta]]) -> bool:
    zone = ZoneInfo(name)
    return all(
        utc.replace(tzinfo=UTC).astimezone(zone).utcoffset() == offset for utc, offset in pairs
    )
