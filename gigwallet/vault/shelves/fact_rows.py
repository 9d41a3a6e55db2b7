"""All facts of a kind as they lie in columns and texts; each is made when somebody asks for it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
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
from gigwallet.vault.shelves.cells import Columns, Texts
from gigwallet.vault.shelves.columns import moment

T = TypeVar("T")

_NO_CELLS: Mapping[str, str] = {}

# What stands before the columns of the kind itself: ``seq`` is the entry of the log that added the
# fact.
HEAD = ("id", "engagement", "revision", "how", "seq", "first_day", "ordered_at")
# The document of that entry, where it is asked of every row.
EXHIBIT = "exhibit"
# Before the cells of the kind that lie as text: when it was said, and by whom.
_SAID_BEFORE = 2
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
    said: Texts
    placed: Texts
    rest: Sequence[str]


class FactRows(Sequence[Recorded[T]], Generic[T]):
    """As a list of the facts. ``column`` are cells as they are stored, of what was asked of every
    row. A row is made each time that somebody looks at it; the last few are kept."""

    def __init__(
        self,
        columns: Columns,
        lying: Lying,
        again: Iterable[Again],
        unpacking: Callable[[_ByName], Callable[[int], T]],
    ) -> None:
        self._columns = columns
        self._lying = lying
        self._head = columns.several(("id", "engagement", "revision", "how"))
        self._rest = {
            name: _Rest(lying.said, lying.order, number)
            for number, name in enumerate(lying.rest, _SAID_BEFORE)
        }
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
            by_name = by_name or {name: place for place, name in enumerate(self.column("id"))}
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

    def exhibits(self) -> list[tuple[ExhibitId, ...]]:
        """By fact, the documents that state it, each once, in order."""
        named = self.column(EXHIBIT)
        alone: dict[object, tuple[ExhibitId, ...]] = {None: ()}
        alone |= {each: (ExhibitId(str(each)),) for each in set(named) if each is not None}
        found = list(map(alone.__getitem__, named))
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
        name, engagement, revision, how = [each[place] for each in self._head]
        at, by, *_ = self._lying.said.row(self._lying.order[place])
        return Recorded(
            FactId(str(name)),
            EngagementId(str(engagement)),
            self._fact(place),
            tuple(self._sources(place)),
            self._revision((revision, at, by, how)),
        )

    def _revision(self, said: tuple[object, ...]) -> Revision:
        """What was stored at once was said at once: it shares one revision."""
        found = self._revisions.get(said)
        if found is None:
            number, at, by, how = map(str, said)
            found = Revision(int(number), moment(int(at)), by, HowKnown(how))
            self._revisions[said] = found
        return found

    def _sources(self, place: int) -> Iterator[Source]:
        cells = self._lying.placed.row(self._lying.order[place])
        if cells is not None:
            yield source_of(cells)
        for *_, text in self._again.get(place, ()):
            yield source_of(json.loads(text))


class _Rest(Sequence[object]):
    """A column that was not asked of every row."""

    def __init__(self, texts: Texts, order: Sequence[int], number: int) -> None:
        self._texts = texts
        self._order = order
        self._number = number

    def __len__(self) -> int:
        return len(self._order)

    @overload
    def __getitem__(self, place: int) -> object: ...

    @overload
    def __getitem__(self, place: slice) -> list[object]: ...

    def __getitem__(self, place: int | slice) -> object:
        if isinstance(place, slice):
            return [self[each] for each in range(len(self))[place]]
        return self._texts.row(self._order[place])[self._number]


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
