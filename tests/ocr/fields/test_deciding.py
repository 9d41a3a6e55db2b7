"""What a person said of fields: checked, it settles sums, and it never outlives its pixels."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gigwallet.domain.deciding import Decision, FieldKey
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.screen import ScreenReading, Standing
from gigwallet.ocr.fields import added_labels, read_screen, variants, with_decisions, with_label
from tests.ocr.fields.drawn import (
    ORDER,
    changed,
    field,
    paper,
    read,
    screen,
    template,
    templates,
)


def _said(name: str, standing: Standing, value: str = "") -> Decision:
    return Decision(FieldKey("meituan/order", name), standing, value)


def _with(reading: ScreenReading, *said: Decision) -> ScreenReading:
    return with_decisions(reading, said, templates())


LOST = read(changed(ORDER, "基础配送费", "385元"))


def test_an_amount_that_lost_its_point_is_confirmed_as_the_sum_has_it() -> None:
    left = _with(LOST, _said("base", Standing.CONFIRMED, "3.85"))

    assert field(left, "base").standing is Standing.CONFIRMED
    assert not left.to_review


def test_a_part_that_is_corrected_leaves_an_amount_without_its_point_to_be_typed() -> None:
    left = _with(LOST, _said("tip", Standing.CORRECTED, "2.00"))

    assert field(left, "base").value == ""
    assert field(left, "total").why == "screen_sum_differs"


def test_a_correction_settles_the_sum_and_with_it_the_other_fields() -> None:
    left = _with(LOST, _said("base", Standing.CORRECTED, "3.85"))

    assert field(left, "base").standing is Standing.CORRECTED
    assert field(left, "base").value == "3.85"
    assert left.checks[0].holds is True
    assert not left.to_review


def test_a_correction_may_be_typed_as_the_screen_prints_it() -> None:
    left = _with(LOST, _said("base", Standing.CORRECTED, "3.85元"))

    assert field(left, "base").value == "3.85"


@pytest.mark.parametrize("typed", ["3,85", "3.855", "abc", "", "3.85.1", "1e3", "٣.٨٥", "NaN"])
def test_a_correction_that_is_no_amount_stays_with_the_person(typed: str) -> None:
    left = _with(LOST, _said("base", Standing.CORRECTED, typed))

    assert field(left, "base").standing is Standing.REVIEW
    assert field(left, "base").why == "screen_correction_not_its_form"


def test_a_correction_that_breaks_the_sum_does_not_carry_the_others() -> None:
    left = _with(read(ORDER), _said("base", Standing.CORRECTED, "4.85"))

    assert field(left, "base").usable
    assert field(left, "total").why == "screen_sum_differs"


def test_a_confirmation_holds_for_the_value_that_was_seen_and_no_other() -> None:
    reading = read([("本单收入", "¥3.85"), *ORDER[8:], ("基础配送费", "3.80元")])

    assert field(_with(reading, _said("base", Standing.CONFIRMED, "3.80")), "base").usable
    assert not field(_with(reading, _said("base", Standing.CONFIRMED, "3.85")), "base").usable


def test_what_a_person_says_is_absent_counts_nothing() -> None:
    reading = read(changed(ORDER, "用户小费", "l.0"))
    rest = read(changed(changed(ORDER, "用户小费", "l.0"), "本单收入", "¥6.58"))

    assert not field(_with(reading, _said("tip", Standing.ABSENT)), "total").usable
    left = _with(rest, _said("tip", Standing.ABSENT))
    assert field(left, "total").usable
    assert not field(left, "tip").usable


def test_a_person_may_add_what_was_not_found() -> None:
    reading = read([row for row in ORDER if row[0] != "用户小费"])

    left = _with(reading, _said("tip", Standing.CORRECTED, "1.00"))

    assert field(left, "tip").value == "1.00"
    assert not left.to_review


def test_decisions_on_another_screen_or_field_change_nothing() -> None:
    other = Decision(FieldKey("meituan/day", "base"), Standing.CORRECTED, "3.85")

    assert _with(LOST, other).fields == LOST.fields
    assert _with(LOST, _said("nothing", Standing.CORRECTED, "3.85")).fields == LOST.fields


def test_deciding_again_says_the_same() -> None:
    said = (_said("base", Standing.CORRECTED, "3.85"), _said("tip", Standing.CONFIRMED, "1.00"))

    once = _with(LOST, *said)

    assert _with(once, *said) == once


def test_an_unclear_part_is_settled_once_its_neighbours_are_confirmed() -> None:
    rows = [("本单收入", "¥3.85"), ("基础配送费", "3.85元"), *ORDER[8:]]
    made = [
        replace(each, confidence=0.92) if each.text == "¥3.85" else each
        for each in screen(rows).pages[0].pieces
    ]
    reading = read_screen(paper(made), "", templates())

    assert not field(reading, "total").usable
    assert field(_with(reading, _said("base", Standing.CONFIRMED, "3.85")), "total").usable


def _respelt(label: str, number: str) -> ScreenReading:
    rows = changed(ORDER, "订单号", number)
    spelt = [(label if name == "用户小费" else name, value) for name, value in rows]
    return _with(read(spelt), _said("tip", Standing.CONFIRMED, "1.00"))


def test_a_spelling_that_was_confirmed_is_proposed_with_the_last_screen_that_shows_it() -> None:
    once = variants([_respelt("用户小赞", "#1")], templates())
    twice = variants([_respelt("用户小赞", "#1"), _respelt("用户小赞", "#2")], templates())

    assert [(each.template, each.field, each.label) for each in once] == [
        ("meituan/order", "tip", "用户小赞")
    ]
    assert [(each.times, each.at, each.shown.label) for each in (*once, *twice)] == [
        (1, 0, "用户小赞"),
        (2, 1, "用户小赞"),
    ]


def test_a_spelling_that_was_learnt_is_known() -> None:
    learnt = with_label(template("meituan/order"), "tip", "用户小赞")
    others = tuple(each for each in templates() if each.key != learnt.key)
    rows = [("用户小赞" if name == "用户小费" else name, value) for name, value in ORDER]

    reading = read_screen(screen(rows), "", (*others, learnt))

    assert learnt.taught
    assert not reading.to_review


def test_what_a_template_has_beyond_another_is_told_only_where_nothing_else_differs() -> None:
    own = template("meituan/order")
    more = with_label(with_label(own, "tip", "用户小赞"), "base", "保底配送费")

    assert added_labels(own, own) == ()
    assert set(added_labels(own, more) or ()) == {("tip", "用户小赞"), ("base", "保底配送费")}
    assert added_labels(own, replace(more, version="2")) is None
    assert added_labels(more, own) is None
    assert with_label(more, "base", "保底 配送费") == more


@pytest.mark.parametrize(
    ("label", "code"),
    [("超时扣款", "screen_template_clash"), ("王先生", "teaching_label_private")],
)
def test_a_spelling_that_is_taken_or_private_is_not_learnt(label: str, code: str) -> None:
    with pytest.raises(GigWalletError) as refused:
        with_label(template("meituan/order"), "tip", label)

    assert refused.value.code == code
