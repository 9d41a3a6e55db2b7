"""Days and months as people write them."""

from __future__ import annotations

from datetime import date

import pytest

from gigwallet.domain.period import Period
from gigwallet.tabular.day_column import DayOrder
from gigwallet.tabular.written_days import day, days_in, month_in, numbered


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("03/08/2026", DayOrder.DMY),
        ("08/03/2026", DayOrder.MDY),
        ("2026-08-03", DayOrder.DMY),
        ("3.8.2026", DayOrder.DMY),
        ("3 August 2026", DayOrder.MDY),
        ("Aug 3rd, 2026", DayOrder.YMD),
        ("2026 年 8 月 3 日", DayOrder.YMD),
        ("3. August 2026", DayOrder.DMY),
        ("Montag, 3. August 2026", DayOrder.DMY),
        ("Mo, 03.08.2026", DayOrder.DMY),
        ("Mon 03/08/2026", DayOrder.DMY),
        ("lundi 3 août 2026", DayOrder.YMD),
        ("3 de agosto de 2026", DayOrder.YMD),
        ("lunedì 3 agosto 2026", DayOrder.YMD),
        ("3 augustus 2026", DayOrder.YMD),
        ("3 sierpnia 2026", DayOrder.YMD),
        ("3. srpna 2026", DayOrder.YMD),
        ("03-Aug-26", DayOrder.YMD),
        ("令和8年8月3日", DayOrder.YMD),
        ("民國115年8月3日", DayOrder.YMD),
        ("2026/08/03(月)", DayOrder.DMY),
        ("2026-08-03 星期一", DayOrder.YMD),
    ],
)
def test_one_day_is_read_in_every_spelling(text: str, order: DayOrder) -> None:
    assert day(text, order) == date(2026, 8, 3)


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2026",
        "3 Augst 2026",
        "2026",
        "8:30",
        "1999 orders",
        "",
        "3 listopad 2026",
        "Fare 03/08/2026",
    ],
)
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        day(text, DayOrder.DMY)


def test_the_days_of_a_period_are_found_in_their_order() -> None:
    assert days_in("Pay period 01/07/2026 - 31/07/2026", DayOrder.DMY) == [
        date(2026, 7, 1), date(2026, 7, 31),
    ]  # fmt: skip
    assert numbered("Paid 5 Aug 2026 for 01/07/2026") == ["01/07/2026"]


@pytest.mark.parametrize(
    "text",
    [
        "July 2026",
        "2026年7月工资条",
        "Pay month: 2026-07",
        "07/2026",
        "2026 年 07 月",
        "Abrechnung Juli 2026",
        "Bulletin de paie: juillet 2026",
        "Nómina de julio de 2026",
        "lipiec 2026",
        "令和8年7月分給与",
    ],
)
def test_a_month_is_found(text: str) -> None:
    assert month_in(text) == Period.of_month(2026, 7)


def test_a_day_is_no_month() -> None:
    assert month_in("2026-07-03 and 03/07/2026") is None
