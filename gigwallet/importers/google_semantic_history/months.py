"""A month's movements and visits as positions: only what has a time of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from gigwallet.domain.instants import Instant
from gigwallet.domain.reading import FileHead, Reading, Rejection, Skip
from gigwallet.domain.recorded import Locator
from gigwallet.domain.track_point import CoordinateSystem, TrackPoint
from gigwallet.tabular import positions
from gigwallet.tabular.encodings import decoded
from gigwallet.tabular.json_stream import TornJson, items
from gigwallet.tabular.tables import BadCell
from gigwallet.words import N_

Json = Mapping[str, Any]  # Any: JSON of others

_BEGINS = re.compile(r'\s*\{\s*"timelineObjects"\s*:')
_WORD = re.compile(r"[A-Za-z_]{1,32}")
_FAMILY = "google_semantic_history"


class GoogleSemanticHistory:
    """Points only. The two ends of a movement lie on Google's map, which is a shifted one in China,
    so there their system is unknown; the raw points between are the phone's. Way points without a
    time are counted and dropped; visits say where Google thinks a person was, not where a phone
    measured itself, and are dropped as well."""

    name = _FAMILY
    version = "1"
    title = N_("Google location history by month")
    where = N_(
        "Google Takeout (takeout.google.com) > Location History (Timeline), for accounts that kept "
        "it with Google until 2024. Drop the ZIP unopened."
    )

    def recognises(self, file: FileHead) -> bool:
        return bool(_BEGINS.match(decoded(file.head, complete=False) or ""))

    def read(self, file: FileHead, stream: BinaryIO) -> Iterator[Reading]:
        return positions.trusted_stream(file.name, _objects(stream))


def _objects(stream: BinaryIO) -> Iterator[Reading]:
    number = -1
    try:
        for number, entry in enumerate(items(stream, "timelineObjects.item")):
            yield from _object(entry, f"/timelineObjects/{number}")
    except TornJson:
        yield Rejection(positions.TORN, Locator(pointer=f"/timelineObjects/{number + 1}"))


def _object(entry: object, pointer: str) -> Iterator[Reading]:
    segment = _part(entry, "activitySegment")
    visit = _part(entry, "placeVisit")
    if segment is None and visit is None:
        yield Rejection("unknown_status", Locator(pointer=pointer))
        return
    if visit is not None:
        yield Skip("inferred_place", Locator(pointer=f"{pointer}/placeVisit"))
        yield from _raw(visit, f"{pointer}/placeVisit", "")
    if segment is not None:
        yield from _movement(segment, f"{pointer}/activitySegment")


def _movement(segment: Json, pointer: str) -> Iterator[Reading]:
    kind = str(segment.get("activityType") or "")
    activity = kind.casefold() if _WORD.fullmatch(kind) else ""
    duration = _part(segment, "duration") or {}
    ends = (("startLocation", "startTimestamp"), ("endLocation", "endTimestamp"))
    for place, time in ends[:1]:
        yield _end(segment.get(place), duration, time, f"{pointer}/{place}", activity)
    way = (_part(segment, "waypointPath") or {}).get("waypoints")
    for number, _ in enumerate(way if isinstance(way, list) else ()):
        where = Locator(pointer=f"{pointer}/waypointPath/waypoints/{number}")
        yield Skip(positions.NO_TIME, where)
    yield from _raw(segment, pointer, activity)
    for place, time in ends[1:]:
        yield _end(segment.get(place), duration, time, f"{pointer}/{place}", activity)


def _end(place: object, duration: Json, time: str, pointer: str, activity: str) -> Reading:
    where = Locator(pointer=pointer)
    try:
        found = place if isinstance(place, dict) else {}
        at = _moment(duration.get(time), duration.get(f"{time}Ms"))
        return _row(
            found, ("latitudeE7", "longitudeE7"), at, "segment", activity, where, drawn=True
        )
    except BadCell as bad:
        return positions.left_out(bad, where)


def _raw(owner: Json, pointer: str, activity: str) -> Iterator[Reading]:
    points = (_part(owner, "simplifiedRawPath") or {}).get("points")
    for number, point in enumerate(points if isinstance(points, list) else ()):
        where = Locator(pointer=f"{pointer}/simplifiedRawPath/points/{number}")
        try:
            found = point if isinstance(point, dict) else {}
            at = _moment(found.get("timestamp"), found.get("timestampMs"))
            yield _row(found, ("latE7", "lngE7"), at, "raw", activity, where)
        except BadCell as bad:
            yield positions.left_out(bad, where)


def _row(
    place: Json,
    names: tuple[str, str],
    at: Instant,
    provider: str,
    activity: str,
    where: Locator,
    drawn: bool = False,
) -> Reading:
    """``drawn``: a place on Google's own map."""
    lat, lng = (place.get(each) for each in names)
    if lat is None or lng is None:
        raise BadCell(positions.NO_FIX, names[0])
    if not (isinstance(lat, int) and isinstance(lng, int)):
        raise BadCell("bad_position", names[0])
    system = CoordinateSystem.UNKNOWN if drawn else CoordinateSystem.WGS84
    position, system = positions.placed(positions.degrees(lat / 1e7, lng / 1e7), system)
    accuracy = positions.measure(place.get("accuracyMeters", place.get("accuracyMetres")), 0)
    point = TrackPoint(
        at, *position, system, accuracy_m=accuracy, provider=provider, activity=activity
    )
    return positions.row(point, _FAMILY, where)


def _moment(text: object, milliseconds: object) -> Instant:
    if text is None and milliseconds is None:
        raise BadCell(positions.NO_TIME, "duration")
    try:
        if text is not None:
            return positions.moment(str(text))
        return positions.since_1970(int(str(milliseconds)))
    except ValueError as bad:
        raise BadCell("bad_time", "duration") from bad


def _part(owner: object, name: str) -> Json | None:
    found = owner.get(name) if isinstance(owner, dict) else None
    return found if isinstance(found, dict) else None
