"""The clocks of the documents: which moment they state, how late, how exactly, how far off."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gigwallet.reconciliation.matching.columns import MOMENTS, Floats, Ints, Slips, Trips
from gigwallet.reconciliation.matching.pairs import Pairs, together, within
from gigwallet.reconciliation.matching.papers import Papers

# Before anything is learnt: a few minutes, as people and platforms are.
USUAL_SIGMA = 240.0
_FEW = 12
_SEARCHED = 15 * 3600.0
_AROUND = 2 * 3600.0
_STEP = 300.0
_HOUR = 3600.0
# Whole hours and half hours; half an hour itself is nearer to a late booking than to a clock.
SHIFTS = np.array([s * 1800.0 for s in range(-28, 29) if s not in (-1, 1)])
_WIDTH = 1200.0
# No document needs more of its lines to tell its clock.
_SAMPLE = 150


@dataclass(slots=True)
class Clocks:
    """``shift`` of each clock in seconds; ``moment`` is a place in ``MOMENTS``, None while too
    little is known to tell; ``lag`` and ``sigma`` of stated times around that moment."""

    shift: Floats
    moment: int | None = None
    lag: float = 0.0
    sigma: float = USUAL_SIGMA

    def times(self, slips: Slips) -> Floats:
        """The slips' times with their clocks put right."""
        return slips.at - np.where(slips.timed, self.shift[slips.clock], 0.0)


def learn(slips: Slips, trips: Trips, papers: Papers) -> Clocks:
    """From pairs of equal amount."""
    clocks = Clocks(np.zeros(int(slips.clock.max()) + 1 if len(slips) else 1))
    equal, weight = _equal_pairs(slips, trips, papers)
    slip, trip = equal.slip, equal.trip
    if len(slip) < _FEW:
        return clocks
    offs = [slips.at[slip] - trips.moments[trip, i] for i in range(len(MOMENTS))]
    peaks = [_peak(each, weight) for each in offs]
    best = max(range(len(peaks)), key=lambda i: (peaks[i][0], i))
    lag = peaks[best][1]
    clocks.shift = _shifts(slips.clock[slip], offs[best] - lag, weight, len(clocks.shift))
    off = offs[best] - clocks.shift[slips.clock[slip]]
    fitted = _fit(off, lag)
    if fitted is not None:
        clocks.moment, (clocks.lag, clocks.sigma) = best, fitted
    return clocks


def _equal_pairs(slips: Slips, trips: Trips, papers: Papers) -> tuple[Pairs, Floats]:
    """Pairs of one amount within half a day, and how much each says: the more trips of that amount
    there are about, the less."""
    which = _sampled(slips)
    wide = np.full(len(which), _SEARCHED)
    moment = trips.moments[:, len(MOMENTS) - 1]
    found: list[Pairs] = []
    for part in np.array_split(which, max(1, len(which) // 4000)):
        pairs = within(slips, trips, slips.at, part, moment, wide[: len(part)], wide[: len(part)])
        total, slack = slips.total[pairs.slip], papers.slack(slips.document[pairs.slip])
        same = (trips.low[pairs.trip] <= total + slack) & (total - slack <= trips.high[pairs.trip])
        found.append(pairs.where(same & (trips.low[pairs.trip] >= 0)))
    equal = together(found)
    count = np.bincount(equal.slip, minlength=len(slips))
    return equal, 1.0 / count[equal.slip] ** 2


def _sampled(slips: Slips) -> Ints:
    """Timed slips, evenly taken from each clock."""
    timed = np.flatnonzero(slips.timed)
    order = timed[np.argsort(slips.clock[timed], kind="stable")]
    clock = slips.clock[order]
    count = np.bincount(clock) if len(clock) else np.zeros(1, dtype=np.int64)
    start = np.cumsum(count) - count
    place = np.arange(len(order)) - start[clock] if len(order) else order
    many = np.maximum(1, -(-count // _SAMPLE))
    return np.sort(order[place % many[clock] == 0]) if len(order) else order


def _peak(off: Floats, weight: Floats) -> tuple[float, float]:
    """Where the distances lie closest together, and how much lies there."""
    near = np.abs(off) <= _AROUND
    if not near.any():
        return (0.0, 0.0)
    cells = np.floor((off[near] + _AROUND) / _STEP).astype(np.int64)
    heap = np.bincount(cells, weights=weight[near], minlength=int(2 * _AROUND / _STEP) + 2)
    smooth = np.convolve(heap, [0.5, 1.0, 0.5], mode="same")
    place = int(np.argmax(smooth))
    return float(smooth[place]), (place + 0.5) * _STEP - _AROUND


def _shifts(clock: Ints, off: Floats, weight: Floats, count: int) -> Floats:
    """The shift of each clock: none, unless another explains clearly more."""
    heap = np.zeros((count, len(SHIFTS)))
    for place, shift in enumerate(SHIFTS):
        near = np.abs(off - shift) <= 3 * _WIDTH
        share = weight[near] * np.exp(-0.5 * ((off[near] - shift) / _WIDTH) ** 2)
        heap[:, place] = np.bincount(clock[near], weights=share, minlength=count)
    none = heap[:, int(np.flatnonzero(SHIFTS == 0.0)[0])]
    best = np.argmax(heap, axis=1)
    most = heap[np.arange(count), best]
    clear = most > 1.3 * none + 1.5
    return np.where(clear, SHIFTS[best], 0.0)


def _fit(off: Floats, lag: float) -> tuple[float, float] | None:
    """Centre and width of the heap around ``lag``, narrowed until it holds still."""
    centre, sigma = lag, 1500.0
    for _ in range(12):
        near = off[np.abs(off - centre) <= 2.5 * sigma]
        if len(near) < _FEW:
            return None
        centre = float(np.median(near))
        # A normal heap cut at 2.5 of its widths looks a tenth narrower than it is.
        sigma = max(30.0, 1.10 * float(np.sqrt(np.mean((near - centre) ** 2))))
    return centre, sigma
