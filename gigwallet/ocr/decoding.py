"""From the network's odds to letters, with an honest word on how sure they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Odds = NDArray[np.float32]

_FIGURES = frozenset("0123456789.,:-+%/０１２３４５６７８９．，：－＋")


@dataclass(frozen=True, slots=True)
class Said:
    """``sure``: of the least sure figure where there are figures, else of the least sure letter.
    It also falls where a figure or point may stand between the letters that were read: the mean
    over all letters, which is usual, does not notice a point that was lost."""

    text: str
    sure: float


def decoded(odds: Odds, letters: Sequence[str]) -> Said:
    """``odds``: a row for each step from left to right, a column for each of ``letters``, of which
    the first stands for nothing. The same letter in neighbouring steps is one letter."""
    best = odds.argmax(axis=1)
    text: list[str] = []
    sure: list[float] = []
    before = 0
    for step, letter in enumerate(best.tolist()):
        chance = float(odds[step, letter])
        if letter and letter != before:
            text.append(letters[letter])
            sure.append(chance)
        elif letter:
            sure[-1] = max(sure[-1], chance)
        before = letter
    return Said("".join(text), _least(text, sure))


def _least(text: Sequence[str], sure: Sequence[float]) -> float:
    figures = [chance for letter, chance in zip(text, sure, strict=True) if letter in _FIGURES]
    return round(min(figures or sure or [0.0]), 4)
