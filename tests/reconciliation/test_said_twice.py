"""The same money and the same pay in two documents count once, and both are shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.payout import Payout
from gigwallet.domain.reconciled import DiscrepancyKind
from gigwallet.domain.recorded import ExhibitId, Recorded
from tests.reconciliation.invented import (
    JULY,
    check,
    in_use,
    line,
    not_received,
    of_kind,
    payout,
    shape,
    statement,
    trip,
)

T = TypeVar("T")
BANDS = shape("distance_bands/km_bands")
KM = trip("A1", "2025-07-02T12:00", trip_m=4700)


def stated_by(recorded: Recorded[T], importer: str, exhibit: str = "") -> Recorded[T]:
    (source,) = recorded.sources
    shown = replace(source, importer=importer, exhibit_id=ExhibitId(exhibit or importer))
    return replace(recorded, sources=(shown,))


def bank(amount: str, day: str, importer: str, mask: str = "") -> Recorded[Payout]:
    made = payout(amount, day)
    return stated_by(replace(made, fact=replace(made.fact, account_mask=mask)), importer)


def test_one_transfer_in_a_table_and_in_a_bank_file_is_one() -> None:
    outcome = check(
        statements=[statement(JULY, "200.00", "200.00")],
        payouts=[
            bank("100.00", "2025-08-05", "bank_tables"),
            bank("100.00", "2025-08-05", "ofx_statement", "4321"),
        ],
    )

    [missing] = not_received(outcome)
    assert (missing.kind, str(missing.received)) == (DiscrepancyKind.SHORT_PAYOUT, "100.00")
    assert {"bank_tables", "ofx_statement"} <= set(missing.exhibits)
    assert str(outcome.totals[0].received) == "100.00"


def test_true_repeats_and_other_accounts_stay_apart() -> None:
    twice = [bank("100.00", "2025-08-05", "bank_tables") for _ in range(2)]
    also = bank("100.00", "2025-08-05", "ofx_statement")

    for payouts, total in (
        (twice, "200.00"),
        ([*twice, also], "200.00"),
        ([bank("100.00", "2025-08-05", kind, mask) for kind, mask in
          (("bank_tables", "1111"), ("ofx_statement", "2222"))], "200.00"),
        ([twice[0], bank("100.00", "2025-08-06", "ofx_statement")], "200.00"),
    ):  # fmt: skip
        outcome = check(statements=[statement(JULY, "200.00", "200.00")], payouts=payouts)
        assert str(outcome.totals[0].received) == total


def test_a_fare_in_one_sum_and_the_same_in_parts_is_no_overpay() -> None:
    parts = [
        stated_by(line("A1", "5.00", category=PayCategory.BASE), "uber_fleet_reports"),
        stated_by(line("A1", "1.50", category=PayCategory.DISTANCE), "uber_fleet_reports"),
    ]
    whole = stated_by(line("A1", "6.50", category=PayCategory.UPFRONT), "uber_weekly_statement")

    outcome = check(trips=[KM], pay_lines=[*parts, whole], schemes=[in_use(BANDS)])

    [paid] = of_kind(outcome, DiscrepancyKind.PAID)
    assert str(paid.stated) == "6.50"
    assert {"uber_fleet_reports", "uber_weekly_statement"} <= set(paid.exhibits)
    assert str(outcome.totals[0].stated) == "6.50"


def test_what_one_document_adds_to_another_counts_in_full() -> None:
    fare = stated_by(line("A1", "6.50"), "app_screen")
    tip = stated_by(line("A1", "2.00", category=PayCategory.TIP), "uber_fleet_reports")

    outcome = check(trips=[KM], pay_lines=[fare, tip], schemes=[in_use(BANDS)])

    assert str(outcome.totals[0].stated) == "8.50"


def test_two_documents_that_differ_are_not_judged() -> None:
    lines = [
        stated_by(line("A1", "5.00"), "app_screen"),
        stated_by(line("A1", "6.00"), "uber_fleet_reports"),
    ]

    outcome = check(trips=[KM], pay_lines=lines, schemes=[in_use(BANDS)])

    assert [each.reason for each in outcome.not_judged] == ["documents_differ"]
    assert not of_kind(outcome, DiscrepancyKind.UNPAID, DiscrepancyKind.UNDERPAID)
