"""Amounts that a program writes with two digits behind the point in nearly every cell."""

from __future__ import annotations

import re

_TWO_PLACES = re.compile(r"\d[.,]\d\d")
_AT_LEAST, _OF_FOUR = 2, 3


class TwoPlaces:
    """Shown the cells of a file one by one. Then even a short report tells a cell that lost its
    point or its last digit, which a longer column tells by ``amounts.Fractions``."""

    def __init__(self) -> None:
        self._filled = self._fitting = 0

    def add(self, cell: str) -> None:
        if cell:
            self._filled += 1
            self._fitting += bool(_fits(cell))

    def lost(self, cell: str) -> bool:
        """Whether this cell departs from what at least three in four cells do."""
        habit = self._fitting >= _AT_LEAST and self._fitting * 4 >= self._filled * _OF_FOUR
        return habit and bool(cell) and not _fits(cell)


def _fits(cell: str) -> re.Match[str] | None:
    return _TWO_PLACES.fullmatch(cell[-4:])
