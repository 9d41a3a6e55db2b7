"""Open lines that are the second part of what another line has begun to pay."""

from __future__ import annotations

import numpy as np

from gigwallet.reconciliation.matching.board import Board
from gigwallet.reconciliation.matching.joint import reach_of
from gigwallet.reconciliation.matching.odds import Odds
from gigwallet.reconciliation.matching.pairs import within
from gigwallet.reconciliation.matching.splits import roughly
from gigwallet.reconciliation.matching.table import Table
from gigwallet.reconciliation.matching.verdicts import take


def complete_split(board: Board, table: Table, ruled: Odds) -> None:
    """An open line that is exactly what a line lacks that was joined to a trip near it."""
    slips, trips = table.slips, table.trips
    at = ruled.clocks.times(slips)
    which = table.open_slips()
    which = which[slips.timed[which] & (slips.total[which] > 0)]
    first = np.full(len(trips), -1, dtype=np.int64)
    joined = np.flatnonzero(slips.partner >= 0)
    first[slips.partner[joined]] = joined
    moment = np.where((first >= 0) & (trips.low == trips.high), trips.moments[:, 2], np.inf)
    reach = np.full(len(which), reach_of(ruled))
    near = within(slips, trips, at, which, moment, reach, reach, only_free=False)
    worth, document = trips.low[near.trip], slips.document[near.slip]
    # What is taken is taken from each of the two lines, and each is rounded by itself.
    wanted = ruled.papers.shown(document, worth) - ruled.papers.fee[document]
    slack = roughly(table, ruled, near.slip) + roughly(table, ruled, first[near.trip])
    both = slips.total[near.slip] + slips.total[first[near.trip]]
    found = near.where((worth > 0) & (np.abs(both - wanted) <= slack))
    alone = np.bincount(found.slip, minlength=len(slips)) == 1
    number_of = {each.trips[0]: i for i, each in enumerate(board.joined)} if len(found) else {}
    for slip, trip in zip(found.slip.tolist(), found.trip.tolist(), strict=True):
        number = number_of.get(trips.place[trip])
        if number is None or not alone[slip]:
            continue
        paid = board.joined[number]
        once = len(paid.lines) == len(slips.rows[int(first[trip])])
        if len(paid.trips) == 1 and once:
            board.add(number, slips.rows[slip])
            take(table, [slip], [trip])
