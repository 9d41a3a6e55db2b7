"""An amount that a screen adds up under a label that nobody knows is found by the sum that lacks
it, learnt as what it is paid for, and proves the screen from then on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.screen import ScreenReading, Standing
from gigwallet.ocr.fields import (
    Part,
    Template,
    added_labels,
    added_parts,
    lacking,
    load_template,
    read_screen,
    template_text,
    with_part,
)
from tests.ocr.fields.drawn import ORDER, field, read, screen, template, templates

Rows = Sequence[tuple[str, str]]
CITY = Part("跨城加价", "total", PayCategory.OTHER)
SHORT = [(label, value) for label, value in ORDER if label not in ("用户小费", "恶劣天气补贴")]


def with_rows(*more: tuple[str, str], total: str) -> Rows:
    """The order without tip and weather (4.58), with other amounts before its number."""
    rows = [
        ("本单收入", total) if label == "本单收入" else (label, value) for label, value in SHORT
    ]
    place = [label for label, _value in rows].index("订单号")
    return [*rows[:place], *more, *rows[place:]]


def known(*parts: Part) -> tuple[Template, ...]:
    order = template("meituan/order")
    for each in parts:
        order = with_part(order, each)
    return tuple(order if each.key == order.key else each for each in templates())


def found(*readings: ScreenReading) -> list[tuple[str, bool, int]]:
    return [
        (each.part.label, each.part.minus, each.times) for each in lacking(readings, templates())
    ]


ONE = with_rows(("跨城加价", "1.20元"), total="¥5.78")


def test_the_amount_that_a_sum_lacks_is_found_however_it_is_signed() -> None:
    assert found(read(ONE)) == [("跨城加价", False, 1)]
    assert found(read(with_rows(("跨城扣款", "1.20元"), total="¥3.38"))) == [("跨城扣款", True, 1)]
    assert found(read(with_rows(("跨城扣款", "-1.20元"), total="¥3.38"))) == [
        ("跨城扣款", False, 1)
    ]
    assert found(read(ONE), read(ONE)) == [("跨城加价", False, 2)]


def test_two_at_once_are_found_where_only_both_together_fit() -> None:
    rows = with_rows(("跨城加价", "1.20元"), ("商圈扣款", "0.50元"), total="¥5.28")

    assert sorted(found(read(rows))) == [("商圈扣款", True, 1), ("跨城加价", False, 1)]


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        (with_rows(("商品金额", "35.00元"), total="¥5.78"), "no amount is what lacks"),
        (
            with_rows(("跨城加价", "1.20元"), ("商圈加价", "1.20元"), total="¥5.78"),
            "two would fit, and nobody knows which",
        ),
        (with_rows(("王先生", "1.20元"), total="¥5.78"), "a person is no label"),
        (with_rows(("跨城加价", "1.20元"), total="¥4.58"), "the sum holds without it"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_what_the_sum_does_not_tell_is_not_proposed(rows: Rows, why: str) -> None:
    assert found(read(rows)) == [], why


def test_what_the_person_struck_out_is_not_proposed() -> None:
    reading = read(ONE)
    struck = tuple(
        replace(each, standing=Standing.ABSENT) if each.name == "unknown.1" else each
        for each in reading.fields
    )

    assert found(replace(reading, fields=struck)) == []


@pytest.mark.parametrize(
    ("part", "rows", "value"),
    [
        (replace(CITY, pay=PayCategory.DISTANCE), ONE, "1.20"),
        (
            Part("跨城扣款", "total", PayCategory.PENALTY, minus=True),
            with_rows(("跨城扣款", "1.20元"), total="¥3.38"),
            "-1.20",
        ),
    ],
    ids=["added", "taken off"],
)
def test_once_learnt_the_screen_proves_itself_again(part: Part, rows: Rows, value: str) -> None:
    before = read(rows)
    assert field(before, "total").standing is Standing.REVIEW
    after = read_screen(screen(rows), "", known(part))

    assert not after.to_review
    assert field(after, part.name).value == value
    rule = next(each for each in known(part) if each.key == after.template).rule(part.name)
    assert rule is not None
    assert rule.pay is part.pay


def test_a_learnt_amount_that_does_not_add_up_waits() -> None:
    """Learning a label lowers no bar: of a wrong digit nothing is believed."""
    rows = with_rows(("跨城加价", "1.90元"), total="¥5.78")
    reading = read_screen(screen(rows), "", known(CITY))

    assert field(reading, CITY.name).standing is Standing.REVIEW
    assert field(reading, "total").standing is Standing.REVIEW


def test_a_learnt_amount_goes_through_the_text_of_a_file_and_is_told_from_the_rest() -> None:
    own = template("meituan/order")
    more = with_part(with_part(own, CITY), Part("商圈扣款", "total", PayCategory.PENALTY, True))
    again = load_template(template_text(more))

    assert again == more
    assert added_parts(own, again) == (CITY, Part("商圈扣款", "total", PayCategory.PENALTY, True))
    assert added_parts(own, own) == ()
    assert added_labels(with_part(own, CITY), with_part(own, CITY)) == ()


@pytest.mark.parametrize(
    ("part", "code"),
    [
        (replace(CITY, label="超时扣款"), "screen_template_clash"),
        (replace(CITY, label="王先生"), "teaching_label_private"),
        (replace(CITY, rule="gone"), "screen_template_no_such_field"),
    ],
    ids=["another field's", "a person's", "no sum"],
)
def test_what_cannot_be_a_part_is_refused(part: Part, code: str) -> None:
    with pytest.raises(GigWalletError, match=code):
        with_part(template("meituan/order"), part)
