"""When the rule changed: stretches that another rule explains, and the day between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from gigwallet.rules.inferring.guess import Guess, amounts, explained
from gigwallet.rules.inferring.receipts import Bools, Columns, Grain, grain
from gigwallet.rules.inferring.search import Found, scored, smallest_rule
from gigwallet.rules.inferring.stretches import (
    LEAST_ORDERS,
    Run,
    likelihoods,
    on_days,
    path,
    runs_of,
    unexplained,
)
from gigwallet.rules.inferring.weather import is_weather, settled, wet_orders

_MOST_STRETCHES = 8
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
    wet = [wet_orders(each, orders, own) for each, own in zip(rules, fits, strict=True)]
    score = likelihoods(fits, np.array(wet))
    runs = settled(on_days(runs_of(path(score)), score, orders), orders, rules)
    if len(runs) == 1:
        return [Segment(0, len(orders) - 1, scored(rules[runs[0][0]], orders, fine))]
    return _merged(_refitted(runs, rules, orders, fine), orders, fine)


def _rules(orders: Columns, fine: Grain) -> list[Guess]:
    """The rule of most orders, then those of stretches that none so far explains."""
    rules = [smallest_rule(orders, printed=fine).guess]
    fits = explained(rules[0], orders, fine)
    for _ in range(_MOST_STRETCHES):
        stretch = unexplained(fits, orders)
        if stretch is None:
            break
        part = orders.take(stretch)
        found = None if is_weather(part, rules) else _rule_of(part, rules, fine)
        if found is None or found in rules:
            # It must not hide another stretch.
            fits[stretch] = True
            continue
        rules.append(found)
        fits = fits | explained(found, orders, fine)
    return rules


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


def _refitted(
    runs: list[Run], rules: Sequence[Guess], orders: Columns, fine: Grain
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
