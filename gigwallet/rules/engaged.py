"""How much time each order is engaged, where orders overlap: as the rule says it counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from heapq import heappop, heappush
from itertools import pairwise

from gigwallet.domain.instants import TimeQuality
from gigwallet.domain.trip import Trip
from gigwallet.rules.quantities import Units

_DAY = timedelta(days=1)
# Seconds from and to.
Stretch = tuple[int, int]


def stretch_of(trip: Trip) -> Stretch | None:
    """From acceptance to its end; None where one of them is not known to the minute. An order of
    which nothing is known after its pickup has not ended there."""
    span = trip.engaged
    moments = (trip.accepted_at, trip.completed_at or trip.arrived_dropoff_at)
    if span is None or any(
        each is None or each.quality is TimeQuality.DATE_ONLY for each in moments
    ):
        return None
    return int(span.start.timestamp()), int(span.end.timestamp())


def engaged_times(trips: Sequence[Trip], overlap: str) -> list[Units]:
    """Seconds of each trip. With ``in_turn`` and ``divided`` they add up to the union of all. A
    trip whose times are not known may lie over any other of its days, which then counts between
    nothing and its own length."""
    known = [stretch_of(trip) for trip in trips]
    alone: list[Units] = [None if each is None else each[1] - each[0] for each in known]
    if overlap == "alone":
        return alone
    sure = [(each, index) for index, each in enumerate(known) if each is not None]
    shared = _in_turn(sure) if overlap == "in_turn" else _divided(sure)
    unsure = {
        day + step * _DAY
        for trip, each in zip(trips, known, strict=True)
        if each is None and (day := trip.day) is not None
        for step in (-1, 0, 1)
    }
    found = list(alone)
    for (start, end), index in sure:
        day = trips[index].day
        own = shared[index]
        found[index] = (0, end - start) if day is not None and day in unsure else own
    return found


def _in_turn(stretches: Sequence[tuple[Stretch, int]]) -> dict[int, int]:
    """Each begins when the one before it has ended."""
    found: dict[int, int] = {}
    reached: int | None = None
    for (start, end), index in sorted(stretches):
        begins = start if reached is None else max(start, reached)
        found[index] = max(0, end - begins)
        reached = end if reached is None else max(reached, end)
    return found


def _divided(stretches: Sequence[tuple[Stretch, int]]) -> dict[int, int]:
    """Time that several share is split evenly; seconds that do not divide go to the earlier."""
    found = dict.fromkeys((index for _, index in stretches), 0)
    edges = sorted({edge for stretch, _ in stretches for edge in stretch})
    waiting = sorted(stretches, reverse=True)
    running: list[tuple[int, int, int]] = []
    for edge, following in pairwise(edges):
        while waiting and waiting[-1][0][0] <= edge:
            (start, end), index = waiting.pop()
            heappush(running, (end, start, index))
        while running and running[0][0] <= edge:
            heappop(running)
        if not running:
            continue
        share, rest = divmod(following - edge, len(running))
        for place, (_, _, index) in enumerate(sorted(running, key=lambda each: each[1:])):
            found[index] += share + (place < rest)
    return found


def union_seconds(stretches: Sequence[Stretch], within: Stretch) -> int:
    """How many seconds of ``within`` they cover together."""
    low, high = within
    inside = [
        (max(start, low), min(end, high)) for start, end in stretches if start < high and end > low
    ]
    return sum(_in_turn([(each, place) for place, each in enumerate(inside)]).values())
