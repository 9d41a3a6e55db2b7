"""What is neither named nor exactly timed: the likeliest pairs first, then sums, then the rest."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gigwallet.reconciliation.matching import clocks, odds, papers
from gigwallet.reconciliation.matching.assignment import assign
from gigwallet.reconciliation.matching.beliefs import beliefs, of_alikes
from gigwallet.reconciliation.matching.board import Board
from gigwallet.reconciliation.matching.columns import Floats, Slips, Trips
from gigwallet.reconciliation.matching.contested import contest
from gigwallet.reconciliation.matching.days import give_times
from gigwallet.reconciliation.matching.joint import weighed
from gigwallet.reconciliation.matching.odds import OTHER, ROUNDED, SHORTEST, Odds
from gigwallet.reconciliation.matching.pairs import LONGEST_TRIP, Pairs, within
from gigwallet.reconciliation.matching.riddles import solve
from gigwallet.reconciliation.matching.several import complete_split
from gigwallet.reconciliation.matching.shares import USUALLY, Thick
from gigwallet.reconciliation.matching.slips import Slip
from gigwallet.reconciliation.matching.table import Table
from gigwallet.reconciliation.matching.verdicts import join_pairs, join_ways

# Half a day on either side of noon, and the night that a shift reaches into.
_DAY = 18 * 3600.0
_WIDE = 4.5
LEAST_WINDOW = 600.0
# What is surest is joined first and no longer stands in the way of the rest. At last a pair is
# joined when it is likelier than everything else together.
CERTAIN, SURE, LIKELY = 0.98, 0.9, 0.55
# Less likely pairs are not tried in place of others.
_HARDLY = 0.01
# So many slips show how amounts differ, and so many turns settle it.
_ENOUGH = 10_000
_TURNS = 3


def join_likeliest(board: Board, rest: Sequence[Slip], zone: str) -> None:
    table = Table.of(board, rest, zone)
    if not len(table.slips) or not table.trips.free.any():
        return
    plain = papers.grains_of(table.slips, table.trips)
    known = clocks.learn(table.slips, table.trips, plain)
    at = known.times(table.slips)
    pairs = _candidates(table.slips, table.trips, known, at)
    told = papers.learn(table.slips, table.trips, pairs, plain)
    told = solve(table.slips, table.trips, known, told)
    usual = np.maximum(odds.USUAL, 0.001)
    ruled = Odds(known, told, usual, USUALLY, Thick(table))
    ruled = _learnt(table, ruled)
    _one_to_one(board, table, ruled, strict=True)
    if give_times(table, ruled):
        _one_to_one(board, table, ruled, strict=True)
    for least in (SURE, LIKELY, LIKELY):
        ruled = _jointly(board, table, ruled, least)
        complete_split(board, table, ruled)
    contest(board, table, ruled)


def _candidates(slips: Slips, trips: Trips, known: clocks.Clocks, at: Floats) -> Pairs:
    """Pairs near enough in time to be looked at."""
    which = np.flatnonzero(slips.free)
    reach = np.maximum(LEAST_WINDOW, _WIDE * known.sigma)
    window = np.where(slips.timed, reach, np.minimum(2.5 * slips.width, _DAY))[which]
    lag = np.where(slips.timed, known.lag, 0.0)[which]
    if known.moment is not None:
        moment = trips.moments[:, known.moment]
        return within(slips, trips, at, which, moment, window + lag, window - lag)
    # Which moment is stated is not known yet: the nearest one counts.
    found = within(slips, trips, at, which, trips.moments[:, 0], window + LONGEST_TRIP, window)
    offs = at[found.slip][:, None] - trips.moments[found.trip]
    off = np.take_along_axis(offs, np.abs(offs).argmin(axis=1)[:, None], axis=1)[:, 0]
    width = np.zeros(len(slips))
    width[which] = window
    near = Pairs(found.slip, found.trip, off)
    return near.where(np.abs(off) <= width[found.slip])


def _learnt(table: Table, ruled: Odds) -> Odds:
    """How amounts differ in this book, from some of the pairs: believed, counted, believed anew."""
    slips, trips = table.slips, table.trips
    pairs = table.allowed(_candidates(slips, trips, ruled.clocks, ruled.clocks.times(slips)))
    pairs = pairs.where(pairs.slip % (1 + len(slips) // _ENOUGH) == 0)
    kind = odds.kinds_of(pairs, slips, trips, ruled.papers)
    for _ in range(_TURNS):
        score = odds.scores(pairs, kind, ruled, slips, trips)
        sure = beliefs(pairs, odds.weights(score), len(slips), len(trips))
        ruled = ruled.learnt(kind, odds.classes_of(slips)[pairs.slip], sure)
    return ruled


def _one_to_one(board: Board, table: Table, ruled: Odds, *, strict: bool) -> None:
    """The pairs whose amounts agree and that nothing comes near: they are most of all, and what
    they leave is few enough to be weighed all together."""
    slips, trips = table.slips, table.trips
    pairs = table.allowed(_candidates(slips, trips, ruled.clocks, ruled.clocks.times(slips)))
    if not len(pairs):
        return
    kind = odds.kinds_of(pairs, slips, trips, ruled.papers)
    score = odds.scores(pairs, kind, ruled, slips, trips)
    sure = beliefs(pairs, odds.weights(score), len(slips), len(trips))
    sure = of_alikes(pairs, sure, slips.likeness, table.trip_likeness)
    usable = np.flatnonzero((kind <= ROUNDED) & (sure > _HARDLY))
    chosen = usable[assign(pairs.at(usable), score[usable])]
    chosen = chosen[sure[chosen] > CERTAIN]
    join_pairs(board, table, ruled, pairs.at(chosen), kind[chosen], sure[chosen])
    table.repeats_of_joined()


def _jointly(board: Board, table: Table, ruled: Odds, least: float) -> Odds:
    """Weigh all that may explain what is open, and join what is surer than ``least``."""
    near = table.allowed(
        _candidates(table.slips, table.trips, ruled.clocks, ruled.clocks.times(table.slips))
    )
    known, sure, ruled = weighed(board, table, ruled, near)
    there = known.trips >= 0
    each = np.repeat(sure, np.count_nonzero(there, axis=1))
    paid = np.bincount(known.trips[there], weights=each, minlength=len(table.trips))
    table.perhaps = np.maximum(table.perhaps, paid)
    unlike = (known.kind == SHORTEST) | (known.kind == OTHER)
    chosen = np.flatnonzero(sure > np.where(unlike, np.maximum(least, SURE), least))
    chosen = chosen[np.argsort(-sure[chosen], kind="stable")]
    join_ways(board, table, known.where(chosen), sure[chosen])
    table.repeats_of_joined()
    return ruled
