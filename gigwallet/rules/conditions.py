"""When a line of a scheme counts: windows of the day, days, distance, product, status."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from gigwallet.domain.period import Period
from gigwallet.domain.trip import TripStatus


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
class Order:
    """What a rule may ask about one order. None is "not known"; times are on the scheme's clocks.

    ``*_timed`` says that the time of day is known, not only the day. Where the moment that picks
    the rate (``rated_at``) is not known, ``days`` are all days that it may be on; empty: any.
    """

    status: TripStatus
    product: str | None
    accepted: datetime | None
    completed: datetime | None
    accepted_timed: bool
    completed_timed: bool
    metres: int | None
    to_pickup_metres: int | None
    seconds: int | None
    wait_seconds: int | None
    rated_at: str = ""
    days: tuple[date, ...] = ()

    def moment(self, which: str) -> datetime | None:
        return self.accepted if which == "accepted" else self.completed

    def timed(self, which: str) -> bool:
        return self.accepted_timed if which == "accepted" else self.completed_timed

    def quantity(self, name: str) -> int | None:
        """Base units (orders, metres, seconds) of the quantity ``name``; None: not known."""
        return {
            "order": 1,
            "km": self.metres,
            "km_to_pickup": self.to_pickup_metres,
            "minute": self.seconds,
            "waiting_minute": self.wait_seconds,
        }[name]


@dataclass(frozen=True, slots=True)
class Condition:
    """All parts must hold; an empty part holds always. ``over`` < metres <= ``up_to``."""

    at: str
    statuses: frozenset[TripStatus]
    windows: tuple[Window, ...] = ()
    weekdays: frozenset[int] = frozenset()
    dates: tuple[Period, ...] = ()
    during: tuple[tuple[datetime, datetime], ...] = ()
    over: int | None = None
    up_to: int | None = None
    products: frozenset[str] = frozenset()

    @property
    def _needs_nothing(self) -> bool:
        timeless = not (self.windows or self.weekdays or self.dates or self.during)
        return timeless and self.over is None and self.up_to is None and not self.products

    def holds(self, order: Order) -> bool | None:
        """True, False, or None where it depends on something that is not known."""
        if order.status not in self.statuses:
            return False
        if self._needs_nothing:
            return True
        parts = (self._in_time(order), self._in_distance(order), self._of_product(order))
        if False in parts:
            return False
        return None if None in parts else True

    def missing(self, order: Order) -> tuple[str, ...]:
        """Names of the inputs that ``holds`` lacked."""
        parts = {
            "time": self._in_time(order),
            "distance": self._in_distance(order),
            "product": self._of_product(order),
        }
        return tuple(name for name, part in parts.items() if part is None)

    def _in_time(self, order: Order) -> bool | None:
        if not (self.windows or self.weekdays or self.dates or self.during):
            return True
        moment = order.moment(self.at)
        if moment is None:
            return self._on_some(order.days) if self.at == order.rated_at else None
        if order.timed(self.at):
            return self._at_moment(moment)
        if self.windows or self.during:
            # Only the day is known: the day can rule the order out, the hour cannot be told.
            possible = not self.windows or self._some_window_on(moment.date())
            return None if possible else False
        return self._on_day(moment.date())

    def _on_some(self, days: tuple[date, ...]) -> bool | None:
        """For a moment that is somewhere on ``days``."""
        if not days or self.during:
            return None
        if self.windows:
            return None if any(self._some_window_on(day) for day in days) else False
        fitting = [self._on_day(day) for day in days]
        return fitting[0] if all(fitting) or not any(fitting) else None

    def _at_moment(self, moment: datetime) -> bool:
        if self.during and not any(start <= moment < end for start, end in self.during):
            return False
        if not self.windows:
            return self._on_day(moment.date())
        days = (window.day_of(moment) for window in self.windows)
        return any(day is not None and self._on_day(day) for day in days)

    def _some_window_on(self, day: date) -> bool:
        crosses = any(window.end <= window.start for window in self.windows)
        before = crosses and self._on_day(day - timedelta(days=1))
        return before or self._on_day(day)

    def _on_day(self, day: date) -> bool:
        if self.weekdays and day.weekday() not in self.weekdays:
            return False
        return not self.dates or any(day in span for span in self.dates)

    def _in_distance(self, order: Order) -> bool | None:
        if self.over is None and self.up_to is None:
            return True
        if order.metres is None:
            return None
        above = self.over is None or order.metres > self.over
        return above and (self.up_to is None or order.metres <= self.up_to)

    def _of_product(self, order: Order) -> bool | None:
        if not self.products:
            return True
        return None if order.product is None else order.product.casefold() in self.products
