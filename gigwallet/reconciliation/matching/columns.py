"""What is still open, as columns of numbers: seconds, minor units, and which document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from gigwallet.domain.offsets import Offsets
from gigwallet.reconciliation.matching.board import Board
from gigwallet.reconciliation.matching.slips import Slip, metres_of

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
    """``place`` is where each stands on the board. ``moments`` has a column for each of
    ``MOMENTS``; a moment that is not known is the nearest known one. ``low`` and ``high`` bound
    what a trip should show (``UNKNOWN``: nothing does); ``metres`` is how long it was, or
    ``UNKNOWN``."""

    place: list[int]
    moments: Floats
    low: Ints
    high: Ints
    currency: Ints
    free: Bools
    metres: Ints

    def __len__(self) -> int:
        return len(self.place)


@dataclass(slots=True)
class Slips:
    """``document`` and ``clock`` are numbers: slips of one ``clock`` are of one document and one
    side of a change of the clocks. ``width`` is how far a slip without a time of its own may be
    from the moment that stands for it, in seconds. ``total`` is the sum of the lines and
    ``largest`` the largest of them (the fare, where a tip stands beside it). ``partner`` is the
    trip that a slip was joined to."""

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
    trips, used = board.trips, board.used_trips
    place = [each for each, at in enumerate(trips.begun) if at is not None and not used[each]]
    count = len(place)
    low = np.full(count, UNKNOWN, dtype=np.int64)
    high = np.full(count, UNKNOWN, dtype=np.int64)
    currency = np.empty(count, dtype=np.int64)
    for i, each in enumerate(place):
        least, most = board.worth[each], board.most[each]
        name = least.currency if least is not None else trips.currency[each]
        currency[i] = currencies.setdefault(name, len(currencies))
        if least is not None and most is not None:
            low[i], high[i] = least.minor, most.minor
    told = [_told(trips.metres[each]) for each in place]
    free = np.ones(count, dtype=np.bool_)
    return Trips(
        place, _moments(board, place), low, high, currency, free, np.array(told, dtype=np.int64)
    )


def _moments(board: Board, place: Sequence[int]) -> Floats:
    trips = board.trips
    begun = _seconds([trips.begun[each] for each in place])
    picked = _seconds([trips.picked_up[each] for each in place])
    ended = _seconds([trips.ended[each] for each in place])
    begun = np.where(np.isnan(ended), np.nan, begun)
    picked = np.where(np.isnan(picked) | np.isnan(ended), begun, picked)
    return np.stack([begun, picked, ended], axis=1)


def _seconds(moments: Sequence[int | None]) -> Floats:
    found: Floats = np.array([np.nan if each is None else each for each in moments], np.float64)
    return found / 1000.0


def slips_of(board: Board, slips: Sequence[Slip], zone: str, currencies: dict[str, int]) -> Slips:
    """All slips that have a time or a day."""
    lines = board.lines
    rows = [each for each in slips if lines.at[each[0]] is not None]
    first = [each[0] for each in rows]
    moments = [lines.at[each] or 0 for each in first]
    timed = np.array([lines.timed[each] for each in first], dtype=np.bool_)
    at = np.array(moments, dtype=np.float64) / 1000.0
    at[~timed] += _NOON
    totals = [lines.minor[each] for each in first]
    largest, read = list(totals), [lines.read[each] for each in first]
    for place, slip in enumerate(rows):
        if len(slip) > 1:  # as hardly any
            totals[place] = sum([lines.minor[each] for each in slip])
            largest[place] = max([lines.minor[each] for each in slip])
            read[place] = any([lines.read[each] for each in slip])
    metres = metres_of(lines, rows)
    documents: dict[str, int] = {}
    document = [documents.setdefault(lines.document[each], len(documents)) for each in first]
    numbers = [lines.ref[each] for each in first]
    widths = [len(each) for each in rows]
    likenesses: dict[object, int] = {}
    printed = zip(document, moments, totals, largest, metres, numbers, widths, strict=True)
    likeness = [likenesses.setdefault(each, len(likenesses)) for each in printed]
    of = [currencies.setdefault(lines.currency[each], len(currencies)) for each in first]
    columns = np.array(document, dtype=np.int64)
    return Slips(
        rows,
        at,
        timed,
        np.full(len(rows), DAY_WIDTH),
        np.array(read, dtype=np.bool_),
        np.array(totals, dtype=np.int64),
        np.array(largest, dtype=np.int64),
        np.array(of, dtype=np.int64),
        columns,
        _clocks(columns, moments, zone),
        np.array(likeness, dtype=np.int64),
        np.ones(len(rows), dtype=np.bool_),
        np.full(len(rows), UNKNOWN, dtype=np.int64),
        np.array([_told(each) for each in metres], dtype=np.int64),
        list(documents),
    )


def _clocks(document: Ints, moments: Sequence[int], zone: str) -> Ints:
    """Numbered as they come."""
    offset = Offsets(zone)
    off = np.array([offset.at(each) for each in moments], dtype=np.int64)
    _, sides = np.unique(off, return_inverse=True)
    _, first, clock = np.unique(
        document * (int(sides.max()) + 1 if len(sides) else 1) + sides,
        return_index=True,
        return_inverse=True,
    )
    place = np.empty(len(first), dtype=np.int64)
    place[np.argsort(first)] = np.arange(len(first))
    return place[clock]


def _told(metres: int | None) -> int:
    return UNKNOWN if metres is None else metres
