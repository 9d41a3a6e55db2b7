from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigwallet.tabular.day_column import DayColumn, DayOrder, UnclearDays

_DAYS = st.dates(date(2000, 1, 1), date(2050, 1, 1))
_FORMS = {DayOrder.YMD: "%Y-%m-%d", DayOrder.DMY: "%d/%m/%Y", DayOrder.MDY: "%m/%d/%Y"}


def _shown(*cells: str, order: DayOrder | None = None) -> DayColumn:
    column = DayColumn(order)
    for cell in cells:
        column.add(cell)
    return column


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (("08/06/2026", "08/13/2026"), DayOrder.MDY),
        (("06/08/2026", "13/08/2026"), DayOrder.DMY),
        (("06.08.2026",), DayOrder.DMY),
        (("2026/8/6",), DayOrder.YMD),
        (("20260806",), DayOrder.YMD),
        (("08/08/2026", ""), DayOrder.DMY),
    ],
)
def test_the_order_is_told_from_all_cells(cells: tuple[str, ...], order: DayOrder) -> None:
    assert _shown(*cells).told() is order


def test_days_that_can_be_read_two_ways_are_not_guessed() -> None:
    with pytest.raises(UnclearDays) as unclear:
        _shown("08/06/2026", "08/08/2026", "07/12/2026").told()

    assert unclear.value.example == "08/06/2026"


def test_two_orders_in_one_column_are_not_guessed() -> None:
    with pytest.raises(UnclearDays):
        _shown("13/08/2026", "08/13/2026").told()


def test_one_damaged_cell_does_not_turn_the_column() -> None:
    column = _shown(*(f"08/{n}/2026" for n in range(13, 31)), "31/07/2026")

    assert column.told() is DayOrder.MDY
    with pytest.raises(ValueError, match="month"):
        column.day("31/07/2026")


@pytest.mark.parametrize("order", list(DayOrder))
@given(days=st.lists(_DAYS, min_size=1, max_size=8))
def test_a_column_is_read_back_as_it_was_written(order: DayOrder, days: list[date]) -> None:
    cells = [day.strftime(_FORMS[order]) for day in days]
    told = date(2026, 8, 1) + timedelta(days=27)

    column = _shown(*cells, told.strftime(_FORMS[order]))

    assert [column.day(cell) for cell in cells] == days


@pytest.mark.parametrize(
    "cell", ["2026-2-30", "2026-02-30", "2026-08-0", "202608", "08/06", "1026-08-06", "x", ""]
)
def test_a_cell_that_is_no_day_is_none(cell: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        _shown(order=DayOrder.YMD).day(cell)
