"""Rows that were taken from others say what those say, however often they are taken again."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from gigwallet.reconciliation.ledger import LineColumns, TripColumns
from tests.invented_pay.made import made
from tests.invented_pay.regime import DEFAULT

WORK = made(replace(DEFAULT, days=3), 1).facts
TRIPS, LINES = TripColumns.of(WORK.trips[:40]), LineColumns.of(WORK.pay_lines[:40])


@pytest.mark.parametrize("columns", [TRIPS, LINES], ids=["trips", "lines"])
def test_what_is_taken_is_what_stood_there(columns: TripColumns | LineColumns) -> None:
    once = columns.taken([7, 3, 20, 3])
    twice = once.taken([2, 0])

    for each in fields(columns):
        whole = getattr(columns, each.name)
        assert list(getattr(twice, each.name)) == [whole[20], whole[7]], each.name
        assert list(getattr(once, each.name)) == [whole[7], whole[3], whole[20], whole[3]]
    assert (len(columns), len(once), len(twice), len(twice.taken([]))) == (40, 4, 2, 0)
    assert once.rows[1:3] == [columns.rows[3], columns.rows[20]]


def test_all_rows_in_their_order_are_no_copy() -> None:
    assert TRIPS.taken(range(40)) is TRIPS
    assert TRIPS.taken(range(39)) is not TRIPS
    assert TRIPS.taken(range(40)[::-1]) is not TRIPS


def test_what_was_let_go_is_looked_up_one_by_one() -> None:
    taken = TRIPS.taken([7, 3])
    days = taken.day

    taken.let_go()
    TRIPS.let_go()

    assert taken.day is not days
    assert list(taken.day) == days == [TRIPS.day[7], TRIPS.day[3]]
    assert taken.taken([1]).ref == [TRIPS.ref[3]]


def test_columns_have_no_others() -> None:
    assert not hasattr(TRIPS.taken([1]), "nothing")
    assert not hasattr(TRIPS, "nothing")
