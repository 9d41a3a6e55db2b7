"""Trips and pay lines as columns: what a pay check asks of every row, without the rows.

A row itself is looked at only where something is to be told of it.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import date
from itertools import count
from operator import eq
from typing import TYPE_CHECKING, Self, TypeVar

from gigwallet.domain.instants import Instant, TimeQuality
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.recorded import EngagementId, ExhibitId, FactId, HowKnown, Recorded
from gigwallet.domain.taken import Taken
from gigwallet.domain.trip import Trip, TripStatus

T = TypeVar("T")

# No moment is as late: rows without a time come last.
NEVER = 2**62


class _Columns:
    """Columns that are as long as one another, and are never changed. Of rows that were taken from
    others one is made, as a list or an array, when somebody asks for it: each step of a pay check
    asks for a few."""

    rows: Sequence[Recorded[object]]
    _origin: Self | None = None
    _places: Sequence[int] = ()
    _one_by_one: bool = False

    def __len__(self) -> int:
        return len(self.rows if self._origin is None else self._places)

    def taken(self, places: Sequence[int]) -> Self:
        """The rows that stand at ``places``, in their order."""
        if len(places) == len(self) and all(map(eq, places, count())):
            return self
        found = object.__new__(type(self))
        found._origin = self._origin or self
        inner = self._places
        found._places = array("q", [inner[each] for each in places] if self._origin else places)
        return found

    def let_go(self) -> None:
        """Of the columns that were made of others': from here on hardly anybody asks, and cells are
        looked up one by one."""
        if self._origin is not None:
            self._one_by_one = True
            for each in fields(self):  # type: ignore[arg-type]  # what is made of this is a dataclass
                with suppress(AttributeError):
                    delattr(self, each.name)

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> object:
            if self._origin is None or name not in self.__dataclass_fields__:
                raise AttributeError(name)
            whole = getattr(self._origin, name)
            seldom = name == "rows" or self._one_by_one
            made = Taken(whole, self._places) if seldom else _at(whole, self._places)
            setattr(self, name, made)
            return made


def _at(column: Sequence[T], places: Sequence[int]) -> Sequence[T] | array[int]:
    if isinstance(column, array):
        return array("q", [column[place] for place in places])
    whole = column if isinstance(column, list) else list(column)
    return [whole[place] for place in places]


@dataclass(slots=True)
class TripColumns(_Columns):
    """Moments are whole milliseconds since 1970, in UTC; ``None`` where they are not known.
    ``accepted``, ``picked_up`` and ``completed`` are known to the time of day. ``cash``: the
    customer paid the person."""

    rows: Sequence[Recorded[Trip]]
    id: Sequence[FactId]
    engagement: Sequence[EngagementId]
    begun: Sequence[int | None]
    ended: Sequence[int | None]
    accepted: Sequence[int | None]
    picked_up: Sequence[int | None]
    completed: Sequence[int | None]
    day: Sequence[date | None]
    status: Sequence[TripStatus]
    done: Sequence[bool]
    currency: Sequence[str]
    ref: Sequence[str]
    metres: Sequence[int | None]
    cash: Sequence[bool]

    @classmethod
    def of(cls, trips: Iterable[Recorded[Trip]]) -> TripColumns:
        rows = list(trips)
        facts = [each.fact for each in rows]
        return cls(
            rows,
            [each.id for each in rows],
            [each.engagement_id for each in rows],
            [milliseconds(each.begun) for each in facts],
            [milliseconds(each.ended) for each in facts],
            [_timed(each.accepted_at) for each in facts],
            [_timed(each.picked_up_at) for each in facts],
            [_timed(each.completed_at) for each in facts],
            [each.day for each in facts],
            [each.status for each in facts],
            [each.status is TripStatus.COMPLETED for each in facts],
            [each.currency for each in facts],
            [each.ref for each in facts],
            [each.paid_distance_m for each in facts],
            [bool(each.cash) for each in facts],
        )


@dataclass(slots=True)
class LineColumns(_Columns):
    """``at`` as the moments of trips; ``timed``: it is known to the time of day; ``assumed``: it
    was read on assumed clocks; ``zone`` is of the clock that it was read on. ``day`` is that of
    the work, else when the pay was booked, and ``recognised`` the other way round. ``exhibits``
    are the documents that state the line, each once, and ``document`` the statement, else the
    first of them. ``read``: from a picture."""

    rows: Sequence[Recorded[PayLine]]
    id: Sequence[FactId]
    engagement: Sequence[EngagementId]
    subtotal: Sequence[bool]
    at: Sequence[int | None]
    timed: Sequence[bool]
    assumed: Sequence[bool]
    day: Sequence[date | None]
    recognised: Sequence[date | None]
    category: Sequence[PayCategory]
    minor: Sequence[int]
    currency: Sequence[str]
    label: Sequence[str]
    zone: Sequence[str]
    ref: Sequence[str]
    statement: Sequence[str]
    exhibits: Sequence[tuple[ExhibitId, ...]]
    document: Sequence[str]
    read: Sequence[bool]

    @classmethod
    def of(cls, lines: Iterable[Recorded[PayLine]]) -> LineColumns:
        rows = list(lines)
        facts = [each.fact for each in rows]
        times = [each.occurred_at or each.recognised_at for each in facts]
        exhibits = [exhibits_of_row(each) for each in rows]
        return cls(
            rows,
            [each.id for each in rows],
            [each.engagement_id for each in rows],
            [each.is_subtotal for each in facts],
            [milliseconds(each) for each in times],
            [each is not None and each.quality is not TimeQuality.DATE_ONLY for each in times],
            [each is not None and each.quality is TimeQuality.LOCAL_ASSUMED for each in times],
            [_day(each) for each in times],
            [_day(each.recognised_at or each.occurred_at) for each in facts],
            [each.category for each in facts],
            [each.amount.minor for each in facts],
            [each.amount.currency for each in facts],
            [each.label_raw for each in facts],
            ["" if each is None else each.zone for each in times],
            [each.trip_ref for each in facts],
            [each.statement_ref for each in facts],
            exhibits,
            documents([each.statement_ref for each in facts], exhibits),
            [each.revision.how is HowKnown.READ_BY_OCR for each in rows],
        )


def exhibits_of_row(row: Recorded[object]) -> tuple[ExhibitId, ...]:
    """The documents that state it, each once, in order."""
    sources = row.sources
    if len(sources) == 1:  # as nearly all rows
        exhibit = sources[0].exhibit_id
        return () if exhibit is None else (exhibit,)
    found = (each.exhibit_id for each in sources if each.exhibit_id is not None)
    return tuple(dict.fromkeys(found))


def documents(statements: Sequence[str], exhibits: Sequence[tuple[ExhibitId, ...]]) -> list[str]:
    """The statement that a line names, else the first document that states it."""
    return [
        ref or (shown[0] if shown else "") for ref, shown in zip(statements, exhibits, strict=True)
    ]


def milliseconds(at: Instant | None) -> int | None:
    return None if at is None else round(at.utc.timestamp() * 1000)


def _day(at: Instant | None) -> date | None:
    return None if at is None else at.day


def _timed(at: Instant | None) -> int | None:
    return None if at is None or at.quality is TimeQuality.DATE_ONLY else milliseconds(at)
