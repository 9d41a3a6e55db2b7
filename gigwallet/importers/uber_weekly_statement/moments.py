"""The times of the statement: the year stands on page 1 alone, and the week turns at 4 AM."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from gigwallet.domain.instants import Instant, TimeQuality
from gigwallet.domain.period import Period
from gigwallet.tabular.moments import FLOATING

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH = "(" + "|".join(_MONTHS) + r")[a-z]*\.?"
_CLOCK = r"(\d{1,2})(?::(\d{2}))? ?(am|pm)"
_RANGE = re.compile(
    rf"{_MONTH} (\d{{1,2}}), (\d{{4}}) {_CLOCK} ?[-–—] ?{_MONTH} (\d{{1,2}}), (\d{{4}}) {_CLOCK}"
)
_PROCESSED = re.compile(rf"({'|'.join(_DAYS)})[a-z]*,? {_MONTH} (\d{{1,2}}),? {_CLOCK}")
_HAPPENED = re.compile(rf"{_MONTH} (\d{{1,2}}),? {_CLOCK}")
# Letters that a typesetter put apart ("T ue", "A ug"): a blank inside a word, never beside a digit.
_TORN_WORD = re.compile(r"\b([A-Za-z]) ([a-z]+)\b")
# A correction may come for a trip of an older week, not of an older year.
_OLDEST = timedelta(days=364)
_LONGEST_WEEK = timedelta(days=10)
_LATE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Week:
    """``start`` and ``end`` as printed: the same weekday and hour a week later."""

    start: datetime
    end: datetime

    @property
    def period(self) -> Period:
        """The days that it is for; the hours after midnight of its last night belong to it too."""
        last = self.end.date()
        return Period(self.start.date(), max(self.start.date(), last - timedelta(days=1)))

    @property
    def whole_days(self) -> Period | None:
        """The days that lie in it from midnight to midnight."""
        midnight = self.start.hour == self.start.minute == 0
        first = self.start.date() + timedelta(days=0 if midnight else 1)
        last = self.end.date() - timedelta(days=1)
        return Period(first, last) if first <= last else None


def week(text: str) -> Week | None:
    """The range that ``text`` prints (``Aug 4, 2025 4 AM - Aug 11, 2025 4 AM``)."""
    found = _RANGE.search(_mended(text))
    if not found:
        return None
    try:
        start = datetime.combine(
            _day(int(found[3]), found[1], found[2]), _clock(*found.group(4, 5, 6))
        )
        end = datetime.combine(
            _day(int(found[9]), found[7], found[8]), _clock(*found.group(10, 11, 12))
        )
    except ValueError:
        return None
    return Week(start, end) if timedelta(0) < end - start <= _LONGEST_WEEK else None


def processed(text: str, inside: Week) -> datetime:
    """``Tue, Aug 4 2:38 PM`` in the year that puts it into the week. ``ValueError`` where the
    weekday is another one, or no year does."""
    found = _PROCESSED.fullmatch(_mended(text))
    if not found:
        raise ValueError("not a time of this statement")
    wall = _in_year(
        found[2], found[3], found.group(4, 5, 6), inside,
        lambda at: inside.start - _LATE <= at <= inside.end + _LATE,
    )  # fmt: skip
    if _DAYS[wall.weekday()] != found[1]:
        raise ValueError("another day of the week")
    return wall


def happened(text: str, before: datetime, inside: Week) -> datetime:
    """``Aug 3 10:36 AM``, the last one before it was processed: a tip in January may be for a trip
    in December."""
    found = _HAPPENED.fullmatch(_mended(text))
    if not found:
        raise ValueError("not a time of this statement")
    return _in_year(
        found[1], found[2], found.group(3, 4, 5), inside,
        lambda at: before - _OLDEST <= at <= before,
    )  # fmt: skip


def is_time(text: str) -> bool:
    """Whether this line of an event prints when it happened."""
    return _HAPPENED.fullmatch(_mended(text)) is not None


def placed(wall: datetime, text: str) -> Instant:
    """The statement names no zone: its clock waits to be placed by the engagement."""
    return replace(Instant.from_local(wall, FLOATING, text), quality=TimeQuality.LOCAL_ASSUMED)


def _mended(text: str) -> str:
    return _TORN_WORD.sub(r"\1\2", " ".join(text.split())).casefold()


def _in_year(
    month: str,
    day: str,
    clock: tuple[str | None, ...],
    inside: Week,
    fits: Callable[[datetime], bool],
) -> datetime:
    for year in range(inside.end.year, inside.start.year - 2, -1):
        try:
            wall = datetime.combine(_day(year, month, day), _clock(*clock))
        except ValueError:
            continue
        if fits(wall):
            return wall
    raise ValueError("in no year of this week")


def _day(year: int, month: str, day: str) -> date:
    return date(year, _MONTHS.index(month) + 1, int(day))


def _clock(hour: str | None, minute: str | None, half: str | None) -> time:
    hours = int(hour or 0)
    if not 1 <= hours <= 12:
        raise ValueError("no hour of a clock of twelve")
    return time(hours % 12 + (12 if half == "pm" else 0), int(minute or 0))
