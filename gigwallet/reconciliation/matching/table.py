"""The open slips and trips as columns, and what of them is spoken for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from gigwallet.domain.reconciled import MatchMethod
from gigwallet.domain.recorded import FactId
from gigwallet.reconciliation.matching import columns
from gigwallet.reconciliation.matching.board import Board
from gigwallet.reconciliation.matching.columns import Bools, Floats, Ints, Slips, Trips
from gigwallet.reconciliation.matching.pairs import Pairs
from gigwallet.reconciliation.matching.slips import Slip, slip_of

# So many certain pairs tell all that can be told of a document's clock.
_ENOUGH = 100


@dataclass(slots=True)
class Table:
    """``sure`` are pairs that are joined already: they teach what the documents' clocks do.
    ``excluded`` slips are printed like one that was joined: most likely the same payment twice.
    ``perhaps`` is how likely each trip was, at the most, to be paid by any line that was open."""

    slips: Slips
    trips: Trips
    sure: Pairs
    trip_likeness: Ints
    slip_ref: Ints
    trip_ref: Ints
    excluded: Bools
    contested: Bools
    perhaps: Floats
    apart: set[tuple[FactId, FactId]]
    currencies: dict[str, int]
    # Of what is joined, so much was looked at for lines that pay beyond their trip: these do.
    looked_at: int = 0
    paid_beyond: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, board: Board, rest: Sequence[Slip], zone: str) -> Table:
        currencies: dict[str, int] = {}
        trips = columns.trips_of(board, currencies)
        place = {row.id: i for i, row in enumerate(trips.rows)}
        taught = _taught(board, {each.document for each in rest}, place)
        all_slips = [*rest, *(each for each, _ in taught)]
        slips = columns.slips_of(all_slips, zone, currencies)
        count = len(slips) - len(taught)
        slips.free[count:] = False
        trip = np.array([place[each] for _, each in taught], dtype=np.int64)
        sure = Pairs(np.arange(count, len(slips)), trip, np.zeros(len(taught)))
        refs = _refs(board, slips, trips)
        return cls(
            slips,
            trips,
            sure,
            _likeness(trips),
            *refs,
            np.zeros(len(slips), dtype=np.bool_),
            np.zeros(len(trips), dtype=np.bool_),
            np.zeros(len(trips)),
            board.apart,
            currencies,
        )

    def allowed(self, pairs: Pairs) -> Pairs:
        """Without pairs whose numbers contradict one another and repeats of what was paid."""
        one, other = self.slip_ref[pairs.slip], self.trip_ref[pairs.trip]
        contradicts = (one >= 0) & (other >= 0) & (one != other)
        kept = pairs.where(~contradicts & ~self.excluded[pairs.slip])
        if not self.apart:
            return kept
        said = zip(kept.slip.tolist(), kept.trip.tolist(), strict=True)
        return kept.where(np.array([not self._apart(*each) for each in said], dtype=np.bool_))

    def _apart(self, slip: int, trip: int) -> bool:
        """Whether the person said that they do not belong together."""
        name = self.trips.rows[trip].id
        return any((name, line.id) in self.apart for line in self.slips.rows[slip].lines)

    def open_slips(self) -> Ints:
        return np.flatnonzero(self.slips.free & ~self.excluded)

    def repeats_of_joined(self) -> None:
        """A slip that is printed like one that was joined is no payment for another trip, unless
        that trip is just as much like the one that was paid: those were joined in the same turn."""
        joined = np.unique(self.slips.likeness[~self.slips.free])
        self.excluded = self.slips.free & np.isin(self.slips.likeness, joined)


def _taught(
    board: Board, documents: set[str], place: dict[FactId, int]
) -> list[tuple[Slip, FactId]]:
    found: list[tuple[Slip, FactId]] = []
    count: defaultdict[str, int] = defaultdict(int)
    for each in board.joined:
        if len(each.trips) != 1 or each.trips[0].id not in place:
            continue
        slip = slip_of(list(each.lines))
        named = each.match.method is MatchMethod.BY_ID or each.match.confidence == 1
        if named and slip.document in documents and slip.timed and count[slip.document] < _ENOUGH:
            count[slip.document] += 1
            found.append((slip, each.trips[0].id))
    return found


def _refs(board: Board, slips: Slips, trips: Trips) -> tuple[Ints, Ints]:
    """Numbers of orders as numbers, -1 for none; all -1 where lines do not use trips' numbers."""
    none = np.full(len(slips), -1, np.int64), np.full(len(trips), -1, np.int64)
    named = sum(each.match.method is MatchMethod.BY_ID for each in board.joined)
    unnamed = sum(1 for each in slips.rows if each.ref)
    if named < unnamed:
        return none
    known: dict[str, int] = {}

    def numbers(refs: list[str]) -> Ints:
        return np.array(
            [known.setdefault(each, len(known)) if each else -1 for each in refs], np.int64
        )

    return (
        numbers([each.ref for each in slips.rows]),
        numbers([each.fact.ref for each in trips.rows]),
    )


def _likeness(trips: Trips) -> Ints:
    """Trips that agree in their times and their worth are alike."""
    known: dict[object, int] = {}
    rows = zip(trips.moments.tolist(), trips.low.tolist(), trips.high.tolist(), strict=True)
    return np.array(
        [known.setdefault((*moments, low, high), len(known)) for moments, low, high in rows],
        dtype=np.int64,
    )
