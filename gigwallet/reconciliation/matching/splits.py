"""Trips that are paid in two lines."""

from __future__ import annotations

import numpy as np

from gigwallet.reconciliation.matching import odds
from gigwallet.reconciliation.matching.columns import Bools, Floats, Ints
from gigwallet.reconciliation.matching.hypotheses import Hypotheses, hypotheses
from gigwallet.reconciliation.matching.odds import (
    EQUAL,
    MISREAD,
    ROUNDED,
    SHORT,
    SHORTER,
    TENTH,
    Odds,
    rough_of,
)
from gigwallet.reconciliation.matching.pairs import within
from gigwallet.reconciliation.matching.shares import SPLIT
from gigwallet.reconciliation.matching.table import Table

_MANY, _BEST = 40, 40
_DAY = 18 * 3600.0
_HARDLY = -7.0
# So many sums are one wrong digit away.
_DIGITS = 60


def splits_of(table: Table, ruled: Odds, reach: float) -> list[Hypotheses]:
    """Two open lines near one open trip that come to its worth."""
    slips, trips = table.slips, table.trips
    at = ruled.clocks.times(slips)
    which = table.open_slips()
    which = which[slips.total[which] > 0]
    span = np.where(slips.timed, reach, np.minimum(2.5 * slips.width, _DAY))[which]
    lag = np.where(slips.timed, ruled.clocks.lag, 0.0)[which]
    pairs = within(slips, trips, at, which, trips.moments[:, 2], span + lag, span - lag)
    known = (trips.low[pairs.trip] > 0) & (trips.low[pairs.trip] == trips.high[pairs.trip])
    pairs = table.allowed(pairs.where(known & (slips.total[pairs.slip] < trips.low[pairs.trip])))
    time = odds.of_time(pairs, ruled, at, slips)
    order = np.lexsort((-time, pairs.trip))
    pairs, time = pairs.at(order), time[order]
    one, other = _twos_of_each(pairs.trip)
    if not len(one):
        return []
    two, trip = np.stack([pairs.slip[one], pairs.slip[other]], axis=1), pairs.trip[one]
    worth = trips.low[trip]
    weight = ruled.shares.odds(SPLIT, slips=2) + _amount(table, ruled, two, worth)
    weight = weight + time[one] + time[other] - np.log(worth)
    spoken, own = np.unique(two, return_inverse=True)
    density = np.log(ruled.thick.amounts(slips.total[spoken]))
    weight = weight - density[own.reshape(two.shape)].sum(axis=1)
    kept = _best_of_each(trip, weight)
    kept = kept[weight[kept] > _HARDLY]
    slack = roughly(table, ruled, two[kept]).sum(axis=1)
    return [hypotheses(SPLIT, weight[kept], slips=two[kept], trips=trip[kept, None], slack=slack)]


def _twos_of_each(group: Ints) -> tuple[Ints, Ints]:
    """The places of every two of the first ones of each group; groups stand together."""
    ones, others = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    starts = np.flatnonzero(np.diff(group, prepend=-1))
    counts = np.minimum(np.diff(starts, append=len(group)), _MANY)
    for count in np.unique(counts).tolist():
        one, other = np.triu_indices(count, 1)
        first = starts[counts == count][:, None]
        ones.append((first + one).reshape(-1))
        others.append((first + other).reshape(-1))
    return np.concatenate(ones), np.concatenate(others)


def _best_of_each(trip: Ints, weight: Floats) -> Ints:
    """Where amounts are coarse, nearly every two lines would do: the best speak for all."""
    order = np.lexsort((-weight, trip))
    starts = np.flatnonzero(np.diff(trip[order], prepend=-1))
    counts = np.diff(starts, append=len(order))
    rank = np.arange(len(order)) - np.repeat(starts, counts)
    best: Ints = np.sort(order[rank < _BEST])
    return best


def _amount(table: Table, ruled: Odds, two: Ints, worth: Ints) -> Floats:
    """The logarithm of how well two lines together are what the trip is worth. What a document
    takes it takes from each of the two, and each is rounded, or misread, by itself."""
    slips, papers = table.slips, ruled.papers
    document = slips.document[two[:, 0]]
    wanted = papers.shown(document, worth) - papers.fee[document]
    exactly = 2 * papers.slack(document) + (papers.share[document] > 0)
    slack = np.maximum(exactly, roughly(table, ruled, two).sum(axis=1))
    lacking = wanted - slips.total[two].sum(axis=1)
    off = np.abs(lacking)
    of_class = odds.classes_of(slips)[two]
    share = ruled.kinds[of_class[:, 0]]
    rounded = ruled.kinds[2, [TENTH, ROUNDED]].sum()
    told = np.full(len(two), -np.inf)
    for kind, most, least in ((SHORTER, 0.4, 0.15), (SHORT, 0.15, 0.0)):
        short = (lacking > least * worth) & (lacking <= most * worth)
        told[short] = np.log(share[short, kind] / ((most - least) * worth[short]))
    read = slips.photographed[two].any(axis=1) & _one_digit(off)
    told[read] = np.log(2 * ruled.kinds[1, MISREAD] / _DIGITS)
    rough = off <= slack
    told[rough] = np.log(rounded / (2 * slack[rough] + 1))
    equal = off <= exactly
    told[equal] = np.log(share[equal, EQUAL] / (2 * exactly[equal] + 1))
    return told


def roughly(table: Table, ruled: Odds, slips: Ints) -> Ints:
    """How far each of these slips may be off by rounding."""
    own = ruled.papers.slack(table.slips.document[slips])
    return np.maximum(own, rough_of(table.slips.total[slips]))


def _one_digit(off: Ints) -> Bools:
    """Whether one digit alone makes this difference."""
    rest = off.copy()
    for _ in range(4):
        rest = np.where((rest > 0) & (rest % 10 == 0), rest // 10, rest)
    return (rest > 0) & (rest < 10)
