from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from gigwallet import words
from gigwallet.app.rules.keep_scheme import (
    DistancePrice,
    FlatPrice,
    FormBand,
    FormPrice,
    FormWindow,
    SchemeForm,
    StartPrice,
    TierPrice,
)
from gigwallet.domain.money import Money
from gigwallet.gui.screens.pay_rules import examples
from gigwallet.gui.screens.pay_rules.examples import Asked

STEPS = ((300, Decimal("5.0")), (1000, Decimal("5.5")), (None, Decimal("6.0")))


def rule(price: FormPrice, **also: object) -> SchemeForm:
    return SchemeForm("rule", "CNY", "Asia/Shanghai", date(2025, 1, 1), price, **also)  # type: ignore[arg-type]  # the optional fields of a form


@pytest.fixture(autouse=True)
def _english() -> None:
    words.set_language("en")


def test_nine_hundred_twenty_two_orders_pay_what_the_golden_case_says() -> None:
    found = examples.work_out(rule(TierPrice(False, "month", STEPS)), Asked(orders=922))

    assert examples.month_sentence(found) == "922 orders in a month pay ¥4,921.00."
    assert found.cliffs == ()


def test_an_order_in_a_window_across_midnight_pays_its_extra() -> None:
    night = FormWindow("Night", "22:00", "06:00", amount=Decimal("2.00"))
    found = examples.work_out(
        rule(FlatPrice(Decimal("4.50")), windows=(night,)), Asked(hour=1, minute=30)
    )

    assert examples.order_sentence(found) == "An order of 4.7 km at 01:30 pays ¥6.50."


def test_a_step_that_reprices_the_whole_month_is_called_a_cliff() -> None:
    found = examples.work_out(rule(TierPrice(True, "month", STEPS)), Asked())

    assert [(cliff.orders, cliff.below, cliff.above) for cliff in found.cliffs] == [
        (300, Money.of("1500", "CNY"), Money.of("1655.50", "CNY")),
        (1000, Money.of("5500", "CNY"), Money.of("6006", "CNY")),
    ]
    assert "at a stroke" in examples.cliff_sentence(found.cliffs[0])


def test_a_metre_that_changes_the_price_is_called_a_cliff() -> None:
    bands = (
        FormBand(Decimal(3), Decimal("4.50")),
        FormBand(None, None, Decimal("0.50"), Decimal("0.5"), started=True),
    )
    found = examples.work_out(rule(DistancePrice(bands)), Asked())

    assert [(cliff.metres, cliff.above - cliff.below) for cliff in found.cliffs] == [
        (3000, Money.of("0.50", "CNY"))
    ]


def test_the_metre_after_those_that_a_starting_price_includes_is_called_a_cliff() -> None:
    begun = StartPrice(Decimal(6), Decimal(3), Decimal("1.50"), started=True)
    exact = StartPrice(Decimal(6), Decimal(3), Decimal("1.50"), apart="里程费")
    found, smooth = (examples.work_out(rule(each), Asked()) for each in (begun, exact))

    assert examples.order_sentence(found) == "An order of 4.7 km at 12:10 pays ¥9.00."
    assert [(each.metres, each.above - each.below) for each in found.cliffs] == [
        (3000, Money.of("1.50", "CNY"))
    ]
    assert examples.order_sentence(smooth) == "An order of 4.7 km at 12:10 pays ¥8.55."
    assert smooth.cliffs == ()


def test_where_the_count_decides_the_example_is_called_the_first_order() -> None:
    found = examples.work_out(rule(TierPrice(False, "month", STEPS)), Asked())

    assert examples.order_sentence(found) == "The first order, of 4.7 km at 12:10, pays ¥5.00."


def test_a_range_that_says_nothing_is_not_shown_as_figures() -> None:
    bands = (FormBand(Decimal(3), Decimal("4.50")), FormBand(None, None, Decimal("0.50")))
    found = examples.work_out(rule(DistancePrice(bands)), Asked())

    assert examples.month_sentence(found).startswith("What 922 orders in a month pay depends on")
    assert examples.reasons(found.month) == []
