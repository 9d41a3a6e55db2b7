"""A pair that was found likeliest becomes a match, with how sure that is."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

from gigwallet.domain.reconciled import MatchMethod
from gigwallet.reconciliation.matching.board import Board
from gigwallet.reconciliation.matching.columns import UNKNOWN, Floats, Ints
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
    rows = (pairs.slip, pairs.trip, kind, probability, slack)
    for slip, trip, how, sure, grain in zip(*(each.tolist() for each in rows), strict=True):
        most = NEAR_ALONE if how == UNTOLD else NEAR_AND_EQUAL
        told = confidence(sure, most)
        lines = slips.rows[slip]
        board.join([trips.place[trip]], lines, MatchMethod.BY_TIME_AND_AMOUNT, told, grain)
    slips.free[pairs.slip] = False
    slips.partner[pairs.slip] = pairs.trip
    trips.free[pairs.trip] = False


def join_way(board: Board, table: Table, known: Hypotheses, number: int, sure: float) -> None:
    """Unless something surer took one of its rows meanwhile."""
    slips = [each for each in known.slips[number].tolist() if each >= 0]
    trips = [each for each in known.trips[number].tolist() if each >= 0]
    if not (table.slips.free[slips].all() and table.trips.free[trips].all()):
        return
    most = NEAR_ALONE if known.kind[number] == UNTOLD else NEAR_AND_EQUAL
    if known.kind[number] in (SHORTEST, OTHER):
        most = NEAR_AND_EQUAL - _STEP  # of so little alike nothing is claimed
    rows = [table.trips.place[trip] for trip in sorted(trips)]
    beside = int(known.beside[number])
    if beside < 0:
        lines = [line for slip in slips for line in table.slips.rows[slip]]
        method, slack = MatchMethod.BY_TIME_AND_AMOUNT, int(known.slack[number])
        board.join(rows, lines, method, confidence(sure, most), slack)
    elif len(board.joined[beside].trips) > 1:
        return
    else:
        board.pay_more(beside, rows, confidence(sure, most))
    take(table, slips, trips)


def take(table: Table, slips: list[int], trips: list[int]) -> None:
    table.slips.free[slips] = False
    table.slips.partner[slips] = trips[0] if trips else UNKNOWN
    table.trips.free[trips] = False
