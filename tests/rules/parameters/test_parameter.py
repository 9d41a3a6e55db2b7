"""What a dated number of public law answers, and what it refuses to guess."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from gigwallet.domain.errors import GigWalletError
from gigwallet.rules.parameters import DatedValue, Parameter

CHECKED = date(2026, 11, 22)


def value(first: date, last: date | None, amount: str, confidence: str = "A") -> DatedValue:
    return DatedValue(first, last, Fraction(amount), None, "the gazette", confidence, CHECKED)


WAGE = Parameter(
    name="xx.wage",
    unit="EUR/h",
    scope="xx",
    values=(
        value(date(2024, 1, 1), date(2024, 6, 30), "12.41"),
        value(date(2025, 1, 1), None, "12.82"),
    ),
    to_confirm=(value(date(2024, 7, 1), date(2024, 12, 31), "12.60", "C"),),
)


@pytest.mark.parametrize(
    ("day", "amount"),
    [
        (date(2024, 1, 1), "12.41"),
        (date(2024, 6, 30), "12.41"),
        (date(2025, 1, 1), "12.82"),
        (date(2026, 5, 1), "12.82"),
    ],
    ids=str,
)
def test_a_day_is_answered_with_the_value_in_force_on_it(day: date, amount: str) -> None:
    assert WAGE.at(day).amount == Fraction(amount)


@pytest.mark.parametrize("day", [date(2023, 12, 31), date(2024, 7, 1), date(2024, 12, 31)], ids=str)
def test_a_day_without_a_trusted_value_is_refused_and_never_lent_a_neighbours(day: date) -> None:
    with pytest.raises(GigWalletError) as refused:
        WAGE.at(day)

    assert refused.value.code == "parameter_no_value"
    assert refused.value.facts == {"parameter": "xx.wage", "on_day": day.isoformat()}


def test_a_day_after_the_last_check_is_answered_and_marked() -> None:
    assert not WAGE.trace(CHECKED).unchecked
    assert WAGE.trace(date(2026, 11, 23)).unchecked


def test_a_value_that_has_ended_is_not_called_unchecked() -> None:
    assert not WAGE.trace(date(2024, 3, 1)).unchecked


def test_the_days_on_which_a_number_changes_are_named() -> None:
    assert WAGE.changes(date(2024, 1, 1), date(2025, 1, 1)) == (date(2025, 1, 1),)
