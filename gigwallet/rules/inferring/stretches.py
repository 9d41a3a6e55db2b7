"""Which rule was in force for which orders: the likeliest, changing rarely."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from gigwallet.rules.inferring.receipts import Bools, Columns, Ints
from gigwallet.rules.inferring.robust import Floats
from gigwallet.rules.inferring.windows import best_run

# In force, a rule explains most orders; when it is not, few by chance. Of a wet day, half.
_IN_FORCE, _NOT_IN_FORCE, _WET = 0.85, 0.25, 0.5
# What a change of the rule costs, in the same logarithms: one in a hundred thousand orders.
_SWITCH = 11.5
# A cut is said after three days of work.
LEAST_ORDERS = 30
LEAST_DAYS_DOWN = 3

# Rule, first and last order of a stretch.
Run = tuple[int, int, int]


def unexplained(fits: Bools, orders: Columns) -> slice | None:
    """The stretch where orders are unexplained as if another rule were in force."""
    up = np.log((1 - _NOT_IN_FORCE) / (1 - _IN_FORCE))
    down = np.log(_NOT_IN_FORCE / _IN_FORCE)
    votes = np.where(fits, round(down * 100), round(up * 100)).astype(np.int64)
    gain, first, last = best_run(votes)
    days = len(np.unique(orders.day_completed[first : last + 1]))
    enough = last - first + 1 >= LEAST_ORDERS and days >= LEAST_DAYS_DOWN
    return slice(first, last + 1) if enough and gain >= _SWITCH * 100 else None


def likelihoods(fits: Bools, wet: Bools) -> Floats:
    otherwise = np.where(wet, np.log(_WET), np.log(1 - _IN_FORCE))
    return np.asarray(np.where(fits, np.log(_IN_FORCE), otherwise), dtype=np.float64)


def path(score: Floats) -> Ints:
    """The likeliest rule for each order, changing rarely."""
    rules, count = score.shape
    came = np.zeros((rules, count), dtype=np.int64)
    best = score[:, 0].copy()
    own = np.arange(rules)
    for place in range(1, count):
        top = int(best.argmax())
        switch = best[top] - _SWITCH > best
        came[:, place] = np.where(switch, top, own)
        best = np.where(switch, best[top] - _SWITCH, best) + score[:, place]
    path = np.zeros(count, dtype=np.int64)
    path[-1] = int(best.argmax())
    for place in range(count - 1, 0, -1):
        path[place - 1] = came[path[place], place]
    return path


def runs_of(path: Ints) -> list[Run]:
    """(rule, first, last) of each stretch."""
    cuts = np.flatnonzero(np.diff(path)) + 1
    starts, ends = [0, *cuts.tolist()], [*cuts.tolist(), len(path)]
    return [(int(path[first]), first, end - 1) for first, end in zip(starts, ends, strict=True)]


def on_days(runs: list[Run], score: Floats, orders: Columns) -> list[Run]:
    """Where the orders around a change tell nothing of it, it begins with a day."""
    days = orders.day_completed
    found = list(runs)
    for place, (one, other) in enumerate(pairwise(runs)):
        same = score[one[0]] == score[other[0]]
        low = high = other[1]
        while low > one[1] + 1 and same[low - 1]:
            low -= 1
        while high < other[2] and same[high]:
            high += 1
        new_days = [n for n in range(low, high + 1) if days[n] != days[n - 1]]
        first = min(new_days, key=lambda n: abs(n - other[1]), default=other[1])
        found[place] = (*found[place][:2], first - 1)
        found[place + 1] = (other[0], first, other[2])
    return found
