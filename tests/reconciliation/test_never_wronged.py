"""No order is called unpaid that was paid, however much of the statements is cut off or lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from gigwallet.domain.job import Job
from gigwallet.domain.reconciled import DiscrepancyKind
from gigwallet.reconciliation import reconcile
from tests.invented_pay.made import made
from tests.invented_pay.regime import DAYS, DEFAULT, NO_IDS, Regime

# Pay that was booked later than any that the person has was booked is beyond what files can show.
TORN = [replace(each, days=42, partial=0.6, late=0.0) for each in (DEFAULT, NO_IDS)]


@pytest.mark.parametrize("seed", range(1, 5))
@pytest.mark.parametrize("regime", TORN, ids=["numbers", "no numbers"])
def test_what_a_lost_file_would_show_is_never_called_unpaid(regime: Regime, seed: int) -> None:
    work = made(regime, seed)

    outcome = reconcile(work.facts, None, date(2027, 1, 1), Job())

    called = {
        work.order_of(each.facts[0]).number
        for each in outcome.discrepancies
        if each.kind is DiscrepancyKind.UNPAID
    }
    assert work.stated.lost
    assert called <= work.stated.unpaid


def test_no_order_is_called_unpaid_where_lines_know_their_day_only() -> None:
    outcome = reconcile(made(replace(DAYS, days=28), 3).facts, None, date(2027, 1, 1), Job())

    assert not [each for each in outcome.discrepancies if each.kind is DiscrepancyKind.UNPAID]
    assert [each for each in outcome.not_judged if each.reason == "pay_not_told_apart"]
