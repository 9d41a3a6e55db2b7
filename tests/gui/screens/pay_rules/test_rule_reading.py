from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as some

from gigwallet.app.rules.keep_scheme import (
    DistancePrice,
    FlatPrice,
    FormBand,
    FormDeduction,
    FormWindow,
    SchemeForm,
    StartPrice,
    TierPrice,
    read_form,
    write_scheme,
)
from gigwallet.domain.money import Rounding
from gigwallet.gui.screens.pay_rules import rule_reading
from gigwallet.gui.widgets.answers import Answers

PRICES = some.decimals(min_value="0.01", max_value=999, places=2)
WORDS = some.text("差评迟到上线night bonus", min_size=1, max_size=12).map(str.strip).filter(bool)
CLOCKS = some.builds(lambda h, m: f"{h:02d}:{m:02d}", some.integers(0, 23), some.integers(0, 59))


@some.composite
def tiers(draw: some.DrawFn) -> TierPrice:
    ends = sorted(draw(some.sets(some.integers(1, 3000), max_size=4)))
    steps = tuple((end, draw(PRICES)) for end in (*ends, None))
    return TierPrice(draw(some.booleans()), draw(some.sampled_from(["month", "week"])), steps)


@some.composite
def distances(draw: some.DrawFn) -> DistancePrice:
    ends = sorted(draw(some.sets(some.integers(1, 30), max_size=3)))
    bands = [FormBand(Decimal(end), draw(PRICES)) for end in ends]
    each = draw(some.sampled_from([Decimal("0.5"), Decimal(1)]))
    bands.append(FormBand(None, None, draw(PRICES), each, draw(some.booleans())))
    return DistancePrice(tuple(bands))


@some.composite
def starts(draw: some.DrawFn) -> StartPrice:
    km = Decimal(draw(some.integers(0, 8)))
    each = draw(some.sampled_from([Decimal("0.5"), Decimal(1)]))
    apart = draw(WORDS) if not km or draw(some.booleans()) else ""
    return StartPrice(draw(PRICES), km, draw(PRICES), each, draw(some.booleans()), apart)


@some.composite
def windows(draw: some.DrawFn) -> FormWindow:
    start = draw(CLOCKS)
    end = draw(CLOCKS.filter(lambda clock: clock != start))
    value = draw(PRICES)
    if draw(some.booleans()):
        return FormWindow(draw(WORDS), start, end, amount=value)
    return FormWindow(draw(WORDS), start, end, multiply=value)


RULES = some.builds(
    SchemeForm,
    name=WORDS,
    currency=some.just("CNY"),
    zone=some.just("Asia/Shanghai"),
    first_day=some.dates(date(2020, 1, 1), date(2026, 12, 31)),
    price=some.one_of(some.builds(FlatPrice, PRICES), tiers(), distances(), starts()),
    label=WORDS,
    rate_date=some.sampled_from(["completed", "accepted"]),
    rounding=some.sampled_from(Rounding),
    illustrative=some.booleans(),
    windows=some.lists(windows(), max_size=2).map(tuple),
    commission_percent=some.none() | some.integers(1, 40).map(Decimal),
    deductions=some.lists(
        some.builds(
            FormDeduction, WORDS, some.sampled_from(["event", "order", "day", "month"]), PRICES
        ),
        max_size=2,
    ).map(tuple),
    pay_day_of_next_month=some.none() | some.integers(1, 31),
)


@given(RULES)
def test_a_rule_shown_in_the_form_is_read_back_as_the_same_rule(rule: SchemeForm) -> None:
    answers = Answers(rule_reading.texts_of(rule))

    assert rule_reading.scheme_form(answers, "CNY", "Asia/Shanghai") == rule
    assert answers.errors == {}


def golden() -> Answers:
    return Answers(
        {
            "name": "2025 contract", "first_day": "2025-01-01", "shape": "tiers",
            "whole": "marginal", "over": "month",
            "step_to_1": "300", "step_price_1": "5.0",
            "step_to_2": "1,000", "step_price_2": "5.5",
            "step_to_3": "", "step_price_3": "6.0",
            "deduction_label_1": "差评", "deduction_per_1": "event", "deduction_amount_1": "50",
        }
    )  # fmt: skip


def test_the_golden_tiers_make_a_rule_that_the_program_accepts() -> None:
    rule = rule_reading.scheme_form(golden(), "CNY", "Asia/Shanghai")

    assert rule is not None
    assert rule.price == TierPrice(
        False, "month", ((300, Decimal("5.0")), (1000, Decimal("5.5")), (None, Decimal("6.0")))
    )
    assert read_form(write_scheme(rule)) == rule


def starting(**also: str) -> Answers:
    texts = {
        "name": "2025 contract", "first_day": "2025-01-01", "shape": "start",
        "start_price": "6", "start_km": "3", "start_add": "1.50", "start_each": "",
        "start_count": "started", "start_apart": "",
    }  # fmt: skip
    return Answers(texts | also)


def test_a_starting_price_is_one_amount_unless_the_slip_prints_two() -> None:
    asked = (starting(), starting(start_apart="yes"), starting(start_km="0"))
    found = [rule_reading.scheme_form(each, "CNY", "Asia/Shanghai") for each in asked]
    one = StartPrice(Decimal(6), Decimal(3), Decimal("1.50"), started=True)

    assert [each and each.price for each in found] == [
        one,
        replace(one, apart="Pay for distance"),
        replace(one, km=Decimal(0), apart="Pay for distance"),
    ]


def test_a_starting_price_says_at_each_field_what_it_needs() -> None:
    answers = starting(start_price="", start_km="", start_add="", start_each="0")

    assert rule_reading.scheme_form(answers, "CNY", "Asia/Shanghai") is None
    assert set(answers.errors) == {"start_price", "start_km", "start_add", "start_each"}


def test_an_empty_form_says_at_each_field_what_it_needs() -> None:
    answers = Answers(rule_reading.no_rule(date(2025, 9, 3)))

    assert rule_reading.scheme_form(answers, "CNY", "Asia/Shanghai") is None
    assert {"name", "step_price_1"} <= set(answers.errors)


def test_steps_that_do_not_rise_are_refused_at_their_line() -> None:
    texts = golden().texts | {"step_to_2": "300"}
    answers = Answers(texts)

    assert rule_reading.scheme_form(answers, "CNY", "Asia/Shanghai") is None
    assert list(answers.errors) == ["step_to_2"]


def test_lines_that_were_left_empty_do_not_count() -> None:
    texts = golden().texts | {"step_to_4": "", "step_price_4": "", "window_start_1": ""}
    rule = rule_reading.scheme_form(Answers(texts), "CNY", "Asia/Shanghai")

    assert rule is not None
    assert rule.windows == ()
