from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from gigwallet.domain.money import Money
from gigwallet.gui.widgets.answers import Answers, decimal_of, hours_of, money_of


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("4921", "4921"),
        ("4,921.00", "4921.00"),
        ("12,50", "12.50"),
        ("４９２１．５", "4921.5"),
        (" 1 250 ", "1250"),
    ],
)
def test_a_number_is_read_as_people_write_it(typed: str, meant: str) -> None:
    assert decimal_of(typed) == Decimal(meant)


@pytest.mark.parametrize(
    "typed", ["", "abc", "1.2.3", "-5", "1,23,4", "5x", "12,5000", "nan", "1e3"]
)
def test_what_is_no_number_is_not_guessed_at(typed: str) -> None:
    assert decimal_of(typed) is None


@pytest.mark.parametrize("typed", ["¥50", "50元", "￥50.00", "50 CNY", "CN¥50"])
def test_an_amount_may_carry_its_sign(typed: str) -> None:
    assert money_of(typed, "CNY") == Money.of("50", "CNY")


def test_an_amount_finer_than_a_coin_is_refused_at_its_field() -> None:
    answers = Answers({"gross": "1.005"})

    assert answers.amount("gross", "CNY") is None
    assert "digits" in answers.errors["gross"]


def test_hours_are_read_both_ways() -> None:
    assert hours_of("7:30") == hours_of("7.5") == timedelta(hours=7, minutes=30)
