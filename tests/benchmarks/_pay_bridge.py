"""What it costs to lead from the pay by the rule to the stated pay, by number of orders."""

from __future__ import annotations

import math
import time
from datetime import date
from decimal import Decimal

from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import Discrepancy, DiscrepancyKind, Totals
from gigwallet.domain.recorded import EngagementId
from gigwallet.reconciliation import bridge
from tests.benchmarks._measure import Measure

_MONTHS = 24
_ORDER, _SHORT = 700, 10
_BY_MONTH = 3  # what the rule gives for a month beyond its orders, so that they do not make it up


def bridges(few: int, many: int) -> list[Measure]:
    """A monthly statement over the orders of each month, some of which are short."""
    said, costs = [], []
    for count in (few, many):
        items = items_of(count // _MONTHS)
        totals = totals_of(items)
        begun = time.process_time()
        made = bridge(items, totals)
        costs.append(time.process_time() - begun)
        if len(made.work) != _MONTHS:
            raise AssertionError("each month is told by its own arithmetic")
        said.append(Measure(f"bridge over {count} orders in {_MONTHS} months", costs[-1], "s"))
    grown = (costs[1] / many) / (costs[0] / few)
    name = f"bridge: an order among {many} costs, against {few}"
    return [*said, Measure(name, grown, most=math.log(many) / math.log(few))]


def items_of(orders: int) -> list[Discrepancy]:
    """``orders`` in each of the months, which their statement judges as a whole."""
    found = []
    for number in range(_MONTHS):
        month = Period.of_month(2024 + number // 12, number % 12 + 1)
        due = orders * _ORDER + _BY_MONTH
        found.append(_item(str(month), month, due, due - orders * _SHORT))
        for order in range(orders):
            day = Period.of_day(date(month.first.year, month.first.month, 1 + order % 28))
            found.append(_item(f"{number}-{order}", day, _ORDER, _ORDER - order % 2 * _SHORT))
    return found


def _item(ref: str, period: Period, expected: int, stated: int) -> Discrepancy:
    short = Money(expected - stated, "CNY")
    return Discrepancy(
        DiscrepancyKind.UNDERPAID if short else DiscrepancyKind.PAID,
        ref, EngagementId("work"), period, short, short, short, Decimal(1),
        expected=Money(expected, "CNY"), stated=Money(stated, "CNY"),
    )  # fmt: skip


def totals_of(items: list[Discrepancy]) -> Totals:
    due = Money(sum(each.expected.minor for each in items if each.expected), "CNY")
    none = Money.zero("CNY")
    return Totals("CNY", due, due, none, none, none, {}, {}, none)
