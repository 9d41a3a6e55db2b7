"""What is still open, as columns of numbers: seconds, minor units, and which document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from gigwallet.domain.instants import Instant
from gigwallet.domain.recorded import Recorded
from gigwallet.domain.trip import Trip
from gigwallet.reconciliation.matching.board import Board
from gigwallet.reconciliation.matching.joined import has_time
from gigwallet.reconciliation.matching.slips import Slip

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

UNKNOWN = -1
# A slip that knows only its day stands at noon, and its trip anywhere on that day.
DAY_WIDTH = 6 * 3600.0
_NOON = 12 * 3600.0
MOMENTS = ("begun", "picked_up", "ended")


@dataclass(slots=True)
class Trips:
    """``moments`` has a column for each of ``MOMENTS``; a moment that is not known is the nearest
    known one. ``low`` and ``high`` bound what a trip should show (``UNKNOWN``: nothing does);
    ``metres`` is how long it was, or ``UNKNOWN``."""

    rows: list[Recorded[Trip]]
    moments: Floats
    low: Ints
    high: Ints
    currency: Ints
    free: Bools
    metres: Ints

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(slots=True)
class Slips:
    """``document`` and ``clock`` are numbers: slips of one ``clock`` are of one document and one
    side of a change of the clocks. ``width`` is how far a slip without a time of its own may be
    from the moment that stands for it, in seconds. ``partner`` is the trip that a slip was
    joined to."""

    rows: list[Slip]
    at: Floats
    timed: Bools
    width: Floats
    photographed: Bools
    total: Ints
    largest: Ints
    currency: Ints
    document: Ints
    clock: Ints
    likeness: Ints
    free: Bools
    partner: Ints
    metres: Ints
    documents: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.rows)


def trips_of(board: Board, currencies: dict[str, int]) -> Trips:
    """All trips that have a time and are not joined."""
    rows = [
        each
        for each in board.trips
        if each.fact.begun is not None and each.id not in board.used_trips
    ]
    count = len(rows)
    moments = np.empty((count, 3))
    low = np.full(count, UNKNOWN, dtype=np.int64)
    high = np.full(count, UNKNOWN, dtype=np.int64)
    currency = np.empty(count, dtype=np.int64)
    for i, row in enumerate(rows):
        trip = row.fact
        moments[i] = _moments(trip)
        least = board.worth.get(row.id)
        most = board.most.get(row.id, least)
        name = least.currency if least is not None else trip.currency
        currency[i] = currencies.setdefault(name, len(currencies))
        if least is not None and most is not None:
            low[i], high[i] = least.minor, most.minor
    metres = [each.fact.paid_distance_m for each in rows]
    told = np.array([UNKNOWN if each is None else each for each in metres], dtype=np.int64)
    return Trips(rows, moments, low, high, currency, np.ones(count, dtype=np.bool_), told)


def slips_of(slips: Sequence[Slip], zone: str, currencies: dict[str, int]) -> Slips:
    """All slips that have a time or a day."""
    where = ZoneInfo(zone)
    documents: dict[str, int] = {}
    clocks: dict[tuple[int, object], int] = {}
    likenesses: dict[object, int] = {}
    rows = [each for each in slips if each.at is not None]
    at = np.array([seconds(each.at) for each in rows if each.at is not None], dtype=np.float64)
    timed = np.array([each.timed for each in rows], dtype=np.bool_)
    at[~timed] += _NOON
    document = [documents.setdefault(each.document, len(documents)) for each in rows]
    clock = [
        clocks.setdefault((number, each.at.utc.astimezone(where).utcoffset()), len(clocks))
        for number, each in zip(document, rows, strict=True)
        if each.at is not None
    ]
    return Slips(
        rows,
        at,
        timed,
        np.full(len(rows), DAY_WIDTH),
        np.array([each.photographed for each in rows], dtype=np.bool_),
        np.array([each.total for each in rows], dtype=np.int64),
        np.array([each.largest for each in rows], dtype=np.int64),
        np.array(
            [currencies.setdefault(each.currency, len(currencies)) for each in rows], np.int64
        ),
        np.array(document, dtype=np.int64),
        np.array(clock, dtype=np.int64),
        np.array(
            [likenesses.setdefault(each.likeness, len(likenesses)) for each in rows], np.int64
        ),
        np.ones(len(rows), dtype=np.bool_),
        np.full(len(rows), UNKNOWN, dtype=np.int64),
        np.array([UNKNOWN if each.metres is None else each.metres for each in rows], np.int64),
        list(documents),
    )


def seconds(at: Instant) -> float:
    return at.utc.timestamp()


def _moments(trip: Trip) -> tuple[float, float, float]:
    begun, ended = trip.begun, trip.ended
    if begun is None or ended is None:  # only trips that have a time come here
        return (np.nan, np.nan, np.nan)
    first, last = seconds(begun), seconds(ended)
    picked = trip.picked_up_at
    return (first, seconds(picked) if has_time(picked) and picked else first, last)
