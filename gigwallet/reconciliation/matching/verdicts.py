"""A pair that was found likeliest becomes a match, with how sure that is."""

from __future__ import annotations

from decimal import Decimal

from gigwallet.domain.reconciled import MatchMethod
from gigwallet.reconciliation.matching.board import Board
from gigwallet.reconciliation.matching.columns import UNKNOWN
from gigwallet.reconciliation.matching.odds import UNTOLD, Odds
from gigwallet.reconciliation.matching.table import Table

NEAR_AND_EQUAL = Decimal("0.95")
NEAR_ALONE = Decimal("0.70")
_STEP = Decimal("0.05")


def confidence(probability: float, most: Decimal = NEAR_AND_EQUAL) -> Decimal:
    """In steps of five hundredths: more would be pretended."""
    steps = int(probability / float(_STEP) + 1e-9)
    return min(most, max(_STEP, steps * _STEP)).quantize(Decimal("0.01"))


def join_pair(
    board: Board, table: Table, ruled: Odds, slip: int, trip: int, kind: int, probability: float
) -> None:
    row = table.slips.rows[slip]
    most = NEAR_ALONE if kind == UNTOLD else NEAR_AND_EQUAL
    board.join(
        [table.trips.rows[trip]],
        row.lines,
        MatchMethod.BY_TIME_AND_AMOUNT,
        confidence(probability, most),
        int(ruled.papers.slack(table.slips.document[slip : slip + 1])[0]),
    )
    take(table, [slip], [trip])


def take(table: Table, slips: list[int], trips: list[int]) -> None:
    table.slips.free[slips] = False
    table.slips.partner[slips] = trips[0] if trips else UNKNOWN
    table.trips.free[trips] = False
