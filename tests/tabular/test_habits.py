from __future__ import annotations

import pytest

from gigwallet.tabular.habits import misspelt


@pytest.mark.parametrize("rare", ["commissin", "commissiion", "commisxion", "ommission"])
def test_a_word_that_lost_or_changed_a_letter_is_noticed(rare: str) -> None:
    assert misspelt(["commission"] * 20 + ["tip"] * 9 + [rare]) == {rare}


def test_a_new_word_and_a_word_that_is_not_rare_are_believed() -> None:
    assert not misspelt(["commission"] * 20 + ["quest"])
    assert not misspelt(["base"] * 20 + ["bases"] * 3)
    assert not misspelt(["base"] * 3 + ["bas"])
