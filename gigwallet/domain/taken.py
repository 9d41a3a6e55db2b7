"""Some values of a sequence, or one of a few for each of many rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar, overload

T = TypeVar("T", covariant=True)


class Taken(Sequence[T]):
    """Of each of ``places`` the value of ``values`` that lies there, looked up when somebody asks:
    quick to go through, and of no size."""

    __slots__ = ("_places", "_values")

    def __init__(self, values: Sequence[T], places: Sequence[int]) -> None:
        self._values = values
        self._places = places

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[T]:
        return map(self._values.__getitem__, self._places)

    @overload
    def __getitem__(self, place: int) -> T: ...

    @overload
    def __getitem__(self, place: slice) -> list[T]: ...

    def __getitem__(self, place: int | slice) -> T | list[T]:
        if isinstance(place, slice):
            return [self._values[each] for each in self._places[place]]
        return self._values[self._places[place]]
