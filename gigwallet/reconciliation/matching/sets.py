"""Lines that pay two or three orders of a shift in one sum, the last of which has just ended."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from gigwallet.reconciliation.matching.columns import Floats, Ints
from gigwallet.reconciliation.matching.hypotheses import Hypotheses, hypotheses
from gigwallet.reconciliation.matching.shares import BESIDE, MERGED, Shares, Thick
from gigwallet.reconciliation.matching.table import Table

# Orders of one shift lie within this of one another.
SHIFT = 14 * 3600.0
# So many of all sums are of three orders.
_THREE = 0.1
# A sum is short by no more than this share.
SHORT_BY = 0.15
_LASTS, _PARTNERS, _THIRDS = 24, 60, 20
_SETS = 40
_HARDLY = -7.0


@dataclass(frozen=True, slots=True)
class Line:
    """``amount`` is what the orders are worth together, within ``slack``, of which ``exactly`` is
    as it is printed and the rest is rounding; these have the logarithms of shares ``equal`` and
    ``rounded``, and ``short`` that of lacking some. ``time`` is the logarithm of how well it
    stands at the end of each order of ``lasts``."""

    slip: int
    amount: int
    exactly: int
    slack: int
    equal: float
    rounded: float
    short: float
    lasts: Ints
    time: Floats
    currency: int
    beside: int = -1


def sets_of(table: Table, shares: Shares, thick: Thick, line: Line) -> list[Hypotheses]:
    trips = table.trips
    ended = trips.moments[:, 2]
    lasts, time = line.lasts[:_LASTS], line.time[:_LASTS]
    if not len(lasts):
        return []
    near = _partners(table, line, float(ended[lasts].max()))
    found = []
    for count, way_share in ((2, 1.0 - _THREE), (3, _THREE)):
        which, sets = _sums(ended, lasts, near, count)
        lacking = trips.low[sets].sum(axis=1) - line.amount
        hits = _hits(line, lacking, count)
        if not len(hits):
            continue
        which, sets, lacking = which[hits], sets[hits], lacking[hits]
        last = ended[lasts[which]]
        others = np.maximum(1, thick.count(last - SHIFT, last)).astype(np.float64)
        weight = shares.odds(MERGED, trips=count) + np.log(way_share / count)
        weight = weight + time[which] - (count - 1) * np.log(others) + np.log(count - 1)
        weight = weight + _of_amount(thick, line, lacking)
        found.append(_told(line, sets, weight))
    return found


def beside_of(
    table: Table, shares: Shares, thick: Thick, line: Line, at: float
) -> list[Hypotheses]:
    """Orders that a line pays beside the one that it names: one or two of the same shift."""
    trips = table.trips
    near = _partners(table, line, at + SHIFT)
    others = max(1.0, float(thick.count(np.array([at - SHIFT]), np.array([at + SHIFT]))[0]))
    found = []
    for count, way_share in ((1, 1.0 - _THREE), (2, _THREE)):
        if len(near) < count:
            continue
        sets = near[:, None] if count == 1 else near[np.stack(_twos(len(near)), axis=1)]
        lacking = trips.low[sets].sum(axis=1) - line.amount
        hits = _hits(line, lacking, count + 1)
        weight = np.full(len(hits), np.log(way_share) - count * np.log(others * shares.unpaid))
        found.append(_told(line, sets[hits], weight + _of_amount(thick, line, lacking[hits])))
    return found


def _told(line: Line, sets: Ints, weight: Floats) -> Hypotheses:
    # Where amounts are coarse, nearly every set would do: the best speak for all.
    best = np.argsort(-weight, kind="stable")[:_SETS]
    kept = best[weight[best] > _HARDLY]
    count = len(kept)
    return hypotheses(
        MERGED if line.beside < 0 else BESIDE,
        weight[kept],
        slips=np.full((count, 1), line.slip, dtype=np.int64),
        trips=sets[kept],
        beside=np.full(count, line.beside, dtype=np.int64),
        slack=np.full(count, line.slack, dtype=np.int64),
    )


def _hits(line: Line, lacking: Ints, count: int) -> Ints:
    """Sums that the line may be: by rounding, or short; three orders short are not looked for."""
    short = int(SHORT_BY * line.amount) if count < 3 else line.slack
    return np.flatnonzero((lacking >= -line.slack) & (lacking <= max(short, line.slack)))


def _of_amount(thick: Thick, line: Line, lacking: Ints) -> Floats:
    density = float(np.log(thick.amounts(np.array([max(1, line.amount)]))[0]))
    off = np.abs(lacking)
    exact = line.equal - np.log(2 * line.exactly + 1)
    rough = line.rounded - np.log(2 * line.slack + 1)
    short = line.short - np.log(SHORT_BY * max(1, line.amount))
    told: Floats = np.where(off <= line.slack, rough, short)
    return np.where(off <= line.exactly, exact, told) - density


def _partners(table: Table, line: Line, latest: float) -> Ints:
    """Open trips of the shift whose worth is known for sure, the nearest first."""
    trips = table.trips
    begun, ended = trips.moments[:, 0], trips.moments[:, 2]
    first = int(np.searchsorted(begun, latest - 2 * SHIFT))
    last = int(np.searchsorted(begun, latest))
    window = np.arange(first, last)
    known = (
        trips.free[window]
        & (trips.low[window] > 0)
        & (trips.low[window] <= line.amount * (1 + SHORT_BY) + line.slack)
    )
    known &= trips.currency[window] == line.currency
    known &= trips.low[window] == trips.high[window]
    near: Ints = window[known]
    nearest: Ints = near[np.argsort(np.abs(latest - ended[near]), kind="stable")]
    return nearest[:_PARTNERS]


def _sums(ended: Floats, lasts: Ints, near: Ints, count: int) -> tuple[Ints, Ints]:
    """Sets of a last order (its place in ``lasts``) and others of the shift that ended before."""
    if count == 2:
        others = near[:, None]
    else:
        few = near[:_THIRDS]
        if len(few) < 2:
            return np.zeros(0, np.int64), np.zeros((0, count), np.int64)
        others = few[np.stack(_twos(len(few)), axis=1)]
    which = np.repeat(np.arange(len(lasts)), len(others))
    sets = np.concatenate([lasts[which][:, None], np.tile(others, (len(lasts), 1))], axis=1)
    since = ended[sets[:, :1]] - ended[sets[:, 1:]]
    before = (since > 0) | ((since == 0) & (sets[:, 1:] < sets[:, :1]))
    kept = (before & (since <= SHIFT)).all(axis=1)
    return which[kept], sets[kept]


@cache
def _twos(count: int) -> tuple[Ints, Ints]:
    one, other = np.triu_indices(count, 1)
    return one, other
