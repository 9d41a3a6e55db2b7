"""Where each order stands among the orders that a tier line counts, and what that is worth."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import pairwise

from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.domain.step import Step
from gigwallet.rules.items import Item
from gigwallet.rules.prices import Tiers
from gigwallet.rules.program import Program, VersionProgram
from gigwallet.rules.ranks import Count, Place, Placed, places
from gigwallet.rules.runs import whole
from gigwallet.rules.scheme import Line, Plan

SpanOf = Callable[[date, str], Period]
_TierKey = tuple[str, Period]
# Lowest and highest rank, and whether the orders stand there one after another.
_Row = tuple[int, int, bool]


@dataclass(frozen=True, slots=True)
class Settled:
    """What a tier line gives in all: runs of (orders, price), and the orders of each period."""

    line: Line
    tiers: Tiers
    runs: tuple[tuple[int, Fraction], ...]
    counts: tuple[int, ...]


class Tiering:
    """The tier periods of one evaluation."""

    def __init__(self, items: Sequence[Item], program: Program, span_of: SpanOf) -> None:
        self._items = items
        self._fine = program.minor * program.grain
        self._span_of = span_of

    @cached_property
    def _placed(self) -> tuple[dict[tuple[_TierKey, int], Place], dict[_TierKey, Count]]:
        """Where each item stands in each tier period it may count in, and how many there are."""
        entries: dict[_TierKey, list[tuple[int, Placed]]] = {}
        for item in self._items:
            for key, sure in self._keys(item):
                placed = Placed(item.earliest, item.latest, item.order.count, sure)
                entries.setdefault(key, []).append((id(item), placed))
        found: dict[tuple[_TierKey, int], Place] = {}
        counts: dict[_TierKey, Count] = {}
        for key, members in entries.items():
            ranked, counts[key] = places([placed for _, placed in members])
            for (who, _), place in zip(members, ranked, strict=True):
                found[key, who] = place
        return found, counts

    def _keys(self, item: Item) -> list[tuple[_TierKey, bool]]:
        """Tier periods that the item counts in, with True where that is certain."""
        keys: dict[_TierKey, bool] = {}
        for version in item.versions:
            for line, tiers in version.tiers:
                if item.order.status not in line.line.condition.statuses:
                    continue
                holds = True if line.check is None else line.check(item.order)
                if holds is False:
                    continue
                spans = {self._span_of(day, tiers.over) for day in item.days}
                certain = bool(holds) and len(spans) == 1 and len(item.versions) == 1
                for span in spans:
                    keys[line.line.id, span] = certain
        return list(keys.items())

    def runs(
        self, item: Item, version: VersionProgram
    ) -> list[tuple[int, dict[int, tuple[int, int]]]]:
        """The item cut into runs of orders that stand in the same tier of every line, with the
        lowest and highest price of each such line in fine units."""
        count = item.order.count
        rows: list[tuple[int, Tiers, _Row]] = []
        cuts = {0, count}
        for line, tiers in version.tiers:
            first, last, in_row = self._row(item, line.line.id, tiers)
            rows.append((line.index, tiers, (first, last, in_row)))
            if in_row and count > 1:
                within = (edge - first + 1 for edge in tiers.boundaries())
                cuts |= {cut for cut in within if 0 < cut < count}
        ordered = sorted(cuts)
        return [
            (end - start, {index: self._prices(tiers, row, start) for index, tiers, row in rows})
            for start, end in pairwise(ordered)
        ]

    def _prices(self, tiers: Tiers, row: _Row, start: int) -> tuple[int, int]:
        first, last, in_row = row
        ranks = (first + start, first + start) if in_row else (first, last)
        low, high = tiers.between(*ranks)
        return whole(low * self._fine), whole(high * self._fine)

    def _row(self, item: Item, name: str, tiers: Tiers) -> _Row:
        """Lowest and highest rank (of the count, for whole tiers), and whether they are a row."""
        found, counts = self._placed
        who = id(item)
        keys = [
            (name, span)
            for span in {self._span_of(day, tiers.over) for day in item.days}
            if ((name, span), who) in found
        ]
        if not keys:
            return (1, 1, False)
        if tiers.whole:
            return (
                min(max(1, counts[key].low) for key in keys),
                max(counts[key].high for key in keys),
                False,
            )
        held = [found[key, who] for key in keys]
        in_row = len(held) == 1 and held[0].in_row
        return min(each.first for each in held), max(each.last for each in held), in_row

    def settled(self, period: Period | None) -> Iterator[Settled]:
        """Where the places of single orders are unsure but their number is certain, the total of a
        tier line is certain too. Only while one version applies to everything, and only for tier
        periods that lie within ``period``."""
        used = {id(version): version for item in self._items for version in item.versions}
        if len(used) != 1:
            return
        _, counts = self._placed
        for line, tiers in next(iter(used.values())).tiers:
            spans = [span for name, span in counts if name == line.line.id]
            if line.group or not spans:
                continue
            numbers = [counts[line.line.id, span] for span in spans]
            within = all(period is None or period.covers(span) for span in spans)
            if within and all(each.low == each.high for each in numbers):
                total = tuple(each.low for each in numbers)
                runs = tuple(run for each in total for run in _runs_of(tiers, each))
                yield Settled(line.line, tiers, runs, total)


def cliff(line: Line, tiers: Tiers, count: int, plan: Plan) -> Step | None:
    """Where all orders are paid the tier reached, one order more or less can change the whole sum:
    name the edge nearest to ``count``."""
    edges = tiers.boundaries()
    if not edges or not count:
        return None
    edge = min(edges, key=lambda each: abs(each - count))

    def sum_of(orders: int) -> str:
        amount = Money(plan.rounding.minor(tiers.price_of(orders)) * orders, plan.currency)
        return f"{amount} {plan.currency}"

    facts = {
        "line": line.label,
        "orders": str(count),
        "edge": str(edge),
        "edge_money": sum_of(edge),
        "next": str(edge + 1),
        "next_money": sum_of(edge + 1),
    }
    return Step("pay_tier_cliff", facts)


def _runs_of(tiers: Tiers, count: int) -> list[tuple[int, Fraction]]:
    """How many orders are paid which price when a tier period has ``count`` of them."""
    if tiers.whole:
        return [(count, tiers.price_of(count))] if count else []
    runs, below = [], 0
    for to, price in tiers.steps:
        upper = count if to is None else min(to, count)
        if upper > below:
            runs.append((upper - below, price))
            below = upper
    return runs
