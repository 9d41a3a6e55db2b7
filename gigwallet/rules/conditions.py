"""When a line of a scheme counts: windows of the day, days, quantities, words, status."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from gigwallet.domain.period import Period
from gigwallet.domain.trip import TripStatus
from gigwallet.rules.quantities import Quantity


@dataclass(frozen=True, slots=True)
class Window:
    """Minutes of the day from ``start`` up to, not including, ``end``.

    ``end <= start`` crosses midnight; then the window belongs to the day on which it begins.
    """

    start: int
    end: int

    def day_of(self, moment: datetime) -> date | None:
        """The day that ``moment`` belongs to within this window; None outside of it."""
        minute = moment.hour * 60 + moment.minute
        if self.start < self.end:
            return moment.date() if self.start <= minute < self.end else None
        if minute >= self.start:
            return moment.date()
        return moment.date() - timedelta(days=1) if minute < self.end else None


@dataclass(frozen=True, slots=True)
class TimePart:
    """All parts must hold; an empty part holds always. ``at`` names the moment that is asked."""

    at: str
    windows: tuple[Window, ...] = ()
    weekdays: frozenset[int] = frozenset()
    dates: tuple[Period, ...] = ()
    during: tuple[tuple[datetime, datetime], ...] = ()

    @property
    def always(self) -> bool:
        return not (self.windows or self.weekdays or self.dates or self.during)

    def holds_at(self, moment: datetime) -> bool:
        if self.during and not any(start <= moment < end for start, end in self.during):
            return False
        if not self.windows:
            return self._on_day(moment.date())
        days = (window.day_of(moment) for window in self.windows)
        return any(day is not None and self._on_day(day) for day in days)

    def _on_day(self, day: date) -> bool:
        if self.weekdays and day.weekday() not in self.weekdays:
            return False
        return not self.dates or any(day in span for span in self.dates)

    def edges(self, day: date) -> set[datetime]:
        """The moments of ``day`` at which the answer may change, its midnight included."""
        midnight = datetime(day.year, day.month, day.day)  # noqa: DTZ001  on the scheme's clocks
        found = {midnight}
        for window in self.windows:
            for minute in (window.start, window.end):
                if minute < 24 * 60:
                    found.add(midnight + timedelta(minutes=minute))
        for span in self.during:
            found |= {edge for edge in span if edge.date() == day}
        return found


@dataclass(frozen=True, slots=True)
class Bound:
    """``over`` < base units of ``quantity`` <= ``up_to``; None: no bound on that side."""

    quantity: Quantity
    over: int | None
    up_to: int | None

    def holds(self, units: int) -> bool:
        return (self.over is None or units > self.over) and (
            self.up_to is None or units <= self.up_to
        )


@dataclass(frozen=True, slots=True)
class WordPart:
    """The word ``name`` of an order is one of ``words``, or with ``wanted`` False none of them."""

    name: str
    words: frozenset[str]
    wanted: bool

    def holds(self, said: str) -> bool:
        return (said in self.words) is self.wanted


@dataclass(frozen=True, slots=True)
class Condition:
    """All parts must hold; an empty part holds always."""

    statuses: frozenset[TripStatus]
    time: TimePart
    bounds: tuple[Bound, ...] = ()
    words: tuple[WordPart, ...] = ()
