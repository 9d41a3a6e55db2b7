"""Work without a rest, and days that are too long: what happened, not what is forbidden."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from gigwallet.domain.intervals import Interval, total, union
from gigwallet.domain.period import Period
from gigwallet.reconciliation.hours.spans import by_day


@dataclass(frozen=True, slots=True)
class Limits:
    """Lengths to hold work against; None: none is known. ``rest`` is how long a pause must be to
    end a stretch of work."""

    stretch: timedelta | None = None
    rest: timedelta = timedelta(minutes=20)
    reminder: timedelta | None = None
    day: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Work without a pause of ``Limits.rest``: from ``span.start`` to ``span.end``, ``worked`` of
    it. The day is that of its begin."""

    span: Interval
    worked: timedelta
    day: date

    @property
    def length(self) -> timedelta:
        return self.span.length


@dataclass(frozen=True, slots=True)
class DayTooLong:
    """``worked`` on one day; ``beyond`` is ``reminder`` or ``day``, the highest that was passed."""

    day: date
    worked: timedelta
    beyond: str


def stretches(worked: Iterable[Interval], zone: str, limits: Limits) -> tuple[Stretch, ...]:
    """All stretches in order of time; those longer than ``limits.stretch`` are what a rule of rest
    asks about. Shorter pauses are part of the stretch: waiting for the next order is no rest."""
    found: list[list[Interval]] = []
    for each in union(worked):
        if found and each.start - found[-1][-1].end < limits.rest:
            found[-1].append(each)
        else:
            found.append([each])
    return tuple(
        Stretch(
            Interval(parts[0].start, parts[-1].end),
            total(parts),
            parts[0].start.astimezone(ZoneInfo(zone)).date(),
        )
        for parts in found
    )


def long_days(
    worked: Sequence[Interval], period: Period, zone: str, limits: Limits
) -> tuple[DayTooLong, ...]:
    """Days with more than ``limits.reminder`` or ``limits.day`` in all, cut at midnight."""
    found = []
    for day, length in sorted(by_day(worked, zone).items()):
        if day not in period:
            continue
        if limits.day is not None and length > limits.day:
            found.append(DayTooLong(day, length, "day"))
        elif limits.reminder is not None and length > limits.reminder:
            found.append(DayTooLong(day, length, "reminder"))
    return tuple(found)
