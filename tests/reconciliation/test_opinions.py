"""What a person made of a difference: it counts in the sums, and only for the same difference."""

from __future__ import annotations

from typing import Any

import pytest

from gigwallet.domain.money import Money
from gigwallet.domain.pay_decision import Opinion
from gigwallet.domain.reconciled import Discrepancy, DiscrepancyKind, Reconciliation
from gigwallet.reconciliation import bridge, said_on
from tests.reconciliation.invented import check, in_use, line, of_kind, shape, trip

BANDS = shape("distance_bands/km_bands")
FACTS: dict[str, Any] = {
    "trips": [
        trip("A1", "2025-07-02T12:00", trip_m=4700),
        trip("A2", "2025-07-02T13:00", trip_m=4700),
    ],
    "pay_lines": [line("A1", "5.50"), line("A2", "6.00")],
    "schemes": [in_use(BANDS)],
}


def short(outcome: Reconciliation, ref: str) -> Discrepancy:
    (found,) = [each for each in of_kind(outcome, DiscrepancyKind.UNDERPAID) if each.ref == ref]
    return found


@pytest.mark.parametrize("opinion", [Opinion.ACCEPTED, Opinion.UNSURE])
def test_what_is_set_aside_is_in_no_sum_of_what_is_short(opinion: Opinion) -> None:
    before = check(**FACTS)

    after = check(**FACTS, opinions=[said_on(short(before, "A1"), opinion)])

    assert (str(before.totals[0].shortfall), str(after.totals[0].shortfall)) == ("1.50", "0.50")
    assert short(after, "A1").opinion is opinion
    assert str(short(after, "A1").amount) == "1.00"  # it is still shown
    built = bridge(after.discrepancies, after.totals[0])
    assert sum(each.claimed.minor for each in built.to_stated) == 50


def test_a_chosen_figure_is_claimed_and_the_least_stays_the_least() -> None:
    open_range = {
        **FACTS,
        "trips": [trip("A2", "2025-07-02T13:00")],  # no distance: from 3.50 up
        "pay_lines": [line("A2", "3.00")],
    }
    item = short(check(**open_range), "A2")
    chosen = Money.of("3.10", "CNY")

    after = check(**open_range, opinions=[said_on(item, Opinion.DISPUTED, chosen)])

    assert str(after.totals[0].shortfall) == str(item.low) == "0.50"
    assert short(after, "A2").claimed == after.totals[0].claimed == chosen


def test_another_difference_asks_again() -> None:
    said = said_on(short(check(**FACTS), "A1"), Opinion.ACCEPTED)
    more = {**FACTS, "pay_lines": [line("A1", "5.00"), line("A2", "6.00")]}

    after = short(check(**more, opinions=[said]), "A1")

    assert (after.opinion, after.outdated) == (Opinion.OPEN, True)
    assert str(after.at_least) == "1.50"


def test_what_is_taken_back_is_as_never_said() -> None:
    before = check(**FACTS)
    said = said_on(short(before, "A1"), Opinion.OPEN)

    assert check(**FACTS, opinions=[said]) == before
