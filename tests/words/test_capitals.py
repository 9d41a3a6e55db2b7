"""Yuan in capital numerals: read back, they are the same amount."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gigwallet.domain.money import Money
from gigwallet.words.capitals import yuan_in_capitals

DIGITS = "零壹贰叁肆伍陆柒捌玖"


def _below_ten_thousand(text: str) -> int:
    total, digit = 0, 0
    for character in text:
        if character in DIGITS:
            digit = DIGITS.index(character)
        else:
            total += digit * {"拾": 10, "佰": 100, "仟": 1000}[character]
            digit = 0
    return total + digit


def _read(text: str) -> int:
    """An independent reader: the amount in fen."""
    body = text.removeprefix("人民币")
    sign = -1 if body.startswith("负") else 1
    body = body.removeprefix("负")
    yuan_text, _, rest = body.partition("元") if "元" in body else ("", "", body)
    high, _, low = yuan_text.rpartition("亿")
    yuan = 0
    for part, unit in ((high, 10**8), (low, 1)):
        ten_thousands, _, ones = part.rpartition("万")
        yuan += (_below_ten_thousand(ten_thousands) * 10_000 + _below_ten_thousand(ones)) * unit
    jiao = re.search(r"([壹贰叁肆伍陆柒捌玖])角", rest)
    fen = re.search(r"([壹贰叁肆伍陆柒捌玖])分", rest)
    cents = (DIGITS.index(jiao[1]) * 10 if jiao else 0) + (DIGITS.index(fen[1]) if fen else 0)
    return sign * (yuan * 100 + cents)


@pytest.mark.parametrize(
    ("amount", "capitals"),
    [
        ("0.00", "人民币零元整"),
        ("0.05", "人民币伍分"),
        ("0.50", "人民币伍角整"),
        ("1.05", "人民币壹元零伍分"),
        ("10.00", "人民币壹拾元整"),
        ("80.00", "人民币捌拾元整"),
        ("101.00", "人民币壹佰零壹元整"),
        ("325.04", "人民币叁佰贰拾伍元零肆分"),
        ("1000.00", "人民币壹仟元整"),
        ("1001.00", "人民币壹仟零壹元整"),
        ("1234.50", "人民币壹仟贰佰叁拾肆元伍角整"),
        ("1680.32", "人民币壹仟陆佰捌拾元叁角贰分"),
        ("6007.14", "人民币陆仟零柒元壹角肆分"),
        ("6297.00", "人民币陆仟贰佰玖拾柒元整"),
        ("10000.00", "人民币壹万元整"),
        ("10001.00", "人民币壹万零壹元整"),
        ("16409.02", "人民币壹万陆仟肆佰零玖元零贰分"),
        ("100050.00", "人民币壹拾万零伍拾元整"),
        ("107000.53", "人民币壹拾万柒仟元伍角叁分"),
        ("100000000.00", "人民币壹亿元整"),
        ("100010000.00", "人民币壹亿零壹万元整"),
        ("1000000001.00", "人民币壹拾亿零壹元整"),
        ("-12.00", "人民币负壹拾贰元整"),
    ],
)
def test_amounts_as_bills_write_them(amount: str, capitals: str) -> None:
    assert yuan_in_capitals(Money.of(amount, "CNY")) == capitals


@settings(deadline=None)
@given(minor=st.integers(-(10**18) + 1, 10**18 - 1) | st.integers(-2_000_000, 2_000_000))
def test_read_back_it_is_the_same_amount(minor: int) -> None:
    text = yuan_in_capitals(Money(minor, "CNY"))

    assert _read(text) == minor
    assert "零零" not in text
    assert text.endswith(("整", "分"))


@pytest.mark.parametrize("amount", [Money(100, "EUR"), Money(10**18, "CNY")])
def test_what_cannot_be_written_is_not_guessed(amount: Money) -> None:
    with pytest.raises(ValueError, match="capitals"):
        yuan_in_capitals(amount)
