"""The dated versions of a rule: each ends where the next one for the same orders begins."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from gigwallet import words
from gigwallet.app.rules.keep_scheme import StartPrice
from gigwallet.app.rules.read_rule_picture import Meaning, Printed
from gigwallet.gui.screens.pay_rules import rule_reading
from gigwallet.gui.screens.pay_rules.filling import filled
from gigwallet.gui.screens.pay_rules.versions import Versions
from gigwallet.rules import load_scheme, write_scheme
from gigwallet.rules.printed import printed


@pytest.fixture(autouse=True)
def _english() -> None:
    words.set_language("en")


def answers(first: str, price: str = "4.50", **more: str) -> dict[str, str]:
    texts = rule_reading.no_rule(date.fromisoformat(first))
    return texts | {"name": "mine", "shape": "flat", "flat_price": price} | more


def spans(versions: Versions) -> list[tuple[str, str, str]]:
    forms, errors = versions.read("CNY", "Asia/Shanghai")
    assert errors == {}
    assert load_scheme(write_scheme(*forms))
    return [(each.level, str(each.first_day), str(each.last_day or "")) for each in forms]


def test_an_open_version_ends_the_day_before_the_next_one_for_the_same_orders() -> None:
    versions = Versions([answers("2025-07-01"), answers("2025-01-01"), answers("2025-04-01")])

    assert spans(versions) == [
        ("", "2025-01-01", "2025-03-31"),
        ("", "2025-04-01", "2025-06-30"),
        ("", "2025-07-01", ""),
    ]


def test_a_last_day_that_leaves_a_gap_stays() -> None:
    versions = Versions([answers("2025-01-01", last_day="2025-02-28"), answers("2025-04-01")])

    assert spans(versions)[0] == ("", "2025-01-01", "2025-02-28")


def test_what_holds_for_a_level_comes_before_what_holds_for_all_and_ends_by_its_own() -> None:
    versions = Versions(
        [
            answers("2025-01-01"),
            answers("2025-03-01", level="Lv3"),
            answers("2025-05-01", level="Lv3"),
        ]
    )

    assert spans(versions) == [
        ("Lv3", "2025-03-01", "2025-04-30"),
        ("Lv3", "2025-05-01", ""),
        ("", "2025-01-01", ""),
    ]


def test_the_version_that_is_wrong_is_the_one_that_is_shown() -> None:
    versions = Versions([answers("2025-01-01", price="dear"), answers("2025-04-01")])

    forms, errors = versions.read("CNY", "Asia/Shanghai")

    assert forms == ()
    assert set(errors) == {"flat_price"}
    assert versions.shown == 0


def test_what_is_said_of_the_whole_rule_is_said_once_for_all_versions() -> None:
    versions = Versions([answers("2025-01-01"), answers("2025-04-01")])
    versions.keep(answers("2025-04-01") | {"name": "renamed", "illustrative": "yes"})

    forms, _errors = versions.read("CNY", "Asia/Shanghai")

    assert [(each.name, each.illustrative) for each in forms] == [("renamed", True)] * 2


def test_confirmed_distances_replace_what_was_in_the_form_and_stand_in_order() -> None:
    before = answers("2025-01-01") | {"band_to_1": "9", "band_price_1": "9", "band_to_2": "10"}
    more = Printed("beyond", Meaning.BAND, Decimal(1), None, Decimal("0.5"))
    second = Printed("to 5 km", Meaning.BAND, Decimal("5.5"), Decimal(5))
    first = Printed("to 3 km", Meaning.BAND, Decimal("4.5"), Decimal(3))

    found = filled(before, [more, second, first])

    assert found["shape"] == "distance"
    assert {name: text for name, text in found.items() if name.startswith("band_")} == {
        "band_to_1": "3", "band_kind_1": "price", "band_price_1": "4.5", "band_each_1": "",
        "band_to_2": "5", "band_kind_2": "price", "band_price_2": "5.5", "band_each_2": "",
        "band_to_3": "", "band_kind_3": "add", "band_price_3": "1", "band_each_3": "0.5",
    }  # fmt: skip
    assert found["name"] == "mine"


def test_a_price_with_what_each_kilometre_beyond_adds_is_filled_in_as_a_starting_price() -> None:
    read = printed(["超出3公里每0.5公里加1元", "起步价6元（含3公里）"])

    found = filled(answers("2025-01-01"), read)
    [form], errors = Versions([found]).read("CNY", "Asia/Shanghai")

    assert errors == {}
    assert form.price == StartPrice(Decimal(6), Decimal(3), Decimal(1), Decimal("0.5"))
