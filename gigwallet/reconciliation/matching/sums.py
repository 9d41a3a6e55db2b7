"""Sets of open trips of a shift that come to one amount, and how sure it is that they are meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations

import numpy as np

from gigwallet.reconciliation.matching.columns import Ints
from gigwallet.reconciliation.matching.table import Table

# Trips of one shift lie within this of the line.
SHIFT = 14 * 3600.0
# So many of all lines pay several trips.
_USUAL = 0.02
# Sums this near show how many sums there are by chance.
_NEAR = 150
_PAIRS_OF = 60
_TRIPLES_OF = 20


@dataclass(frozen=True, slots=True)
class Wanted:
    """``amount`` within ``slack``; one of the trips ends within ``reach`` of ``at``. ``beside``: a
    trip of the set is known already and its worth is off the amount."""

    at: float
    reach: float
    amount: int
    slack: int
    currency: int
    beside: bool = False


def set_of(table: Table, wanted: Wanted, least: float) -> tuple[tuple[int, ...], float] | None:
    """The set of trips, and how sure; None where none is surer than
    ``least``. Trips of sets that cannot be told apart become contested."""
    near = _near(table, wanted)
    hits: list[tuple[int, ...]] = []
    exactly: list[tuple[int, ...]] = []
    about = 0
    ended = table.trips.moments[:, 2]
    for sets, total in _sums(near, table.trips.low, wanted.beside):
        off = np.abs(total - wanted.amount)
        close = np.flatnonzero(off <= _NEAR)
        stands = (np.abs(ended[sets[close]] - wanted.at) <= wanted.reach).any(axis=1)
        exact = off[close] <= wanted.slack
        hits += [tuple(each) for each in sets[close[stands & exact]].tolist()]
        exactly += [tuple(each) for each in sets[close[stands & (off[close] == 0)]].tolist()]
        about += int(np.count_nonzero(stands & ~exact))
    if not hits:
        return None
    # Where a sum fits to the unit, those that fit by rounding do not count.
    hits = exactly or hits
    width = 1 if exactly else 2 * wanted.slack + 1
    chance = about * width / max(1, 2 * _NEAR + 1 - width)
    few = min(len(each) for each in hits)
    best = [each for each in hits if len(each) == few]
    # A sum of three is found by chance more often, and meant less often, than one of two.
    prior = 0.5 if wanted.beside else table.share_meant(_USUAL, int(table.slips.free.sum()))
    sure = prior / (prior + chance) / (len(best) + 0.1 * (len(hits) - len(best)))
    if sure > least:
        return best[0], sure
    for each in hits:
        table.contested[list(each)] = True
    return None


def _near(table: Table, wanted: Wanted) -> Ints:
    """Open trips of the shift whose worth is known for sure, the nearest first."""
    trips = table.trips
    begun, ended = trips.moments[:, 0], trips.moments[:, 2]
    first = int(np.searchsorted(begun, wanted.at - SHIFT))
    last = int(np.searchsorted(begun, wanted.at + SHIFT))
    window = np.arange(first, last)
    known = trips.free[window] & (trips.low[window] > 0)
    known &= trips.currency[window] == wanted.currency
    near: Ints = window[known & (trips.low[window] == trips.high[window])]
    nearest: Ints = near[np.argsort(np.abs(ended[near] - wanted.at), kind="stable")]
    return nearest[:_PAIRS_OF]


def _sums(near: Ints, worth: Ints, beside: bool) -> Iterator[tuple[Ints, Ints]]:
    """Sets of two or three trips (beside one that is known: one or two), with their sums."""
    if beside and len(near):
        yield near[:, None], worth[near]
    if len(near) >= 2:
        one, other = _twos(len(near))
        yield np.stack([near[one], near[other]], axis=1), worth[near[one]] + worth[near[other]]
    few = near[:_TRIPLES_OF]
    if not beside and len(few) >= 3:
        sets = few[_threes(len(few))]
        yield sets, worth[sets].sum(axis=1)


@cache
def _twos(count: int) -> tuple[Ints, Ints]:
    one, other = np.triu_indices(count, 1)
    return one, other


@cache
def _threes(count: int) -> Ints:
    return np.array(list(combinations(range(count), 3)), dtype=np.int64)
