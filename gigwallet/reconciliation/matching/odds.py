"""How much likelier a pair is to belong together than to lie side by side by chance."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from gigwallet.reconciliation.matching.clocks import Clocks
from gigwallet.reconciliation.matching.columns import Bools, Floats, Ints, Slips, Trips
from gigwallet.reconciliation.matching.distances import of_distance
from gigwallet.reconciliation.matching.pairs import Pairs
from gigwallet.reconciliation.matching.papers import Papers
from gigwallet.reconciliation.matching.shares import SINGLE, Shares, Thick

EQUAL, TENTH, ROUNDED, MISREAD, SHORT, SHORTER, SHORTEST, BEYOND, OTHER, UNTOLD = range(10)
# An amount of whole tenths, halves or units may be rounded, whatever the rest of its document does.
_UNITS = (10, 50, 100)
# How the amounts of pairs that belong together differ, before anything is learnt: shares of each
# kind, as any book of pay has them. What is learnt moves them by the pairs of this book.
USUAL = np.array(
    [
        [0.90, 0.00, 0.00, 0.002, 0.030, 0.020, 0.010, 0.02, 0.008],  # printed
        [0.82, 0.00, 0.00, 0.080, 0.030, 0.020, 0.010, 0.02, 0.010],  # read from a picture
        [0.60, 0.15, 0.15, 0.010, 0.025, 0.015, 0.010, 0.02, 0.010],  # in whole tenths
    ]
)
_KINDS = USUAL.shape[1]
_WEIGHT_OF_USUAL = 50.0
# Less than the last of these shares of an order's worth is no short payment of it. What lacks much
# is rarer than what lacks little, and more often another order's line.
_SHORT = ((SHORT, 0.85), (SHORTER, 0.6), (SHORTEST, 0.35))
_MOST_SHARE = 1.15
# Every so many stated times is off for a reason of its own, by hours.
_STRAY_TIME, _STRAY_WIDTH = 0.02, 1800.0
_LARGEST = 14.0


@dataclass(frozen=True, slots=True)
class Odds:
    """What scoring needs to know: ``kinds`` are shares as ``USUAL``, for each class of slips."""

    clocks: Clocks
    papers: Papers
    kinds: Floats
    shares: Shares
    thick: Thick

    def learnt(self, kind: Ints, of_class: Ints, sure: Floats) -> Odds:
        """With the kinds of difference of pairs that are as ``sure`` to belong together."""
        seen = np.zeros_like(USUAL)
        told = kind != UNTOLD
        np.add.at(seen, (of_class[told], kind[told]), sure[told])
        counts = seen.sum(axis=1, keepdims=True)
        shares = (seen + _WEIGHT_OF_USUAL * USUAL) / (counts + _WEIGHT_OF_USUAL)
        return replace(self, kinds=np.maximum(shares, 0.001))


def classes_of(slips: Slips) -> Ints:
    """Rows of ``USUAL``: amounts that are printed, read from a picture, or in whole units."""
    found = slips.photographed.astype(np.int64)
    found[slips.total % _UNITS[0] == 0] = 2
    return found


def kinds_of(pairs: Pairs, slips: Slips, trips: Trips, papers: Papers) -> Ints:
    """How the amount of each pair differs; of its sum or its largest line, which is nearer."""
    total = _kinds(slips.total[pairs.slip], pairs, slips, trips, papers)
    several = slips.largest[pairs.slip] != slips.total[pairs.slip]
    if not several.any():
        return total
    largest = _kinds(slips.largest[pairs.slip], pairs, slips, trips, papers)
    return np.where(several & (largest < total), largest, total)


def _kinds(amount: Ints, pairs: Pairs, slips: Slips, trips: Trips, papers: Papers) -> Ints:
    document = slips.document[pairs.slip]
    slack = papers.slack(document)
    low = papers.shown(document, trips.low[pairs.trip])
    high = papers.shown(document, trips.high[pairs.trip])
    found = np.full(len(pairs), OTHER, dtype=np.int64)
    found[(amount > high) & (amount <= high * _MOST_SHARE)] = BEYOND
    for kind, least in reversed(_SHORT):
        found[(amount < low) & (amount >= low * least)] = kind
    pictured = np.flatnonzero(slips.photographed[pairs.slip] & (low == high))
    found[pictured[one_digit_off(amount[pictured], low[pictured])]] = MISREAD
    off, rough = np.abs(amount - low), rough_of(amount)
    found[(rough > 0) & (low == high) & (off <= rough)] = ROUNDED
    found[(rough > 0) & (low == high) & (off <= _UNITS[0] // 2)] = TENTH
    found[(amount >= low - slack) & (amount <= high + slack)] = EQUAL
    found[trips.low[pairs.trip] < 0] = UNTOLD
    return found


def rough_of(amount: Ints) -> Ints:
    """How far an amount may be off if it was rounded to the coarsest unit that it is a multiple of;
    0 if it has odd cents."""
    found = np.zeros(amount.shape, dtype=np.int64)
    for unit in _UNITS:
        found[amount % unit == 0] = unit // 2
    return found


def one_digit_off(one: Ints, other: Ints) -> Bools:
    """Whether the two are written with as many digits, of which exactly one differs."""
    differing = np.zeros(len(one), dtype=np.int64)
    above = np.zeros(len(one), dtype=np.bool_)
    left, right = np.abs(one), np.abs(other)
    for _ in range(8):
        differing += left % 10 != right % 10
        left, right = left // 10, right // 10
        above |= (left == 0) != (right == 0)
    found: Bools = (differing == 1) & ~above & ((one < 0) == (other < 0))
    return found


def scores(pairs: Pairs, kind: Ints, odds: Odds, slips: Slips, trips: Trips) -> Floats:
    """The logarithm of the odds; above 0 the pair is likelier to belong together than not."""
    at = odds.clocks.times(slips)
    time = of_time(pairs, odds, at, slips)
    amount = of_amount(pairs, kind, odds, slips, trips)
    return odds.shares.odds(SINGLE) + time + amount + of_distance(pairs, slips, trips)


def of_time(pairs: Pairs, odds: Odds, at: Floats, slips: Slips) -> Floats:
    """Density of stated times around the moment, against how thick trips lie there."""
    which, own = np.unique(pairs.slip, return_inverse=True)
    thick = odds.thick.rate(at[which])[own]
    sigma = np.where(slips.timed, odds.clocks.sigma, slips.width)
    z = (pairs.off - odds.clocks.lag * slips.timed[pairs.slip]) / sigma[pairs.slip]
    narrow = np.exp(-0.5 * z**2) / (sigma[pairs.slip] * np.sqrt(2 * np.pi))
    wide = np.exp(-np.abs(pairs.off) / _STRAY_WIDTH) / (2 * _STRAY_WIDTH)
    density = (1 - _STRAY_TIME) * narrow + _STRAY_TIME * wide
    told: Floats = np.log(density / thick)
    return told


def of_amount(pairs: Pairs, kind: Ints, odds: Odds, slips: Slips, trips: Trips) -> Floats:
    """Share of this kind among pairs that belong together, against its share among all trips."""
    worth = np.sort(trips.low[trips.low >= 0])
    if not len(worth):
        return np.zeros(len(pairs))
    # Of the slips that are spoken of: most are joined by then. By amount, so that one search of
    # many goes on where the last one ended.
    which, own = np.unique(pairs.slip, return_inverse=True)
    order = np.argsort(slips.total[which], kind="stable")
    which, own = which[order], np.argsort(order)[own]
    document, amount = slips.document[which], slips.total[which]
    slack = odds.papers.slack(document)
    # The range of worth that would show as this amount, with the paper's habits turned round.
    centre = _unshown(odds.papers, document, amount)
    chance = np.empty((len(which), _KINDS))
    near = 40 + slack
    dense = _share(worth, centre - near, centre + near) / (2 * near + 1)
    chance[:, EQUAL] = np.maximum(
        _share(worth, centre - slack, centre + slack), dense * (2 * slack + 1)
    )
    rough = rough_of(amount)
    chance[:, TENTH] = _share(worth, centre - _UNITS[0] // 2, centre + _UNITS[0] // 2)
    chance[:, ROUNDED] = _share(worth, centre - rough, centre + rough)
    chance[:, MISREAD] = 25 * dense
    above: Floats | Ints = centre
    for place, least in _SHORT:
        chance[:, place] = _share(worth, above, centre / least)
        above = centre / least
    chance[:, BEYOND] = _share(worth, centre / _MOST_SHARE, centre)
    chance[:, OTHER] = 1.0
    # In powers of two: a trip far away moves none of them by a hair.
    chance = np.exp2(np.round(np.log2(np.clip(chance, 1.0 / len(worth) / 4, 1.0))))
    told = np.minimum(kind, _KINDS - 1)
    ratio = np.log(odds.kinds[classes_of(slips)[pairs.slip], told] / chance[own, told])
    return np.where(kind == UNTOLD, 0.0, ratio)


def _unshown(papers: Papers, document: Ints, amount: Ints) -> Ints:
    return (amount + papers.fee[document]) * 1000 // (1000 - papers.share[document])


def _share(worth: Ints, low: Floats | Ints, high: Floats | Ints) -> Floats:
    count = np.searchsorted(worth, high, side="right") - np.searchsorted(worth, low, side="left")
    return count / len(worth)


def weights(score: Floats) -> Floats:
    return np.exp(np.minimum(score, _LARGEST))
