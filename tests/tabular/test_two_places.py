from __future__ import annotations

import pytest

from gigwallet.tabular.two_places import TwoPlaces


def _shown(*cells: str) -> TwoPlaces:
    seen = TwoPlaces()
    for cell in cells:
        seen.add(cell)
    return seen


@pytest.mark.parametrize("cell", ["98010", "980,1", "980,10-", "48.0", "x"])
def test_a_cell_that_departs_from_nearly_all_has_lost_something(cell: str) -> None:
    assert _shown("1 204,50", "-48,00", "15,00", cell, "").lost(cell)


@pytest.mark.parametrize("cell", ["0.50", "-1,204.50", "3,00", ""])
def test_what_the_others_do_is_no_loss(cell: str) -> None:
    assert not _shown("1.00", "2.50", cell).lost(cell)


def test_a_column_without_the_habit_proves_nothing() -> None:
    assert not _shown("4.8", "3.69", "2", "10").lost("10")
    assert not _shown("10.00").lost("10")
