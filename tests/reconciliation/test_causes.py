"""Kinds of short pay: said only where the arithmetic shows one cause exactly."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.reconciled import Discrepancy, DiscrepancyKind, Reconciliation
from gigwallet.domain.recorded import Recorded
from gigwallet.reconciliation.settling import settled
from gigwallet.words.refusals import explain
from tests.reconciliation.invented import (
    JULY,
    at,
    check,
    cny,
    in_use,
    line,
    payout,
    shape,
    statement,
    tally,
    trip,
)

BANDS = shape("distance_bands/km_bands")
SLOTS = shape("time_windows/slots")
NIGHT = "2025-07-01T23:00"


def only(outcome: Reconciliation) -> Discrepancy:
    [found] = [each for each in outcome.discrepancies if each.kind is not DiscrepancyKind.PAID]
    return found


def by_km(paid: str, km: str) -> Recorded[PayLine]:
    made = line("A1", paid)
    fact = replace(made.fact, category=PayCategory.DISTANCE, quantity=Decimal(km))
    return replace(made, fact=fact)


def test_what_was_paid_and_taken_back_is_no_other_short_pay() -> None:
    back = line("A1", "-2.00", category=PayCategory.ADJUSTMENT, label_raw="追回")

    found = only(
        check(
            trips=[trip("A1", "2025-07-02T12:00", trip_m=4700)],
            pay_lines=[line("A1", "6.50"), back],
            schemes=[in_use(BANDS)],
        )
    )

    assert (found.kind, str(found.amount), str(found.low)) == (
        DiscrepancyKind.CLAWBACK,
        "2.00",
        "2.00",
    )
    assert "追回" in explain(found.steps[-1])


@pytest.mark.parametrize(
    ("paid", "km", "kind"),
    [
        ("5.50", "3.7", DiscrepancyKind.WRONG_DISTANCE),
        ("5.40", "3.7", DiscrepancyKind.UNDERPAID),  # the rule gives 5.50 for 3.7 km
        ("5.50", "4.7", DiscrepancyKind.UNDERPAID),  # it was paid for the whole way
        ("5.50", "9.9", DiscrepancyKind.UNDERPAID),
    ],
)
def test_a_shorter_distance_is_said_where_the_statement_names_it(
    paid: str, km: str, kind: DiscrepancyKind
) -> None:
    found = only(
        check(
            trips=[trip("A1", "2025-07-02T12:00", trip_m=4700)],
            pay_lines=[by_km(paid, km)],
            schemes=[in_use(BANDS)],
        )
    )

    assert found.kind is kind


def test_a_subsidy_that_is_missing_whole_is_named() -> None:
    missing = only(
        check(trips=[trip("A1", NIGHT)], pay_lines=[line("A1", "4.00")], schemes=[in_use(SLOTS)])
    )
    in_part = only(
        check(trips=[trip("A1", NIGHT)], pay_lines=[line("A1", "5.00")], schemes=[in_use(SLOTS)])
    )
    other = line("A1", "1.00", category=PayCategory.INCENTIVE)
    listed = only(
        check(
            trips=[trip("A1", NIGHT)],
            pay_lines=[line("A1", "3.00"), other],
            schemes=[in_use(SLOTS)],
        )
    )

    assert missing.kind is DiscrepancyKind.MISSING_BONUS
    assert "夜间补贴" in explain(missing.steps[-1])
    assert {in_part.kind, listed.kind} == {DiscrepancyKind.UNDERPAID}


def test_two_causes_that_fit_are_none() -> None:
    """2.00 taken back and 2.00 of the night: which of them it was the figures do not tell."""
    back = line("A1", "-2.00", category=PayCategory.ADJUSTMENT, label_raw="调整")

    found = only(
        check(
            trips=[trip("A1", NIGHT)], pay_lines=[line("A1", "6.00"), back], schemes=[in_use(SLOTS)]
        )
    )

    assert found.kind is DiscrepancyKind.UNDERPAID


def test_pay_for_an_order_that_nobody_recorded_changes_no_sum() -> None:
    outcome = check(
        trips=[trip("A1", "2025-07-02T12:00", trip_m=4700)],
        pay_lines=[line("A1", "6.50"), line("A7", "8.00", occurred_at=at("2025-07-02T18:00"))],
        schemes=[in_use(BANDS)],
    )

    found = only(outcome)
    assert (found.kind, found.ref, found.amount) == (
        DiscrepancyKind.UNLOGGED_PAY,
        "A7",
        cny("0.00"),
    )
    assert outcome.totals[0].shortfall == Money.zero("CNY")


def test_who_records_no_orders_is_not_told_of_each_pay_line() -> None:
    outcome = check(pay_lines=[line("A7", "8.00", occurred_at=at("2025-07-02T18:00"))])

    assert outcome.discrepancies == ()


def test_a_charge_that_comes_twice_is_asked_about() -> None:
    charge = line("A1", "-3.00", category=PayCategory.PENALTY, label_raw="超时扣款")
    outcome = check(
        trips=[trip("A1", "2025-07-02T12:00", trip_m=4700)],
        pay_lines=[line("A1", "6.50"), charge, replace(charge, id="again")],
        schemes=[in_use(BANDS)],
    )

    kinds = sorted(each.kind.value for each in outcome.discrepancies)
    assert kinds == ["deduction_no_rule", "duplicate_charge", "paid"]
    twice = next(each for each in outcome.discrepancies if each.kind.value == "duplicate_charge")
    assert (str(twice.amount), str(twice.low)) == ("3.00", "0.00")


def test_every_kind_but_paid_and_shown_rules_says_what_would_settle_it() -> None:
    item = only(
        check(trips=[trip("A1", NIGHT)], pay_lines=[line("A1", "5.00")], schemes=[in_use(SLOTS)])
    )
    silent = {kind for kind in DiscrepancyKind if not settled(replace(item, kind=kind)).settled_by}

    assert silent == {
        DiscrepancyKind.PAID,
        DiscrepancyKind.DEDUCTION_RULE_SHOWN,
    }
    assert [explain(each) for each in item.settled_by]


@pytest.mark.parametrize(
    ("gross", "kind"),
    [
        ("4610.00", DiscrepancyKind.WRONG_TIER),  # 922 orders at 5.00, the tier below
        ("5000.00", DiscrepancyKind.UNDERPAID),
    ],
)
def test_a_month_paid_by_another_tier_is_named(gross: str, kind: DiscrepancyKind) -> None:
    found = only(
        check(
            tallies=[tally(922)],
            statements=[statement(JULY, gross, gross)],
            payouts=[payout(gross, "2025-08-01")],
            schemes=[in_use(shape("whole_month_tiers/orders_per_month"))],
        )
    )

    assert found.kind is kind
