"""The records of a FIT file; a broken file gives what stands before the break, and says so."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, BinaryIO

import fitdecode

from gigwallet.domain.instants import Instant
from gigwallet.domain.reading import FileHead, Reading, Rejection
from gigwallet.domain.recorded import Locator
from gigwallet.domain.track_point import CoordinateSystem, TrackPoint
from gigwallet.tabular import positions
from gigwallet.tabular.tables import BadCell
from gigwallet.words import N_

_MARK_AT, _MARK = 8, b".FIT"
_HEADER_SIZES = (12, 14)
# Between two records of one activity, however long its rider paused: beyond it, a time is damaged.
_LONGEST_PAUSE = timedelta(days=366)
_DEGREES = 180 / 2**31  # FIT counts the circle in 2**32 parts
# What the reader lets through on broken files beside its own errors.
_BROKEN = (
    fitdecode.FitError,
    struct.error,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    TypeError,
    ValueError,
)


class FitTrack:
    """A record without position (indoors) is counted and dropped. A file whose checksum does not
    hold keeps its records and says so."""

    name = "fit_track"
    version = "2"
    title = N_("FIT activity")
    where = N_(
        "Garmin Connect, Wahoo, Coros, Strava: export the original file of the activity, or copy "
        "it from the watch over USB (folder Activity)."
    )

    def recognises(self, file: FileHead) -> bool:
        marked = file.head[_MARK_AT : _MARK_AT + len(_MARK)] == _MARK
        return marked and file.head[0] in _HEADER_SIZES

    def read(self, file: FileHead, stream: BinaryIO) -> Iterator[Reading]:
        return positions.trusted_stream(file.name, _records(stream))


def _records(stream: BinaryIO) -> Iterator[Reading]:
    number = 0
    before: Instant | None = None
    try:
        with fitdecode.FitReader(
            stream,
            check_crc=fitdecode.CrcCheck.RAISE,
            error_handling=fitdecode.ErrorHandling.IGNORE,
        ) as reader:
            for frame in reader:
                if frame.frame_type != fitdecode.FIT_FRAME_DATA or frame.name != "record":
                    continue
                number += 1
                where = Locator(pointer=f"record[{number}]")
                try:
                    point = _point(frame)
                    if before is not None and abs(point.at.utc - before.utc) > _LONGEST_PAUSE:
                        raise BadCell("bad_time", "timestamp")
                    before = point.at
                    yield positions.row(point, "fit_track", where)
                except BadCell as bad:
                    yield positions.left_out(bad, where)
    except fitdecode.FitCRCError:
        yield Rejection("checksum_differs", Locator(pointer="checksum"))
    except _BROKEN:
        yield Rejection(positions.TORN, Locator(pointer=f"record[{number + 1}]"))


def _point(frame: Any) -> TrackPoint:  # Any: a frame of fitdecode, which has no types
    lat, lng = _value(frame, "position_lat"), _value(frame, "position_long")
    if lat is None or lng is None:
        raise BadCell(positions.NO_FIX, "position_lat")
    if not (isinstance(lat, int | float) and isinstance(lng, int | float)):
        raise BadCell("bad_position", "position_lat")
    lat, lng = positions.degrees(round(lat * _DEGREES, 8), round(lng * _DEGREES, 8))
    return TrackPoint(
        _moment(_value(frame, "timestamp")),
        lat,
        lng,
        CoordinateSystem.WGS84,
        accuracy_m=positions.measure(_value(frame, "gps_accuracy"), 0),
        altitude_m=positions.measure(_first(frame, "enhanced_altitude", "altitude")),
        speed_mps=positions.measure(_first(frame, "enhanced_speed", "speed"), 0),
        provider="fit",
    )


def _moment(said: object) -> Instant:
    if said is None:
        raise BadCell(positions.NO_TIME, "timestamp")
    # A number below the first year of the format is the time since the watch was switched on.
    if not isinstance(said, datetime) or said.year not in range(1990, 2101):
        raise BadCell("bad_time", "timestamp")
    return Instant(said.astimezone(UTC), "UTC")


def _first(frame: Any, *names: str) -> object:  # Any: as above
    return next((found for name in names if (found := _value(frame, name)) is not None), None)


def _value(frame: Any, name: str) -> object:  # Any: as above
    found: object = frame.get_value(name, fallback=None)
    return found
