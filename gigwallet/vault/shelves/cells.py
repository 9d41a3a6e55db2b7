"""Cells of very many rows: in columns, each once where rows have them alike, or as text where
hardly anybody asks for them."""

from __future__ import annotations

import json
import zlib
from array import array
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from gigwallet.domain.taken import Taken

T = TypeVar("T")

# A column of which a value stands for so many rows keeps each value once.
_FEW_VALUES, _ROWS_OF_ONE = 200, 8
# So many rows are opened together, as who looks at one looks at its neighbours, and so many
# openings are kept.
_TOGETHER, _OPEN = 64, 16
_QUICKLY = 1
AT_ONCE = 64 * _TOGETHER


class Columns:
    """Cells by column. What is empty in all rows takes no room, whole numbers none of which is
    missing take eight bytes each, and few values are kept once."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = {name: place for place, name in enumerate(names)}
        # Any: a list of cells, or an array of numbers
        self._cells: list[Any] = [None for _ in names]
        self._alike: list[dict[object, object] | None] = [{} for _ in names]
        self.count = 0

    def add(self, columns: Iterable[Sequence[object]], count: int) -> None:
        """``count`` more rows, column by column."""
        for place, cells in enumerate(columns):
            column = self._cells[place]
            if column is None:
                if cells.count(None) == count:
                    continue
                column = self._cells[place] = [None] * self.count or array("q")
            if isinstance(column, array):
                try:
                    column.extend(array("q", cells))
                    continue
                except TypeError:
                    column = self._cells[place] = list(column)
            known = self._alike[place]
            if known is not None:
                for cell in set(cells):
                    known.setdefault(cell, cell)
                if len(known) > max(_FEW_VALUES, (self.count + count) // _ROWS_OF_ONE):
                    known = self._alike[place] = None
            column.extend(cells if known is None else map(known.__getitem__, cells))
        self.count += count

    def put_in_order(self, places: Sequence[int]) -> None:
        for number, cells in enumerate(self._cells):
            if isinstance(cells, list):
                self._cells[number] = [cells[place] for place in places]
            elif cells is not None:
                self._cells[number] = array("q", [cells[place] for place in places])

    def share(self, name: str) -> None:
        """Keep columns that are the same as this one only once: rows are mostly put in order by one
        of their own moments."""
        cells = self.filled(name)
        self._cells = [cells if each == cells else each for each in self._cells]

    def column(self, name: str) -> Sequence[object]:
        cells = self.filled(name)
        return [None] * self.count if cells is None else cells

    def filled(self, name: str) -> Sequence[object] | None:
        """None where it is empty in all rows, or is no column of these."""
        number = self._names.get(name)
        found: Sequence[object] | None = None if number is None else self._cells[number]
        return found

    def several(self, names: Iterable[str]) -> list[Sequence[object]]:
        return [self.column(name) for name in names]


class Alike:
    """Cells that very many rows have alike, all of them together: each set of cells is kept once,
    and of a row only which set is its own. A set comes as the text of a JSON array."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = {name: place for place, name in enumerate(names)}
        self._numbers: dict[str, int] = {}
        self._own = array("i")
        self._sets: list[list[object]] = [[] for _ in names]

    @property
    def names(self) -> Iterable[str]:
        return self._names

    def add(self, texts: Sequence[str]) -> None:
        numbers = self._numbers
        for text in set(texts):
            numbers.setdefault(text, len(numbers))
        self._own.extend(map(numbers.__getitem__, texts))

    def put_in_order(self, places: Sequence[int]) -> None:
        """Once all rows are in."""
        self._own = array("i", [self._own[place] for place in places])
        known: dict[object, object] = {}
        for cells in json.loads(f"[{','.join(self._numbers)}]"):
            for column, cell in zip(self._sets, cells, strict=True):
                column.append(known.setdefault(cell, cell))
        self._numbers.clear()

    def told(self, turn: Callable[..., T], names: Iterable[str]) -> Taken[T]:
        """Of each row what ``turn`` makes of its cells: once of each set."""
        cells = [self._sets[self._names[name]] for name in names]
        return Taken(list(map(turn, *cells)), self._own)

    def cell(self, name: str, row: int) -> object:
        return self._sets[self._names[name]][self._own[row]]


class Texts:
    """Rows as JSON arrays, which neighbours have mostly alike and which are pressed together. As
    values they take many times the room, and the time to make them."""

    def __init__(self) -> None:
        self._blocks: list[bytes] = []
        self.opened: Callable[[int], list[list[object]]] = lru_cache(_OPEN)(self._open)

    def add(self, rows: Sequence[str]) -> None:
        """``AT_ONCE`` of them, but for the last time."""
        for start in range(0, len(rows), _TOGETHER):
            some = ",".join(rows[start : start + _TOGETHER])
            self._blocks.append(zlib.compress(f"[{some}]".encode(), _QUICKLY))

    def row(self, number: int) -> list[object]:
        return self.opened(number // _TOGETHER)[number % _TOGETHER]

    def _open(self, block: int) -> list[list[object]]:
        found: list[list[object]] = json.loads(zlib.decompress(self._blocks[block]))
        return found
