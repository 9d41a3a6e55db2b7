"""Trips that are alone beside a line that is alone: nobody can say that they were not paid."""

from __future__ import annotations

import numpy as np

from gigwallet.reconciliation.matching.board import Board
from gigwallet.reconciliation.matching.odds import Odds
from gigwallet.reconciliation.matching.pairs import within
from gigwallet.reconciliation.matching.several import reach_of
from gigwallet.reconciliation.matching.sums import SHIFT
from gigwallet.reconciliation.matching.table import Table

_DAY = 18 * 3600.0
# A line of less than this share of a trip's worth does not pay it.
_LEAST_SHARE = 0.35
_CLEARLY_MORE = 1.15
_ROUGHLY = 50


def contest(board: Board, table: Table, ruled: Odds) -> None:
    """An open line near enough in time and large enough, or one of a picture that says a number
    like the trip's; and what earlier steps could not tell apart."""
    slips, trips = table.slips, table.trips
    which = table.open_slips()
    which = which[slips.total[which] > 0]
    reach = np.where(slips.timed, reach_of(ruled), _DAY)[which]
    at = ruled.clocks.times(slips)
    lag = np.where(slips.timed, ruled.clocks.lag, 0.0)[which]
    begun, ended = trips.moments[:, 0], trips.moments[:, 2]
    for moment in (begun, ended):
        near = within(slips, trips, at, which, moment, reach + lag, reach - lag)
        enough = slips.total[near.slip] >= trips.low[near.trip] * _LEAST_SHARE
        table.contested[near.trip[enough]] = True
    _within_others(table, ruled)
    board.contested.update(trips.rows[i].id for i in np.flatnonzero(table.contested).tolist())


def _within_others(table: Table, ruled: Odds) -> None:
    """A line that is open, or that pays clearly more than the one order it was joined to, may pay
    other orders of its shift as well: each that its amount has room for."""
    slips, trips = table.slips, table.trips
    joined = slips.partner >= 0
    own = np.where(joined, trips.low[slips.partner], 0)
    more = joined & (slips.total > own * _CLEARLY_MORE)
    which = np.flatnonzero((slips.total > 0) & ((slips.free & ~table.excluded) | more))
    reach = np.full(len(which), SHIFT)
    at = ruled.clocks.times(slips)
    near = within(slips, trips, at, which, trips.moments[:, 2], reach, reach)
    # One that was short-paid leaves more room than its worth says, so worth is not taken off.
    room = slips.total[near.slip] + _ROUGHLY
    table.contested[near.trip[trips.low[near.trip] <= room]] = True
