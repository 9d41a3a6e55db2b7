"""Instants: a moment in UTC with its zone, how it was known, and as it was written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


class TimeQuality(StrEnum):
    """How the UTC moment was known."""

    UTC = "utc"
    OFFSET = "offset"
    LOCAL_TZ = "local_tz"
    LOCAL_ASSUMED = "local_assumed"
    DATE_ONLY = "date_only"
    INFERRED = "inferred"


class _Dated:
    """Keeps the day once it was asked for: a pay check asks each moment a dozen times."""

    __slots__ = ("_day",)

    _day: date


@dataclass(frozen=True, slots=True)
class Instant(_Dated):
    """A moment: ``utc`` (aware, UTC, whole milliseconds), ``zone`` (IANA), ``text`` as written."""

    utc: datetime
    zone: str
    quality: TimeQuality = TimeQuality.UTC
    text: str = ""

    def __post_init__(self) -> None:
        if self.utc.tzinfo is not UTC and self.utc.utcoffset() != timedelta(0):
            raise ValueError("an instant is aware and in UTC")
        if self.utc.microsecond % 1000:
            whole = self.utc.microsecond // 1000 * 1000
            object.__setattr__(self, "utc", self.utc.replace(microsecond=whole))

    @classmethod
    def from_local(cls, wall: datetime, zone: str, text: str = "") -> Instant:
        """A naive wall time in ``zone``. In a clock-change gap or overlap the earlier reading is
        taken and the quality is ``LOCAL_ASSUMED``."""
        where = ZoneInfo(zone)
        first = wall.replace(tzinfo=where, fold=0)
        second = wall.replace(tzinfo=where, fold=1)
        certain = first.utcoffset() == second.utcoffset()
        quality = TimeQuality.LOCAL_TZ if certain else TimeQuality.LOCAL_ASSUMED
        return cls(first.astimezone(UTC), zone, quality, text)

    @classmethod
    def from_day(cls, day: date, zone: str, text: str = "") -> Instant:
        """Midnight that begins ``day`` in ``zone``, marked as known to the day only."""
        start = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))
        return cls(start.astimezone(UTC), zone, TimeQuality.DATE_ONLY, text)

    @property
    def local(self) -> datetime:
        """The moment on the clocks of its zone."""
        return self.utc.astimezone(ZoneInfo(self.zone))

    @property
    def day(self) -> date:
        """The calendar day of its zone."""
        try:
            return self._day
        except AttributeError:
            day = self.local.date()
            object.__setattr__(self, "_day", day)
            return day

    def __lt__(self, other: Instant) -> bool:
        return self.utc < other.utc
