"""From odds to letters: what is repeated is one letter, and the least sure figure counts."""

from __future__ import annotations

import numpy as np
import pytest

from gigwallet.ocr.decoding import decoded

LETTERS = ["", "1", "8", ".", "元"]


def _odds(*steps: tuple[int, float]) -> np.ndarray:
    rows = np.zeros((len(steps), len(LETTERS)), dtype=np.float32)
    for row, (letter, chance) in zip(rows, steps, strict=True):
        row[:] = (1 - chance) / (len(LETTERS) - 1)
        row[letter] = chance
    return rows


def test_a_letter_over_several_steps_is_one_and_after_a_gap_another() -> None:
    said = decoded(_odds((1, 0.9), (1, 0.99), (0, 0.9), (1, 0.98), (2, 0.97)), LETTERS)

    assert said.text == "118"
    assert said.sure == pytest.approx(0.97)


def test_the_least_sure_figure_speaks_for_the_text() -> None:
    said = decoded(_odds((1, 0.99), (3, 0.62), (2, 0.99), (4, 0.31)), LETTERS)

    assert said.text == "1.8元"
    assert said.sure == pytest.approx(0.62)


def test_words_without_figures_are_as_sure_as_their_least_letter() -> None:
    assert decoded(_odds((4, 0.8), (0, 0.9), (4, 0.7)), LETTERS).sure == pytest.approx(0.7)


def test_nothing_is_said_with_no_confidence() -> None:
    said = decoded(_odds((0, 0.99), (0, 0.99)), LETTERS)

    assert (said.text, said.sure) == ("", 0.0)
