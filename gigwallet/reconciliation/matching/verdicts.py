"""A pair that was found likeliest becomes a match, with how sure that is."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cache

from gigwallet.domain.reconciled import MatchMethod
from gigwallet.reconciliation.matching.board import Board
from gigwallet.reconciliation.matching.columns import UNKNOWN, Bools, Floats, Ints
from gigwallet.reconciliation.matching.hypotheses import Hypotheses
from gigwallet.reconciliation.matching.odds import OTHER, SHORTEST, UNTOLD, Odds
from gigwallet.reconciliation.matching.pairs import Pairs
from gigwallet.reconciliation.matching.table import Table

NEAR_AND_EQUAL = Decimal("0.95")
NEAR_ALONE = Decimal("0.70")
_STEP = Decimal("0.05")
_CLAIMED = 0.98


def confidence(probability: float, most: Decimal = NEAR_AND_EQUAL) -> Decimal:
    """In steps of five hundredths: more would be pretended. The highest, of which differences are
    claimed, is only said from further up."""
    return _of_steps(int(probability / float(_STEP) + 1e-9), most, probability >= _CLAIMED)


@cache
def _of_steps(steps: int, most: Decimal, claimed: bool) -> Decimal:
    if not claimed:
        most = min(most, NEAR_AND_EQUAL - _STEP)
    return min(most, max(_STEP, steps * _STEP)).quantize(Decimal("0.01"))


def join_pairs(
    board: Board, table: Table, ruled: Odds, pairs: Pairs, kind: Ints, probability: Floats
) -> None:
    """Pairs that have no slip and no trip in common."""
    slips, trips = table.slips, table.trips
    slack = ruled.papers.slack(slips.document[pairs.slip])
    columns = (pairs.slip, pairs.trip, kind, probability, slack)
    rows, place = slips.rows, trips.place
    for slip, trip, how, sure, grain in zip(*(each.tolist() for each in columns), strict=True):
        told = confidence(sure, NEAR_ALONE if how == UNTOLD else NEAR_AND_EQUAL)
        board.join((place[trip],), rows[slip], MatchMethod.BY_TIME_AND_AMOUNT, told, grain)
    slips.free[pairs.slip] = False
    slips.partner[pairs.slip] = pairs.trip
    trips.free[pairs.trip] = False


def join_ways(board: Board, table: Table, known: Hypotheses, sure: Floats) -> None:
    """One after another, unless something surer took one of its rows meanwhile."""
    taken_slips, taken_trips = _Taken(table.slips.free), _Taken(table.trips.free)
    columns = (known.slips, known.trips, known.beside, known.kind, known.slack, sure)
    for slips, trips, beside, kind, slack, likely in zip(
        *(each.tolist() for each in columns), strict=True
    ):
        slips = [each for each in slips if each >= 0]
        trips = [each for each in trips if each >= 0]
        if taken_slips.any(slips) or taken_trips.any(trips):
            continue
        most = NEAR_ALONE if kind == UNTOLD else NEAR_AND_EQUAL
        if kind in (SHORTEST, OTHER):
            most = NEAR_AND_EQUAL - _STEP  # of so little alike nothing is claimed
        rows = [table.trips.place[trip] for trip in sorted(trips)]
        if beside < 0:
            lines = [line for slip in slips for line in table.slips.rows[slip]]
            method = MatchMethod.BY_TIME_AND_AMOUNT
            board.join(rows, lines, method, confidence(likely, most), slack)
        elif len(board.joined[beside].trips) > 1:
            continue
        else:
            board.pay_more(beside, rows, confidence(likely, most))
        taken_slips.add(slips)
        taken_trips.add(trips)
        partner = trips[0] if trips else UNKNOWN
        for slip in slips:
            table.slips.partner[slip] = partner
    table.slips.free[taken_slips.here] = False
    table.trips.free[taken_trips.here] = False


class _Taken:
    """What is no longer free, and what of it was taken ``here``."""

    def __init__(self, free: Bools) -> None:
        self._free = free.tolist()
        self.here: list[int] = []

    def any(self, those: Iterable[int]) -> bool:
        return not all(self._free[each] for each in those)

    def add(self, those: Iterable[int]) -> None:
        for each in those:
            self._free[each] = False
            self.here.append(each)


def take(table: Table, slips: list[int], trips: list[int]) -> None:
    table.slips.free[slips] = False
    table.slips.partner[slips] = trips[0] if trips else UNKNOWN
    table.trips.free[trips] = False
