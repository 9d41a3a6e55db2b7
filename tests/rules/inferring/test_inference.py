"""The rule behind receipts is found, its contradictions named, and doubt is said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from gigwallet.domain.instants import Instant
from gigwallet.domain.money import Money, Rounding
from gigwallet.domain.trip import Trip
from gigwallet.rules import load_scheme, read_form
from gigwallet.rules.inferring import Head, Inference, Receipt, infer
from gigwallet.rules.inferring.guess import FINE, Band, Extra, Guess, amounts
from gigwallet.rules.inferring.receipts import columns
from gigwallet.rules.inferring.writing import LABELS, Span, draft
from tests.rules.inferring import invented
from tests.rules.inferring.invented import HEAD, QUIET, ZONE, Noise, dice_of

DRAFT = Head("draft", "CNY", ZONE, LABELS)


def inferred(lines: str, count: int = 400, seed: int = 1, noise: Noise = QUIET) -> Inference:
    dice = dice_of(seed)
    trips = invented.orders(dice, count)
    return infer(invented.paid(trips, lines, dice, noise).receipts, DRAFT)


def line(name: str, *says: str) -> str:
    return f'[[version.line]]\nid = "{name}"\ncategory = "base"\n' + "\n".join(says) + "\n"


BASE = line("base", 'price = "4.50"')
FLAT_WITH_NOON = BASE + line("noon", 'price = "1.50"', 'when = { between = "11:00-13:00" }')


@pytest.mark.parametrize("family", invented.FAMILIES)
def test_a_rule_of_each_shape_is_found_to_the_cent(family: str) -> None:
    dice = dice_of(2002)
    _, lines = invented.scheme_text(dice, family)
    trips = invented.orders(dice, 400)
    rider = invented.paid(trips, lines, dice, Noise(rain=0))

    found = infer(rider.receipts, DRAFT)

    assert found.text is not None
    due, _ = load_scheme(found.text).for_each(trips)
    assert [one and one.low.minor for one in due] == rider.true


def test_orders_that_contradict_the_rule_are_listed_with_their_difference() -> None:
    dice = dice_of(5)
    trips = invented.orders(dice, 200)
    receipts = invented.paid(trips, FLAT_WITH_NOON, dice, QUIET).receipts
    short = receipts[70]
    receipts[70] = replace(short, paid=short.paid - Money(40, "CNY"))

    found = infer(receipts, DRAFT)

    (odd,) = found.contradictions
    assert (found.orders, found.fits, odd.index) == (200, 199, 70)
    assert odd.difference == Money(-40, "CNY")


def test_a_draft_is_never_taken_for_the_persons_own_rule() -> None:
    found = inferred(FLAT_WITH_NOON)

    assert found.text is not None
    assert load_scheme(found.text).illustrative


def test_a_draft_of_a_common_shape_opens_in_the_form() -> None:
    found = inferred(FLAT_WITH_NOON)

    assert found.text is not None
    form = read_form(found.text)
    assert form is not None
    assert [(each.start, each.end, str(each.amount)) for each in form.windows] == [
        ("11:00", "13:00", "1.5")
    ]


def test_a_window_over_midnight_is_one_window() -> None:
    night = line("night", 'price = "2.00"', 'when = { between = "22:00-01:00" }')

    found = inferred(BASE + night, 800)

    windows = [each.facts for each in found.pieces if each.code == "inferred_extra_window"]
    assert [(each["start"], each["amount_money"]) for each in windows] == [("22:00", "2.00 CNY")]


def test_a_price_for_weight_is_found() -> None:
    dice = dice_of(7)
    receipts = invented.paid(invented.orders(dice, 300), FLAT_WITH_NOON, dice, QUIET).receipts
    heavy = []
    for each in receipts:
        grams = dice.choice([800, 2500, 4900, 5000, 5001, 7200, 9900])
        more = Money(50 * max(0, -(-(grams - 5000) // 1000)), "CNY")
        heavy.append(replace(each, paid=each.paid + more, grams=grams))

    found = infer(heavy, DRAFT)

    load = next(each for each in found.pieces if each.code == "inferred_load")
    assert load.facts == {"from_kg": "5", "amount_money": "0.50 CNY"}
    assert found.fits == 300


def test_what_equal_receipts_cannot_tell_is_said() -> None:
    """On one price per order, 1.50 more and a third more are the same."""
    found = inferred(line("base", 'price = "5.00"') + FLAT_WITH_NOON.removeprefix(BASE), 600)

    told = {each.about: each for each in found.doubts}
    assert found.fits == found.orders
    assert "clock" not in told
    assert not told.keys() & {"edge", "begun"}


def test_an_edge_between_two_orders_is_said_to_lie_anywhere_between_them() -> None:
    dice = dice_of(3)
    trips = [
        trip
        for trip in invented.orders(dice, 600)
        if trip.accepted_at is not None and not 10 <= trip.accepted_at.local.hour < 11
    ]
    receipts = invented.paid(trips, FLAT_WITH_NOON, dice, QUIET).receipts

    found = infer(receipts, DRAFT)

    doubt = next(each for each in found.doubts if each.about == "window")
    assert "09:45" <= doubt.first <= "10:00"
    assert doubt.second == "11:00"
    assert doubt.this != doubt.other


def test_distances_printed_to_a_tenth_count_as_explained_within_their_rounding() -> None:
    km = line("km", 'quantity = "km"', 'price = "1.35"')

    found = inferred(BASE + km, 500, noise=replace(QUIET, coarse=100))

    assert {each.facts.get("price") for each in found.pieces} >= {"1.35"}
    assert found.fits < found.orders
    assert found.fits + found.printed == found.orders


def test_pay_that_follows_no_rule_gives_no_draft() -> None:
    dice = dice_of(4)
    receipts = [
        Receipt(trip, Money(dice.randrange(400, 1600), "CNY"))
        for trip in invented.orders(dice, 300)
    ]

    found = infer(receipts, DRAFT)

    assert (found.text, found.reason) == (None, "no_rule_explains")


def test_a_handful_of_orders_gives_no_draft() -> None:
    found = inferred(BASE, 19)

    assert (found.text, found.reason, found.orders) == (None, "too_few_orders", 19)


def test_the_same_receipts_give_the_same_answer_in_any_order() -> None:
    dice = dice_of(6)
    receipts = invented.paid(invented.orders(dice, 200), FLAT_WITH_NOON, dice, Noise()).receipts

    one, other = infer(receipts, DRAFT), infer(receipts[::-1], DRAFT)

    assert (one.text, one.fits, one.pieces) == (other.text, other.fits, other.pieces)


GUESSES = [
    Guess(450),
    Guess(450, (Band(0, 135 * FINE),), minute=28 * FINE),
    Guess(350, (Band(1000, 50 * FINE), Band(3000, 50 * FINE, 500, started=True))),
    Guess(400, (Band(3000, 150 * FINE, 0), Band(5000, 150 * FINE, 0))),
    Guess(300, (Band(0, 155 * FINE, 1000, started=True),), rounding=Rounding.DOWN),
    Guess(500, (Band(0, 133 * FINE),), rounding=Rounding.UP, step=10),
    Guess(500, (Band(2000, 133 * FINE),), extras=(Extra(percent=30, start=1020, end=1170),)),
    Guess(503, (Band(0, 97 * FINE),), extras=(Extra(percent=30, start=1020, end=1170),), taken=5),
    Guess(500, extras=(Extra(200, start=1320, end=360, days=(4, 5)),)),
    Guess(500, extras=(Extra(100, days=(5, 6)), Extra(50, start=660, end=780)), clock="completed"),
    Guess(
        500,
        extras=(Extra(300, dates=(date(2025, 1, 4).toordinal(), date(2025, 1, 6).toordinal())),),
    ),
]


@pytest.mark.parametrize("number", range(len(GUESSES)))
def test_a_guess_reckons_exactly_what_its_draft_does(number: int) -> None:
    guess = GUESSES[number]
    trips = invented.orders(dice_of(number), 300)
    text = draft(DRAFT, [Span(date(2020, 1, 1), None, guess)])

    due, _ = load_scheme(text).for_each(trips)
    orders = columns([Receipt(trip, Money(0, "CNY")) for trip in trips], ZONE)

    exact = {
        int(place): int(minor)
        for place, minor in zip(orders.index, amounts(guess, orders), strict=True)
    }
    assert exact == {place: one.low.minor for place, one in enumerate(due) if one is not None}


def test_the_invented_rules_are_rules() -> None:
    assert load_scheme(HEAD + FLAT_WITH_NOON).versions


def _dated(trip: Trip) -> Trip:
    assert trip.day is not None
    day = Instant.from_day(trip.day, ZONE)
    return replace(trip, accepted_at=day, completed_at=day)


@pytest.mark.parametrize(
    ("worn", "paid"),
    [
        (lambda trip: replace(trip, trip_m=None, duration_s=None), 450),
        (_dated, 450),
        (lambda trip: replace(trip, trip_m=3000, duration_s=0), 0),
        (lambda trip: replace(trip, trip_m=0), -450),
        (lambda trip: replace(trip, trip_m=2_000_000, completed_at=None), 450),
    ],
    ids=["no distance", "days only", "nothing paid", "taken back", "very far"],
)
def test_odd_receipts_are_explained_all_the_same(worn: Callable[[Trip], Trip], paid: int) -> None:
    trips = [worn(trip) for trip in invented.orders(dice_of(9), 40)]

    found = infer([Receipt(trip, Money(paid, "CNY")) for trip in trips], DRAFT)

    assert (found.orders, found.fits, found.contradictions) == (40, 40, ())
