from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigwallet.domain.money import Money
from gigwallet.tabular.amount_column import AmountColumn
from gigwallet.tabular.amounts import Style


def _shown(*cells: str, style: Style | None = None) -> AmountColumn:
    column = AmountColumn(style)
    for cell in cells:
        column.add(cell)
    return column


@pytest.mark.parametrize(
    ("cells", "style"),
    [
        (("1.234", "12,50", "-3,00"), Style.COMMA),
        (("1,234", "12.50"), Style.POINT),
        (("1.234,56",), Style.COMMA),
        (("10", ""), Style.POINT),
    ],
)
def test_the_style_is_told_from_all_cells(cells: tuple[str, ...], style: Style) -> None:
    assert _shown(*cells).told is style


def test_a_cell_that_lost_its_point_is_no_amount() -> None:
    written = _shown(*(f"{n}.90" for n in range(10)))

    with pytest.raises(ValueError, match="lost its point"):
        written.money("1250", "EUR")


def test_a_spreadsheet_that_drops_zeros_has_round_amounts() -> None:
    numbers = _shown(*(f"{n}.25" for n in range(1, 30)), "500")

    assert numbers.money("500", "EUR") == Money(50_000, "EUR")


@given(cents=st.integers(-10_000_000_00, 10_000_000_00))
def test_the_quick_way_reads_what_the_careful_way_reads(cents: int) -> None:
    column = _shown("1.00", style=Style.POINT)

    assert column.money(f"{cents / 100:.2f}", "EUR") == Money(cents, "EUR")
    assert column.money(f"{cents / 100:,.2f}", "EUR") == Money(cents, "EUR")
    with pytest.raises(ValueError, match=r"finer|number|not"):
        column.money("1.005", "EUR")
