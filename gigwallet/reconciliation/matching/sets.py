"""Lines that pay two or three orders of a shift in one sum, the last of which has just ended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from gigwallet.reconciliation.matching.columns import Floats, Ints
from gigwallet.reconciliation.matching.hypotheses import Hypotheses, hypotheses
from gigwallet.reconciliation.matching.ragged import best_of_each, places, starts
from gigwallet.reconciliation.matching.shares import BESIDE, MERGED, Shares, Thick
from gigwallet.reconciliation.matching.table import Table

# Orders of one shift lie within this of one another.
SHIFT = 14 * 3600.0
# So many of all sums are of three orders.
_THREE = 0.1
# A sum is short by no more than this share.
SHORT_BY = 0.15
LASTS = 24
_PARTNERS, _THIRDS = 60, 20
_SETS = 40
_HARDLY = -7.0
# So many sets are looked at together: what is held does not grow with the book.
_AT_ONCE = 400_000


@dataclass(frozen=True, slots=True)
class Lines:
    """``amount`` is what the orders are worth together, within ``slack``, of which ``exactly`` is
    as it is printed and the rest is rounding; these have the logarithms of shares ``equal`` and
    ``rounded``, and ``short`` that of lacking some. ``beside`` is the number of what a line was
    joined to already, ``slip`` its place where it was not; else -1."""

    slip: Ints
    beside: Ints
    amount: Ints
    exactly: Ints
    slack: Ints
    equal: Floats
    rounded: Floats
    short: Floats
    currency: Ints

    def __len__(self) -> int:
        return len(self.amount)

    def at(self, those: Ints) -> Lines:
        return Lines(
            self.slip[those],
            self.beside[those],
            self.amount[those],
            self.exactly[those],
            self.slack[those],
            self.equal[those],
            self.rounded[those],
            self.short[those],
            self.currency[those],
        )


@dataclass(frozen=True, slots=True)
class Lasts:
    """For each line the orders that it may stand at the end of, ``count`` of each one after
    another; ``time`` is the logarithm of how well it stands there."""

    trip: Ints
    time: Floats
    count: Ints

    def of(self, those: Ints) -> Lasts:
        counts = self.count[those]
        rows = np.repeat(starts(self.count)[those], counts) + places(counts)
        return Lasts(self.trip[rows], self.time[rows], counts)


@dataclass(frozen=True, slots=True)
class _Sets:
    """Sets of orders that a line may pay, ``of`` being its place, and what they weigh."""

    of: Ints
    trips: Ints
    weight: Floats


def sets_of(
    table: Table, shares: Shares, thick: Thick, lines: Lines, lasts: Lasts
) -> Iterator[Hypotheses]:
    """Of each line: two orders, then three; in turn for as many lines as may be looked at at
    once."""
    ended = table.trips.moments[:, 2]
    there = np.flatnonzero(lasts.count > 0)
    lines, lasts = lines.at(there), lasts.of(there)
    if not len(lines):
        return
    near = _Near(table, lines, np.maximum.reduceat(ended[lasts.trip], starts(lasts.count)))
    for those in _portions(lasts.count * near.ways(_THIRDS)):
        some, own, others = lines.at(those), lasts.of(those), near.of(those)
        density = _density(thick, some)
        found = []
        for count, way_share in ((2, 1.0 - _THREE), (3, _THREE)):
            of, which, sets = _sums(ended, own, others, count)
            lacking = table.trips.low[sets].sum(axis=1) - some.amount[of]
            hits = _hits(some, of, lacking, count)
            of, which, sets, lacking = of[hits], which[hits], sets[hits], lacking[hits]
            last = ended[own.trip[which]]
            thickness = np.maximum(1, thick.count(last - SHIFT, last)).astype(np.float64)
            weight = shares.odds(MERGED, trips=count) + np.log(way_share / count)
            weight = weight + own.time[which] - (count - 1) * np.log(thickness) + np.log(count - 1)
            weight = weight + (_of_amount(some, of, lacking) - density[of])
            found.append(_Sets(of, sets, weight))
        yield _told(some, found)


def beside_of(
    table: Table, shares: Shares, thick: Thick, lines: Lines, at: Floats
) -> Iterator[Hypotheses]:
    """Orders that a line pays beside the one that it names, which ended ``at``: one or two of the
    same shift."""
    if not len(lines):
        return
    near = _Near(table, lines, at + SHIFT)
    around = np.maximum(1, thick.count(at - SHIFT, at + SHIFT)).astype(np.float64)
    unpaid = np.log(around * shares.unpaid)
    for those in _portions(near.ways(_PARTNERS)):
        some, others = lines.at(those), near.of(those)
        density = _density(thick, some)
        found = []
        for count, way_share in ((1, 1.0 - _THREE), (2, _THREE)):
            of, sets = others.alone() if count == 1 else others.twos(_PARTNERS)
            lacking = table.trips.low[sets].sum(axis=1) - some.amount[of]
            hits = _hits(some, of, lacking, count + 1)
            of, sets, lacking = of[hits], sets[hits], lacking[hits]
            weight = np.log(way_share) - count * unpaid[those][of]
            weight = weight + (_of_amount(some, of, lacking) - density[of])
            found.append(_Sets(of, sets, weight))
        yield _told(some, found)


def _portions(sizes: Ints) -> Iterator[Ints]:
    """Lines one after another, as many as come to so many sets."""
    number = np.cumsum(sizes) // _AT_ONCE
    edges = np.flatnonzero(np.diff(number)) + 1
    yield from np.split(np.arange(len(sizes)), edges)


class _Near:
    """For each line open trips of the shift whose worth is known for sure, the nearest first."""

    def __init__(self, table: Table, lines: Lines, latest: Floats) -> None:
        trips = table.trips
        able = np.flatnonzero(trips.free & (trips.low > 0) & (trips.low == trips.high))
        begun = trips.moments[able, 0]
        first = np.searchsorted(begun, latest - 2 * SHIFT)
        counts = np.maximum(0, np.searchsorted(begun, latest) - first)
        of = np.repeat(np.arange(len(lines)), counts)
        trip = able[np.repeat(first, counts) + places(counts)]
        most = lines.amount * (1 + SHORT_BY) + lines.slack
        kept = (trips.low[trip] <= most[of]) & (trips.currency[trip] == lines.currency[of])
        of, trip = of[kept], trip[kept]
        far = np.abs(latest[of] - trips.moments[trip, 2])
        best = best_of_each(of, -far, _PARTNERS)
        self.trip = trip[best]
        self.count = np.bincount(of[best], minlength=len(lines))

    def ways(self, among: int) -> Ints:
        """So many there are, alone and every two of the first ``among``; and one."""
        few = np.minimum(self.count, among)
        found: Ints = 1 + self.count + few * (few - 1) // 2
        return found

    def of(self, those: Ints) -> _Near:
        found = object.__new__(_Near)
        found.count = self.count[those]
        rows = np.repeat(starts(self.count)[those], found.count) + places(found.count)
        found.trip = self.trip[rows]
        return found

    def alone(self) -> tuple[Ints, Ints]:
        """Each line's place and one of its trips."""
        return np.repeat(np.arange(len(self.count)), self.count), self.trip[:, None]

    def twos(self, among: int) -> tuple[Ints, Ints]:
        """Each line's place and every two of the first ``among`` of its trips."""
        few = np.minimum(self.count, among)
        counts = few * (few - 1) // 2
        of = np.repeat(np.arange(len(few)), counts)
        first, one, other = _twos(among)
        row = first[few[of]] + places(counts)
        start = starts(self.count)[of]
        return of, self.trip[np.stack([start + one[row], start + other[row]], axis=1)]


def _sums(ended: Floats, lasts: Lasts, near: _Near, count: int) -> tuple[Ints, Ints, Ints]:
    """Sets of a last order (its place in ``lasts``) and others of the shift that ended before, with
    each line's place."""
    of, others = near.alone() if count == 2 else near.twos(_THIRDS)
    options = np.bincount(of, minlength=len(lasts.count))
    many = lasts.count * options
    line, place = np.repeat(np.arange(len(many)), many), places(many)
    which = starts(lasts.count)[line] + place // np.maximum(1, options[line])
    rest = others[starts(options)[line] + place % np.maximum(1, options[line])]
    last = lasts.trip[which]
    kept = np.ones(len(line), dtype=np.bool_)
    for other in rest.T:
        since = ended[last] - ended[other]
        kept &= ((since > 0) | ((since == 0) & (other < last))) & (since <= SHIFT)
    sets = np.concatenate([last[kept, None], rest[kept]], axis=1)
    return line[kept], which[kept], sets


def _hits(lines: Lines, of: Ints, lacking: Ints, count: int) -> Ints:
    """Sums that a line may be: by rounding, or short; three orders short are not looked for."""
    slack = lines.slack
    short = (SHORT_BY * lines.amount).astype(np.int64) if count < 3 else slack
    most = np.maximum(short, slack)
    return np.flatnonzero((lacking >= -slack[of]) & (lacking <= most[of]))


def _density(thick: Thick, lines: Lines) -> Floats:
    found: Floats = np.log(thick.amounts(np.maximum(1, lines.amount)))
    return found


def _of_amount(lines: Lines, of: Ints, lacking: Ints) -> Floats:
    off = np.abs(lacking)
    exact = lines.equal - np.log(2 * lines.exactly + 1)
    rough = lines.rounded - np.log(2 * lines.slack + 1)
    short = lines.short - np.log(SHORT_BY * np.maximum(1, lines.amount))
    told: Floats = np.where(off <= lines.slack[of], rough[of], short[of])
    return np.where(off <= lines.exactly[of], exact[of], told)


def _told(lines: Lines, found: list[_Sets]) -> Hypotheses:
    """Line by line, the smaller sets first."""
    kept = []
    for sets in found:
        # Where amounts are coarse, nearly every set would do: the best speak for all.
        best = best_of_each(sets.of, sets.weight, _SETS)
        kept.append(best[sets.weight[best] > _HARDLY])
    of = np.concatenate([each.of[best] for each, best in zip(found, kept, strict=True)])
    order = np.argsort(of, kind="stable")
    trips = np.concatenate(
        [_filled(each.trips[best]) for each, best in zip(found, kept, strict=True)]
    )
    weight = np.concatenate([each.weight[best] for each, best in zip(found, kept, strict=True)])
    of = of[order]
    return hypotheses(
        MERGED if lines.beside[0] < 0 else BESIDE,
        weight[order],
        slips=lines.slip[of, None],
        trips=trips[order],
        beside=lines.beside[of],
        slack=lines.slack[of],
    )


def _filled(trips: Ints) -> Ints:
    found = np.full((len(trips), 3), -1, dtype=np.int64)
    found[:, : trips.shape[1]] = trips
    return found


@cache
def _twos(among: int) -> tuple[Ints, Ints, Ints]:
    """Where the twos of so many stand, up to ``among``; the one and the other of each."""
    each = [np.triu_indices(count, 1) for count in range(among + 1)]
    counts = np.array([len(one) for one, _ in each], dtype=np.int64)
    ones, others = (np.concatenate(side) for side in zip(*each, strict=True))
    return starts(counts), ones, others
