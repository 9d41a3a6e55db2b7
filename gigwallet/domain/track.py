"""A track: the positions of one source on one day, packed, because there are millions of them.

``packed`` is deflated JSON (docs/vault-format.md, section 6.8), so that it can be read without this
program: whole numbers, each list the differences from one point to the next.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate, groupby, pairwise
from typing import Any

from gigwallet.domain.instants import Instant, TimeQuality
from gigwallet.domain.track_point import CoordinateSystem, TrackPoint

_FORM = 1
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_DEGREE = 10**7  # about a centimetre
# What each measure is counted in: a tenth of a metre, a hundredth of a metre a second...
_MEASURES = {"accuracy_m": 10, "altitude_m": 10, "speed_mps": 100, "bearing": 10}
_WORDS = ("crs", "quality", "provider", "activity")

Json = dict[str, Any]  # Any: whole numbers and lists of them, written below


@dataclass(frozen=True, slots=True)
class Track:
    """``points`` positions from ``started_at`` to ``ended_at``. The zone of both is that of all;
    the words of single moments are not kept, the original has them."""

    started_at: Instant
    ended_at: Instant
    points: int
    packed: bytes


def pack(points: Iterable[TrackPoint]) -> Track:
    """In order of time, each position once; at least one. Places keep seven decimals."""
    ordered = sorted(dict.fromkeys(points), key=_order)
    moments = [_milliseconds(each) for each in ordered]
    told: Json = {
        "form": _FORM,
        "at": _differences(moments),
        "lat": _differences([round(each.lat * _DEGREE) for each in ordered]),
        "lng": _differences([round(each.lng * _DEGREE) for each in ordered]),
    }
    for name, unit in _MEASURES.items():
        values = [getattr(each, name) for each in ordered]
        if any(value is not None for value in values):
            told[name] = [None if value is None else round(value * unit) for value in values]
    words = {
        "crs": [each.crs.value for each in ordered],
        "quality": [each.at.quality.value for each in ordered],
        "provider": [each.provider for each in ordered],
        "activity": [each.activity for each in ordered],
    }
    for name, said in words.items():
        told[name] = [[word, len(list(run))] for word, run in groupby(said)]
    text = json.dumps(told, separators=(",", ":"), sort_keys=True, ensure_ascii=False)
    return Track(ordered[0].at, ordered[-1].at, len(ordered), zlib.compress(text.encode(), 6))


def points_of(track: Track) -> tuple[TrackPoint, ...]:
    """As they were packed, in order of time. ``ValueError`` for a form that is not known."""
    told: Json = json.loads(zlib.decompress(track.packed))
    if told["form"] != _FORM:
        raise ValueError("a later form of track")
    moments = [_EPOCH + at * _MILLISECOND for at in accumulate(told["at"])]
    lats, lngs = ([value / _DEGREE for value in accumulate(told[name])] for name in ("lat", "lng"))
    count = len(moments)
    measures = [
        [None if value is None else value / unit for value in told.get(name, [None] * count)]
        for name, unit in _MEASURES.items()
    ]
    words = [[word for word, times in told[name] for _ in range(times)] for name in _WORDS]
    systems = {each.value: each for each in CoordinateSystem}
    qualities = {each.value: each for each in TimeQuality}
    zone = track.started_at.zone
    return tuple(
        TrackPoint(
            Instant(at, zone, qualities[quality]),
            lat,
            lng,
            systems[system],
            accuracy,
            altitude,
            speed,
            bearing,
            provider,
            activity,
        )
        for at, lat, lng, accuracy, altitude, speed, bearing, system, quality, provider, activity
        in zip(moments, lats, lngs, *measures, *words, strict=True)
    )  # fmt: skip


def digest(track: Track) -> str:
    """What the track says, whatever zone its clocks are shown in and however it was deflated."""
    return hashlib.sha256(zlib.decompress(track.packed)).hexdigest()


def _order(point: TrackPoint) -> tuple[Any, ...]:  # Any: a key of several kinds
    return (
        point.at.utc,
        point.lat,
        point.lng,
        point.provider,
        # What is not known comes before nought: alike keys would leave the order to the file.
        *(
            (value is not None, value or 0.0)
            for value in (getattr(point, name) for name in _MEASURES)
        ),
        point.crs,
        point.activity,
        point.at.quality,
    )


def _milliseconds(point: TrackPoint) -> int:
    return (point.at.utc - _EPOCH) // _MILLISECOND


def _differences(values: Sequence[int]) -> list[int]:
    return [values[0], *(later - earlier for earlier, later in pairwise(values))]
