"""Lines that were booked days after their order: by amount alone, where only one order has it."""

from __future__ import annotations

from collections import Counter

import numpy as np

from gigwallet.domain.reconciled import MatchMethod
from gigwallet.reconciliation.matching.board import Board
from gigwallet.reconciliation.matching.odds import Odds
from gigwallet.reconciliation.matching.table import Table
from gigwallet.reconciliation.matching.verdicts import confidence, take

LATEST = 14 * 86400.0
_EARLIEST = 6 * 3600.0
# So many of all lines are late payments.
_USUAL = 0.02
_NEAR = 150


def join_late(board: Board, table: Table, ruled: Odds, least: float) -> None:
    """An open line and an open trip of the two weeks before it with exactly its amount, where
    neither has another such partner."""
    slips, trips = table.slips, table.trips
    at = ruled.clocks.times(slips)
    opened = np.flatnonzero(trips.free & (trips.low > 0) & (trips.low == trips.high))
    order = opened[np.argsort(trips.low[opened], kind="stable")]
    worth, ended = trips.low[order], trips.moments[order, 2]
    prior = table.share_meant(_USUAL, len(table.open_slips()))
    found: list[tuple[int, int, float]] = []
    for slip in table.open_slips().tolist():
        document = slips.document[slip : slip + 1]
        amount, slack = ruled.papers.meant(document, int(slips.total[slip]))
        first, last = np.searchsorted(worth, [amount - _NEAR, amount + _NEAR + 1])
        since = at[slip] - ended[first:last]
        near = (since > -_EARLIEST) & (since <= LATEST)
        near &= trips.currency[order[first:last]] == slips.currency[slip]
        exact = near & (np.abs(worth[first:last] - amount) <= slack)
        hits = order[first:last][exact]
        if len(hits):
            by_chance = int(np.count_nonzero(near & ~exact)) * (2 * slack + 1) / (2 * _NEAR)
            sure = prior / (prior + by_chance) / len(hits)
            found += [(slip, int(trip), sure) for trip in hits]
    # Two lines that are printed alike ask for the trip once.
    wanted = Counter(trip for _, trip in {(int(slips.likeness[s]), trip) for s, trip, _ in found})
    for slip, trip, sure in found:
        table.contested[trip] = True
        if trips.free[trip] and sure / wanted[trip] > least:
            board.join(
                [trips.rows[trip]],
                slips.rows[slip].lines,
                MatchMethod.BY_TIME_AND_AMOUNT,
                confidence(sure),
                int(ruled.papers.slack(slips.document[slip : slip + 1])[0]),
            )
            take(table, [slip], [trip])
