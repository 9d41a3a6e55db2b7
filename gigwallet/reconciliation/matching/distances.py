"""What the distance that a line states tells of whose pay it is."""

from __future__ import annotations

import numpy as np

from gigwallet.reconciliation.matching.columns import Floats, Ints, Slips, Trips
from gigwallet.reconciliation.matching.pairs import Pairs

# A platform's way and the ridden one differ by so much at the most, in so many of the pairs that
# belong together; the others are paid for another way altogether.
_LEVELS = ((0.02, 0.60), (0.15, 0.25))
_ELSE = 0.15
# Short ways differ by how far one rode around the block.
_LEAST = 100


def of_distance(pairs: Pairs, slips: Slips, trips: Trips) -> Floats:
    """The logarithm of how much likelier such a difference is in a pair that belongs together than
    by chance; nothing where one of the two does not say."""
    told = np.zeros(len(pairs))
    stated, ridden = slips.metres[pairs.slip], trips.metres[pairs.trip]
    both = np.flatnonzero((stated >= 0) & (ridden >= 0))
    if not len(both):
        return told
    known = np.sort(trips.metres[trips.metres >= 0])
    stated, off = stated[both], np.abs(stated[both] - ridden[both])
    left = np.ones(len(both), dtype=np.bool_)
    within = np.zeros(len(both))
    found = np.empty(len(both))
    for share, meant in _LEVELS:
        most = np.maximum(_LEAST, (stated * share).astype(np.int64))
        chance = _chance(known, stated, most)
        here = left & (off <= most)
        found[here] = np.log(meant / np.maximum(chance - within, 1 / len(known) / 4))[here]
        left &= ~here
        within = chance
    found[left] = np.log(_ELSE / np.maximum(1 - within, _ELSE))[left]
    told[both] = found
    return told


def _chance(known: Ints, stated: Ints, most: Ints) -> Floats:
    """The share of all trips that are as long; in powers of two, so that a trip far away moves it
    by nothing."""
    count = np.searchsorted(known, stated + most, "right") - np.searchsorted(known, stated - most)
    share: Floats = np.clip(count / len(known), 1 / len(known) / 4, 1.0)
    return np.exp2(np.round(np.log2(share)))
