"""Engaged time: what is not known of its end is not reckoned as nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from gigwallet.domain.instants import Instant
from gigwallet.domain.trip import Trip, TripKind, TripStatus
from gigwallet.rules import load_scheme
from gigwallet.rules.engaged import engaged_times

ZONE = "Asia/Shanghai"
BEGUN = datetime(2025, 7, 1, 4, tzinfo=UTC)
RULE = """
format = 1
name = "by the hour"
currency = "CNY"
zone = "Asia/Shanghai"
rate_date = "accepted"
rounding = "half_up"
overlap = "alone"

[[version]]
from = 2025-01-01

[[version.line]]
id = "time"
label = "计时费"
category = "hourly"
quantity = "engaged_hour"
price = "30.00"
"""


def order(minutes: int | None, picked_up: int | None = None) -> Trip:
    """Accepted at noon; its end and its pickup so many minutes later, where they are known."""

    def at(after: int | None) -> Instant | None:
        return None if after is None else Instant(BEGUN + timedelta(minutes=after), ZONE)

    return Trip(
        "", TripKind.DELIVERY, TripStatus.COMPLETED, "CNY", ZONE,
        accepted_at=at(0), picked_up_at=at(picked_up), completed_at=at(minutes),
    )  # fmt: skip


def test_an_order_without_an_end_is_not_over_at_once() -> None:
    assert engaged_times([order(20), order(None), order(None, 5)], "alone") == [1200, None, None]


def test_its_pay_is_a_range_that_holds_the_truth() -> None:
    scheme = load_scheme(RULE)
    true = scheme.for_trips([order(20, 5)]).total

    for known in (order(None), order(None, 5)):
        unsure = scheme.for_trips([known]).total
        assert str(true.low) == "10.00"
        assert unsure.low <= true.low <= unsure.high
        assert unsure.low < unsure.high
