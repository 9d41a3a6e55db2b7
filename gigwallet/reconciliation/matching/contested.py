"""Trips that are alone beside a line that is alone: nobody can say that they were not paid."""

from __future__ import annotations

import numpy as np

from gigwallet.reconciliation.matching.board import Board
from gigwallet.reconciliation.matching.joint import reach_of
from gigwallet.reconciliation.matching.named import paid_beyond
from gigwallet.reconciliation.matching.odds import Odds
from gigwallet.reconciliation.matching.pairs import within
from gigwallet.reconciliation.matching.sets import SHIFT
from gigwallet.reconciliation.matching.table import Table

# A trip that is this likely to be paid by a line that was open is not called unpaid.
_PERHAPS = 0.01
_CLEARLY_MORE = 1.15
# Half a day on either side of noon, and the night that a shift reaches into.
_DAY = 18 * 3600.0
_ROUGHLY = 50
_LEAST_SHARE = 0.6
# What is paid beside the worth of a trip may be as small as the least that any trip pays.
_LEAST = 0.02


def contest(board: Board, table: Table, ruled: Odds) -> None:
    """What is likely enough to be paid by a line that was open, and what may be within a sum of
    which not all orders are found; and what open lines may be the rest of."""
    table.contested |= table.perhaps > _PERHAPS
    _within_others(table, ruled)
    _beside_named(board, table)
    _days_alone(table)
    trips = table.trips
    board.contested.update(trips.place[i] for i in np.flatnonzero(table.contested).tolist())
    _unfinished(board, table, ruled)


def _within_others(table: Table, ruled: Odds) -> None:
    """A line that is open, or that pays clearly more than the one order it was joined to, may pay
    other orders of its shift as well: each that its amount has room for."""
    slips, trips = table.slips, table.trips
    known = np.sort(trips.low[trips.low > 0])
    least = int(known[int(_LEAST * len(known))]) if len(known) else 0
    joined = slips.partner >= 0
    own = np.where(joined, trips.low[slips.partner], 0)
    more = joined & (slips.total > own * _CLEARLY_MORE)
    which = np.flatnonzero((slips.total > 0) & ((slips.free & ~table.excluded) | more))
    reach = np.full(len(which), SHIFT)
    at = ruled.clocks.times(slips)
    near = within(slips, trips, at, which, trips.moments[:, 2], reach, reach)
    # One that was short-paid leaves more room than its worth says, so worth is not taken off.
    room = slips.total[near.slip] + _ROUGHLY - np.where(slips.free[near.slip], least, 0)
    table.contested[near.trip[trips.low[near.trip] <= room]] = True


def _days_alone(table: Table) -> None:
    """Where most lines about an order know their day only, one that seems to be without pay may
    have been exchanged with another of its day, or stand in a sum: a third of those that were
    called unpaid there had been paid."""
    slips, ended = table.slips, table.trips.moments[:, 2]
    about = []
    for those in (slips.at[~slips.timed], slips.at[slips.timed]):
        there = np.sort(those)
        first, last = (np.searchsorted(there, ended + off) for off in (-_DAY, _DAY))
        about.append(last - first)
    table.contested |= about[0] > about[1]


def _beside_named(board: Board, table: Table) -> None:
    """Which orders a line pays beside the one that it names is not found: it may be any."""
    trips = table.trips
    for each in paid_beyond(board, table):
        room = board.lines.minor[each.line] - each.worth.minor + _ROUGHLY
        first, last = np.searchsorted(trips.moments[:, 0], each.ended + np.array([-SHIFT, SHIFT]))
        near = slice(int(first), int(last))
        table.contested[near] |= trips.low[near] * _LEAST_SHARE <= room


def _unfinished(board: Board, table: Table, ruled: Odds) -> None:
    """Orders of which less was paid than they are worth, beside an open line that is no larger
    than what lacks."""
    slips, trips = table.slips, table.trips
    which = table.open_slips()
    which = which[slips.total[which] > 0]
    joined = np.flatnonzero(slips.partner >= 0)
    paid = np.zeros(len(trips), dtype=np.int64)
    np.add.at(paid, slips.partner[joined], slips.total[joined])
    lacking = np.where(paid > 0, trips.low - paid, 0)
    moment = np.where(lacking > 0, trips.moments[:, 2], np.inf)
    reach = np.where(slips.timed, reach_of(ruled), SHIFT)[which]
    near = within(
        slips, trips, ruled.clocks.times(slips), which, moment, reach, reach, only_free=False
    )
    rest = near.trip[slips.total[near.slip] <= lacking[near.trip] * _CLEARLY_MORE + _ROUGHLY]
    places = {trips.place[i] for i in np.unique(rest).tolist()}
    for each in board.joined:
        if not places.isdisjoint(each.trips):
            each.unfinished = True
