"""All ways to explain what is open, weighed together: single pairs, sums, parts, late lines."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from gigwallet.reconciliation.matching import odds, shares
from gigwallet.reconciliation.matching.board import Board
from gigwallet.reconciliation.matching.columns import Floats, Ints
from gigwallet.reconciliation.matching.distances import of_distance
from gigwallet.reconciliation.matching.hypotheses import (
    Hypotheses,
    believed,
    hypotheses,
    of_alikes,
    together,
)
from gigwallet.reconciliation.matching.named import named_sums
from gigwallet.reconciliation.matching.odds import ROUNDED, SHORT, TENTH, UNTOLD, Odds, rough_of
from gigwallet.reconciliation.matching.pairs import Pairs, within
from gigwallet.reconciliation.matching.pairs import together as pairs_together
from gigwallet.reconciliation.matching.ragged import places
from gigwallet.reconciliation.matching.sets import LASTS, SHIFT, Lasts, Lines, sets_of
from gigwallet.reconciliation.matching.shares import LATE, SINGLE
from gigwallet.reconciliation.matching.splits import splits_of
from gigwallet.reconciliation.matching.table import Table

LATEST = 14 * 86400.0
_HARDLY = -7.0
_WIDE = 4.5
_LEAST_REACH = 900.0
_TURNS = 1
# Of so many lines the orders of two weeks are looked at together.
_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class _Looked:
    """Pairs that were looked at, and how their amounts differ: whatever is learnt of shares, that
    stays."""

    pairs: Pairs
    kind: Ints


def weighed(
    board: Board, table: Table, ruled: Odds, near: Pairs
) -> tuple[Hypotheses, Floats, Odds]:
    """What may explain the rows that are open, how likely each is, and what that teaches of how
    often orders are paid in which way. ``near`` are the pairs to be looked at."""
    single, late = _singles(table, ruled, near), _late(table, ruled)
    for _ in range(_TURNS):
        ruled = _taught(table, ruled, *_believed(board, table, ruled, single, late))
    known, sure = _believed(board, table, ruled, single, late)
    return known, of_alikes(known, sure, table.slips.likeness, table.trip_likeness), ruled


def _believed(
    board: Board, table: Table, ruled: Odds, single: _Looked, late: _Looked
) -> tuple[Hypotheses, Floats]:
    known = _all(board, table, ruled, single, late)
    return known, believed(known, len(table.slips), len(table.trips))


def _all(board: Board, table: Table, ruled: Odds, single: _Looked, late: _Looked) -> Hypotheses:
    several = [_of_singles(table, ruled, single), _of_late(table, ruled, late)]
    several += _merged(table, ruled)
    several += splits_of(table, ruled, reach_of(ruled))
    several += named_sums(board, table, ruled)
    return together(several)


def reach_of(ruled: Odds) -> float:
    return max(_LEAST_REACH, _WIDE * ruled.clocks.sigma)


def _singles(table: Table, ruled: Odds, near: Pairs) -> _Looked:
    slips, trips = table.slips, table.trips
    pairs = near.where(slips.free[near.slip] & trips.free[near.trip])
    return _Looked(pairs, odds.kinds_of(pairs, slips, trips, ruled.papers))


def _of_singles(table: Table, ruled: Odds, looked: _Looked) -> Hypotheses:
    weight = odds.scores(looked.pairs, looked.kind, ruled, table.slips, table.trips)
    return _paired(table, ruled, SINGLE, looked.pairs, looked.kind, weight)


def _late(table: Table, ruled: Odds) -> _Looked:
    """An open line and an open trip of the two weeks before it."""
    slips, trips = table.slips, table.trips
    at = ruled.clocks.times(slips)
    which = table.open_slips()
    which = which[slips.total[which] > 0]
    found, kinds = [], []
    for some in np.array_split(which, 1 + len(which) // _AT_ONCE):
        span, little = np.full(len(some), LATEST), np.full(len(some), -reach_of(ruled))
        pairs = table.allowed(within(slips, trips, at, some, trips.moments[:, 2], span, little))
        kind = odds.kinds_of(pairs, slips, trips, ruled.papers)
        found.append(pairs.where(kind < odds.BEYOND))
        kinds.append(kind[kind < odds.BEYOND])
    return _Looked(pairs_together(found), np.concatenate(kinds))


def _of_late(table: Table, ruled: Odds, looked: _Looked) -> Hypotheses:
    slips, trips, pairs, kind = table.slips, table.trips, looked.pairs, looked.kind
    at = ruled.clocks.times(slips)
    weight = ruled.shares.odds(LATE) + odds.of_amount(pairs, kind, ruled, slips, trips)
    weight = weight + of_distance(pairs, slips, trips)
    spoken, own = np.unique(pairs.slip, return_inverse=True)
    before = ruled.thick.count(at[spoken] - LATEST, at[spoken])
    weight = weight - np.log(np.maximum(1, before))[own]
    return _paired(table, ruled, LATE, pairs, kind, weight)


def _paired(
    table: Table, ruled: Odds, way: int, pairs: Pairs, kind: Ints, weight: Floats
) -> Hypotheses:
    kept = weight > _HARDLY
    pairs = pairs.where(kept)
    return hypotheses(
        way,
        weight[kept],
        slips=pairs.slip[:, None],
        trips=pairs.trip[:, None],
        kind=kind[kept],
        slack=ruled.papers.slack(table.slips.document[pairs.slip]),
    )


def _merged(table: Table, ruled: Odds) -> list[Hypotheses]:
    slips, trips = table.slips, table.trips
    which = table.open_slips()
    which = which[slips.total[which] > 0]
    at = ruled.clocks.times(slips)
    lag = np.where(slips.timed, ruled.clocks.lag, 0.0)[which]
    reach = np.where(slips.timed, reach_of(ruled), SHIFT)[which]
    pairs = within(slips, trips, at, which, trips.moments[:, 2], reach + lag, reach - lag)
    known = (trips.low[pairs.trip] > 0) & (trips.low[pairs.trip] == trips.high[pairs.trip])
    pairs = pairs.where(known & (trips.low[pairs.trip] < slips.total[pairs.slip]))
    time = odds.of_time(pairs, ruled, at, slips)
    order = np.lexsort((-time, pairs.slip))
    pairs, time = pairs.at(order), time[order]
    rank = places(np.unique(pairs.slip, return_counts=True)[1])
    pairs, time = pairs.where(rank < LASTS), time[rank < LASTS]
    count = np.bincount(pairs.slip, minlength=len(slips))[which]
    lines = _lines(table, ruled, which)
    lasts = Lasts(pairs.trip, time, count)
    return list(sets_of(table, ruled.shares, ruled.thick, lines, lasts))


def _lines(table: Table, ruled: Odds, which: Ints) -> Lines:
    slips = table.slips
    amount, exactly = ruled.papers.meant(slips.document[which], slips.total[which])
    share = ruled.kinds[odds.classes_of(slips)[which]]
    return Lines(
        which,
        np.full(len(which), -1, dtype=np.int64),
        amount,
        exactly,
        np.maximum(exactly, rough_of(slips.total[which])),
        np.log(share[:, odds.EQUAL]),
        np.log(share[:, TENTH] + share[:, ROUNDED]),
        np.log(2 * share[:, SHORT]),
        slips.currency[which],
    )


def _taught(table: Table, ruled: Odds, known: Hypotheses, sure: Floats) -> Odds:
    """How often orders are paid in which way: what was joined already, and what is believed."""
    slips, trips = table.slips, table.trips
    paid = np.zeros(4)
    paid[SINGLE] = np.count_nonzero(~trips.free)
    width = np.count_nonzero(known.trips >= 0, axis=1)
    for way in range(4):
        paid[way] += float((sure * width)[known.way == way].sum())
    about = np.unique(known.trips[known.trips >= 0])
    count = int(np.count_nonzero(~trips.free)) + len(about)
    lines = int(np.count_nonzero(~table.excluded))
    explained = float(lines - len(table.open_slips()))
    explained += float((sure * np.count_nonzero(known.slips >= 0, axis=1)).sum())
    told = shares.learnt(paid, count, explained, lines)
    single = (known.way == SINGLE) & (known.kind != UNTOLD)
    done = _joined(table, ruled)
    kind = np.concatenate([known.kind[single], done[1]])
    seen = np.concatenate([known.slips[single, 0], done[0]])
    believed = np.concatenate([sure[single], np.ones(len(seen) - np.count_nonzero(single))])
    ruled = replace(ruled, shares=told)
    return ruled.learnt(kind, odds.classes_of(slips)[seen], believed)


def _joined(table: Table, ruled: Odds) -> tuple[Ints, Ints]:
    """The slips that were joined already, with how their amounts differ."""
    slip = np.flatnonzero(table.slips.partner >= 0)
    pairs = Pairs(slip, table.slips.partner[slip], np.zeros(len(slip)))
    return slip, odds.kinds_of(pairs, table.slips, table.trips, ruled.papers)
