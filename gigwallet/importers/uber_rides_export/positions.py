"""A line of the positions that the driver's phone reported as a track point."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from gigwallet.domain.instants import Instant, TimeQuality
from gigwallet.domain.reading import EngagementHint, Reading, Row
from gigwallet.domain.recorded import Locator
from gigwallet.domain.track_point import CoordinateSystem, TrackPoint
from gigwallet.tabular import moments
from gigwallet.tabular.tables import BadCell, Record
from gigwallet.tabular.uber import cells
from gigwallet.tabular.uber.columns import value

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECONDS = re.compile(r"1\d{12}")
_STATUS = re.compile(r"[a-z_]{2,30}")
_HEIGHT = re.compile(r"-?\d{1,5}(?:\.\d{1,20})?")
_HINT = EngagementHint("uber")
_MEASURES = ("horizontal_accuracy", "altitude", "speed")


def read(line: Record, misspelt: frozenset[str]) -> Iterator[Reading]:
    """``misspelt``: states that are one letter away from a common one.

    The same position is reported once per event; each is a line of its own, as Uber kept it."""
    at = _moment(line)
    column = "driver_status" if "driver_status" in line.cells else "driver_online"
    state = value(line[column])
    if state in misspelt or (state and not _STATUS.fullmatch(state.casefold())):
        raise BadCell("unknown_status", column)
    point = TrackPoint(
        at=at,
        lat=cells.degrees(line, "lat", 90),
        lng=cells.degrees(line, "lng", 180),
        crs=CoordinateSystem.WGS84,
        accuracy_m=_measure(line, "horizontal_accuracy"),
        altitude_m=_altitude(line),
        speed_mps=_measure(line, "speed"),
        provider="uber",
        activity=_activity(line, state),
    )
    key = (at.utc.isoformat(timespec="milliseconds"), line["lat"], line["lng"], state, line["type"])
    yield Row(
        fact=point,
        family="uber_positions",
        natural_key="|".join((*key, *(line[name] for name in _MEASURES))),
        locator=Locator(line=line.line),
        raw={},
        hint=_HINT,
    )


def _moment(line: Record) -> Instant:
    text = value(line["gps_time_ms"])
    if text:
        if not _MILLISECONDS.fullmatch(text):
            raise BadCell("bad_time", "gps_time_ms")
        utc = _EPOCH + timedelta(milliseconds=int(text))
        return Instant(utc, moments.FLOATING, TimeQuality.UTC, text)
    text = value(line["event_time_utc"])
    try:
        utc = moments.wall(text.removesuffix(" UTC").removesuffix(" +0000"))[0].replace(tzinfo=UTC)
    except ValueError as bad:
        raise BadCell("bad_time" if text else "missing_value", "event_time_utc") from bad
    return Instant(utc, moments.FLOATING, TimeQuality.UTC, text)


def _measure(line: Record, column: str) -> float | None:
    """Blank or below zero means that the phone did not know."""
    text = value(line[column])
    if text.startswith("-"):
        return None
    number = cells.number(line, column)
    return None if number is None else float(number)


def _altitude(line: Record) -> float | None:
    text = value(line["altitude"])
    if text and not _HEIGHT.fullmatch(text):
        raise BadCell("bad_number", "altitude")
    return float(text) if text else None


def _activity(line: Record, state: str) -> str:
    if "driver_status" in line.cells:
        return state
    return {"true": "online", "false": "offline"}.get(state.casefold(), state)
