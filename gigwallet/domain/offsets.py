"""How far the clocks of a place are from UTC, asked for very many moments."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

_DAY = 86_400_000
_MILLISECOND = timedelta(milliseconds=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FIRST = _EPOCH.toordinal()


def moment(at: int) -> datetime:
    return _EPOCH + at * _MILLISECOND


def milliseconds(at: datetime) -> int:
    return (at - _EPOCH) // _MILLISECOND


class Offsets:
    """Of one zone; moments and offsets are whole milliseconds. Nearly all days are of one piece."""

    def __init__(self, zone: str) -> None:
        self._zone = ZoneInfo(zone)
        self._of_day: dict[int, int | None] = {}

    def at(self, moment: int) -> int:
        day = moment // _DAY
        found = self._of_day.get(day)
        if found is not None:
            return found
        if day not in self._of_day:
            before, after = self._exactly(day * _DAY), self._exactly((day + 1) * _DAY)
            self._of_day[day] = before if before == after else None
        found = self._of_day[day]
        return self._exactly(moment) if found is None else found

    def day(self, moment: int) -> date:
        """The calendar day."""
        return date.fromordinal(self.ordinal(moment))

    def ordinal(self, moment: int) -> int:
        """The number of the calendar day (``date.toordinal``)."""
        return _FIRST + (moment + self.at(moment)) // _DAY

    def _exactly(self, at: int) -> int:
        offset = moment(at).astimezone(self._zone).utcoffset()
        return (offset or timedelta()) // _MILLISECOND
