"""Where along the clock and the calendar an extra counts: the stretch that explains most."""

from __future__ import annotations

import numpy as np

from gigwallet.rules.inferring.guess import DAY
from gigwallet.rules.inferring.receipts import Bools, Ints

# Edges that somebody would write down, the roundest first.
_ROUND = (60, 30, 15, 5, 1)


def best_run(votes: Ints) -> tuple[int, int, int]:
    """The stretch whose votes add up to most, as (sum, first, last), both included."""
    sums = np.concatenate(([0], np.cumsum(votes)))
    lows = np.minimum.accumulate(sums[:-1])
    gains = sums[1:] - lows
    last = int(gains.argmax())
    first = int(sums[: last + 1].argmin())
    return int(gains[last]), first, last


def best_window(minutes: Ints, votes: Ints) -> tuple[int, int, int]:
    """The window of the day whose orders' votes add up to most, as (sum, start, end): it may cross
    midnight; ``start == end`` where the whole day is best. Edges are as round as the orders allow.
    """
    known = minutes >= 0
    per_minute = np.bincount(minutes[known], votes[known], DAY).astype(np.int64)
    gain, first, last = best_run(per_minute)
    total = int(per_minute.sum())
    around, open_first, open_last = best_run(-per_minute)
    if total + around > gain:
        gain, first, last = total + around, open_last + 1, open_first - 1 + DAY
    if gain >= total and total == int(per_minute.clip(0).sum()):
        return gain, 0, 0
    silent = per_minute == 0
    # Of equally round edges the one that claims least: nearest to the orders that vote for it.
    start = -_roundest(-first, -_before(silent, first))
    end = _roundest(last + 1, _after(silent, last + 1))
    return gain, start % DAY, end % DAY


def _before(silent: Bools, first: int) -> int:
    low = first
    while silent[(low - 1) % DAY] and first - low < DAY:
        low -= 1
    return low


def _after(silent: Bools, end: int) -> int:
    high = end
    while silent[high % DAY] and high - end < DAY:
        high += 1
    return high


def _roundest(low: int, high: int) -> int:
    """The roundest minute from ``low`` to ``high``, both included; of several the lowest."""
    for step in _ROUND:
        first = -(-low // step) * step
        if first <= high:
            return first
    return high
