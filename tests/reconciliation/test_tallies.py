"""What a tally speaks about: orders only where it counts them."""

from __future__ import annotations

from datetime import timedelta

from gigwallet.domain.tally import Tally
from tests.reconciliation.invented import JULY, check, in_use, known, shape, tally

TIERS = shape("marginal_tiers/orders_per_month")


def test_a_tally_of_hours_alone_hides_no_orders_and_counts_none() -> None:
    hours = known(Tally("meituan", JULY, worked=timedelta(hours=180)))

    alone = check(tallies=[tally(922)], schemes=[in_use(TIERS)])
    beside = check(tallies=[tally(922), hours], schemes=[in_use(TIERS)])

    assert beside.totals == alone.totals
    assert [each.reason for each in beside.not_judged] == [each.reason for each in alone.not_judged]


def test_hours_alone_are_no_work_that_a_rule_prices() -> None:
    hours = known(Tally("meituan", JULY, worked=timedelta(hours=180)))

    assert (
        check(tallies=[hours], schemes=[in_use(TIERS)]).totals
        == check(schemes=[in_use(TIERS)]).totals
    )
