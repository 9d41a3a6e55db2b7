"""What a printed rule seems to say, and what it is not taken to say."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from gigwallet.rules.printed import Meaning, Printed, printed


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("0-300单 5.0元/单", (Meaning.STEP, "5.0", "300", None)),
        ("301～1000单：5.5元", (Meaning.STEP, "5.5", "1000", None)),
        ("300单以内 5元", (Meaning.STEP, "5", "300", None)),
        ("1000单以上 6元/单", (Meaning.STEP, "6", None, None)),
        ("3公里以内 4.5元", (Meaning.BAND, "4.5", "3", None)),
        ("3-5 km ￥5.50元", (Meaning.BAND, "5.50", "5", None)),
        ("3-5公里 1元/公里", (Meaning.BAND, "1", "5", "1")),
        ("超过5公里，每公里加 1.2 元", (Meaning.BAND, "1.2", None, "1")),
        ("超出3公里每0.5公里加0.5元", (Meaning.BAND, "0.5", None, "0.5")),
        ("起步价 13.00元（含3公里）", (Meaning.BAND, "13.00", "3", None)),
        ("起步费：3公里内 6元", (Meaning.BAND, "6", "3", None)),
        ("起步价 8元/5公里", (Meaning.BAND, "8", "5", None)),
        ("里程费 2.10元/公里", (Meaning.BAND, "2.10", None, "1")),
        ("每单 4.50 元", (Meaning.FLAT, "4.50", None, None)),
        ("4.5元/单", (Meaning.FLAT, "4.5", None, None)),
    ],
)
def test_a_line_that_says_a_price_with_its_meaning_is_taken(
    line: str, expected: tuple[Meaning, str, str | None, str | None]
) -> None:
    [found] = printed([line])

    meaning, amount, to, each = expected
    assert (found.meaning, found.amount) == (meaning, Decimal(amount))
    assert found.to == (None if to is None else Decimal(to))
    assert found.each_km == (None if each is None else Decimal(each))
    assert found.line == line


def test_a_starting_price_may_say_in_one_line_what_comes_after_it() -> None:
    assert [(each.to, each.amount) for each in printed(["起步价6元，超过3公里每公里加1.5元"])] == [
        (Decimal(3), Decimal(6)),
        (None, Decimal("1.5")),
    ]
    start, further = printed(["起步价6元含3公里，超出后每0.5公里加收1元"])

    assert (start.amount, start.to, start.each_km) == (Decimal(6), Decimal(3), None)
    assert (further.amount, further.to, further.each_km) == (Decimal(1), None, Decimal("0.5"))


def test_hours_are_read_across_midnight_and_as_a_multiple() -> None:
    night, noon = printed(["夜间 22:00-次日06:00 每单加2元", "11:00-13:00 1.5倍"])

    assert (night.start, night.end, night.amount, night.times) == (
        "22:00",
        "06:00",
        Decimal(2),
        False,
    )
    assert (noon.start, noon.end, noon.amount, noon.times) == (
        "11:00",
        "13:00",
        Decimal("1.5"),
        True,
    )


def test_the_day_from_which_it_holds_is_read() -> None:
    assert printed(["本规则自2025年7月1日起执行"]) == (
        Printed("本规则自2025年7月1日起执行", Meaning.DAY, day=date(2025, 7, 1)),
    )


@pytest.mark.parametrize(
    "line",
    [
        "配送费规则",
        "联系电话 13800000000",
        "2025年2月30日起执行",
        "25:00-26:00 加2元",
        "今日收入 123.40元",
        "3公里",
        "起步价 13.00元",
        "起步价6元，每1公里加1元",
        "起步价含3公里，每公里2元",
        "里程费 12.60元",
        "",
    ],
)
def test_what_says_no_price_with_its_meaning_is_left_out(line: str) -> None:
    assert printed([line]) == ()
