"""Completed orders with what was paid for them, as columns of whole numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from gigwallet.domain.instants import Instant, TimeQuality
from gigwallet.domain.money import Money
from gigwallet.domain.trip import Trip

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

UNKNOWN = -1
# Files print distances in these steps of metres: 0.1 and 0.01 km, 0.1 and 0.01 miles.
_METRE_STEPS = (1000.0, 500.0, 100.0, 160.9344, 16.09344, 10.0)
_SECOND_STEPS = (60.0,)
_NEARLY_ALL = 0.98


@dataclass(frozen=True, slots=True)
class Receipt:
    """One completed order and what was paid for it, tips and refunds left out. ``grams`` is what
    the goods weigh, None where that is not known."""

    trip: Trip
    paid: Money
    grams: int | None = None


@dataclass(frozen=True, slots=True)
class Columns:
    """One entry per order, in order of time. ``pay`` in minor units; ``metres``, ``seconds``,
    ``grams``, ``minute_*`` (of the day) and ``day_*`` (ordinal) are ``UNKNOWN`` where not known."""

    pay: Ints
    metres: Ints
    seconds: Ints
    grams: Ints
    minute_accepted: Ints
    minute_completed: Ints
    day_accepted: Ints
    day_completed: Ints
    index: Ints

    def __len__(self) -> int:
        return len(self.pay)

    def take(self, which: Ints | Bools | slice) -> Columns:
        return Columns(*(getattr(self, each.name)[which] for each in fields(self)))

    def minute(self, clock: str) -> Ints:
        return self.minute_accepted if clock == "accepted" else self.minute_completed

    def day(self, clock: str) -> Ints:
        return self.day_accepted if clock == "accepted" else self.day_completed

    def spread(self, most: int) -> Columns:
        """Not more than ``most`` orders, evenly over the whole time."""
        if len(self) <= most:
            return self
        return self.take(np.unique(np.linspace(0, len(self) - 1, most).astype(np.int64)))


def columns(receipts: Sequence[Receipt], zone: str) -> Columns:
    """``index`` is the place in ``receipts``. An order without any day stands nowhere in time and
    is left out."""
    where = ZoneInfo(zone)
    rows = []
    for index, each in enumerate(receipts):
        trip = each.trip
        accepted, completed = (_wall(at, where) for at in (trip.accepted_at, trip.completed_at))
        if accepted is None:
            accepted = _wall(trip.begun, where)
        if accepted is None and completed is None:
            continue
        seconds = trip.paid_duration_s if trip.paid_duration_s is not None else trip.duration_s
        accepted, completed = accepted or completed, completed or accepted
        rows.append(
            (
                each.paid.minor,
                _known(trip.paid_distance_m),
                _known(seconds),
                _known(each.grams),
                *(_minute(at) for at in (accepted, completed)),
                *(_day(at) for at in (accepted, completed)),
                index,
            )
        )
    rows.sort(key=lambda row: (row[7], row[5], row[8]))
    table = np.array(rows, dtype=np.int64).reshape(len(rows), 9)
    return Columns(*(table[:, place].copy() for place in range(9)))


@dataclass(frozen=True, slots=True)
class Grain:
    """How finely distances and times are printed: half a step may be missing or too much."""

    metres: int = 0
    seconds: int = 0


def grain(orders: Columns) -> Grain:
    return Grain(_half(orders.metres, _METRE_STEPS), _half(orders.seconds, _SECOND_STEPS))


def _half(values: Ints, steps: Sequence[float]) -> int:
    known = values[values > 0]
    if len(known) < 10:
        return 0
    for step in steps:
        off = np.abs(known - np.rint(known / step) * step)
        if (off <= 0.51).mean() >= _NEARLY_ALL:
            return int(step / 2)
    return 0


def _known(value: int | None) -> int:
    return UNKNOWN if value is None or value < 0 else value


def _wall(at: Instant | None, zone: ZoneInfo) -> tuple[datetime, bool] | None:
    if at is None:
        return None
    timed = at.quality is not TimeQuality.DATE_ONLY
    return (at.utc.astimezone(zone) if timed else at.local), timed


def _minute(at: tuple[datetime, bool] | None) -> int:
    return at[0].hour * 60 + at[0].minute if at is not None and at[1] else UNKNOWN


def _day(at: tuple[datetime, bool] | None) -> int:
    return at[0].toordinal() if at is not None else UNKNOWN


def day_of(ordinal: int) -> date:
    return date.fromordinal(ordinal)
