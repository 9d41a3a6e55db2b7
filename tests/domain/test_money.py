"""Money is exact, keeps its currency, and is rounded only where a rule says how."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigwallet.domain.money import Money, Rounding, exponent

minors = st.integers(-(10**14), 10**14)
currencies = st.sampled_from(["CNY", "EUR", "JPY", "KWD", "COP"])


@given(minors, currencies)
def test_what_is_written_reads_back_the_same(minor: int, currency: str) -> None:
    amount = Money(minor, currency)

    assert Money.of(str(amount), currency) == amount
    assert Money.of(amount.amount, currency) == amount


@given(minors, minors, currencies)
def test_adding_and_taking_away_again_changes_nothing(a: int, b: int, currency: str) -> None:
    assert Money(a, currency) + Money(b, currency) - Money(b, currency) == Money(a, currency)


@given(st.decimals(-10_000, 10_000, places=6), currencies)
def test_rounding_moves_less_than_one_minor_unit(amount: Decimal, currency: str) -> None:
    step = Decimal(1).scaleb(-exponent(currency))
    for rounding in Rounding:
        assert abs(Money.rounded(amount, currency, rounding).amount - amount) < step


def test_half_a_fen_goes_up_where_the_rule_says_half_up() -> None:
    assert str(Money.rounded(Decimal("1.005"), "CNY", Rounding.HALF_UP)) == "1.01"
    assert str(Money.rounded(Decimal("1.005"), "CNY", Rounding.HALF_EVEN)) == "1.00"
    assert str(Money.rounded(Decimal("-1.009"), "CNY", Rounding.DOWN)) == "-1.00"


def test_yen_have_no_decimals() -> None:
    assert str(Money.of("1200", "JPY")) == "1200"


@pytest.mark.parametrize("amount", ["1.005", "abc", "1,2", "NaN", "Infinity", ""])
def test_what_is_not_an_exact_amount_is_refused(amount: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Money.of(amount, "CNY")


def test_two_currencies_do_not_add_up() -> None:
    with pytest.raises(ValueError, match="do not add up"):
        Money(1, "CNY") + Money(1, "EUR")
    with pytest.raises(ValueError, match="do not add up"):
        _ = Money(1, "CNY") < Money(2, "EUR")


def test_a_float_never_becomes_money() -> None:
    with pytest.raises(TypeError):
        Money(1.5, "CNY")  # type: ignore[arg-type]  the test is that this is refused
