"""A paragraph that goes on over a page goes on, it does not begin again."""

from __future__ import annotations

from pathlib import Path

import pytest

from gigwallet.documents.drawing import fonts
from gigwallet.documents.drawing.text import Paragraph, Style

WORDS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"


@pytest.fixture(autouse=True)
def _faces(resources: Path) -> None:
    fonts.load(resources)


def test_the_parts_of_a_paragraph_say_all_of_it_once() -> None:
    whole = Paragraph(WORDS, Style())
    _, tall = whole.wrap(100.0, 1e6)

    first, rest = whole.split(100.0, tall / 2)

    assert first.wrap(100.0, 1e6)[1] + rest.wrap(100.0, 1e6)[1] == tall


def test_a_part_is_not_set_to_another_width_where_it_would_begin_again() -> None:
    whole = Paragraph(WORDS, Style())
    _, tall = whole.wrap(100.0, 1e6)
    _first, rest = whole.split(100.0, tall / 2)

    with pytest.raises(ValueError, match="parted"):
        rest.wrap(80.0, 1e6)
