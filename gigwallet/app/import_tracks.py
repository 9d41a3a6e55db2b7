"""Positions on their way into the vault: gathered by day, kept as one track of that day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from gigwallet.domain.recorded import EngagementId, NewFact, Source
from gigwallet.domain.track import Track, digest, pack
from gigwallet.domain.track_point import TrackPoint

FAMILY = "tracks"
# Histories are in order of time but for the ends of days; what is gathered longer is closed.
_MOST_DAYS_OPEN = 8


@dataclass(slots=True)
class _Day:
    source: Source
    points: list[TrackPoint] = field(default_factory=list)


class Tracks:
    """Of one file. A day that comes again after it was closed becomes a second track of that day;
    nothing is lost. The same points in another export are the same track, told by what they say."""

    def __init__(self) -> None:
        self._open: dict[tuple[EngagementId, date], _Day] = {}
        self.repeated = 0  # points that came twice in one day, to the digit

    def add(
        self, point: TrackPoint, place: EngagementId, source: Source
    ) -> Iterator[NewFact[Track]]:
        """What is closed by it. ``source`` of a day's first point stands for the day."""
        key = (place, point.at.utc.date())
        day = self._open.get(key)
        if day is None:
            day = self._open[key] = _Day(source)
            if len(self._open) > _MOST_DAYS_OPEN:
                oldest = next(iter(self._open))
                yield self._closed(oldest[0], self._open.pop(oldest))
        day.points.append(point)

    def rest(self) -> Iterator[NewFact[Track]]:
        """The days that are still open."""
        for (place, _), day in self._open.items():
            yield self._closed(place, day)
        self._open = {}

    def _closed(self, place: EngagementId, day: _Day) -> NewFact[Track]:
        track = pack(day.points)
        self.repeated += len(day.points) - track.points
        return NewFact(track, place, FAMILY, digest(track), 1, day.source)
