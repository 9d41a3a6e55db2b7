"""The form and the text of a scheme say the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gigwallet.rules import (
    DistancePrice,
    FlatPrice,
    FormBand,
    FormDeduction,
    FormWindow,
    SchemeForm,
    StartPrice,
    TierPrice,
    load_scheme,
    read_form,
    read_forms,
    write_scheme,
)
from tests.examples import examples

PRICES = st.decimals(min_value=0, max_value=100, places=2)
LABELS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12
).map(str.strip).filter(bool)  # fmt: skip


@st.composite
def tier_prices(draw: st.DrawFn) -> TierPrice:
    ends = sorted(draw(st.sets(st.integers(1, 2000), max_size=4)))
    steps = [(end, draw(PRICES)) for end in (*ends, None)]
    whole, over = draw(st.booleans()), draw(st.sampled_from(["month", "week", "day"]))
    return TierPrice(whole, over, tuple(steps))


@st.composite
def distance_prices(draw: st.DrawFn) -> DistancePrice:
    ends = sorted(draw(st.sets(st.integers(1, 200), max_size=4)))
    bands = []
    for end in (*ends, None):
        to = None if end is None else Decimal(end) / 10
        if draw(st.booleans()):
            bands.append(FormBand(to, price=draw(PRICES)))
        else:
            each = draw(st.sampled_from([Decimal("0.1"), Decimal("0.5"), Decimal(1)]))
            bands.append(FormBand(to, None, draw(PRICES), each, draw(st.booleans())))
    if len(bands) == 2 and bands[0].add is None and bands[1].price is None:
        return DistancePrice((*bands[:1], FormBand(None, price=draw(PRICES))))
    return DistancePrice(tuple(bands))


@st.composite
def start_prices(draw: st.DrawFn) -> StartPrice:
    km = draw(st.integers(0, 80)) / Decimal(10)
    each = draw(st.sampled_from([Decimal("0.1"), Decimal("0.5"), Decimal(1)]))
    apart = draw(LABELS) if not km or draw(st.booleans()) else ""
    return StartPrice(draw(PRICES), km, draw(PRICES), each, draw(st.booleans()), apart)


@st.composite
def windows(draw: st.DrawFn) -> FormWindow:
    start, end = draw(st.integers(0, 1439)), draw(st.integers(0, 1439))
    if start == end:
        end = (end + 1) % 1440
    amount = draw(st.none() | PRICES)
    return FormWindow(
        draw(LABELS),
        f"{start // 60:02d}:{start % 60:02d}",
        f"{end // 60:02d}:{end % 60:02d}",
        amount,
        draw(PRICES) if amount is None else None,
    )


@st.composite
def forms(draw: st.DrawFn) -> SchemeForm:
    price = draw(st.one_of(PRICES.map(FlatPrice), tier_prices(), distance_prices(), start_prices()))
    pers = st.sampled_from(["order", "day", "month", "event"])
    return SchemeForm(
        name=draw(LABELS),
        currency="CNY",
        zone="Asia/Shanghai",
        first_day=draw(st.dates(date(2020, 1, 1), date(2026, 1, 1))),
        price=price,
        label=draw(LABELS),
        last_day=draw(st.none() | st.dates(date(2026, 1, 2), date(2030, 1, 1))),
        rate_date=draw(st.sampled_from(["accepted", "completed"])),
        illustrative=draw(st.booleans()),
        windows=tuple(draw(st.lists(windows(), max_size=3))),
        commission_percent=draw(st.none() | PRICES),
        commission_label="信息服务费" if draw(st.booleans()) else "commission",
        deductions=tuple(
            FormDeduction(label, per, amount)
            for label, per, amount in draw(st.lists(st.tuples(LABELS, pers, PRICES), max_size=3))
        ),
        pay_day_of_next_month=draw(st.none() | st.integers(1, 31)),
    )


@settings(max_examples=examples(60), deadline=None)
@given(form=forms())
def test_what_the_form_writes_it_reads_again(form: SchemeForm) -> None:
    text = write_scheme(form)

    again = read_form(text)

    assert again is not None
    assert load_scheme(write_scheme(again)) == load_scheme(text)
    if form.commission_percent is not None or form.commission_label == "commission":
        assert again == form


@pytest.mark.parametrize(
    "more",
    [
        "# my remark",
        '[[version.line]]\nid = "tip"\ncategory = "tip"\nprice = "1"',
        '[[version.deduction]]\nid = "x"\nper = "day"\nmost = "3.00"',
    ],
)
def test_a_text_that_says_more_than_the_form_is_not_shown_in_it(more: str) -> None:
    form = SchemeForm("mine", "CNY", "Asia/Shanghai", date(2025, 1, 1), FlatPrice(Decimal("4.50")))

    assert read_form(write_scheme(form)) == form
    assert read_form(write_scheme(form) + more + "\n") is None


MINE = SchemeForm("mine", "CNY", "Asia/Shanghai", date(2025, 1, 1), FlatPrice(Decimal("4.50")))


def test_several_dated_versions_for_a_city_and_a_level_are_read_again_as_they_were_spelt() -> None:
    forms = (
        replace(MINE, level="Lv3", city="Wuhan"),
        replace(MINE, last_day=date(2025, 6, 30)),
        replace(MINE, first_day=date(2025, 7, 1), price=FlatPrice(Decimal("4.20"))),
    )

    text = write_scheme(*forms)

    assert read_forms(text) == forms
    assert read_form(text) is None
    before, after = (
        load_scheme(text).example(1000, datetime(2025, month, 1, 12)).low  # noqa: DTZ001  its own clocks
        for month in (2, 8)
    )
    assert (str(before), str(after)) == ("4.50", "4.20")


def test_what_a_text_calls_its_lines_inside_does_not_keep_it_out_of_the_form() -> None:
    night = FormWindow("Night", "22:00", "06:00", multiply=Decimal("1.5"), id="night")
    fine = FormDeduction("差评", "event", Decimal(50), id="bad_review")
    form = replace(MINE, id="delivery", windows=(night,), deductions=(fine,))

    assert read_form(write_scheme(form)) == form


def test_remarks_are_let_go_only_where_that_was_asked_for() -> None:
    text = "# an example\n" + write_scheme(MINE)

    assert read_forms(text) == ()
    assert read_forms(text, remarks=False) == (MINE,)


def pays(form: SchemeForm, *metres: int, hour: int = 12) -> list[str]:
    rule = load_scheme(write_scheme(form))
    at = datetime(2025, 2, 1, hour)  # noqa: DTZ001  its own clocks
    return [str(rule.example(each, at).low) for each in metres]


@pytest.mark.parametrize("apart", ["", "里程费"])
def test_a_starting_price_pays_the_same_in_one_amount_and_in_two(apart: str) -> None:
    start = StartPrice(Decimal(6), Decimal(3), Decimal("1.50"), apart=apart)
    exact = replace(MINE, price=start)
    begun = replace(MINE, price=replace(start, started=True))
    half = replace(MINE, price=replace(start, started=True, each_km=Decimal("0.5")))

    assert pays(exact, 0, 3000, 4200) == ["6.00", "6.00", "7.80"]
    assert pays(begun, 3000, 3001, 4200) == ["6.00", "7.50", "9.00"]
    assert pays(half, 3001, 4200) == ["7.50", "10.50"]


def test_a_starting_price_with_no_kilometre_in_it_counts_from_the_first_metre() -> None:
    form = replace(MINE, price=StartPrice(Decimal(6), Decimal(0), Decimal("1.50")))

    assert pays(form, 0, 2000) == ["6.00", "9.00"]


def test_hours_and_commission_count_on_both_amounts_of_a_starting_price() -> None:
    start = StartPrice(Decimal(6), Decimal(3), Decimal("1.50"), apart="里程费")
    night = FormWindow("Night", "22:00", "06:00", multiply=Decimal("1.5"))
    form = replace(MINE, price=start, windows=(night,), commission_percent=Decimal(20))

    assert pays(form, 5000, hour=23) == ["10.80"]  # (6 + 3) x 1.5, less a fifth
    assert read_form(write_scheme(form)) == form


def test_two_bands_that_are_a_starting_price_are_read_as_one() -> None:
    bands = (FormBand(Decimal(3), price=Decimal(6)), FormBand(None, add=Decimal("1.50")))
    found = read_form(write_scheme(replace(MINE, price=DistancePrice(bands))))

    assert found is not None
    assert found.price == StartPrice(Decimal(6), Decimal(3), Decimal("1.5"))


def test_hours_that_are_called_distance_are_no_starting_price() -> None:
    night = FormWindow("Night", "22:00", "06:00", amount=Decimal(2), id="distance")
    form = replace(MINE, windows=(night,))

    assert read_form(write_scheme(form)) == form
