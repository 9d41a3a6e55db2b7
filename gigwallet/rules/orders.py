"""From trips and tallies to the orders that rules are asked about, with when they may have been."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from gigwallet.domain.instants import Instant, TimeQuality
from gigwallet.domain.period import Period
from gigwallet.domain.tally import Tally
from gigwallet.domain.trip import Trip, TripStatus
from gigwallet.rules.quantities import Quantity, Units, Values, word
from gigwallet.rules.ranks import CLOSES, OPENS, Moment

_DAY = timedelta(days=1)
_NONE: tuple[()] = ()


class Order:
    """What a rule may ask about ``count`` like orders. Times are on the scheme's clocks.

    A moment is None where the time of day is not known; then its ``days`` are all days that it may
    be on, empty where any. ``units`` and ``words`` stand in the order of the program's own lists.
    """

    __slots__ = (
        "accepted",
        "accepted_days",
        "completed",
        "completed_days",
        "count",
        "status",
        "tiers",
        "units",
        "words",
    )

    def __init__(
        self,
        status: TripStatus,
        count: int,
        accepted: datetime | None,
        accepted_days: tuple[date, ...],
        completed: datetime | None,
        completed_days: tuple[date, ...],
        units: Sequence[Units],
        words: Sequence[str | None],
    ) -> None:
        self.status = status
        self.count = count
        self.accepted = accepted
        self.accepted_days = accepted_days
        self.completed = completed
        self.completed_days = completed_days
        self.units = units
        self.words = words
        # Of each line with tiers: lowest and highest price, in fine units.
        self.tiers: tuple[tuple[int, int], ...] = ()

    def moment(self, which: str) -> datetime | None:
        return self.accepted if which == "accepted" else self.completed

    def days(self, which: str) -> tuple[date, ...]:
        """Every day that the moment may be on; empty where nothing is known of it."""
        return self.accepted_days if which == "accepted" else self.completed_days


class Clocks:
    """Moments as the scheme's clocks show them; like days are kept once."""

    def __init__(self, zone: ZoneInfo, moments: frozenset[str]) -> None:
        self._zone = zone
        self._accepted = "accepted" in moments
        self._completed = "completed" in moments
        self._days: dict[date, tuple[date, ...]] = {}

    def of(
        self, trip: Trip
    ) -> tuple[datetime | None, tuple[date, ...], datetime | None, tuple[date, ...]]:
        """Acceptance and completion: the moment and the days that it may be on. What the scheme
        does not ask for is left out."""
        accepted, completed = trip.accepted_at, trip.completed_at
        begun: datetime | None = None
        ended: datetime | None = None
        began: tuple[date, ...] = ()
        done: tuple[date, ...] = ()
        if self._accepted:
            if accepted is not None:
                begun, began = self._when(accepted)
            else:
                began = self._near(trip.ended or trip.begun or trip.offered_at, -1)
        if self._completed:
            if completed is not None:
                ended, done = self._when(completed)
            else:
                done = self._near(trip.begun or trip.ended or trip.offered_at, 1)
        return begun, began, ended, done

    def _when(self, instant: Instant) -> tuple[datetime | None, tuple[date, ...]]:
        """The moment on the scheme's clocks, without zone, and its day. A day alone stays that
        day."""
        if instant.quality is TimeQuality.DATE_ONLY:
            return None, (instant.day,)
        wall = instant.utc.astimezone(self._zone).replace(tzinfo=None)
        day = wall.date()
        days = self._days.get(day)
        if days is None:
            days = self._days[day] = (day,)
        return wall, days

    def _near(self, instant: Instant | None, step: int) -> tuple[date, ...]:
        """One moment is not known, but another is: an order is done within a day, so it lies within
        a day of that one, before it or after it."""
        if instant is None:
            return ()
        _, days = self._when(instant)
        other = days[0] + step * _DAY
        return (other, days[0]) if step < 0 else (days[0], other)


def order_of_trip(
    trip: Trip,
    values: Values,
    engaged: Units,
    clocks: Clocks,
    quantities: Sequence[Quantity],
    words: Sequence[str],
) -> Order:
    return Order(
        trip.status,
        1,
        *clocks.of(trip),
        [each.read(trip, values, engaged) for each in quantities] if quantities else _NONE,
        [word(trip, values, name) for name in words] if words else _NONE,
    )


def order_of_tally(
    tally: Tally, count: int, quantities: Sequence[Quantity], words: Sequence[str], rated_at: str
) -> Order:
    """``count`` completed orders of the tally's period that nothing else is known about. Its days
    are those that pick the rate; the other moment lies within a day of them."""
    days = tuple(tally.period)
    before, after = (days[0] - _DAY, *days), (*days, days[-1] + _DAY)
    accepted, completed = (days, after) if rated_at == "accepted" else (before, days)
    units: list[Units] = [1 if each.name == "order" else None for each in quantities]
    said = {"platform": tally.platform.casefold() or None}
    return Order(
        TripStatus.COMPLETED,
        count,
        None,
        accepted,
        None,
        completed,
        units,
        [said.get(name) for name in words],
    )


def place_of(order: Order, rated_at: str, sequence: int) -> tuple[Moment, Moment]:
    """The first and the last moment at which the order may stand among the others."""
    moment = order.moment(rated_at)
    if moment is not None:
        return (moment, sequence), (moment, sequence)
    days = order.days(rated_at)
    start, end = datetime.combine(days[0], time()), datetime.combine(days[-1] + _DAY, time())
    return (start, OPENS), (end, CLOSES)


def beyond_trips(tallies: Sequence[Tally], trips: Sequence[Trip]) -> list[int | None]:
    """How many orders each tally counts that no trip shows: its count less the completed trips of
    its days. None where a tally counts no orders, or lies within or across another one's days
    (the longest stands)."""
    if not tallies:
        return []
    done = [trip.day for trip in trips if trip.status is TripStatus.COMPLETED]
    remaining: list[int | None] = [None] * len(tallies)
    taken: list[Period] = []
    longest_first = sorted(range(len(tallies)), key=lambda index: -tallies[index].period.days)
    for index in longest_first:
        tally = tallies[index]
        if tally.orders is None or any(tally.period.overlaps(span) for span in taken):
            continue
        taken.append(tally.period)
        known = sum(1 for day in done if day is not None and day in tally.period)
        remaining[index] = max(0, tally.orders - known)
    return remaining
