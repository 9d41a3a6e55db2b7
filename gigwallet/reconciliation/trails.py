"""Which positions lie in a span of time: of one device and one file at a time, never mixed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from gigwallet.domain.gcj02 import may_be_shifted
from gigwallet.domain.intervals import Interval
from gigwallet.domain.recorded import ExhibitId, FactId, Recorded
from gigwallet.domain.track import Track, points_of
from gigwallet.domain.track_point import CoordinateSystem, TrackPoint

_LONGEST_TRACK = timedelta(days=1)
_MOST_UNPACKED = 16  # the tracks of a day or two; orders are asked for in order of time


@dataclass(frozen=True, slots=True)
class _Strand:
    """The positions of a track that one device made in one kind of system, in order of time."""

    device: str
    unsure: bool
    moments: list[datetime]
    points: list[TrackPoint]


@dataclass(frozen=True, slots=True)
class Trail:
    """Positions that may be joined to one way, where they come from, and the facts that hold
    them."""

    points: tuple[TrackPoint, ...]
    source: str
    exhibit: ExhibitId | None
    facts: tuple[FactId, ...]


class Trails:
    """Two files may hold the same ride, and an account two phones; joined, their fixes would zigzag
    between both. Positions whose coordinate system is unknown in China are apart from known ones,
    some hundred metres away."""

    def __init__(self, tracks: Iterable[Recorded[Track]]) -> None:
        self._tracks = sorted(tracks, key=lambda each: each.fact.started_at.utc)
        self._starts = [each.fact.started_at.utc for each in self._tracks]
        self._unpacked: OrderedDict[FactId, list[_Strand]] = OrderedDict()

    def __bool__(self) -> bool:
        return bool(self._tracks)

    def within(self, span: Interval) -> Iterator[Trail]:
        """Every trail that has a position in ``span``."""
        found: dict[tuple[ExhibitId | None, str, str, bool], list[TrackPoint]] = {}
        facts: dict[tuple[ExhibitId | None, str, str, bool], dict[FactId, None]] = {}
        for track in self._overlapping(span):
            origin = track.sources[0] if track.sources else None
            exhibit = origin.exhibit_id if origin else None
            importer = origin.importer if origin else ""
            for strand in self._strands(track):
                first = bisect_left(strand.moments, span.start)
                last = bisect_right(strand.moments, span.end)
                if first < last:
                    key = (exhibit, importer, strand.device, strand.unsure)
                    found.setdefault(key, []).extend(strand.points[first:last])
                    facts.setdefault(key, {})[track.id] = None
        for key, points in found.items():
            yield Trail(tuple(points), key[1], key[0], tuple(facts[key]))

    def _overlapping(self, span: Interval) -> Iterator[Recorded[Track]]:
        first = bisect_left(self._starts, span.start - _LONGEST_TRACK)
        for track in self._tracks[first : bisect_left(self._starts, span.end)]:
            if track.fact.ended_at.utc >= span.start:
                yield track

    def _strands(self, track: Recorded[Track]) -> list[_Strand]:
        known = self._unpacked.get(track.id)
        if known is None:
            known = self._unpacked[track.id] = _unpack(track.fact)
            if len(self._unpacked) > _MOST_UNPACKED:
                self._unpacked.popitem(last=False)
        return known


def _unpack(track: Track) -> list[_Strand]:
    found: dict[tuple[str, bool], _Strand] = {}
    for point in points_of(track):
        key = (_device(point), _unsure(point))
        strand = found.get(key)
        if strand is None:
            strand = found[key] = _Strand(*key, [], [])
        strand.moments.append(point.at.utc)
        strand.points.append(point)
    return list(found.values())


def _device(point: TrackPoint) -> str:
    return point.provider.partition("@")[2]


def _unsure(point: TrackPoint) -> bool:
    return point.crs is CoordinateSystem.UNKNOWN and may_be_shifted((point.lat, point.lng))
