"""What of a short amount is missing even if a digit of the picture was misread."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gigwallet.domain.pay_line import PayLine
from gigwallet.domain.recorded import HowKnown, Recorded
from gigwallet.reconciliation.misreading import least_short
from tests.reconciliation.invented import cny, line


def _paid(amount: str, how: HowKnown) -> list[Recorded[PayLine]]:
    paid = line("A1", amount)
    return [replace(paid, revision=replace(paid.revision, how=how))]


@pytest.mark.parametrize(
    ("read", "short", "least"),
    [
        ("5.34", "3.00", "0.00"),  # 8.34 was expected, and is one digit away
        ("7.63", "0.71", "0.41"),  # with another digit it is 7.93 at the most
        ("2.00", "4.42", "0.42"),  # 6.00
        ("0.70", "6.00", "0.00"),  # 6.70: the first digit was read as nothing
        ("6.50", "0.84", "0.00"),  # 7.50, rounded up from 7.34
    ],
)
def test_what_one_other_digit_would_explain_is_not_claimed(
    read: str, short: str, least: str
) -> None:
    assert least_short(_paid(read, HowKnown.READ_BY_OCR), cny(short)) == cny(least)


def test_an_amount_that_was_printed_is_missing_as_it_is() -> None:
    assert least_short(_paid("5.34", HowKnown.IMPORTED), cny("3.00")) == cny("3.00")
