"""What a scheme expects for trips and tallies: exact, with bounds where inputs are unknown."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.period import Period
from gigwallet.domain.tally import Tally
from gigwallet.domain.trip import Trip
from gigwallet.rules.accounts import Account
from gigwallet.rules.amounts import line_amounts
from gigwallet.rules.expected import Expected, PeriodExpected
from gigwallet.rules.orders import Item, beyond_trips, item_of_tally, item_of_trip
from gigwallet.rules.scheme import Plan, Version
from gigwallet.rules.tiering import Rated, Tiering, Who, cliff


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
    work.settle(total, period)
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
        self.trips: dict[int, Rated] = {}
        self.tallies: dict[int, Rated] = {}
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
            if count is None:
                continue
            rated = self._rated(item_of_tally(tallies[index], count, plan.rate_date))
            if rated is not None:
                self.tallies[index] = rated
        by_trip = {("trip", index): rated for index, rated in self.trips.items()}
        by_tally = {("tally", index): rated for index, rated in self.tallies.items()}
        self._tiering = Tiering(by_trip | by_tally, plan)

    def _rated(self, item: Item) -> Rated | None:
        """None where some day that it may fall on has no version: no rate is ever borrowed."""
        found: dict[int, Version] = {}
        try:
            for day in item.days:
                version = self._plan.version_on(day)
                found[id(version)] = version
        except GigWalletError:
            return None
        return Rated(item, tuple(found.values()))

    def account(self, who: Who, rated: Rated) -> Account:
        """What one item is expected to give, under each version that may apply."""
        found = []
        for version in rated.versions:
            account = Account(self._plan, self.line_order)
            for count, ranks in self._tiering.runs(who, rated, version):
                rules = (self._plan.rounding, self._plan.limits)
                account.add(line_amounts(version, rated.item.order, ranks, *rules), count)
            found.append(account)
        if len(found) == 1:
            return found[0]
        unsure = Account(self._plan, self.line_order)
        unsure.either(found)
        return unsure

    def settle(self, total: Account, period: Period | None) -> None:
        """What is certain in all replaces the sum of ranges."""
        for each in self._tiering.settled(period):
            total.replace(each.line, each.runs)
            for count in each.counts if each.tiers.whole else ():
                step = cliff(each.line, each.tiers, count, self._plan)
                if step is not None:
                    total.note(step)
        for line, ladder, counts in self._tiering.bonuses(period):
            total.reward(line, ladder, [(each.low, each.high) for each in counts])
