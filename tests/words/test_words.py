"""Figures are written as the language writes them, and every sentence can be filled in."""

import string
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import pytest

from gigwallet import words
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.words.refusals import sentence
from gigwallet.words.sentences import collected


@pytest.fixture(autouse=True)
def _speak_english_again() -> Iterator[None]:
    before = words.language()
    words.set_language("en")
    yield
    words.set_language(before)


def test_yuan_and_yen_are_told_apart() -> None:
    for language in words.LANGUAGES:
        words.set_language(language)

        assert words.money(Money(492100, "CNY")) == "¥4,921.00"
        assert words.money(Money(5000, "JPY")) == "JP¥5,000"


def test_an_amount_of_no_known_currency_is_its_digits_alone() -> None:
    for language in words.LANGUAGES:
        words.set_language(language)

        assert words.money(Money(-492100, "XXX")) == "\N{MINUS SIGN}4,921.00"


def test_minus_is_a_minus_sign() -> None:
    assert words.money(Money(-350, "EUR")) == "\N{MINUS SIGN}€3.50"
    assert words.signed_money(Money(350, "EUR")) == "+€3.50"
    assert words.number(Decimal("-1234.5")) == "\N{MINUS SIGN}1,234.5"


def test_months_days_and_hours_follow_the_language() -> None:
    assert words.period(Period.of_month(2025, 7)) == "July 2025"
    words.set_language("zh")
    assert words.period(Period.of_month(2025, 7)) == "2025年7月"
    assert words.day(date(2025, 7, 2)) == "2025年7月2日"
    words.set_language("en")
    assert words.duration(timedelta(minutes=125)) == "2 h 05 min"


def test_an_unworded_refusal_still_shows_its_code() -> None:
    assert sentence(GigWalletError("never_worded")) == "never_worded"


def test_facts_are_written_for_people() -> None:
    from gigwallet.words.refusals import _fact

    assert _fact("gap_money", "4921.00 CNY") == "¥4,921.00"
    assert _fact("paid_period", "2025-07-01/2025-07-31") == "July 2025"
    assert _fact("name", "a.csv") == "a.csv"


@pytest.mark.parametrize("table", ["REFUSALS", "STEPS", "REASONS"])
def test_every_sentence_is_the_same_in_every_language_as_far_as_its_facts_go(table: str) -> None:
    def fields(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    for code, text in collected(table).items():
        words.set_language("zh")
        assert fields(words._(text)) == fields(text), code


def test_every_refusal_ends_with_what_to_do() -> None:
    """Two sentences at least: what happened, and the next step."""
    for code, text in collected("REFUSALS").items():
        assert text.count(". ") + text.count("; ") >= 1, code
        assert text.rstrip().endswith((".", "}")), code


def test_a_file_whose_name_nobody_knew_is_called_the_file() -> None:
    for facts in ({"name": ""}, {}):
        told = sentence(GigWalletError("file_unreadable", **facts))

        assert told.startswith("The file could not be read.")


def test_the_name_of_a_file_turns_no_sentence_around() -> None:
    name = "bill\N{RIGHT-TO-LEFT OVERRIDE}gnp.csv\x1b[2J"

    told = sentence(GigWalletError("file_unreadable", name=name))

    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in told
    assert "\x1b" not in told
    assert "gnp.csv" in told


def test_letters_do_not_run_into_the_figure_of_their_currency() -> None:
    assert words.money(Money.of("621.95", "CHF")) == "CHF\N{NO-BREAK SPACE}621.95"
    assert words.money(Money.of("-0.05", "EUR")) == "\N{MINUS SIGN}€0.05"
