"""Positions on their way into the vault: gathered by day, kept as one track of that day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from gigwallet.domain.instants import TimeQuality
from gigwallet.domain.reading import EngagementHint, Row
from gigwallet.domain.track import digest, pack
from gigwallet.domain.track_point import TrackPoint

FAMILY = "tracks"
# How many positions the file lists for the track; the track itself holds each of them once.
LISTED = "positions"
# Histories are in order of time but for the ends of days; what is gathered longer is closed.
_MOST_DAYS_OPEN = 8


@dataclass(slots=True)
class _Day:
    first: Row
    points: list[TrackPoint] = field(default_factory=list)


class Tracks:
    """Of one file. A day that comes again after it was closed becomes a second track of that day;
    nothing is lost. The same points in another export are the same track, told by what they say."""

    def __init__(self) -> None:
        self._open: dict[tuple[EngagementHint, date], _Day] = {}

    def add(self, row: Row, point: TrackPoint) -> Iterator[Row]:
        """What is closed by it. The place of a day's first point stands for the day."""
        key = (row.hint, point.at.utc.date())
        day = self._open.get(key)
        if day is None:
            day = self._open[key] = _Day(row)
            if len(self._open) > _MOST_DAYS_OPEN:
                yield _closed(self._open.pop(next(iter(self._open))))
        day.points.append(point)

    def rest(self) -> Iterator[Row]:
        """The days that are still open."""
        for day in self._open.values():
            yield _closed(day)
        self._open = {}


def is_sure_of_its_moment(point: TrackPoint) -> bool:
    """Whether its UTC stands, wherever it is placed: only then its day is known at once."""
    return point.at.quality is not TimeQuality.LOCAL_ASSUMED


def _closed(day: _Day) -> Row:
    track = pack(day.points)
    return Row(
        track,
        FAMILY,
        digest(track),
        day.first.locator,
        raw={LISTED: str(len(day.points))},
        hint=day.first.hint,
    )
