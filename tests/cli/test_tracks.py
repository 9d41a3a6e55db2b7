"""What ``reconcile`` says of tracks, for people and for programs."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

from gigwallet import words
from gigwallet.cli import values
from gigwallet.cli.pay_check import told
from gigwallet.domain.instants import Instant
from gigwallet.domain.reconciled import Reconciliation
from gigwallet.domain.track import pack
from tests.reconciliation.invented import ZONE, check, in_use, known, shape, trip
from tests.reconciliation.rides import phone, ride

_BEGIN = datetime(2026, 8, 3, 10, 0, tzinfo=UTC)


def _half_paid(*, ruled: bool = False) -> Reconciliation:
    dice = random.Random(3)  # noqa: S311
    true = ride(dice, 25)
    order = trip(
        "MT 77",
        "2026-08-03T18:00",
        picked_up_at=Instant(_BEGIN, ZONE),
        completed_at=Instant(_BEGIN + timedelta(minutes=25), ZONE),
        paid_m=round(true.metres / 2),
    )
    schemes = [in_use(shape("distance_bands/km_bands"))] if ruled else []
    track = known(pack(phone(dice, true, 5, 5)), "history")
    return check(trips=[order], tracks=[track], schemes=schemes)


def test_a_distance_that_no_rule_prices_is_told_without_an_amount() -> None:
    words.set_language("en")

    lines = told(_half_paid())

    assert "Distance differs from the track  MT 77" in lines
    assert any("in a straight line" in line for line in lines)
    assert "A track says something of 1 trip." in lines


def test_one_that_a_rule_prices_is_told_with_it_and_that_it_is_not_counted() -> None:
    words.set_language("en")

    lines = told(_half_paid(ruled=True))

    (head,) = (line for line in lines if line.startswith("Distance differs"))
    assert "¥" in head
    assert any("not counted as short" in line for line in lines)


def test_a_program_is_told_metres_and_seconds() -> None:
    (said,) = values.reconciliation(_half_paid())["tracked"]

    assert said["ref"] == "MT 77"
    assert said["from_pickup"]
    assert said["low_m"] < said["along_m"] < said["high_m"]
    assert said["paid_m"] < said["low_m"]
    assert (said["coverage"], said["jumps"], said["day"]) == ("1.00", 0, "2026-08-03")
