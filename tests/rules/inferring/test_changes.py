"""A silent change of the rule is said once, with its day and what it costs; nothing else is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from gigwallet.domain.money import Money
from gigwallet.domain.trip import Trip
from gigwallet.rules.inferring import Head, Inference, infer
from gigwallet.rules.inferring.writing import LABELS
from tests.rules.inferring import invented
from tests.rules.inferring.invented import ZONE, Noise, dice_of
from tests.rules.inferring.test_inference import BASE, line

DRAFT = Head("draft", "CNY", ZONE, LABELS)
KM = 'quantity = "km"'
RULE = BASE + line("km", KM, 'price = "1.20"')


def begins(trips: list[Trip], place: int) -> int:
    """The first order of the day of order ``place``."""
    return next(n for n, each in enumerate(trips) if each.day == trips[place].day)


@cache
def found(later: str, factor: int = 100) -> tuple[Inference, date]:
    """Receipts of four weeks, the rule changing in the fourth."""
    dice = dice_of(1)
    trips = invented.orders(dice, 560)
    at = begins(trips, 450)
    rider = invented.paid(trips, RULE, dice, Noise(), later, at, factor)
    assert rider.changed_on is not None
    return infer(rider.receipts, DRAFT), rider.changed_on


def test_a_cut_of_one_price_is_found_on_its_day_with_what_it_costs() -> None:
    outcome, day = found(BASE + line("km", KM, 'price = "1.10"'))

    (change,) = outcome.changes
    assert change.on == day
    assert change.until < day
    # Orders are 2.7 km in the mean: a tenth per kilometre is some 27 cents.
    assert Money(-32, "CNY") < change.per_order < Money(-22, "CNY")
    assert change.per_month < Money(-10_000, "CNY")
    assert change.chance < 1e-6


def test_several_prices_that_change_at_once_are_one_change() -> None:
    later = line("base", 'price = "3.60"') + line("km", KM, 'price = "1.35"')
    noon = line("noon", 'price = "0.50"', 'when = { between = "11:00-13:00" }')

    outcome, day = found(later + noon)

    (change,) = outcome.changes
    assert change.on == day
    assert {each.facts.get("amount_money") for each in change.after} >= {"3.60 CNY", "0.50 CNY"}


def test_a_share_taken_off_every_order_is_found() -> None:
    outcome, day = found("", factor=95)

    (change,) = outcome.changes
    assert change.on == day
    assert -6 < float(change.percent) < -4


@pytest.mark.parametrize("seed", [11, 12])
def test_tips_weather_and_misread_digits_are_no_change(seed: int) -> None:
    dice = dice_of(seed)
    trips = invented.orders(dice, 600)

    outcome = infer(invented.paid(trips, RULE, dice, Noise(rain=0.2)).receipts, DRAFT)

    assert outcome.changes == ()


def test_more_far_orders_are_no_change_of_the_rule() -> None:
    """Pay per order rises by half, and yet the rule is the same."""
    dice = dice_of(8)
    trips = invented.orders(dice, 500)
    far = [
        replace(trip, trip_m=trip.trip_m * 2 if place >= 300 and trip.trip_m else trip.trip_m)
        for place, trip in enumerate(trips)
    ]

    outcome = infer(invented.paid(far, RULE, dice, Noise()).receipts, DRAFT)

    assert outcome.changes == ()


def test_a_cut_that_is_two_days_old_is_not_yet_told_from_bad_luck() -> None:
    dice = dice_of(9)
    trips = invented.orders(dice, 500)
    at = begins(trips, 470)
    later = BASE + line("km", KM, 'price = "1.00"')

    outcome = infer(invented.paid(trips, RULE, dice, Noise(), later, at).receipts, DRAFT)

    assert outcome.changes == ()


def test_each_version_of_the_draft_holds_for_its_own_days() -> None:
    outcome, day = found(BASE + line("km", KM, 'price = "1.10"'))

    assert outcome.text is not None
    assert outcome.text.count("[[version]]") == 2
    assert f"from = {day.isoformat()}" in outcome.text
