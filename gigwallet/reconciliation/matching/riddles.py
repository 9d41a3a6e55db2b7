"""Documents whose clock is off and that take a fee as well: each alone would tell the other."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from gigwallet.reconciliation.matching.clocks import SHIFTS, Clocks
from gigwallet.reconciliation.matching.columns import Floats, Ints, Slips, Trips
from gigwallet.reconciliation.matching.odds import TENTH, kinds_of
from gigwallet.reconciliation.matching.pairs import InTime, Pairs, near
from gigwallet.reconciliation.matching.papers import Papers, fee_of

_FEW = 8
# Lines of a document that are understood find a trip of their amount near them this often.
_UNDERSTOOD = 0.4
_ENOUGH = 200
_REACH = 2.5


def solve(slips: Slips, trips: Trips, clocks: Clocks, papers: Papers) -> Papers:
    """Try every shift of the clock together with the fee that it brings to light. Shifts are put
    right in ``clocks``."""
    if clocks.moment is None:
        return papers
    fee, share = papers.fee.copy(), papers.share.copy()
    those = InTime.of(trips, trips.moments[:, clocks.moment])
    for document in _not_understood(slips, trips, clocks, papers, those):
        mine = np.flatnonzero((slips.document == document) & slips.free & slips.timed)
        mine = mine[:: 1 + len(mine) // _ENOUGH]
        found = max(
            _try(slips, trips, clocks, papers, those, mine, int(document), float(shift))
            for shift in SHIFTS
        )
        explained, _, shift, fixed, part = found
        if explained >= _UNDERSTOOD * len(mine):
            fee[document], share[document] = fixed, part
            clocks.shift[np.unique(slips.clock[mine])] = shift
    return replace(papers, fee=fee, share=share)


def _not_understood(
    slips: Slips, trips: Trips, clocks: Clocks, papers: Papers, those: InTime
) -> Ints:
    which = np.flatnonzero(slips.free & slips.timed)
    pairs = _near(slips, trips, clocks, which, clocks.times(slips)[which], those)
    pairs = pairs.where(kinds_of(pairs, slips, trips, papers) <= TENTH)
    met = np.zeros(len(slips))
    met[pairs.slip] = 1.0
    count = len(slips.documents)
    lines = np.bincount(slips.document[which], minlength=count)
    understood = np.bincount(slips.document[which], weights=met[which], minlength=count)
    return np.flatnonzero((lines >= _FEW) & (understood < _UNDERSTOOD * lines))


def _near(
    slips: Slips, trips: Trips, clocks: Clocks, which: Ints, at: Floats, those: InTime
) -> Pairs:
    reach = _REACH * clocks.sigma
    return near(slips, trips, which, at, those, reach + clocks.lag, reach - clocks.lag)


def _try(
    slips: Slips,
    trips: Trips,
    clocks: Clocks,
    papers: Papers,
    those: InTime,
    mine: Ints,
    document: int,
    shift: float,
) -> tuple[int, float, float, int, int]:
    """How many lines this shift explains, with which fee; of equal ones the smaller shift."""
    pairs = _near(slips, trips, clocks, mine, slips.at[mine] - shift, those)
    pairs = pairs.where(
        (trips.low[pairs.trip] > 0) & (trips.low[pairs.trip] == trips.high[pairs.trip])
    )
    if not len(pairs):
        return (0, -abs(shift), shift, 0, 0)
    lacking = trips.low[pairs.trip] - slips.total[pairs.slip]
    fee, share = fee_of(lacking, trips.low[pairs.trip], int(papers.grain[document]))
    taken = (trips.low[pairs.trip] * share + 500) // 1000 + fee
    hits = np.abs(lacking - taken) <= max(5, int(papers.grain[document]) // 2)
    return (len(np.unique(pairs.slip[hits])), -abs(shift), shift, fee, share)
