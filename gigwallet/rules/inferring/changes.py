"""When the rule changed: stretches that another rule explains, and the day between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from gigwallet.rules.inferring.extras import LONGEST_SPAN
from gigwallet.rules.inferring.guess import Guess, amounts, explained
from gigwallet.rules.inferring.receipts import Bools, Columns, Grain, Ints, grain
from gigwallet.rules.inferring.robust import Floats
from gigwallet.rules.inferring.search import Found, scored, smallest_rule
from gigwallet.rules.inferring.windows import best_run

# In force, a rule explains most orders; when it is not, few by chance.
_IN_FORCE, _NOT_IN_FORCE = 0.85, 0.25
_WET, _WET_ORDERS, _MOSTLY_WET = 0.5, 4, 0.6
# What a change of the rule costs, in the same logarithms: one in a hundred thousand orders.
_SWITCH = 11.5
_MOST_STRETCHES = 8
# A cut is said after three days of work, a rise after a week: weather pays more for days.
LEAST_ORDERS = 30
LEAST_DAYS_DOWN, LEAST_DAYS_UP = 3, 8
# Below this no rule has been found, and nothing can be said about its change.
LEAST_SHARE = 0.5
# Above this a rule that was found among others' orders is not looked for again.
_PLENTY, _MOSTLY = 0.7, 0.7
# Rain may lie over half of the first orders under a new rule.
_LEAST_OF_STRETCH = 0.4


@dataclass(frozen=True, slots=True)
class Segment:
    """Orders ``first`` to ``last`` (included, in order of time) under one rule."""

    first: int
    last: int
    found: Found

    @property
    def orders(self) -> slice:
        return slice(self.first, self.last + 1)


def segments(orders: Columns) -> list[Segment]:
    """The rules in force one after the other; a single one where nothing changed. Spells that end
    with the old rule back in force, such as weather, are no segments."""
    fine = grain(orders)
    rules = _rules(orders, fine)
    if len(rules) == 1:
        return [Segment(0, len(orders) - 1, scored(rules[0], orders, fine))]
    fits: Bools = np.array([explained(each, orders, fine) for each in rules])
    wet = [_weather(each, orders, own) for each, own in zip(rules, fits, strict=True)]
    score = _likelihoods(fits, np.array(wet))
    runs = _settled(_on_days(_runs(_path(score)), score, orders), orders, rules)
    if len(runs) == 1:
        return [Segment(0, len(orders) - 1, scored(rules[runs[0][0]], orders, fine))]
    return _merged(_refitted(runs, rules, orders, fine), orders, fine)


def _rules(orders: Columns, fine: Grain) -> list[Guess]:
    """The rule of most orders, then those of stretches that none so far explains."""
    rules = [smallest_rule(orders, printed=fine).guess]
    fits = explained(rules[0], orders, fine)
    for _ in range(_MOST_STRETCHES):
        stretch = _unexplained(fits, orders)
        if stretch is None:
            break
        part = orders.take(stretch)
        found = None if _is_weather(part, rules) else _rule_of(part, rules, fine)
        if found is None or found in rules:
            # It must not hide another stretch.
            fits[stretch] = True
            continue
        rules.append(found)
        fits = fits | explained(found, orders, fine)
    return rules


def _is_weather(stretch: Columns, rules: Sequence[Guess]) -> bool:
    """Whether a short stretch pays what a known rule does and one amount on top."""
    if len(np.unique(stretch.day_completed)) > LONGEST_SPAN:
        return False
    for rule in rules:
        values, counts = np.unique(stretch.pay - amounts(rule, stretch), return_counts=True)
        most = int(counts.argmax())
        if values[most] > 0 and counts[most] >= _MOSTLY_WET * len(stretch):
            return True
    return False


def _rule_of(stretch: Columns, rules: Sequence[Guess], fine: Grain) -> Guess | None:
    """What explains most of a stretch. Its ends may belong to something else (rain just before the
    change), so it is also looked for without them."""
    count = len(stretch)
    cuts = (slice(0, count), slice(2 * count // 5, count), slice(0, 3 * count // 5))
    best: Found | None = None
    for cut in cuts:
        part = stretch.take(cut)
        if len(part) < LEAST_ORDERS:
            continue
        near = [*rules, *_scaled(rules, part)]
        found = scored(smallest_rule(part, near, printed=fine).guess, stretch, fine)
        best = found if best is None else max(best, found, key=lambda each: each.score)
        if best.explained >= _MOSTLY * count:
            break
    if best is None or best.explained < _LEAST_OF_STRETCH * count:
        return None
    return best.guess.lasting


def _unexplained(fits: Bools, orders: Columns) -> slice | None:
    """The stretch where orders are unexplained as if another rule were in force."""
    up = np.log((1 - _NOT_IN_FORCE) / (1 - _IN_FORCE))
    down = np.log(_NOT_IN_FORCE / _IN_FORCE)
    votes = np.where(fits, round(down * 100), round(up * 100)).astype(np.int64)
    gain, first, last = best_run(votes)
    days = len(np.unique(orders.day_completed[first : last + 1]))
    enough = last - first + 1 >= LEAST_ORDERS and days >= LEAST_DAYS_DOWN
    return slice(first, last + 1) if enough and gain >= _SWITCH * 100 else None


def _weather(rule: Guess, orders: Columns, fits: Bools) -> Bools:
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


def _likelihoods(fits: Bools, wet: Bools) -> Floats:
    otherwise = np.where(wet, np.log(_WET), np.log(1 - _IN_FORCE))
    return np.asarray(np.where(fits, np.log(_IN_FORCE), otherwise), dtype=np.float64)


def _path(score: Floats) -> Ints:
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


def _runs(path: Ints) -> list[tuple[int, int, int]]:
    """(rule, first, last) of each stretch."""
    cuts = np.flatnonzero(np.diff(path)) + 1
    starts, ends = [0, *cuts.tolist()], [*cuts.tolist(), len(path)]
    return [(int(path[first]), first, end - 1) for first, end in zip(starts, ends, strict=True)]


def _on_days(
    runs: list[tuple[int, int, int]], score: Floats, orders: Columns
) -> list[tuple[int, int, int]]:
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


def _settled(
    runs: list[tuple[int, int, int]], orders: Columns, rules: Sequence[Guess]
) -> list[tuple[int, int, int]]:
    """Without spells: too short to be told from weather, or over with the old rule back."""
    runs = _wet_first_days(runs, orders, rules)
    kept: list[tuple[int, int, int]] = []
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


def _wet_first_days(
    runs: list[tuple[int, int, int]], orders: Columns, rules: Sequence[Guess]
) -> list[tuple[int, int, int]]:
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


def _lasts(run: tuple[int, int, int], other: int, orders: Columns, rules: Sequence[Guess]) -> bool:
    part = orders.take(slice(run[1], run[2] + 1))
    more = float((amounts(rules[run[0]], part) - amounts(rules[other], part)).mean())
    least = LEAST_DAYS_UP if more > 0 else LEAST_DAYS_DOWN
    return len(part) >= LEAST_ORDERS and _worked_days(run, orders) >= least


def _worked_days(run: tuple[int, int, int], orders: Columns) -> int:
    return len(np.unique(orders.day_completed[run[1] : run[2] + 1]))


def _refitted(
    runs: list[tuple[int, int, int]], rules: Sequence[Guess], orders: Columns, fine: Grain
) -> Iterator[Segment]:
    """Each segment's own smallest rule, found again without the others' orders."""
    for rule, first, last in runs:
        part = orders.take(slice(first, last + 1))
        kept = scored(rules[rule], part, fine)
        if kept.explained < _PLENTY * len(part):
            again = smallest_rule(part, rules, printed=fine)
            kept = max(kept, again, key=lambda each: each.score)
        yield Segment(first, last, kept)


def _merged(found: Iterator[Segment], orders: Columns, fine: Grain) -> list[Segment]:
    """Neighbours that one rule explains as well are one segment: a change is said once."""
    kept: list[Segment] = []
    for each in found:
        if kept:
            both = slice(kept[-1].first, each.last + 1)
            part = orders.take(both)
            together = [scored(one.found.guess, part, fine) for one in (kept[-1], each)]
            best = max(together, key=lambda one: one.score)
            apart = kept[-1].found.score + each.found.score
            if best.score >= apart:
                kept[-1] = Segment(kept[-1].first, each.last, best)
                continue
        kept.append(each)
    return kept


def _scaled(rules: Sequence[Guess], part: Columns) -> Iterator[Guess]:
    """A known rule with a share taken off all of it."""
    for rule in rules:
        reckoned = amounts(rule, part)
        known = reckoned > 0
        if not known.any():
            continue
        shares = np.rint(100 * part.pay[known] / reckoned[known]).astype(np.int64) - 100
        values, counts = np.unique(shares, return_counts=True)
        percent = int(values[counts.argmax()])
        if not rule.taken and -90 <= percent < 0:
            yield replace(rule, taken=-percent)
