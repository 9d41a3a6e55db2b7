"""Shots of a scrolled list are joined by the rows they share, and prove the day together."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest

from gigwallet.domain.paper import Page, Paper
from gigwallet.domain.screen import FieldKind, ScreenReading
from gigwallet.ocr.fields import read_screen
from gigwallet.ocr.fields.shot_lists import chain, joined, slices
from tests.ocr.fields.drawn import template, templates
from tests.screens.lists import ListOfDay, Shown, list_of_day, shot, shots, worn

_DAY = template("deliveroo/day")


def _together(papers: Sequence[Paper]) -> ScreenReading | None:
    found = joined(_DAY, papers)
    return found.read() if found else None


def _in_order(papers: Sequence[Paper]) -> list[int]:
    pages = {number: paper.pages[0] for number, paper in enumerate(papers)}
    first = pages.pop(0)
    return [0, *chain(_DAY, first, pages)]


def _accepted(reading: ScreenReading) -> list[tuple[str, str]]:
    """(label of the row, amount) of all that may be used."""
    return [
        (each.label, each.value)
        for each in reading.fields
        if each.kind is FieldKind.MONEY and each.usable
    ]


def _wrong(said: ListOfDay, reading: ScreenReading) -> list[Decimal]:
    """Accepted amounts that the list does not say so often."""
    true = Counter(Decimal(pence) / 100 for _, _, pence in said.orders)
    true.update((Decimal(said.total) / 100, Decimal(said.tips) / 100))
    return list((Counter(Decimal(value) for _, value in _accepted(reading)) - true).elements())


def _day(seed: int, orders: int) -> ListOfDay:
    return list_of_day(random.Random(seed), orders)  # noqa: S311  invented figures


def _go_on(papers: Sequence[Paper]) -> bool:
    """Whether each shot shows an order of the one before once more."""
    orders = [
        {each.text for each in paper.pages[0].pieces if each.text.startswith("Order ")}
        for paper in papers
    ]
    return all(one & other for one, other in pairwise(orders))


def test_no_shot_of_a_long_list_proves_a_sum_and_all_together_do() -> None:
    day = _day(1, 20)
    papers = shots(day.rows, 10, 3)

    alone = [read_screen(each, "", templates()) for each in papers]
    together = _together(papers)

    assert [_accepted(each) for each in alone] == [[]] * len(papers)
    assert together is not None
    assert together.to_review == ()
    assert len(_accepted(together)) == 22
    assert _wrong(day, together) == []
    assert len(papers) == 4


def test_the_order_of_the_shots_is_found_by_their_rows() -> None:
    papers = shots(_day(2, 30).rows, 11, 2)
    shuffled = [papers[0], papers[2], papers[3], papers[1]]

    assert _in_order(shuffled) == [0, 3, 1, 2]


def test_each_shot_is_told_its_own_rows_in_its_own_pixels() -> None:
    day = _day(3, 20)
    papers = shots(day.rows, 10, 3)
    found = joined(_DAY, papers)
    assert found is not None

    told = slices(found.read(), found, [ScreenReading(each) for each in papers])

    assert sum(len(_accepted(each)) for each in told) == 22
    for reading in told:
        texts = {(each.text, each.box) for each in reading.paper.pages[0].pieces}
        assert {
            (each.text, each.value_box) for each in reading.fields if each.name.endswith("fee")
        } <= texts
    assert [each.list_day for each in told] == ["", "2026-08-04", "2026-08-04", "2026-08-04"]
    assert [bool(each.checks) for each in told] == [True, False, False, False]


def test_a_row_that_the_edge_cuts_is_read_on_the_shot_that_shows_it_whole() -> None:
    day = _day(4, 16)
    papers = shots(day.rows, 9, 2)
    page = papers[0].pages[0]
    cut = Paper((replace(page, pieces=page.pieces[:-1]),), "drawn")  # its amount is off the screen

    together = _together([cut, *papers[1:]])

    assert together is not None
    assert together.to_review == ()
    assert _wrong(day, together) == []


def test_a_last_shot_without_a_new_order_shows_what_stands_below_the_list() -> None:
    day = _day(9, 16)
    papers = [shot(day.rows[:10]), shot(day.rows[7:18]), shot(day.rows[15:])]

    together = _together([papers[number] for number in _in_order(papers)])

    assert _in_order(papers) == [0, 1, 2]
    assert together is not None
    assert len(_accepted(together)) == 18


def test_shots_that_share_no_row_are_not_joined() -> None:
    papers = shots(_day(5, 24).rows, 10, 0)

    assert joined(_DAY, papers) is None
    assert _in_order(papers) == [0]


def test_where_rows_are_missing_nothing_is_proven_and_it_is_said() -> None:
    day = _day(6, 20)
    rows = [each for each in day.rows if each != day.rows[9]]  # an order that no shot shows
    papers = shots(rows, 10, 3)

    together = _together(papers)

    assert together is not None
    assert _accepted(together) == []
    assert {each.why for each in together.to_review if each.name.endswith("fee")} == {
        "screen_rows_missing"
    }


def test_rows_without_a_number_need_two_to_be_the_same() -> None:
    entry = replace(_DAY.entries[0], line="{at}", fields=_DAY.entries[0].fields[1:])
    bare = replace(_DAY, entries=(entry,))
    rows = [Shown(f"1{n}:05", f"£{n}.00") for n in range(10)]

    two = chain(bare, shot(rows[:6]).pages[0], {"next": shot(rows[4:]).pages[0]})
    one = chain(bare, shot(rows[:6]).pages[0], {"next": shot(rows[5:]).pages[0]})

    assert (two, one) == (["next"], [])


def test_rows_that_may_be_shared_in_two_ways_are_not_joined() -> None:
    entry = replace(_DAY.entries[0], line="{at}", fields=_DAY.entries[0].fields[1:])
    bare = replace(_DAY, entries=(entry,))
    same = [Shown("11:05", "£3.00")] * 3

    assert (
        chain(
            bare,
            shot([Shown("10:00", "£1.00"), *same]).pages[0],
            {1: shot([*same, Shown("12:00", "£2.00")]).pages[0]},
        )
        == []
    )


def test_two_that_go_on_differently_are_left_to_a_person() -> None:
    day = _day(7, 20)
    papers = shots(day.rows, 10, 3)
    page = papers[1].pages[0]
    other = [
        replace(each, text="£9.99") if each is page.pieces[-1] else each for each in page.pieces
    ]

    pages: dict[int, Page] = {1: page, 2: replace(page, pieces=tuple(other))}

    assert chain(_DAY, papers[0].pages[0], pages) == []


@pytest.mark.parametrize("seed", range(12))
def test_no_wrong_amount_is_believed_whatever_was_misread(seed: int) -> None:
    """The planted set: of each list the shots as they are, and six times damaged. One error at most
    is one of which the engine is sure: two of those may cancel each other out, and no sum notices.
    """
    dice = random.Random(seed)  # noqa: S311  invented figures
    day = list_of_day(dice)
    papers = shots(day.rows, dice.randint(7, 14), dice.choice((1, 2, 3, 4)))
    whole = _together(papers)
    assert (whole is not None) == _go_on(papers)
    if whole is not None:
        assert _wrong(day, whole) == []
        assert len(_accepted(whole)) == len(day.orders) + 2

    for _ in range(6):
        damaged = list(papers)
        for number in range(dice.randint(1, 3)):
            at = dice.randrange(len(damaged))
            sure = 0.999 if number == 0 else dice.uniform(0.5, 0.969)
            damaged[at] = worn(dice, damaged[at], sure)
        order = _in_order([damaged[0], *dice.sample(damaged[1:], len(damaged) - 1)])
        readings = [_together(damaged), *(read_screen(e, "", templates()) for e in damaged)]
        assert order
        for reading in readings:
            assert reading is None or _wrong(day, reading) == []


def test_two_errors_that_cancel_each_other_out_are_held_by_the_one_that_is_unsure() -> None:
    day = _day(8, 20)
    papers = shots(day.rows, 10, 3)
    changed = [_plus(papers[0], 4, 100, 0.999), papers[1], _plus(papers[2], 6, -100, 0.93)]

    together = _together(changed)

    assert together is not None
    assert _accepted(together) == []


def _plus(paper: Paper, row: int, pence: int, sure: float) -> Paper:
    """The amount of a row, read as another."""
    page = paper.pages[0]
    amounts = [each for each in page.pieces if each.text.startswith("£")]
    other = f"£{Decimal(amounts[row].text[1:]) + Decimal(pence) / 100}"
    pieces = [
        replace(each, text=other, confidence=sure) if each is amounts[row] else each
        for each in page.pieces
    ]
    return Paper((replace(page, pieces=tuple(pieces)),), paper.engine)
