"""What is short is claimed once: as orders that were not paid or as a month that did not arrive."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import CoveredSpan, DiscrepancyKind, Reconciliation
from gigwallet.domain.recorded import ExhibitId
from tests.reconciliation.invented import (
    OWN,
    at,
    check,
    cny,
    in_use,
    line,
    of_kind,
    payout,
    shape,
    statement,
    trip,
)

FLAT = shape("flat/per_order")
PRICE = 450
MONTHS = [Period.of_month(2025, month) for month in (6, 7, 8, 9)]
BILLED = Period(date(2025, 6, 1), date(2026, 1, 1))

# For each month: which of its orders the export lists pay for, and whether that pay arrived.
months = st.lists(
    st.tuples(st.lists(st.booleans(), max_size=6), st.booleans()), min_size=4, max_size=4
)


def checked(planted: list[tuple[list[bool], bool]]) -> tuple[Reconciliation, int]:
    """The pay check of the planted months, and what is truly missing in minor units."""
    trips, lines, payouts, missing = [], [], [], 0
    for month, (listed, arrived) in zip(MONTHS, planted, strict=True):
        for number, has_line in enumerate(listed):
            day = month.first + timedelta(days=4 * number)
            ref = f"{month.first:%m}-{number}"
            trips.append(trip(ref, f"{day}T12:00"))
            if has_line:
                lines.append(line(ref, "4.50", recognised_at=at(f"{day}T12:10")))
        stated = PRICE * sum(listed)
        if stated and arrived:
            on = month.last + timedelta(days=5)
            payouts.append(payout(f"{stated / 100:.2f}", str(on)))
        missing += PRICE * len(listed) - (stated if arrived else 0)
    coverage = [
        CoveredSpan(OWN, BILLED, "payouts", (ExhibitId("bill"),)),
        CoveredSpan(OWN, BILLED, "pay", (ExhibitId("pay"),)),
    ]
    outcome = check(
        trips=trips, pay_lines=lines, payouts=payouts, schemes=[in_use(FLAT)], coverage=coverage
    )
    return outcome, missing


def test_a_month_without_one_pay_line_is_not_claimed_twice() -> None:
    outcome, missing = checked(
        [([True] * 5, True), ([False] * 5, True), ([True] * 2, True), ([], True)]
    )

    assert len(of_kind(outcome, DiscrepancyKind.UNPAID)) == 5
    assert outcome.totals[0].shortfall.minor == missing == 5 * PRICE


@settings(max_examples=60, deadline=None)
@given(months)
def test_at_least_short_never_exceeds_what_is_missing(
    planted: list[tuple[list[bool], bool]],
) -> None:
    outcome, missing = checked(planted)

    assert sum(total.shortfall.minor for total in outcome.totals) <= missing


def test_an_order_without_a_line_is_expected_once_where_a_statement_sums_up_its_month() -> None:
    [totals] = check(
        trips=[trip("A1", "2025-07-10T12:00", offered=cny("300.00"))],
        statements=[statement(gross="300.00", net="300.00")],
    ).totals

    assert (str(totals.expected), str(totals.stated)) == ("300.00", "300.00")


def test_an_order_outside_of_the_month_that_is_summed_up_stands_beside_it() -> None:
    [totals] = check(
        trips=[trip("A1", "2025-08-10T12:00", offered=cny("300.00"))],
        statements=[statement(gross="300.00", net="300.00")],
    ).totals

    assert (str(totals.expected), str(totals.stated)) == ("600.00", "300.00")
