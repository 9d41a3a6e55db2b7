"""Which place an order has among the orders of its month, week or day; a range where unsure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from typing import NamedTuple

# Within one instant, orders keep a sequence so that equal times still have an order. A span of
# whole days opens with OPENS and closes with CLOSES at a midnight, so one ends before the next.
Moment = tuple[datetime, int]
CLOSES, OPENS = -2, -1


class Placed(NamedTuple):
    """So many ``orders`` somewhere between two moments; ``sure`` False: they may not count."""

    earliest: Moment
    latest: Moment
    orders: int
    sure: bool


class Place(NamedTuple):
    """Ranks (from 1) that the orders of an item may have. ``in_row``: they are exactly the ranks
    ``first`` to ``last`` one after another."""

    first: int
    last: int
    in_row: bool


@dataclass(frozen=True, slots=True)
class Count:
    """How many orders a tier period has, at least and at most."""

    low: int
    high: int


def places(items: Sequence[Placed]) -> tuple[list[Place], Count]:
    """The place of each item of one tier period, and the count of all."""
    if all(each.sure and each.orders == 1 and each.earliest == each.latest for each in items):
        return _in_order(items), Count(len(items), len(items))
    sure = sorted((each for each in items if each.sure), key=lambda each: each.latest)
    starts = sorted(items, key=lambda each: each.earliest)
    latest = [each.latest for each in sure]
    earliest = [each.earliest for each in starts]
    sure_sum = [0, *accumulate(each.orders for each in sure)]
    start_sum = [0, *accumulate(each.orders for each in starts)]
    found = []
    for each in items:
        before = sure_sum[bisect_left(latest, each.earliest)]
        possible = start_sum[bisect_left(earliest, each.latest)]
        if each.earliest < each.latest:
            possible -= each.orders  # itself
        found.append(Place(before + 1, possible + each.orders, before == possible and each.sure))
    return found, Count(sure_sum[-1], start_sum[-1])


def _in_order(items: Sequence[Placed]) -> list[Place]:
    """Where every moment is known, a place is a place."""
    found = [_FIRST] * len(items)
    ranked = sorted(range(len(items)), key=lambda index: items[index].earliest)
    for rank, index in enumerate(ranked, start=1):
        found[index] = Place(rank, rank, in_row=True)
    return found


_FIRST = Place(1, 1, in_row=True)
