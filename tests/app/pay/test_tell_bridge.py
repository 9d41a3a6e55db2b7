"""The steps from expected to received add up, whatever the months hold."""

from __future__ import annotations

import pytest

from gigwallet.app.pay.tell_bridge import falls
from tests.reconciliation.invented import reported_case
from tests.reconciliation.test_laws_of_the_pay_check import month


@pytest.mark.parametrize("seed", range(12))
def test_every_step_leads_from_one_sum_to_the_next(seed: int) -> None:
    outcome = month(seed, ids=seed % 2 == 0).checked()

    found = falls(outcome.discrepancies, outcome, "CNY")

    sums = [each.amount.minor for each in found if each.is_sum]
    at, reached = 0, []
    for each in found:
        if each.is_sum and each.key != "expected":
            reached.append(at)
        at = each.amount.minor if each.is_sum else at + each.amount.minor
    assert [each.key for each in found if each.is_sum] == ["expected", "stated", "received"]
    assert reached == sums[1:]
    claimed = sum(each.claimed.minor for each in found if each.claimed)
    assert claimed == outcome.totals[0].shortfall.minor


def test_an_unknown_currency_has_no_steps() -> None:
    outcome = reported_case()

    assert falls(outcome.discrepancies, outcome, "EUR") == ()
    assert [each.key for each in falls(outcome.discrepancies, outcome, "CNY") if each.is_sum]


def test_totals_by_engagement_are_those_of_the_whole() -> None:
    outcome = reported_case()

    (own,) = outcome.by_engagement
    assert own.totals == outcome.totals
