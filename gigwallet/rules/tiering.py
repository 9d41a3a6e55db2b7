"""Where each order stands among the orders that a tier line counts, and what that is worth."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.domain.step import Step
from gigwallet.rules.items import Item, Row
from gigwallet.rules.prices import Tiers
from gigwallet.rules.program import Program, VersionProgram
from gigwallet.rules.ranks import Count, places
from gigwallet.rules.runs import Span
from gigwallet.rules.scheme import Line, Plan

SpanOf = Callable[[date, str], Period]
# A line, and the first and the last day that it counts over.
_TierKey = tuple[str, date, date]
_NOWHERE: Row = (1, 1, False)


@dataclass(frozen=True, slots=True)
class Settled:
    """What a tier line gives in all: runs of (orders, price), and the orders of each period."""

    line: Line
    tiers: Tiers
    runs: tuple[tuple[int, Fraction], ...]
    counts: tuple[int, ...]


class Tiering:
    """The tier periods of one evaluation. Each item is told its ``rows``."""

    def __init__(self, items: Sequence[Item], program: Program, span_of: SpanOf) -> None:
        self._items = items
        self._program = program
        self._span_of = span_of
        self._counts: dict[_TierKey, Count] = {}
        self._place()

    def _place(self) -> None:
        """Where each item stands in each tier period it may count in, and how many there are."""
        entries: dict[_TierKey, tuple[bool, list[tuple[Item, bool]]]] = {}
        for item in self._items:
            for key, whole, sure in self._keys(item):
                entry = entries.get(key)
                if entry is None:
                    entry = entries[key] = (whole, [])
                entry[1].append((item, sure))
        for key, (whole, members) in entries.items():
            ranked, count = places([item.placed(sure) for item, sure in members])
            self._counts[key] = count
            for (item, _), place in zip(members, ranked, strict=True):
                if place.in_row and not whole and self._alone(item):
                    item.order.tiers = item.versions[0].tiers[0][1].at(place.first)
                elif whole:
                    item.stand(key[0], (max(1, count.low), count.high, False))
                else:
                    item.stand(key[0], (place.first, place.last, place.in_row))

    def _keys(self, item: Item) -> list[tuple[_TierKey, bool, bool]]:
        """Tier periods that the item counts in: whether all orders get one price, and True where
        the item certainly counts."""
        if len(item.versions) == 1 and len(item.days) == 1:
            return self._plain_keys(item)
        keys: dict[_TierKey, tuple[bool, bool]] = {}
        for version in item.versions:
            for line, _, tiers in version.tiers:
                if item.order.status not in line.line.condition.statuses:
                    continue
                holds = True if line.check is None else line.check(item.order)
                if holds is False:
                    continue
                spans = {self._span_of(day, tiers.over) for day in item.days}
                certain = bool(holds) and len(spans) == 1 and len(item.versions) == 1
                for span in spans:
                    keys[line.line.id, span.first, span.last] = (tiers.whole, certain)
        return [(key, whole, sure) for key, (whole, sure) in keys.items()]

    def _plain_keys(self, item: Item) -> list[tuple[_TierKey, bool, bool]]:
        """As ``_keys``, where day and version are known."""
        found = []
        for line, _, tiers in item.versions[0].tiers:
            if item.order.status not in line.line.condition.statuses:
                continue
            holds = True if line.check is None else line.check(item.order)
            if holds is not False:
                span = self._span_of(item.days[0], tiers.over)
                found.append(((line.line.id, span.first, span.last), tiers.whole, bool(holds)))
        return found

    @staticmethod
    def _alone(item: Item) -> bool:
        """One order under one line with tiers: its price needs no more than its place."""
        one = item.order.count == 1 and len(item.versions) == 1 and len(item.days) == 1
        return one and len(item.versions[0].tiers) == 1

    def runs(self, item: Item, version: VersionProgram) -> list[tuple[int, tuple[Span, ...]]]:
        """The item cut into runs of orders that stand in the same tier of every line, with the
        lowest and highest price of each such line in fine units."""
        count = item.order.count
        if item.order.tiers and self._alone(item):
            return [(1, item.order.tiers)]
        rows = [item.rows.get(line.line.id, _NOWHERE) for line, _, _ in version.tiers]
        cuts = {0, count}
        for (first, _, in_row), (_, _, tiers) in zip(rows, version.tiers, strict=True):
            if in_row and count > 1:
                within = (edge - first + 1 for edge in tiers.boundaries())
                cuts |= {cut for cut in within if 0 < cut < count}
        return [
            (end - start, self._prices(version, rows, start))
            for start, end in pairwise(sorted(cuts))
        ]

    @staticmethod
    def _prices(version: VersionProgram, rows: Sequence[Row], start: int) -> tuple[Span, ...]:
        found = []
        for (first, last, in_row), (_, run, _) in zip(rows, version.tiers, strict=True):
            ranks = (first + start, first + start) if in_row else (first, last)
            found.append(run.prices(*ranks))
        return tuple(found)

    def settled(self, period: Period | None) -> Iterator[Settled]:
        """Where the places of single orders are unsure but their number is certain, the total of a
        tier line is certain too. Only while one version applies to everything, and only for tier
        periods that lie within ``period``."""
        used = {id(version): version for item in self._items for version in item.versions}
        if len(used) != 1:
            return
        for line, _, tiers in next(iter(used.values())).tiers:
            spans = [key for key in self._counts if key[0] == line.line.id]
            if line.group or not line.paid or not spans:
                continue
            numbers = [self._counts[key] for key in spans]
            within = all(
                period is None or (period.first <= first and last <= period.last)
                for _, first, last in spans
            )
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
