"""All facts of a kind as they lie in columns and texts; each is made when somebody asks for it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, Generic, TypeVar, overload

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
from gigwallet.vault.shelves.cells import Alike, Columns, Texts
from gigwallet.vault.shelves.columns import moment

T = TypeVar("T")
V = TypeVar("V")

_NO_CELLS: Mapping[str, str] = {}

# What stands before the columns of the kind itself: ``seq`` is the entry of the log that added the
# fact.
HEAD = ("id", "seq", "ordered_at")
# And of what rows have alike; the document is that of the same entry.
_EXHIBIT = "exhibit"
ALIKE = ("engagement", "revision", "how", "first_day", _EXHIBIT)
# Before the cells of the kind that lie as text: when it was said and by whom, and the source.
_SAID, _SOURCE = slice(0, 2), slice(2, 10)
# Every source has one.
_IMPORTER = 5
# So many rows that were looked at are kept.
_KEPT = 4096

_ByName = Callable[[str], Sequence[object] | None]
# A fact that is stated once more: its id, the document, and the cells of the source as text.
Again = tuple[Any, ...]  # Any: as any row of the database


@dataclass(frozen=True, slots=True)
class Lying:
    """What was not asked of every row, as text in the order in which it was read: ``order`` has,
    for each row, its number there. ``rest`` are the columns of the kind among it."""

    order: Sequence[int]
    texts: Texts
    rest: Sequence[str]


class FactRows(Sequence[Recorded[T]], Generic[T]):
    """As a list of the facts. ``column`` are cells as they are stored, of what was asked of every
    row, and ``told`` is what is made of cells that rows have alike. A row is made each time that
    somebody looks at it; the last few are kept."""

    def __init__(
        self,
        columns: Columns,
        alike: Alike,
        lying: Lying,
        again: Iterable[Again],
        unpacking: Callable[[_ByName], Callable[[int], T]],
    ) -> None:
        self._columns = columns
        self._alike = alike
        self._lying = lying
        self._ids = columns.column("id")
        self._rest: dict[str, Sequence[object]] = {
            name: _Each(len(self), partial(self._cell, number))
            for number, name in enumerate(lying.rest, _SOURCE.stop)
        }
        for name in alike.names:
            self._rest[name] = _Each(len(self), partial(alike.cell, name))
        self._again = self._stated_again(again)
        self._fact = unpacking(self._by_name)
        self._revisions: dict[tuple[object, ...], Revision] = {}
        self._made: Callable[[int], Recorded[T]] = lru_cache(_KEPT)(self._make)

    def _by_name(self, name: str) -> Sequence[object] | None:
        return self._rest[name] if name in self._rest else self._columns.filled(name)

    def _stated_again(self, again: Iterable[Again]) -> dict[int, list[Again]]:
        found: dict[int, list[Again]] = {}
        by_name: dict[object, int] = {}
        for row in again:
            by_name = by_name or {name: place for place, name in enumerate(self._ids)}
            place = by_name.get(row[0])
            if place is not None:
                found.setdefault(place, []).append(row)
        return found

    def __len__(self) -> int:
        return self._columns.count

    def column(self, name: str) -> Sequence[object]:
        if name in self._rest:
            raise KeyError(name)
        return self._columns.column(name)

    def told(self, turn: Callable[..., V], *names: str) -> Sequence[V]:
        """Of each row what ``turn`` makes of these of its cells."""
        return self._alike.told(turn, names)

    def exhibits(self) -> Sequence[tuple[ExhibitId, ...]]:
        """By fact, the documents that state it, each once, in order."""
        alone: dict[object, tuple[ExhibitId, ...]] = {None: ()}

        def of_one(named: str | None) -> tuple[ExhibitId, ...]:
            return alone.setdefault(named, (ExhibitId(named or ""),))

        told = self.told(of_one, _EXHIBIT)
        if not self._again:
            return told
        found = list(told)
        for place, again in self._again.items():
            several = (*found[place], *(ExhibitId(each) for _, each, _ in again if each))
            found[place] = tuple(dict.fromkeys(several))
        return found

    @overload
    def __getitem__(self, place: int) -> Recorded[T]: ...

    @overload
    def __getitem__(self, place: slice) -> list[Recorded[T]]: ...

    def __getitem__(self, place: int | slice) -> Recorded[T] | list[Recorded[T]]:
        if isinstance(place, slice):
            return [self[each] for each in range(len(self))[place]]
        return self._made(range(len(self))[place])

    def __iter__(self) -> Iterator[Recorded[T]]:
        return map(self.__getitem__, range(len(self)))

    def _make(self, place: int) -> Recorded[T]:
        lying = self._lies(place)
        engagement, revision, how = [self._alike.cell(name, place) for name in ALIKE[:3]]
        return Recorded(
            FactId(str(self._ids[place])),
            EngagementId(str(engagement)),
            self._fact(place),
            tuple(self._sources(place, lying[_SOURCE])),
            self._revision((revision, *lying[_SAID], how)),
        )

    def _lies(self, place: int) -> list[object]:
        return self._lying.texts.row(self._lying.order[place])

    def _cell(self, number: int, place: int) -> object:
        return self._lies(place)[number]

    def _revision(self, said: tuple[object, ...]) -> Revision:
        """What was stored at once was said at once: it shares one revision."""
        found = self._revisions.get(said)
        if found is None:
            number, at, by, how = map(str, said)
            found = Revision(int(number), moment(int(at)), by, HowKnown(how))
            self._revisions[said] = found
        return found

    def _sources(self, place: int, first: Sequence[object]) -> Iterator[Source]:
        if first[_IMPORTER] is not None:
            yield source_of(first)
        for *_, text in self._again.get(place, ()):
            yield source_of(json.loads(text))


class _Each(Sequence[object]):
    """A column of which one cell is looked up at a time."""

    def __init__(self, count: int, cell: Callable[[int], object]) -> None:
        self._count = count
        self._cell = cell

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> object: ...

    @overload
    def __getitem__(self, place: slice) -> list[object]: ...

    def __getitem__(self, place: int | slice) -> object:
        if isinstance(place, slice):
            return [self[each] for each in range(len(self))[place]]
        return self._cell(place)


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
