"""A total that an app has renamed is found by what a person typed, or by what its parts come to."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from gigwallet.domain.deciding import Decision, FieldKey
from gigwallet.domain.screen import ScreenReading, Standing
from gigwallet.ocr.fields import read_screen, variants, with_decisions, with_label
from tests.ocr.fields.drawn import changed, field, read, screen, template, templates

KEY = "meituan/zhuansong_order"
NEW = "到手金额"
ROWS = (
    (NEW, "¥7.23"),
    ("单量提成", "5.00元"),
    ("距离补贴 (3.2公里)", "1.23元"),
    ("恶劣天气补贴", "2.00元"),
    ("超时扣款", "-1.00元"),
    ("订单号", "#197"),
    ("接单时间", "2026-08-03 19:41:08"),
    ("送达时间", "2026-08-03 20:11:57"),
)


def typed(reading: ScreenReading, value: str) -> ScreenReading:
    said = Decision(FieldKey(KEY, "total"), Standing.CORRECTED, value)
    return with_decisions(reading, [said], templates())


def found(*readings: ScreenReading) -> list[tuple[str, str, int, bool]]:
    told = variants(readings, templates())
    return [(each.field, each.label, each.times, each.summed) for each in told]


def without(*labels: str) -> Iterable[tuple[str, str]]:
    return [row for row in ROWS if row[0] not in labels]


def test_the_sum_of_the_others_tells_what_a_total_is_called_now() -> None:
    reading = read(ROWS)

    assert reading.missing == ("total",)
    assert found(reading, reading) == [("total", NEW, 2, True)]


def test_what_a_person_typed_tells_it_although_the_sum_does_not() -> None:
    reading = read([*ROWS[:2], ("跨城加价", "0.40元"), *ROWS[2:]])
    rows = changed(ROWS, NEW, "¥7.63")
    more = read([*rows[:2], ("跨城加价", "0.40元"), *rows[2:]])

    assert found(more) == []
    assert found(typed(more, "7.63")) == [("total", NEW, 1, False)]
    assert found(typed(reading, "7.63")) == []  # nothing on the picture says what was typed


def test_a_persons_word_counts_before_what_sums_say() -> None:
    reading = read(ROWS)

    assert found(reading, typed(reading, "7.23"), reading) == [("total", NEW, 1, False)]


def test_once_learnt_the_screen_proves_itself_again() -> None:
    known = [with_label(template(KEY), "total", NEW) if t.key == KEY else t for t in templates()]
    after = read_screen(screen(ROWS), "", known)
    wrong = read_screen(screen(changed(ROWS, NEW, "¥7.28")), "", known)

    assert not after.to_review
    assert (field(after, "total").value, after.missing) == ("7.23", ())
    assert field(wrong, "total").standing is Standing.REVIEW


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        (changed(ROWS, NEW, "¥7.28"), "the others come to something else"),
        ([*ROWS, ("商品金额", "7.23元")], "two would fit, and nobody knows which"),
        ([("王先生", "¥7.23"), *ROWS[1:]], "a person is no label"),
        (
            [(NEW, "¥5.00"), *without(NEW, "距离补贴 (3.2公里)", "恶劣天气补贴", "超时扣款")],
            "one amount alone may stand there twice",
        ),
        (changed(ROWS, "恶劣天气补贴", "2.0o元"), "one of the others was not read"),
        ([("本单收入", "¥7.23"), *ROWS[1:], (NEW, "7.23元")], "the total is there as it was"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
def test_what_nothing_tells_for_sure_is_not_proposed(
    rows: Iterable[tuple[str, str]], why: str
) -> None:
    assert found(read(tuple(rows))) == [], why
