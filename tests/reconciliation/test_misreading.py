"""What of a short amount is missing even if a digit of the picture was misread."""

from __future__ import annotations

import pytest

from gigwallet.reconciliation.misreading import least_short


@pytest.mark.parametrize(
    ("read", "short", "least"),
    [
        (534, 300, 0),  # 8.34 was expected, and is one digit away
        (763, 71, 41),  # with another digit it is 7.93 at the most
        (200, 442, 42),  # 6.00
        (70, 600, 0),  # 6.70: the first digit was read as nothing
        (99, 1000, 0),  # 10.99: the zero after it is no digit without it
        (650, 84, 0),  # 7.50, rounded up from 7.34
    ],
)
def test_what_one_other_digit_would_explain_is_not_claimed(
    read: int, short: int, least: int
) -> None:
    assert least_short([read], short) == least


def test_of_several_amounts_one_digit_of_one_is_thought_wrong() -> None:
    assert least_short([763, 534], 300) == 0
    assert least_short([763, 200], 442) == 42


def test_an_amount_that_was_printed_is_missing_as_it_is() -> None:
    assert least_short([], 300) == 300
