"""Pay for orders that the person did not record."""

from __future__ import annotations

from dataclasses import replace

from gigwallet.domain.reconciled import CoveredSpan, DiscrepancyKind
from gigwallet.domain.recorded import ExhibitId
from tests.reconciliation.invented import JULY, OWN, at, check, line, of_kind, trip

EXPORT = CoveredSpan(OWN, JULY, "pay", (ExhibitId("pay"),))


def test_pay_for_an_order_of_the_same_day_that_is_not_recorded_is_told_and_changes_no_sum() -> None:
    outcome = check(
        trips=[trip("A1", "2025-07-02T12:00")],
        pay_lines=[
            line("A1", "7.20", occurred_at=at("2025-07-02T12:10")),
            line("A2", "9.40", occurred_at=at("2025-07-02T18:10")),
        ],
    )

    [found] = of_kind(outcome, DiscrepancyKind.UNLOGGED_PAY)
    assert (found.ref, str(found.stated), str(found.high)) == ("A2", "9.40", "0.00")


def test_pay_that_may_be_that_of_a_recorded_order_is_not_called_pay_for_another() -> None:
    outcome = check(
        trips=[trip("", "2025-07-02T12:00"), trip("", "2025-07-02T12:04")],
        pay_lines=[line("", "7.20", recognised_at=at("2025-07-02T12:02"))],
        coverage=[EXPORT],
    )

    assert outcome.matches == ()
    assert of_kind(outcome, DiscrepancyKind.UNLOGGED_PAY) == []


def test_an_order_without_any_currency_is_named_and_stops_nothing() -> None:
    known = trip("A1", "2025-07-02T12:00")
    silent = replace(known, fact=replace(known.fact, currency=""))

    outcome = check(
        trips=[silent],
        pay_lines=[
            line("B1", "7.20", occurred_at=at("2025-07-01T12:10")),
            line("B2", "9.40", occurred_at=at("2025-07-09T18:10")),
        ],
        coverage=[EXPORT],
    )

    assert "currency_not_known" in [each.reason for each in outcome.not_judged]
