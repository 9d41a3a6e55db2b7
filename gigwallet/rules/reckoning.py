"""One order reckoned: exactly, or between the least and the most that it can be."""

from __future__ import annotations

from collections.abc import Sequence

from gigwallet.rules.items import Item, Outcome, Run
from gigwallet.rules.orders import Order
from gigwallet.rules.outermost import Outer, outermost
from gigwallet.rules.program import VersionProgram
from gigwallet.rules.quantities import Units
from gigwallet.rules.runs import Span
from gigwallet.rules.tiering import Tiering


class Reckoner:
    """``rounded``: the lines of an order are rounded together. ``tiering`` knows the places of
    orders among the others of their span, where some price asks for that."""

    def __init__(self, rounded: bool, tiering: Tiering | None) -> None:
        self._rounded = rounded
        self._tiering = tiering
        self._outers: dict[tuple[int, ...], Outer] = {}

    def reckon(self, item: Item) -> None:
        """What one item is expected to give, under each version that may apply."""
        order = item.order
        if len(item.versions) == 1 and order.count == 1:
            version = item.versions[0]
            if version.tiers:
                [(_, order.tiers)] = self._ranks(item, version)
            amounts = version.exact(order)
            if amounts is not None:
                if self._rounded:
                    amounts = version.by_order(amounts)
                item.amounts = amounts
                item.low = item.high = version.total(amounts)
                return
        lows, highs = self._outer(item)
        ends = {
            at: self._ends(item.versions[at], self._runs(item, item.versions[at]))
            for at in {*lows, *highs}
        }
        least = min((ends[at] for at in lows), key=lambda each: each[0])
        most = max((ends[at] for at in highs), key=lambda each: each[1])
        item.low, item.high = least[0], most[1]
        item.outcome = Outcome(least[2], most[2])

    def _outer(self, item: Item) -> Outer:
        """The versions among which the least and the most are."""
        versions = item.versions
        units = item.order.units
        below = any(each is not None and _least(each) < 0 for each in units)
        if len(versions) < 3 or below:
            return (every := list(range(len(versions)))), every
        key = tuple([id(each) for each in versions])
        found = self._outers.get(key)
        if found is None:
            found = self._outers[key] = outermost(versions)
        return found

    @staticmethod
    def _ends(
        version: VersionProgram, runs: list[Run]
    ) -> tuple[int, int, tuple[VersionProgram, list[Run]]]:
        low = sum([run.count * version.total(run.lows) for run in runs])
        high = sum([run.count * version.total(run.highs) for run in runs])
        return low, high, (version, runs)

    def _runs(self, item: Item, version: VersionProgram) -> list[Run]:
        order = item.order
        if not version.tiers:
            return [self._run(order.count, order, version)]
        found = []
        for count, tiers in self._ranks(item, version):
            order.tiers = tiers
            found.append(self._run(count, order, version))
        return found

    def _run(self, count: int, order: Order, version: VersionProgram) -> Run:
        lows: Sequence[int] | None = version.exact(order)
        hull = None if lows is not None else version.scenarios.hull(order)
        highs = lows
        if hull is not None:
            lows, highs = hull.lows, hull.highs
        if lows is None or highs is None:
            raise ValueError("either exact or between two ends")
        if self._rounded:
            lows, highs = version.by_order(lows), version.by_order(highs)
        return Run(count, lows, highs, order.tiers, hull)

    def _ranks(self, item: Item, version: VersionProgram) -> list[tuple[int, tuple[Span, ...]]]:
        if self._tiering is None:
            raise ValueError("a version with tiers has its tiering")
        return self._tiering.runs(item, version)


def outcome_of(item: Item) -> Outcome:
    """What it came to, line by line."""
    if item.outcome is not None:
        return item.outcome
    amounts = item.amounts
    if amounts is None:
        raise ValueError("where something is unknown, the outcome is kept")
    both = (item.versions[0], [Run(item.order.count, amounts, amounts, item.order.tiers)])
    return Outcome(both, both)


def _least(units: Units) -> int:
    """Of what is known."""
    if isinstance(units, tuple):
        return units[0]
    return units or 0
