"""The case reported in the press: two months, three tiers, and 1,000 that nobody explains."""

from __future__ import annotations

import pytest

from gigwallet.domain.reconciled import DiscrepancyKind, Reconciliation
from tests.reconciliation.invented import (
    AUGUST,
    BOTH,
    JULY,
    REPORTED_DEDUCTIONS,
    check,
    in_use,
    not_received,
    of_kind,
    payout,
    reported_case,
    shape,
    statement,
    tally,
)


@pytest.fixture
def outcome() -> Reconciliation:
    return reported_case()


def test_the_rule_gives_what_the_court_reckoned(outcome: Reconciliation) -> None:
    [paid] = of_kind(outcome, DiscrepancyKind.PAID)

    assert (str(paid.expected), str(paid.stated)) == ("11831.00", "11831.00")
    assert sum(line.amount.minor for line in paid.trace) == 1_183_100
    assert "rule-shot" in paid.exhibits


def test_each_month_is_reckoned_by_its_own_count(outcome: Reconciliation) -> None:
    [paid] = of_kind(outcome, DiscrepancyKind.PAID)

    rows = [(line.period, line.quantity, str(line.amount)) for line in paid.trace]
    assert rows == [
        (JULY, 300, "1500.00"),
        (JULY, 622, "3421.00"),
        (AUGUST, 300, "1500.00"),
        (AUGUST, 700, "3850.00"),
        (AUGUST, 260, "1560.00"),
    ]
    sums = [
        sum(line.amount.minor for line in paid.trace if line.period == month)
        for month in (JULY, AUGUST)
    ]
    assert sums == [492_100, 691_000]


def test_the_unexplained_thousand_is_an_item_of_its_own(outcome: Reconciliation) -> None:
    [residue] = of_kind(outcome, DiscrepancyKind.UNRECONCILED)

    assert str(residue.amount) == "1000.00"
    assert (str(residue.expected), str(residue.stated)) == ("11751.00", "10751.00")
    # It may have an explanation that no document here shows: asked about, not claimed.
    assert (str(residue.low), str(residue.high)) == ("0.00", "1000.00")


def test_what_did_not_arrive_is_the_stated_net_less_the_payouts(outcome: Reconciliation) -> None:
    [missing] = not_received(outcome)

    assert (str(missing.stated), str(missing.received)) == ("10751.00", "5534.00")
    assert str(missing.amount) == "5217.00"


def test_the_totals_count_everything_once(outcome: Reconciliation) -> None:
    [total] = outcome.totals

    assert str(total.expected) == "11831.00"
    assert str(total.stated) == "10751.00"
    assert str(total.received) == "5534.00"
    assert str(total.shortfall) == "5217.00"
    assert str(total.by_kind["unreconciled"]) == "1000.00"


def test_both_deductions_are_shown_by_the_rule(outcome: Reconciliation) -> None:
    shown = of_kind(outcome, DiscrepancyKind.DEDUCTION_RULE_SHOWN)

    assert [str(each.stated) for each in shown] == ["-50.00", "-30.00"]


def test_without_a_printed_gross_the_rule_stands_for_it() -> None:
    outcome = check(
        tallies=[tally(922), tally(1260, AUGUST)],
        statements=[statement(BOTH, None, "10751.00", REPORTED_DEDUCTIONS)],
        schemes=[in_use(shape("marginal_tiers/orders_per_month"))],
    )

    [residue] = of_kind(outcome, DiscrepancyKind.UNRECONCILED)
    assert str(residue.amount) == "1000.00"
    assert str(residue.expected) == "11831.00"


def test_a_statement_for_each_month_gives_the_same_sums() -> None:
    outcome = check(
        tallies=[tally(922), tally(1260, AUGUST)],
        statements=[
            statement(JULY, "4921.00", "4871.00", REPORTED_DEDUCTIONS[:1]),
            statement(AUGUST, "6910.00", "5880.00", REPORTED_DEDUCTIONS[1:]),
        ],
        payouts=[payout("2500.00", "2025-08-15"), payout("3034.00", "2025-09-15")],
        schemes=[in_use(shape("marginal_tiers/orders_per_month"))],
    )

    [total] = outcome.totals
    assert str(total.expected) == "11831.00"
    assert str(total.shortfall) == "5217.00"
    [residue] = of_kind(outcome, DiscrepancyKind.UNRECONCILED)
    assert (residue.period, str(residue.amount)) == (AUGUST, "1000.00")


def test_without_any_rule_the_deductions_have_none_in_the_files() -> None:
    outcome = check(statements=[statement(BOTH, "11831.00", "10751.00", REPORTED_DEDUCTIONS)])

    unruled = of_kind(outcome, DiscrepancyKind.DEDUCTION_NO_RULE)
    assert [str(each.amount) for each in unruled] == ["50.00", "30.00"]
    assert [str(each.low) for each in unruled] == ["0.00", "0.00"]


def test_a_month_of_the_case_still_counts_the_money_of_its_statement() -> None:
    [total] = reported_case(JULY).totals

    assert (str(total.stated), str(total.received)) == ("10751.00", "5534.00")
