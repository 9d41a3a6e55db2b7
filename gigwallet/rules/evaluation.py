"""What a scheme expects for trips and tallies: exact, with bounds where inputs are unknown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, partial
from itertools import pairwise
from zoneinfo import ZoneInfo

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.domain.step import Step
from gigwallet.domain.tally import Tally
from gigwallet.domain.trip import Trip
from gigwallet.rules.accounts import Account
from gigwallet.rules.amounts import line_amounts
from gigwallet.rules.expected import Expected, PeriodExpected
from gigwallet.rules.orders import Item, beyond_trips, item_of_tally, item_of_trip
from gigwallet.rules.prices import Tiers
from gigwallet.rules.ranks import Count, Place, Placed, places, tier_period
from gigwallet.rules.scheme import Line, Plan, Version

_TierKey = tuple[str, Period]
# A trip or tally by its place in what was given.
_Who = tuple[str, int]
# Lowest and highest rank, and whether the orders stand there one after another.
_Span = tuple[int, int, bool]


@dataclass(frozen=True)
class _Rated:
    """An item with every version that may apply to it."""

    item: Item
    versions: tuple[Version, ...]


def evaluate(
    plan: Plan, trips: Sequence[Trip], tallies: Sequence[Tally], period: Period | None
) -> PeriodExpected:
    """Expected pay of each trip and tally, and of ``period`` as a whole (None: of all of them).

    Trips outside of ``period`` give no amount, but count for the tiers of their month or week.
    """
    work = _Work(plan, trips, tallies)
    total = Account(plan, work.line_order)
    by_trip: list[Expected | None] = [None] * len(trips)
    by_tally: list[Expected | None] = [None] * len(tallies)
    for index, rated in work.trips.items():
        if period is not None and rated.item.day not in period:
            work.unrated[index] = "outside_period"
            continue
        account = work.account(("trip", index), rated)
        total.absorb(account)
        by_trip[index] = account.expected()
    for index, rated in work.tallies.items():
        if period is not None and not period.overlaps(tallies[index].period):
            continue
        account = work.account(("tally", index), rated)
        total.absorb(account)
        by_tally[index] = account.expected()
    work.settle_tiers(total, period)
    return PeriodExpected(tuple(by_trip), tuple(by_tally), total.expected(), dict(work.unrated))


def evaluate_each(
    plan: Plan, trips: Sequence[Trip], tallies: Sequence[Tally]
) -> tuple[list[Expected | None], dict[int, str]]:
    """As ``evaluate``, for the trips alone: many trips of many months, whose sum nobody asks."""
    work = _Work(plan, trips, tallies)
    found: list[Expected | None] = [None] * len(trips)
    for index, rated in work.trips.items():
        found[index] = work.account(("trip", index), rated).expected()
    return found, work.unrated


class _Work:
    """The items of one evaluation and their places in the tier periods."""

    def __init__(self, plan: Plan, trips: Sequence[Trip], tallies: Sequence[Tally]) -> None:
        self._plan = plan
        self.line_order = plan.line_order
        self.unrated: dict[int, str] = {}
        self.trips: dict[int, _Rated] = {}
        self.tallies: dict[int, _Rated] = {}
        zone = ZoneInfo(plan.zone)
        # The sequence of trips that share an instant must not depend on the order they came in.
        order = sorted(range(len(trips)), key=lambda i: (trips[i].ref, repr(trips[i].trip_m)))
        for sequence, index in enumerate(order):
            item = item_of_trip(trips[index], zone, plan.rate_date, sequence)
            rated = self._rated(item) if item else None
            if rated is None:
                self.unrated[index] = "no_rate_for_day" if item else "no_time"
            else:
                self.trips[index] = rated
        for index, count in enumerate(beyond_trips(tallies, trips)):
            rated = self._rated(item_of_tally(tallies[index], count)) if count is not None else None
            if rated is not None:
                self.tallies[index] = rated

    def _rated(self, item: Item) -> _Rated | None:
        """None where some day that it may fall on has no version: no rate is ever borrowed."""
        found: dict[int, Version] = {}
        try:
            for day in item.days:
                version = self._plan.version_on(day)
                found[id(version)] = version
        except GigWalletError:
            return None
        return _Rated(item, tuple(found.values()))

    @cached_property
    def _placed(
        self,
    ) -> tuple[dict[tuple[_TierKey, _Who], Place], dict[_TierKey, Count]]:
        """Where each item stands in each tier period it may count in, and how many there are."""
        entries: dict[_TierKey, list[tuple[_Who, Placed]]] = {}
        for kind, group in (("trip", self.trips), ("tally", self.tallies)):
            for index, rated in group.items():
                for key, sure in self._keys(rated):
                    item = rated.item
                    placed = Placed(item.earliest, item.latest, item.count, sure)
                    entries.setdefault(key, []).append(((kind, index), placed))
        found: dict[tuple[_TierKey, _Who], Place] = {}
        counts: dict[_TierKey, Count] = {}
        for key, members in entries.items():
            ranked, counts[key] = places([placed for _, placed in members])
            found |= {(key, who): place for (who, _), place in zip(members, ranked, strict=True)}
        return found, counts

    def _keys(self, rated: _Rated) -> list[tuple[_TierKey, bool]]:
        """Tier periods that the item counts in, with True where that is certain."""
        keys: dict[_TierKey, bool] = {}
        for version in rated.versions:
            for line in version.lines:
                if not isinstance(line.price, Tiers):
                    continue
                holds = line.condition.holds(rated.item.order)
                if holds is False:
                    continue
                spans = {tier_period(day, line.price.over) for day in rated.item.days}
                certain = bool(holds) and len(spans) == 1 and len(rated.versions) == 1
                for span in spans:
                    keys[line.id, span] = certain
        return list(keys.items())

    def account(self, who: _Who, rated: _Rated) -> Account:
        """What one item is expected to give, under each version that may apply."""
        found = []
        for version in rated.versions:
            account = Account(self._plan, self.line_order)
            for count, ranks in self._runs(who, rated, version):
                rules = (self._plan.rounding, self._plan.limits)
                account.add(line_amounts(version, rated.item.order, ranks, *rules), count)
            found.append(account)
        if len(found) == 1:
            return found[0]
        unsure = Account(self._plan, self.line_order)
        unsure.either(found)
        return unsure

    def _runs(
        self, who: _Who, rated: _Rated, version: Version
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

    def _span(self, who: _Who, rated: _Rated, name: str, tiers: Tiers) -> _Span:
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

    def settle_tiers(self, total: Account, period: Period | None) -> None:
        """Where the places of single orders are unsure but their number is certain, the total of a
        tier line is certain too: it replaces the sum of the ranges."""
        used = {
            id(version): version
            for rated in (*self.trips.values(), *self.tallies.values())
            for version in rated.versions
        }
        if len(used) != 1:
            return
        _, counts = self._placed
        for line in next(iter(used.values())).lines:
            spans = [span for name, span in counts if name == line.id]
            if not isinstance(line.price, Tiers) or line.best_of or not spans:
                continue
            within = all(period is None or period.covers(span) for span in spans)
            numbers = [counts[line.id, span] for span in spans]
            if not within or any(each.low != each.high for each in numbers):
                continue
            runs = [run for each in numbers for run in _tier_runs(line.price, each.low)]
            total.replace(line, runs)
            for each in numbers if line.price.whole else ():
                step = cliff(line, line.price, each.low, self._plan)
                if step is not None:
                    total.note(step)


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


def _tier_runs(tiers: Tiers, count: int) -> list[tuple[int, Fraction]]:
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
