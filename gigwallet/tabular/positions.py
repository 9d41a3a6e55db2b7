"""Positions as files state them: checked degrees, moments, and the row that a point becomes."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.gcj02 import Position, may_be_shifted, to_wgs84
from gigwallet.domain.instants import Instant, TimeQuality
from gigwallet.domain.reading import (
    PERSON,
    EngagementHint,
    Reading,
    Rejection,
    Row,
    Skip,
)
from gigwallet.domain.recorded import Locator
from gigwallet.domain.track_point import CoordinateSystem, TrackPoint
from gigwallet.tabular.tables import BadCell
from gigwallet.tabular.trust import beyond_trust

NO_TIME, NO_FIX, TORN = "point_without_time", "point_without_position", "file_torn"

_ISO = re.compile(
    r"(\d{4})-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?(Z|[+-]\d{2}:?\d{2})?", re.ASCII
)
_YEARS = range(1990, 2101)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EARLIEST_MS, _LATEST_MS = 631_152_000_000, 4_133_980_800_000  # the same years
_ZONE = "UTC"  # where a point lies says nothing of the clocks there; UTC is what is known


def moment(text: str) -> Instant:
    """An ISO time to the digit. Without zone it is UTC, as the standards of tracks demand, and says
    that this was inferred. ``ValueError`` otherwise."""
    match = _ISO.fullmatch(text)
    if match is None or int(match[1]) not in _YEARS:
        raise ValueError("not a time of this format")
    said = datetime.fromisoformat(text)
    if match[2] is None:
        return Instant(said.replace(tzinfo=UTC), _ZONE, TimeQuality.INFERRED)
    quality = TimeQuality.UTC if match[2] == "Z" else TimeQuality.OFFSET
    return Instant(said.astimezone(UTC), _ZONE, quality)


def moment_in(text: str, column: str) -> Instant:
    """As ``moment``, of a cell that may be empty: ``BadCell`` with ``NO_TIME`` or ``bad_time``."""
    if not text:
        raise BadCell(NO_TIME, column)
    try:
        return moment(text)
    except ValueError as bad:
        raise BadCell("bad_time", column) from bad


def since_1970(milliseconds: int) -> Instant:
    """``ValueError`` for a year in which nobody rode for a platform: a damaged number."""
    if not _EARLIEST_MS <= milliseconds < _LATEST_MS:
        raise ValueError("not a year of gig work")
    return Instant(_EPOCH + timedelta(milliseconds=milliseconds), _ZONE)


def degrees(lat: float, lng: float) -> Position:
    """``BadCell`` where there is no such place on Earth; ``NO_FIX`` for 0, 0, which is what phones
    write while they do not know where they are."""
    if not (math.isfinite(lat) and math.isfinite(lng) and abs(lat) <= 90 and abs(lng) <= 180):
        raise BadCell("bad_position", "lat")
    if lat == lng == 0:
        raise BadCell(NO_FIX, "lat")
    return lat, lng


def measure(value: object, least: float = -math.inf) -> float | None:
    """A measurement that may be missing; what is no number, or below ``least``, is not known."""
    if value is None or isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        found = float(value)
    except ValueError:
        return None
    return found if math.isfinite(found) and found >= least else None


def placed(position: Position, source: CoordinateSystem) -> tuple[Position, CoordinateSystem]:
    """In WGS84 where ``source`` is known. What may be shifted or not stays as it is, unknown; away
    from China nothing is ever shifted, so there it is known."""
    if source is CoordinateSystem.GCJ02:
        return to_wgs84(position), source
    if source is CoordinateSystem.UNKNOWN and not may_be_shifted(position):
        return position, CoordinateSystem.WGS84
    return position, source


def row(point: TrackPoint, family: str, locator: Locator) -> Row:
    """The natural key holds all that places a point: a later export repeats it to the digit."""
    at = (point.at.utc - _EPOCH) // timedelta(milliseconds=1)
    key = f"{at}|{point.lat:.7f}|{point.lng:.7f}|{point.accuracy_m or ''}|{point.provider}"
    return Row(point, family, key, locator, hint=EngagementHint(whose=PERSON))


def left_out(bad: BadCell, locator: Locator) -> Skip | Rejection:
    """A point without time or fix is understood and worthless; anything else is not understood."""
    if bad.reason in (NO_TIME, NO_FIX):
        return Skip(bad.reason, locator)
    return Rejection(bad.reason, locator, bad.column)


def trusted_stream(name: str, readings: Iterable[Reading]) -> Iterator[Reading]:
    """As ``trust.trusted``, without holding millions of points: the refusal comes at the end, and
    takes back what went before it."""
    lines = rejected = 0
    for each in readings:
        lines += 1
        rejected += isinstance(each, Rejection)
        yield each
    if beyond_trust(rejected, lines):
        raise GigWalletError("file_damaged", name=name, rejected=rejected, lines=lines)
