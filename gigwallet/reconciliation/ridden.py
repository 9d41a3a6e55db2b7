"""How far somebody rode between two moments, between bounds, from the fixes of a phone.

The fixes are averaged over slots of 15, 30 or 60 seconds: the shortest in which riding shows above
the noise. The mean of m fixes is taken for up to twice as exact, never more, because the errors of
neighbouring fixes are alike. Between slots i and i+1 lie the chord c, the time t and the deviation
along each axis e = sqrt(s_i^2 + s_{i+1}^2). Noise makes chords longer, on average by 2 e^2 in their
square, so d = sqrt(max(0, c^2 - 2 e^2)) is the chord without it, and N = 2 sqrt(sum of e^2) is
twice the deviation of their sum.

    along = sum of d, at least the straight line from the first fix to the last
    low   = sum of d over chords that stand out of the noise (c > 3 e), less N;
            at least the straight line less the noise of its ends
    high  = sum over all pairs of the smaller of v t and 1.25 d + v u, plus N, plus v times the time
            before the first and after the last fix

u is the part of t beyond 30 s: time in which nobody saw the phone. v is the speed that was
plausibly ridden: 1.3 times the 95th percentile of the chords' speeds, from 8 to 45 m/s. 1.25 is how
much longer the streets of a grid are than a chord over at most 30 s: a turn in the middle makes
1.41, and not every chord has one. Corners that chords cut make the truth longer, never shorter, so
``low`` needs no such factor. Seeded simulations in tests/reconciliation/test_ridden.py hold it to
this: the truth lies between low and high in at least 95 % of rides.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from gigwallet.domain.gcj02 import may_be_shifted
from gigwallet.domain.intervals import Interval
from gigwallet.domain.ridden import Ridden
from gigwallet.domain.track_point import CoordinateSystem, TrackPoint
from gigwallet.reconciliation.fixes import FASTEST_MPS, Fix, fixes

NEAR_S = 60
_SLOTS_S = (15.0, 30.0, 60.0)
_SHOWS_MPS = 2.5  # slow riding; a slot is long enough when this stands out of its noise
_STANDS_OUT = 3.0
_MOST_AVERAGED = 4  # a slot is never taken for more than twice as exact as one fix
_SEEN_S = 30.0
_DETOUR = 1.25
_FASTER, _SLOWEST_TOP_MPS = 1.3, 8.0
# An unknown coordinate system in China may stretch lengths by so much (measured: 0.7 %).
_STRETCH = 0.01
_TENTH = Decimal("0.1")
_HUNDREDTH = Decimal("0.01")


def ridden(points: Iterable[TrackPoint], span: Interval) -> Ridden | None:
    """None where fewer than two usable fixes lie within ``span``, or it has no length."""
    taken = list(points)
    cleaned = fixes(taken)
    start, end = span.start.timestamp(), span.end.timestamp()
    within = [each for each in cleaned.kept if start <= each.at <= end]
    if len(within) < 2 or end <= start:
        return None
    chords = _chords(within)
    top = _top_speed(chords)
    noise = 2 * math.sqrt(sum(each.deviation**2 for each in chords))
    first, last = within[0], within[-1]
    straight = first.to(last)
    along = max(sum(each.length for each in chords), straight)
    seen = sum(each.length for each in chords if each.stands_out)
    ends = 2 * math.hypot(first.deviation, last.deviation)
    outside = (first.at - start) + (end - last.at)
    low = max(seen - noise, straight - ends, 0.0)
    high = sum(each.at_most(top) for each in chords) + noise + top * outside
    stretch = _STRETCH if _unsure_of_system(taken) else 0.0
    gaps = _gaps(within, start, end)
    return Ridden(
        fixes=len(within),
        jumps=cleaned.jumps,
        coarse=cleaned.coarse,
        along_m=round(along),
        straight_m=round(straight),
        low_m=math.floor(low * (1 - stretch)),
        high_m=math.ceil(max(high, along) * (1 + stretch)),
        coverage=_coverage(within, span),
        longest_gap_s=round(max(gaps)),
        mean_mps=Decimal(along / (end - start)).quantize(_TENTH),
        top_mps=Decimal(max(each.speed for each in chords)).quantize(_TENTH),
    )


@dataclass(frozen=True, slots=True)
class _Chord:
    """Between two slots: ``length`` is without noise, ``deviation`` that of both ends."""

    straight: float
    seconds: float
    deviation: float

    @property
    def length(self) -> float:
        return math.sqrt(max(0.0, self.straight**2 - 2 * self.deviation**2))

    @property
    def stands_out(self) -> bool:
        return self.straight > _STANDS_OUT * self.deviation

    @property
    def speed(self) -> float:
        return self.length / self.seconds

    def at_most(self, top: float) -> float:
        unseen = max(0.0, self.seconds - _SEEN_S)
        return min(top * self.seconds, _DETOUR * self.length + top * unseen)


def _chords(within: Sequence[Fix]) -> list[_Chord]:
    chosen = list(within)
    for seconds in _SLOTS_S:
        slots = _slots(within, seconds)
        if len(slots) < 2:
            break
        chosen = slots
        deviations = sorted(each.deviation for each in slots)
        typical = deviations[len(deviations) // 2] * math.sqrt(2)
        if _STANDS_OUT * typical <= _SHOWS_MPS * seconds:
            break
    return [
        _Chord(one.to(other), other.at - one.at, math.hypot(one.deviation, other.deviation))
        for one, other in pairwise(chosen)
        if other.at > one.at
    ]


def _slots(within: Sequence[Fix], seconds: float) -> list[Fix]:
    """One fix per slot that has any: the mean, the exact ones counting more."""
    by_slot: dict[int, list[Fix]] = {}
    for each in within:
        by_slot.setdefault(int((each.at - within[0].at) // seconds), []).append(each)
    return [_mean(group) for group in by_slot.values()]


def _mean(group: Sequence[Fix]) -> Fix:
    if len(group) == 1:
        return group[0]
    weights = [each.deviation**-2 for each in group]
    whole = sum(weights)
    at, x, y = (
        sum(weight * value for weight, value in zip(weights, values, strict=True)) / whole
        for values in (
            [each.at for each in group], [each.x for each in group], [each.y for each in group]
        )
    )  # fmt: skip
    typical = math.sqrt(len(group) / whole)
    return Fix(at, x, y, typical / math.sqrt(min(len(group), _MOST_AVERAGED)))


def _top_speed(chords: Sequence[_Chord]) -> float:
    speeds = sorted(each.speed for each in chords)
    fast = speeds[int(0.95 * (len(speeds) - 1))]
    return min(max(_FASTER * fast, _SLOWEST_TOP_MPS), FASTEST_MPS)


def _gaps(within: Sequence[Fix], start: float, end: float) -> list[float]:
    moments = [start, *(each.at for each in within), end]
    return [later - earlier for earlier, later in pairwise(moments)]


def _coverage(within: Sequence[Fix], span: Interval) -> Decimal:
    """The share of the time within ``NEAR_S`` seconds of a fix."""
    start, end = span.start.timestamp(), span.end.timestamp()
    near = 0.0
    reached = start
    for each in within:
        begins, ends = max(reached, each.at - NEAR_S), min(end, each.at + NEAR_S)
        near += max(0.0, ends - begins)
        reached = max(reached, ends)
    return Decimal(near / (end - start)).quantize(_HUNDREDTH)


def _unsure_of_system(points: Sequence[TrackPoint]) -> bool:
    return any(
        each.crs is CoordinateSystem.UNKNOWN and may_be_shifted((each.lat, each.lng))
        for each in points
    )
