"""Each record of Records.json as a position; files of gigabytes are read item by item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from gigwallet.domain.instants import Instant
from gigwallet.domain.reading import FileHead, Reading, Rejection
from gigwallet.domain.recorded import Locator
from gigwallet.domain.track_point import CoordinateSystem, TrackPoint
from gigwallet.tabular import positions
from gigwallet.tabular.encodings import decoded
from gigwallet.tabular.json_stream import TornJson, items
from gigwallet.tabular.tables import BadCell
from gigwallet.words import N_

Record = Mapping[str, Any]  # Any: JSON of others

_BEGINS = re.compile(r'\s*\{\s*"locations"\s*:\s*\[\s*(?:\]|\{)')
# Which key of a record stands first has changed over the years; one of these is always near.
_MARKS = ('"latitudeE7"', '"timestampMs"')
_EMPTY = re.compile(r'\s*\{\s*"locations"\s*:\s*\[\s*\]\s*\}\s*')
_WORD = re.compile(r"[A-Za-z_]{1,32}")
# Files before 2018 wrote some negative degrees without their sign bit.
_WRAPPED = 2**32
_MOST_NORTH, _MOST_EAST = 900_000_000, 1_800_000_000


class GoogleRecords:
    """Points only. Of what Google guessed about each, the likeliest activity is kept; networks,
    places and times of upload are not."""

    name = "google_records"
    version = "1"
    title = N_("Google location history (Records.json)")
    where = N_(
        "Google Takeout (takeout.google.com) > Location History (Timeline), for accounts that kept "
        "it with Google. Drop the ZIP unopened. Since 2024 the history lies on the phone: export "
        "it there under Settings > Location > Location services > Timeline."
    )

    def recognises(self, file: FileHead) -> bool:
        text = decoded(file.head, complete=False) or ""
        if _EMPTY.fullmatch(text):
            return True
        return bool(_BEGINS.match(text)) and any(mark in text for mark in _MARKS)

    def read(self, file: FileHead, stream: BinaryIO) -> Iterator[Reading]:
        return positions.trusted_stream(file.name, _points(stream))


def _points(stream: BinaryIO) -> Iterator[Reading]:
    number = -1
    try:
        for number, record in enumerate(items(stream, "locations.item")):
            where = Locator(pointer=f"/locations/{number}")
            try:
                yield positions.row(_point(record), "google_records", where)
            except BadCell as bad:
                yield positions.left_out(bad, where)
    except TornJson:
        yield Rejection(positions.TORN, Locator(pointer=f"/locations/{number + 1}"))


def _point(record: Record) -> TrackPoint:
    if not isinstance(record, dict):
        raise BadCell("bad_position", "locations")
    position = positions.degrees(
        _degrees(record.get("latitudeE7"), _MOST_NORTH),
        _degrees(record.get("longitudeE7"), _MOST_EAST),
    )
    return TrackPoint(
        at=_moment(record),
        lat=position[0],
        lng=position[1],
        crs=CoordinateSystem.WGS84,
        accuracy_m=positions.measure(record.get("accuracy"), 0),
        altitude_m=positions.measure(record.get("altitude")),
        speed_mps=positions.measure(record.get("velocity"), 0),
        bearing=positions.measure(record.get("heading"), 0),
        provider=_provider(record),
        activity=_activity(record.get("activity")),
    )


def _degrees(value: object, most: int) -> float:
    if value is None:
        raise BadCell(positions.NO_FIX, "latitudeE7")
    if isinstance(value, bool) or not isinstance(value, int):
        raise BadCell("bad_position", "latitudeE7")
    return (value - _WRAPPED if value > most else value) / 1e7


def _moment(record: Record) -> Instant:
    text, milliseconds = record.get("timestamp"), record.get("timestampMs")
    if text is None and milliseconds is None:
        raise BadCell(positions.NO_TIME, "timestamp")
    try:
        if text is not None:
            return positions.moment(str(text))
        return positions.since_1970(int(str(milliseconds)))
    except ValueError as bad:
        raise BadCell("bad_time", "timestamp") from bad


def _provider(record: Record) -> str:
    """``wifi``; of an account with several phones ``wifi@`` and the number of the phone: two phones
    must not become one way."""
    source, device = str(record.get("source") or ""), record.get("deviceTag")
    kind = source.casefold() if _WORD.fullmatch(source) else ""
    if isinstance(device, int) and not isinstance(device, bool) and device:
        return f"{kind}@{device}"
    return kind


def _activity(guesses: object) -> str:
    """The likeliest of the first guess."""
    if not isinstance(guesses, list) or not guesses or not isinstance(guesses[0], dict):
        return ""
    listed = guesses[0].get("activity")
    if not isinstance(listed, list):
        return ""
    rated = [
        (positions.measure(each.get("confidence")) or 0.0, str(each.get("type")))
        for each in listed
        if isinstance(each, dict)
    ]
    likeliest = max(rated, key=lambda each: each[0], default=(0.0, ""))[1]
    return likeliest.casefold() if _WORD.fullmatch(likeliest) else ""
