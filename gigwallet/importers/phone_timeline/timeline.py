"""Segments and raw signals of either phone as positions; numbers may be text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any, BinaryIO

from gigwallet.domain.instants import Instant, TimeQuality
from gigwallet.domain.reading import FileHead, Reading, Rejection, Skip
from gigwallet.domain.recorded import Locator
from gigwallet.domain.track_point import CoordinateSystem, TrackPoint
from gigwallet.tabular import positions
from gigwallet.tabular.encodings import decoded
from gigwallet.tabular.json_stream import TornJson, items
from gigwallet.tabular.tables import BadCell
from gigwallet.words import N_

Json = Mapping[str, Any]  # Any: JSON of others

_ANDROID = re.compile(r'\s*\{\s*"(?:semanticSegments|rawSignals|userLocationProfile)"\s*:')
_IOS = re.compile(r"\s*\[\s*\{")
_IOS_MARKS = ('"geo:', '"timelinePath"', '"timelineMemory"', '"durationMinutesOffsetFromStartTime"')
# "52.5044260°, 13.4190662°" and "geo:52.504426,13.419066", of iOS sometimes with an altitude.
_NUMBER = r"[+-]?\d{1,3}(?:\.\d{1,20})?"
_PLACE = re.compile(rf"(?:geo:)?({_NUMBER})°?,\s*({_NUMBER})°?(?:,{_NUMBER})?(?:;.{{0,80}})?")
_WORD = re.compile(r"[A-Za-z_]{1,32}")
_MINUTES = re.compile(r"\d{1,5}(?:\.\d{1,6})?")
_FAMILY = "phone_timeline"


class PhoneTimeline:
    """Points only: of the way and of the raw signals. What the phone concluded (visits, movements,
    homes) is counted and dropped; networks and steps are no places. The way is drawn on Google's
    map, so in China its coordinate system is unknown; raw signals are the phone's own."""

    name = _FAMILY
    version = "1"
    title = N_("Timeline of a phone (Google Maps)")
    where = N_(
        "Android: Settings > Location > Location services > Timeline > Export Timeline data. "
        "iPhone: Google Maps > your picture > Settings > Personal content > Export Timeline data."
    )

    def recognises(self, file: FileHead) -> bool:
        text = decoded(file.head, complete=False) or ""
        if _ANDROID.match(text):
            return True
        return (
            bool(_IOS.match(text))
            and '"startTime"' in text
            and any(mark in text for mark in _IOS_MARKS)
        )

    def read(self, file: FileHead, stream: BinaryIO) -> Iterator[Reading]:
        text = decoded(file.head, complete=False) or ""
        if _ANDROID.match(text):
            return positions.trusted_stream(file.name, _android(stream))
        return positions.trusted_stream(file.name, _array(stream, "item", "", _segment))


def _android(stream: BinaryIO) -> Iterator[Reading]:
    """The two arrays in whichever order; a file that is torn in the first says so once."""
    segments = _array(stream, "semanticSegments.item", "/semanticSegments", _segment)
    torn = False
    for each in segments:
        torn = torn or (isinstance(each, Rejection) and each.reason == positions.TORN)
        yield each
    for each in _array(stream, "rawSignals.item", "/rawSignals", _signal):
        if not (torn and isinstance(each, Rejection) and each.reason == positions.TORN):
            yield each


def _array(stream: BinaryIO, path: str, pointer: str, read: Any) -> Iterator[Reading]:
    """Any: one of the two readers below."""
    number = -1
    stream.seek(0)
    try:
        for number, entry in enumerate(items(stream, path)):
            yield from read(entry if isinstance(entry, dict) else {}, f"{pointer}/{number}")
    except TornJson:
        yield Rejection(positions.TORN, Locator(pointer=f"{pointer}/{number + 1}"))


def _segment(segment: Json, pointer: str) -> Iterator[Reading]:
    path = segment.get("timelinePath")
    known = False
    for name, reason in (
        ("visit", "inferred_place"),
        ("activity", "inferred_movement"),
        ("timelineMemory", "inferred_place"),
    ):
        if name in segment:
            known = True
            yield Skip(reason, Locator(pointer=f"{pointer}/{name}"))
    if isinstance(path, list):
        for number, point in enumerate(path):
            where = Locator(pointer=f"{pointer}/timelinePath/{number}")
            try:
                yield _way_point(point if isinstance(point, dict) else {}, segment, where)
            except BadCell as bad:
                yield positions.left_out(bad, where)
    elif not known:
        yield Rejection("unknown_status", Locator(pointer=pointer))


def _way_point(point: Json, segment: Json, where: Locator) -> Reading:
    place = _place(point.get("point"))
    if "time" in point:
        at = _moment(point["time"])
    elif "durationMinutesOffsetFromStartTime" in point:
        minutes = str(point["durationMinutesOffsetFromStartTime"])
        if not _MINUTES.fullmatch(minutes):
            raise BadCell("bad_time", "durationMinutesOffsetFromStartTime")
        start = _moment(segment.get("startTime"))
        # Whole minutes after the start: the moment is worked out, not measured.
        moved = start.utc + timedelta(minutes=float(minutes))
        at = replace(start, utc=moved, quality=TimeQuality.INFERRED)
    else:
        raise BadCell(positions.NO_TIME, "time")
    position, system = positions.placed(place, CoordinateSystem.UNKNOWN)
    return positions.row(TrackPoint(at, *position, system, provider="path"), _FAMILY, where)


def _signal(signal: Json, pointer: str) -> Iterator[Reading]:
    position = signal.get("position")
    if not isinstance(position, dict):
        yield Skip("no_position_signal", Locator(pointer=pointer))
        return
    where = Locator(pointer=f"{pointer}/position")
    try:
        lat, lng = _place(position.get("LatLng", position.get("latLng")))
        at = _moment(position.get("timestamp"))
    except BadCell as bad:
        yield positions.left_out(bad, where)
        return
    source = str(position.get("source") or "")
    point = TrackPoint(
        at,
        lat,
        lng,
        CoordinateSystem.WGS84,
        accuracy_m=positions.measure(position.get("accuracyMeters"), 0),
        altitude_m=positions.measure(position.get("altitudeMeters")),
        speed_mps=positions.measure(position.get("speedMetersPerSecond"), 0),
        provider=source.casefold() if _WORD.fullmatch(source) else "",
    )
    yield positions.row(point, _FAMILY, where)


def _place(text: object) -> tuple[float, float]:
    if text is None:
        raise BadCell(positions.NO_FIX, "point")
    match = _PLACE.fullmatch(str(text))
    if match is None:
        raise BadCell("bad_position", "point")
    return positions.degrees(float(match[1]), float(match[2]))


def _moment(text: object) -> Instant:
    if text is None:
        raise BadCell(positions.NO_TIME, "time")
    try:
        return positions.moment(str(text))
    except ValueError as bad:
        raise BadCell("bad_time", "time") from bad
