"""What is weather and no change: amounts on top for days, and spells that pass."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gigwallet.rules.inferring.candidates import LONGEST_SPAN
from gigwallet.rules.inferring.guess import Guess, amounts
from gigwallet.rules.inferring.receipts import Bools, Columns
from gigwallet.rules.inferring.stretches import LEAST_DAYS_DOWN, LEAST_ORDERS, Run

_WET_ORDERS, _MOSTLY_WET = 4, 0.6
# A rise is said after a week: weather pays more for days, and never less.
_LEAST_DAYS_UP = 8


def is_weather(stretch: Columns, rules: Sequence[Guess]) -> bool:
    """Whether a short stretch pays what a known rule does and one amount on top."""
    if len(np.unique(stretch.day_completed)) > LONGEST_SPAN:
        return False
    for rule in rules:
        values, counts = np.unique(stretch.pay - amounts(rule, stretch), return_counts=True)
        most = int(counts.argmax())
        if values[most] > 0 and counts[most] >= _MOSTLY_WET * len(stretch):
            return True
    return False


def wet_orders(rule: Guess, orders: Columns, fits: Bools) -> Bools:
    """Orders that the rule comes to with the amount that most of the others of their day got on
    top: a wet day tells little of the rule, but more than nothing."""
    off = orders.pay - amounts(rule, orders)
    found = np.zeros(len(orders), dtype=np.bool_)
    days = orders.day_completed
    for day in np.unique(days[~fits]):
        here = (days == day) & ~fits & (off > 0)
        values, counts = np.unique(off[here], return_counts=True)
        if len(counts) and counts.max() >= _WET_ORDERS:
            found |= here & (off == values[counts.argmax()])
    return found


def settled(runs: list[Run], orders: Columns, rules: Sequence[Guess]) -> list[Run]:
    """Without spells: too short to be told from weather, or over with the old rule back."""
    runs = _wet_first_days(runs, orders, rules)
    kept: list[Run] = []
    for place, run in enumerate(runs):
        ends = place == len(runs) - 1
        before = kept[-1] if kept else None
        after = runs[place + 1] if not ends else None
        returns = before is not None and after is not None and after[0] == before[0]
        if before is not None and (
            run[0] == before[0]
            or not _lasts(run, before[0], orders, rules)
            or (returns and _worked_days(run, orders) <= LONGEST_SPAN)
        ):
            kept[-1] = (before[0], before[1], run[2])
        else:
            kept.append(run)
    if len(kept) > 1 and not _lasts(kept[0], kept[1][0], orders, rules):
        kept[:2] = [(kept[1][0], kept[0][1], kept[1][2])]
    return kept


def _wet_first_days(runs: list[Run], orders: Columns, rules: Sequence[Guess]) -> list[Run]:
    """A short run that pays what the next one does and a fixed amount on top is the next one's
    rule in bad weather."""
    found = list(runs)
    for place in range(len(found) - 2, 0, -1):
        rule, first, last = found[place]
        following = found[place + 1]
        part = orders.take(slice(first, last + 1))
        more = amounts(rules[rule], part) - amounts(rules[following[0]], part)
        values, counts = np.unique(more, return_counts=True)
        fixed = values[counts.argmax()] > 0 and counts.max() >= _MOSTLY_WET * len(part)
        if fixed and _worked_days(found[place], orders) <= LONGEST_SPAN:
            found[place : place + 2] = [(following[0], first, following[2])]
    return found


def _lasts(run: Run, other: int, orders: Columns, rules: Sequence[Guess]) -> bool:
    part = orders.take(slice(run[1], run[2] + 1))
    more = float((amounts(rules[run[0]], part) - amounts(rules[other], part)).mean())
    least = _LEAST_DAYS_UP if more > 0 else LEAST_DAYS_DOWN
    return len(part) >= LEAST_ORDERS and _worked_days(run, orders) >= least


def _worked_days(run: Run, orders: Columns) -> int:
    return len(np.unique(orders.day_completed[run[1] : run[2] + 1]))
