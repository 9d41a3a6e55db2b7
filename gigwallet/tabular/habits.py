"""What a column does nearly always, so that a cell which lost or changed a sign is noticed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

# A word is taken for a damaged one where its twin is so many times more common.
_COMMON = 5
_TIMES = 10
_MOST_WORDS = 300


class Words:
    """The words of a column of few words, counted one by one; more of them are no such column."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._few = True

    def add(self, cell: str) -> None:
        if cell and self._few:
            self._counts[cell] += 1
            if len(self._counts) > _MOST_WORDS:
                self._few = False
                self._counts.clear()

    @property
    def misspelt(self) -> frozenset[str]:
        """Rare ones that are one letter away from a common one."""
        common = [word for word, count in self._counts.items() if count >= _COMMON]
        return frozenset(
            word
            for word, count in self._counts.items()
            for twin in common
            if count * _TIMES <= self._counts[twin] and _one_letter_apart(word, twin)
        )


def misspelt(cells: Iterable[str]) -> frozenset[str]:
    """Rare words of a column of few words that are one letter away from a common one."""
    words = Words()
    for cell in cells:
        words.add(cell)
    return words.misspelt


def _one_letter_apart(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    rest, other_rest = one[same:], other[same:]
    return rest[1:] == other_rest[1:] or rest[1:] == other_rest or rest == other_rest[1:]
