"""All facts of a kind as they lie in their columns; each is made when somebody asks for it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Generic, TypeVar, overload

from gigwallet.domain.recorded import (
    EngagementId,
    ExhibitId,
    FactId,
    HowKnown,
    Locator,
    Recorded,
    Revision,
    Source,
)
from gigwallet.vault.connection import Row
from gigwallet.vault.shelves.columns import moment

T = TypeVar("T")

_AT_ONCE = 10_000
# A column of which a value stands for so many rows keeps each value once.
_FEW_VALUES, _ROWS_OF_ONE = 200, 8
_NO_CELLS: Mapping[str, str] = {}


class Columns:
    """Cells by column. What is empty in all rows takes no room, and few values are kept once.
    A column that was not read is empty."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = {name: place for place, name in enumerate(names)}
        self._cells: list[list[object] | None] = [None] * len(names)
        self._alike: list[dict[object, object] | None] = [{} for _ in names]
        self.count = 0

    @classmethod
    def of(cls, names: Sequence[str], rows: Iterable[Row]) -> Columns:
        found = cls(names)
        left = iter(rows)
        while some := list(islice(left, _AT_ONCE)):
            found._add(some)
        return found

    def _add(self, rows: list[Row]) -> None:
        for place, cells in enumerate(zip(*rows, strict=True)):
            column = self._cells[place]
            if column is None:
                if cells.count(None) == len(cells):
                    continue
                column = self._cells[place] = [None] * self.count
            known = self._alike[place]
            if known is not None:
                for cell in set(cells):
                    known.setdefault(cell, cell)
                if len(known) > max(_FEW_VALUES, (self.count + len(rows)) // _ROWS_OF_ONE):
                    known = self._alike[place] = None
            column.extend(cells if known is None else map(known.__getitem__, cells))
        self.count += len(rows)

    def column(self, name: str) -> Sequence[object]:
        cells = self.filled(name)
        return [None] * self.count if cells is None else cells

    def filled(self, name: str) -> Sequence[object] | None:
        """None where it is empty in all rows."""
        number = self._names.get(name)
        return None if number is None else self._cells[number]

    def several(self, names: Iterable[str]) -> list[Sequence[object]]:
        return [self.column(name) for name in names]


# What stands before the columns of the kind itself.
HEAD = ("id", "engagement", "revision", "at", "by", "how", "seq", "first_day", "ordered_at")
_SAID = HEAD[:6]
_PLACED = ("exhibit", "member", "line", "page", "pointer", "importer", "version", "raw")
# The entry of the log that states it, and the fact where that is of another entry.
SOURCE = ("seq", "fact", *_PLACED)


class FactRows(Sequence[Recorded[T]], Generic[T]):
    """As a list of the facts. ``column`` are cells as they are stored; what one asks for often is
    made once."""

    def __init__(
        self,
        columns: Columns,
        sources: Columns,
        unpacking: Callable[[Callable[[str], Sequence[object] | None]], Callable[[int], T]],
    ) -> None:
        self._columns = columns
        self._sources = sources
        self._fact = unpacking(columns.filled)
        self._said = columns.several(_SAID)
        self._placed = sources.several(_PLACED)
        self._revisions: dict[tuple[object, ...], Revision] = {}
        self._made: dict[int, Recorded[T]] = {}
        self._source_of: list[int] = [-1] * len(self)
        self._more: dict[int, list[int]] = {}
        self._index()

    def _index(self) -> None:
        """Nearly all are stated by the entry that added them; the others name their fact."""
        by_seq = {seq: place for place, seq in enumerate(self.column("seq"))}
        by_name: dict[object, int] = {}
        seqs, names = self._sources.column("seq"), self._sources.column("fact")
        if any(name is not None for name in names):
            by_name = {name: place for place, name in enumerate(self.column("id"))}
        for number, (seq, name) in enumerate(zip(seqs, names, strict=True)):
            place = by_seq.get(seq) if name is None else by_name.get(name)
            if place is None:
                continue
            if self._source_of[place] < 0:
                self._source_of[place] = number
            else:
                self._more.setdefault(place, []).append(number)

    def __len__(self) -> int:
        return self._columns.count

    def column(self, name: str) -> Sequence[object]:
        return self._columns.column(name)

    def exhibits(self) -> list[tuple[ExhibitId, ...]]:
        """By fact, the documents that state it, each once, in order."""
        named = self._sources.column("exhibit")
        alone: dict[object, tuple[ExhibitId, ...]] = {None: ()}
        alone |= {each: (ExhibitId(str(each)),) for each in set(named) if each is not None}
        found = [alone[named[first] if first >= 0 else None] for first in self._source_of]
        for place in self._more:
            each = (named[number] for number in self._numbers(place))
            found[place] = tuple(dict.fromkeys(ExhibitId(str(one)) for one in each if one))
        return found

    @overload
    def __getitem__(self, place: int) -> Recorded[T]: ...

    @overload
    def __getitem__(self, place: slice) -> list[Recorded[T]]: ...

    def __getitem__(self, place: int | slice) -> Recorded[T] | list[Recorded[T]]:
        if isinstance(place, slice):
            return [self[each] for each in range(len(self))[place]]
        made = self._made.get(place)
        if made is None:
            made = self._made[place] = self._make(range(len(self))[place])
        return made

    def __iter__(self) -> Iterator[Recorded[T]]:
        return map(self.__getitem__, range(len(self)))

    def _make(self, place: int) -> Recorded[T]:
        name, engagement, *said = [each[place] for each in self._said]
        return Recorded(
            FactId(str(name)),
            EngagementId(str(engagement)),
            self._fact(place),
            tuple([self._source(number) for number in self._numbers(place)]),
            self._revision(tuple(said)),
        )

    def _revision(self, said: tuple[object, ...]) -> Revision:
        """What was stored at once was said at once: it shares one revision."""
        found = self._revisions.get(said)
        if found is None:
            number, at, by, how = map(str, said)
            found = Revision(int(number), moment(int(at)), by, HowKnown(how))
            self._revisions[said] = found
        return found

    def _numbers(self, place: int) -> Iterator[int]:
        if self._source_of[place] >= 0:
            yield self._source_of[place]
            yield from self._more.get(place, ())

    def _source(self, number: int) -> Source:
        return source_of([each[number] for each in self._placed])


def source_of(cells: Sequence[object]) -> Source:
    """Names that many rows have alike are kept once."""
    exhibit_id, member, line, page, pointer, importer, version, raw = cells
    return Source(
        ExhibitId(sys.intern(str(exhibit_id))) if exhibit_id is not None else None,
        Locator(sys.intern(str(member)), line, page, str(pointer)),  # type: ignore[arg-type]  # whole numbers or NULL
        sys.intern(str(importer)),
        sys.intern(str(version)),
        json.loads(str(raw)) if raw else _NO_CELLS,
    )
