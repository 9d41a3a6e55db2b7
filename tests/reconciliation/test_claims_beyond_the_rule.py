"""Law: the pay rule, caps and a floor over the same work never claim one cent twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from gigwallet.domain.job import Job
from gigwallet.domain.money import Money
from gigwallet.domain.reconciled import DiscrepancyKind
from gigwallet.domain.statement import Coverage
from gigwallet.reconciliation import Book, Facts, FloorFound, Paid, reconcile
from tests.examples import examples
from tests.reconciliation.invented import (
    JULY,
    LATER,
    cny,
    engagement,
    in_use,
    line,
    shape,
    statement,
    trip,
)
from tests.reconciliation.test_caps import EXPORT, OURS, PER_ORDER, cap

RULE = shape("flat/per_order", **{'price = "4.50"': 'price = "30.00"'})
ANY_MONTH = shape("take_cap_month/refund", **OURS, **{'at_least = "50"': 'at_least = "1"'})
# What the customer paid, in whole yuan so that no share is rounded, and what the order paid.
ORDERS = st.lists(st.tuples(st.integers(20, 60), st.integers(1000, 6000)), min_size=1, max_size=6)


def floor_of(lowest: int) -> Any:  # Any: a floor of law
    """A floor of ``lowest`` minor units for the month."""

    def held(_book: Book, paid: Paid) -> Iterator[FloorFound]:
        total = sum(each.paid.minor for each in paid.by_order.values())
        below = Money(max(0, lowest - total), "CNY")
        if below:
            floor, given = Money(lowest, "CNY"), Money(total, "CNY")
            yield FloorFound(JULY, floor, floor, given, below, below, (), (), (), ())

    return held


def claimed(orders: Sequence[tuple[int, int]], floor: int) -> int:
    trips = [
        trip(f"A{n}", f"2025-07-{n + 1:02d}T12:00", customer_paid=cny(f"{customer}.00"))
        for n, (customer, _) in enumerate(orders)
    ]
    paid = [str(Money(driver, "CNY")) for _, driver in orders]
    facts = Facts(
        engagements=(engagement(),),
        trips=tuple(trips),
        pay_lines=tuple(line(f"A{n}", amount) for n, amount in enumerate(paid)),
        statements=(statement(ref="S", covers=Coverage.LISTED_LINES),),
        schemes=(in_use(RULE), cap(PER_ORDER), cap(ANY_MONTH, "month")),
        coverage=(EXPORT,),
    )
    outcome = reconcile(facts, None, LATER, Job(), floor_of(floor))
    kinds = {each.kind for each in outcome.discrepancies if each.at_least}
    assert kinds <= {
        DiscrepancyKind.UNDERPAID,
        DiscrepancyKind.ABOVE_CAP,
        DiscrepancyKind.BELOW_FLOOR,
    }
    return sum(each.at_least.minor for each in outcome.discrepancies)


@given(orders=ORDERS, floor=st.integers(0, 30_000))
@settings(max_examples=examples(40), deadline=None)
def test_all_claims_together_are_the_largest_of_them(
    orders: list[tuple[int, int]], floor: int
) -> None:
    paid = sum(driver for _, driver in orders)
    by_order = sum(max(0, 3000 - driver, customer * 73 - driver) for customer, driver in orders)
    by_month = max(0, sum(customer * 75 for customer, _ in orders) - paid)
    by_law = max(0, floor - paid)

    assert claimed(orders, floor) == max(by_order, by_month, by_law)
