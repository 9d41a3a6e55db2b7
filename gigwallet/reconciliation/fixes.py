"""The fixes of a track on a plane: sorted, without doubles, coarse ones and impossible jumps."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from gigwallet.domain.track_point import TrackPoint

FASTEST_MPS = 45.0  # 162 km/h: no order is ridden faster
COARSE_M = 100.0
# What a phone in the open reaches, for formats that do not say how exact a fix is.
_UNSAID_M = 20.0
# "Accuracy" of a phone is the circle that holds 68 % of the fixes: 1.515 times the deviation along
# each axis, where both are normal.
_CIRCLE = 1.515
_EARTH_M = 6_371_008.8
_STARTS = 3


@dataclass(frozen=True, slots=True)
class Fix:
    """Seconds since 1970, metres east and north of a point nearby, and how far a fix deviates along
    each axis (one standard deviation)."""

    at: float
    x: float
    y: float
    deviation: float

    def to(self, other: Fix) -> float:
        return math.hypot(other.x - self.x, other.y - self.y)


@dataclass(frozen=True, slots=True)
class Fixes:
    kept: tuple[Fix, ...]
    jumps: int
    coarse: int


def fixes(points: Iterable[TrackPoint]) -> Fixes:
    """``kept`` in order of time. Of two at one moment the more exact one is kept."""
    all_points = list(points)
    usable = [each for each in all_points if _accuracy(each) <= COARSE_M]
    coarse = len(all_points) - len(usable)
    if not usable:
        return Fixes((), 0, coarse)
    lat, lng = usable[0].lat, usable[0].lng
    by_moment: dict[datetime, TrackPoint] = {}
    for each in usable:
        known = by_moment.get(each.at.utc)
        if known is None or _accuracy(each) < _accuracy(known):
            by_moment[each.at.utc] = each
    placed = [_placed(each, lat, lng) for _, each in sorted(by_moment.items())]
    kept = _reachable(placed)
    return Fixes(kept, len(placed) - len(kept), coarse)


def _accuracy(point: TrackPoint) -> float:
    return _UNSAID_M if point.accuracy_m is None else point.accuracy_m


def _placed(point: TrackPoint, lat: float, lng: float) -> Fix:
    """On the plane that touches the Earth at ``lat``, ``lng``: exact enough within a city."""
    east = (point.lng - lng + 180) % 360 - 180
    x = math.radians(east) * math.cos(math.radians(lat)) * _EARTH_M
    y = math.radians(point.lat - lat) * _EARTH_M
    return Fix(point.at.utc.timestamp(), x, y, max(1.0, _accuracy(point) / _CIRCLE))


def _reachable(placed: Sequence[Fix]) -> tuple[Fix, ...]:
    """The longest chain that nobody had to fly for, begun at one of the first fixes: the very first
    may itself be the impossible one."""
    longest: tuple[Fix, ...] = ()
    for start in range(min(_STARTS, len(placed))):
        if len(longest) < len(placed) - start:
            longest = max(longest, _chain(placed[start:]), key=len)
    return longest


def _chain(placed: Sequence[Fix]) -> tuple[Fix, ...]:
    kept: list[Fix] = []
    for each in placed:
        if not kept:
            kept.append(each)
            continue
        last = kept[-1]
        noise = 3 * (last.deviation + each.deviation)
        if last.to(each) - noise <= FASTEST_MPS * (each.at - last.at):
            kept.append(each)
    return tuple(kept)
