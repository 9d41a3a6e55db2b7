"""How often a key came by in one file, in few bytes each: true repeats survive in any size."""

from __future__ import annotations

from array import array
from collections import Counter

_FIRST_SIZE = 1 << 12
_MASK = (1 << 64) - 1


class Repeats:
    """Counts keys by a hash of 64 bits: a table of whole numbers, and a counter for the few that
    come again. A million rows take 16 MiB. Two different keys of one hash (one chance in ten
    million among a million rows) would number the second one 2."""

    def __init__(self) -> None:
        self._table = array("Q", bytes(8 * _FIRST_SIZE))
        self._used = 0
        self._again: Counter[int] = Counter()

    def next(self, key: tuple[str, ...]) -> int:
        """1 where ``key`` comes for the first time, 2 for the second..."""
        mark = hash(key) & _MASK or 1
        if self._known(mark):
            self._again[mark] += 1
            return 1 + self._again[mark]
        return 1

    def _known(self, mark: int) -> bool:
        """Whether it was there; now it is."""
        table, mask = self._table, len(self._table) - 1
        at = mark & mask
        while found := table[at]:
            if found == mark:
                return True
            at = (at + 1) & mask
        table[at] = mark
        self._used += 1
        if self._used * 2 > len(table):
            self._grow()
        return False

    def _grow(self) -> None:
        old = self._table
        new = self._table = array("Q", bytes(8 * 2 * len(old)))
        mask = len(new) - 1
        for mark in old:
            if mark:
                at = mark & mask
                while new[at]:
                    at = (at + 1) & mask
                new[at] = mark
