from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigwallet.domain.money import UNNAMED, Money
from gigwallet.tabular.amounts import Style, always_fractional, money, number, style_of


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1,234.56", "1234.56"),
        ("¥28.16", "28.16"),
        ("￥１２．５０", "12.50"),
        ("(12.00)", "-12.00"),
        ("（12.00）", "-12.00"),
        ("5-", "-5"),
        ("- $5", "-5"),
        ("−5.00", "-5.00"),
        ("¥-5.00", "-5.00"),
        ("COP 15,000.00", "15000.00"),
        ("12.50 CNY", "12.50"),
        ("12.50元", "12.50"),
        ("1 234.56", "1234.56"),
        ("1\u00a0234.56", "1234.56"),
        ("+3", "3"),
    ],
)
def test_an_amount_is_read_however_it_is_dressed(text: str, amount: str) -> None:
    assert number(text) == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "currency", "agrees"),
    [
        ("€12.50", "EUR", True), ("€12.50", "USD", False), ("12.50 EUR", "USD", False),
        ("$12.50", "CAD", True), ("$12.50", "EUR", False), ("US$12.50", "CAD", False),
        ("¥12.50", "CNY", True), ("￥12.50", "CNY", True), ("¥12", "JPY", True),
        ("¥12.50", "USD", False), ("12.50元", "CNY", True), ("12.50", "USD", True),
        ("$12.50", UNNAMED, True),
    ],
)  # fmt: skip
def test_an_amount_with_the_sign_of_another_currency_is_none_of_this_one(
    text: str, currency: str, agrees: bool
) -> None:
    if agrees:
        assert money(text, currency).currency == currency
    else:
        with pytest.raises(ValueError, match="another currency"):
            money(text, currency)


def test_a_comma_column_is_read_as_one() -> None:
    cells = ["1.234,56", "12,5", "7"]

    style = style_of(cells)

    assert style is Style.COMMA
    assert [number(cell, style) for cell in cells] == [
        Decimal("1234.56"),
        Decimal("12.5"),
        Decimal(7),
    ]


def test_a_cell_against_the_style_of_its_column_is_not_guessed() -> None:
    style = style_of(["12.50", "3.10", "1.234,56"])

    assert style is Style.POINT
    with pytest.raises(ValueError, match="style"):
        number("1.234,56", style)


@pytest.mark.parametrize("text", ["", "-", "12.5.0", "1,23", "1,2345", "--5", "12a", "1e5", "NaN"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="number"):
        number(text)


def test_money_is_never_finer_than_its_minor_unit_but_binary_noise_is_forgiven() -> None:
    assert money("4.800000001", "CHF") == Money(480, "CHF")
    with pytest.raises(ValueError, match="finer"):
        money("4.805", "CHF")


def test_a_column_that_always_writes_its_fraction_says_so() -> None:
    assert always_fractional(["1.50"] * 19 + ["2"], "EUR")
    assert not always_fractional(["1.50", "2"] * 10, "EUR")
    assert not always_fractional(["1.0"] * 20, "JPY")


@given(minor=st.integers(-(10**9), 10**9), style=st.sampled_from(Style))
def test_what_is_written_in_a_style_is_read_back(minor: int, style: Style) -> None:
    text = f"{Decimal(minor).scaleb(-2):,.2f}"
    if style is Style.COMMA:
        text = text.translate(str.maketrans(",.", ".,"))

    assert money(text, "CNY", style) == Money(minor, "CNY")


@pytest.mark.parametrize(
    ("cell", "currency", "style", "amount"),
    [
        ("1 234,50 zł", "PLN", Style.COMMA, "1234.50"),
        ("12,50 kr", "SEK", Style.COMMA, "12.50"),
        ("kr. 1.234,50", "DKK", Style.COMMA, "1234.50"),
        ("12,50 lei", "RON", Style.COMMA, "12.50"),
        ("120 Kč", "CZK", Style.COMMA, "120.00"),
        ("-1 200 Ft", "HUF", Style.COMMA, "-1200.00"),
        ("Rs. 1,20,000.50", "INR", Style.POINT, "120000.50"),
        ("Rs 450", "INR", Style.POINT, "450.00"),
        ("RM12.50", "MYR", Style.POINT, "12.50"),
        ("SFr. 1'234.50", "CHF", Style.POINT, "1234.50"),
    ],
)
def test_signs_that_are_words_stand_beside_amounts(
    cell: str, currency: str, style: Style, amount: str
) -> None:
    assert str(money(cell, currency, style)) == amount
    with pytest.raises(ValueError, match="another currency"):
        money(cell, "USD", style)


@pytest.mark.parametrize(
    "cell", ["366³75", "²5", "1①2", "12 rides", "3 kids", "Rst 12", "12 kro", "lei", "5,Ft"]
)
def test_a_word_that_is_no_sign_makes_no_amount(cell: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        number(cell)
