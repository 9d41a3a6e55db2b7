"""Where each order stands among the orders that a tier line counts, and what that is worth."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, partial
from itertools import pairwise

from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.domain.step import Step
from gigwallet.rules.orders import Item
from gigwallet.rules.prices import Ladder, Tiers
from gigwallet.rules.ranks import Count, Place, Placed, places, tier_period
from gigwallet.rules.scheme import Line, Plan, Version

# A trip or tally by its place in what was given.
Who = tuple[str, int]
_TierKey = tuple[str, Period]
# Lowest and highest rank, and whether the orders stand there one after another.
_Span = tuple[int, int, bool]


@dataclass(frozen=True, slots=True)
class Rated:
    """An item with every version that may apply to it."""

    item: Item
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """What a tier line gives in all: runs of (orders, price), and the orders of each period."""

    line: Line
    tiers: Tiers
    runs: tuple[tuple[int, Fraction], ...]
    counts: tuple[int, ...]


class Tiering:
    """The tier periods of one evaluation."""

    def __init__(self, rated: Mapping[Who, Rated], plan: Plan) -> None:
        self._rated = rated
        self._plan = plan

    @cached_property
    def _placed(
        self,
    ) -> tuple[dict[tuple[_TierKey, Who], Place], dict[_TierKey, Count]]:
        """Where each item stands in each tier period it may count in, and how many there are."""
        entries: dict[_TierKey, list[tuple[Who, Placed]]] = {}
        for who, rated in self._rated.items():
            item = rated.item
            for key, sure in self._keys(rated):
                placed = Placed(item.earliest, item.latest, item.count, sure)
                entries.setdefault(key, []).append((who, placed))
        found: dict[tuple[_TierKey, Who], Place] = {}
        counts: dict[_TierKey, Count] = {}
        for key, members in entries.items():
            ranked, counts[key] = places([placed for _, placed in members])
            found |= {(key, who): place for (who, _), place in zip(members, ranked, strict=True)}
        return found, counts

    def _keys(self, rated: Rated) -> list[tuple[_TierKey, bool]]:
        """Tier periods that the item counts in, with True where that is certain."""
        keys: dict[_TierKey, bool] = {}
        for version in rated.versions:
            for line in (*version.lines, *version.bonuses):
                if not isinstance(line.price, Tiers | Ladder):
                    continue
                holds = line.condition.holds(rated.item.order)
                if holds is False:
                    continue
                spans = {tier_period(day, line.price.over) for day in rated.item.days}
                certain = bool(holds) and len(spans) == 1 and len(rated.versions) == 1
                for span in spans:
                    keys[line.id, span] = certain
        return list(keys.items())

    def runs(
        self, who: Who, rated: Rated, version: Version
    ) -> list[tuple[int, Callable[[Line], tuple[int, int]]]]:
        """The item cut into runs of orders that stand in the same tier of every line."""
        count = rated.item.count
        spans: dict[str, _Span] = {}
        cuts = {0, count}
        for line in version.lines:
            if not isinstance(line.price, Tiers):
                continue
            first, last, in_row = self._span(who, rated, line.id, line.price)
            spans[line.id] = (first, last, in_row)
            if in_row:
                within = (edge - first + 1 for edge in line.price.boundaries())
                cuts |= {cut for cut in within if 0 < cut < count}
        ordered = sorted(cuts)
        return [
            (end - start, partial(_run_ranks, spans, start)) for start, end in pairwise(ordered)
        ]

    def _span(self, who: Who, rated: Rated, name: str, tiers: Tiers) -> _Span:
        """Lowest and highest rank (of the count, for whole tiers), and whether they are a row."""
        found, counts = self._placed
        keys = [
            (name, span)
            for span in {tier_period(day, tiers.over) for day in rated.item.days}
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
        used = {id(version): version for each in self._rated.values() for version in each.versions}
        if len(used) != 1:
            return
        _, counts = self._placed
        for line in next(iter(used.values())).lines:
            spans = [span for name, span in counts if name == line.id]
            if not isinstance(line.price, Tiers) or line.best_of or not spans:
                continue
            numbers = [counts[line.id, span] for span in spans]
            within = all(period is None or period.covers(span) for span in spans)
            if within and all(each.low == each.high for each in numbers):
                total = tuple(each.low for each in numbers)
                runs = tuple(run for each in total for run in _runs_of(line.price, each))
                yield Settled(line, line.price, runs, total)

    def bonuses(self, period: Period | None) -> Iterator[tuple[Line, Ladder, tuple[Count, ...]]]:
        """The orders of each span that a bonus counts; a span belongs to the period in which it
        ends."""
        found: dict[int, tuple[Line, Ladder, list[Count]]] = {}
        for (name, span), count in self._placed[1].items():
            paying = self._paying(name, span)
            if paying is not None and (period is None or span.last in period):
                line, ladder = paying
                found.setdefault(id(line), (line, ladder, []))[2].append(count)
        for line, ladder, counts in found.values():
            yield line, ladder, tuple(counts)

    def _paying(self, name: str, span: Period) -> tuple[Line, Ladder] | None:
        """The bonus as the last version has it that is in force within the span: which one pays
        must depend on the days alone, not on the orders that happen to be known."""
        for version in reversed(self._plan.versions):
            over = version.last is not None and version.last < span.first
            if over or version.first > span.last:
                continue
            for line in version.bonuses:
                ladder = line.price
                if line.id != name or not isinstance(ladder, Ladder):
                    continue
                if tier_period(span.first, ladder.over) == span:
                    return line, ladder
        return None


def cliff(line: Line, tiers: Tiers, count: int, plan: Plan) -> Step | None:
    """Where all orders are paid the tier reached, one order more or less can change the whole sum:
    name the edge nearest to ``count``."""
    edges = tiers.boundaries()
    if not edges or not count:
        return None
    edge = min(edges, key=lambda each: abs(each - count))

    def whole(orders: int) -> str:
        amount = Money(plan.rounding.minor(tiers.price_of(orders)) * orders, plan.currency)
        return f"{amount} {plan.currency}"

    facts = {
        "line": line.label,
        "orders": str(count),
        "edge": str(edge),
        "edge_money": whole(edge),
        "next": str(edge + 1),
        "next_money": whole(edge + 1),
    }
    return Step("pay_tier_cliff", facts)


def _run_ranks(spans: dict[str, _Span], start: int, line: Line) -> tuple[int, int]:
    first, last, in_row = spans[line.id]
    return (first + start, first + start) if in_row else (first, last)


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
