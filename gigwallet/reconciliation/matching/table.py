"""The open slips and trips as columns, and what of them is spoken for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from gigwallet.domain.reconciled import MatchMethod
from gigwallet.reconciliation.matching import columns
from gigwallet.reconciliation.matching.board import Board
from gigwallet.reconciliation.matching.columns import Bools, Floats, Ints, Slips, Trips
from gigwallet.reconciliation.matching.pairs import Pairs
from gigwallet.reconciliation.matching.slips import Slip


@dataclass(slots=True)
class Table:
    """``excluded`` slips are printed like one that was joined: most likely the same payment twice.
    ``perhaps`` is how likely each trip was, at the most, to be paid by any line that was open."""

    slips: Slips
    trips: Trips
    trip_likeness: Ints
    slip_ref: Ints
    trip_ref: Ints
    excluded: Bools
    contested: Bools
    perhaps: Floats
    board: Board
    currencies: dict[str, int]
    # Of what is joined, so much was looked at for lines that pay beyond their trip: these do.
    looked_at: int = 0
    paid_beyond: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, board: Board, rest: Sequence[Slip], zone: str) -> Table:
        currencies: dict[str, int] = {}
        trips = columns.trips_of(board, currencies)
        slips = columns.slips_of(board, rest, zone, currencies)
        refs = _refs(board, slips, trips)
        return cls(
            slips,
            trips,
            _likeness(trips),
            *refs,
            np.zeros(len(slips), dtype=np.bool_),
            np.zeros(len(trips), dtype=np.bool_),
            np.zeros(len(trips)),
            board,
            currencies,
        )

    def allowed(self, pairs: Pairs) -> Pairs:
        """Without pairs whose numbers contradict one another and repeats of what was paid."""
        one, other = self.slip_ref[pairs.slip], self.trip_ref[pairs.trip]
        contradicts = (one >= 0) & (other >= 0) & (one != other)
        kept = pairs.where(~contradicts & ~self.excluded[pairs.slip])
        if not self.board.apart:
            return kept
        said = zip(kept.slip.tolist(), kept.trip.tolist(), strict=True)
        return kept.where(np.array([not self._apart(*each) for each in said], dtype=np.bool_))

    def _apart(self, slip: int, trip: int) -> bool:
        """Whether the person said that they do not belong together."""
        place = self.trips.place[trip]
        return any(self.board.is_apart(place, line) for line in self.slips.rows[slip])

    def open_slips(self) -> Ints:
        return np.flatnonzero(self.slips.free & ~self.excluded)

    def repeats_of_joined(self) -> None:
        """A slip that is printed like one that was joined is no payment for another trip, unless
        that trip is just as much like the one that was paid: those were joined in the same turn."""
        joined = np.unique(self.slips.likeness[~self.slips.free])
        self.excluded = self.slips.free & np.isin(self.slips.likeness, joined)


def _refs(board: Board, slips: Slips, trips: Trips) -> tuple[Ints, Ints]:
    """Numbers of orders as numbers, -1 for none; all -1 where lines do not use trips' numbers."""
    none = np.full(len(slips), -1, np.int64), np.full(len(trips), -1, np.int64)
    named = sum(each.method is MatchMethod.BY_ID for each in board.joined)
    refs = [board.lines.ref[each[0]] for each in slips.rows]
    unnamed = sum(1 for each in refs if each)
    if named < unnamed:
        return none
    known: dict[str, int] = {}

    def numbers(refs: list[str]) -> Ints:
        return np.array(
            [known.setdefault(each, len(known)) if each else -1 for each in refs], np.int64
        )

    return (
        numbers(refs),
        numbers([board.trips.ref[each] for each in trips.place]),
    )


def _likeness(trips: Trips) -> Ints:
    """Trips that agree in their times and their worth are alike."""
    known: dict[object, int] = {}
    columns = (*trips.moments.T, trips.low, trips.high)
    rows = zip(*[each.tolist() for each in columns], strict=True)
    return np.array([known.setdefault(each, len(known)) for each in rows], dtype=np.int64)
