"""A contribution holds coarse totals and nothing that names anyone."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigwallet import sharing
from gigwallet.sharing import Contribution, MonthTotals, Refused
from gigwallet.sharing.contribution import CAPS, LARGEST_FILE, MEASURES, STEPS

TOKEN = "0123456789abcdef" * 2
ONE = Contribution(
    "wuhan-2025", TOKEN, 1, (MonthTotals("2025-07", "meituan", "武汉", "CNY", 920, 181, 4920),)
)


def _changed(**changes: object) -> bytes:
    said = json.loads(sharing.write(ONE))
    for path, value in changes.items():
        target = said["cells"][0] if path in said["cells"][0] or path in MEASURES else said
        target[path] = value
    return json.dumps(said).encode()


def test_what_is_written_is_read_back() -> None:
    assert sharing.read(sharing.write(ONE)) == ONE


def test_the_bytes_say_only_what_they_must() -> None:
    assert json.loads(sharing.write(ONE)) == {
        "schema": "gigwallet.contribution",
        "version": 1,
        "campaign": "wuhan-2025",
        "token": TOKEN,
        "edition": 1,
        "cells": [
            {
                "month": "2025-07",
                "platform": "meituan",
                "city": "武汉",
                "currency": "CNY",
                "orders": 920,
                "hours": 181,
                "expected": 4920,
            }
        ],
    }


@pytest.mark.parametrize(
    ("measure", "exact", "rounded"),
    [
        ("orders", "922", 920),
        ("orders", "925", 930),
        ("orders", "4", 0),
        ("hours", "7.5", 8),
        ("stated", "4921.00", 4920),
        ("stated", "-1", None),
        ("hours", "745", None),
    ],
)
def test_figures_are_coarse_before_they_leave(
    measure: str, exact: str, rounded: int | None
) -> None:
    assert sharing.coarse(measure, Decimal(exact)) == rounded


@given(st.sampled_from(MEASURES), st.decimals(0, 10**9, places=2))
def test_a_coarse_figure_is_a_multiple_of_its_step_and_near(measure: str, exact: Decimal) -> None:
    rounded = sharing.coarse(measure, exact)

    if rounded is None:
        assert exact > CAPS[measure] - STEPS[measure]
    else:
        assert rounded % STEPS[measure] == 0
        assert abs(rounded - exact) * 2 <= STEPS[measure]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "contribution_unreadable"),
        (b"[]", "contribution_unreadable"),
        (b"\xff\xfe", "contribution_unreadable"),
        (b"[" * 60_000, "contribution_unreadable"),
        (b"1" * 5000, "contribution_unreadable"),
        (b" " * (LARGEST_FILE + 1), "contribution_too_big"),
        (b'{"schema": "a", "schema": "b"}', "contribution_field_twice"),
        (_changed(version=2), "contribution_too_new"),
        (_changed(name="somebody"), "contribution_unknown_field"),
        (_changed(token="somebody"), "contribution_bad_text"),
        (_changed(token=TOKEN.upper()), "contribution_bad_text"),
        (_changed(campaign="../up"), "contribution_bad_text"),
        (_changed(edition=True), "contribution_bad_number"),
        (_changed(cells=[]), "contribution_cells"),
        (_changed(cells=json.loads(sharing.write(ONE))["cells"] * 2), "contribution_cell_twice"),
        (_changed(cells=[7]), "contribution_unknown_field"),
        (_changed(month="2025-13"), "contribution_bad_text"),
        (_changed(month="2025-07-01"), "contribution_bad_text"),
        (_changed(city="=HYPERLINK(1)"), "contribution_bad_text"),
        (_changed(city="a|b"), "contribution_bad_text"),
        (_changed(city="x" * 41), "contribution_bad_text"),
        (_changed(platform=""), "contribution_bad_text"),
        (_changed(orders=922), "contribution_not_coarse"),
        (_changed(orders=-10), "contribution_bad_number"),
        (_changed(orders=10**9), "contribution_bad_number"),
        (_changed(hours=7.5), "contribution_bad_number"),
        (_changed(hours="7"), "contribution_bad_number"),
        (_changed(expected=4921), "contribution_not_coarse"),
    ],
)
def test_what_this_program_would_not_have_written_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(Refused) as refusal:
        sharing.read(data)

    assert refusal.value.reason == reason


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    with pytest.raises(Refused):
        sharing.read(data)


@pytest.mark.parametrize("name", ["武汉", "São Paulo", "meituan", "St. John's", "A/B"])
def test_plain_names_are_taken(name: str) -> None:
    assert sharing.valid_name(name)


@pytest.mark.parametrize("name", ["", " a", "a ", "=a", "+a", "-a", "@a", "a\tb", "a\nb", "<b>"])
def test_names_that_could_do_harm_in_a_table_are_not(name: str) -> None:
    assert not sharing.valid_name(name)
