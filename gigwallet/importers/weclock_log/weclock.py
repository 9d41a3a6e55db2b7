"""The positions of a WeClock log; what else the phone noted is counted and dropped."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import BinaryIO

from gigwallet.domain.instants import Instant, TimeQuality
from gigwallet.domain.reading import FileHead, Reading, Skip
from gigwallet.domain.recorded import Locator
from gigwallet.domain.track_point import CoordinateSystem, TrackPoint
from gigwallet.tabular import moments, positions
from gigwallet.tabular.encodings import decoded
from gigwallet.tabular.tables import BadCell
from gigwallet.words import N_

# 1,753198808949364499,geologging,8/3/26, 9:17 AM,48.195264686682364, 16.38808668008615
_LINE = re.compile(
    r"\d+,-?\d+,(?P<kind>[a-z][a-z ]*),\"?(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{2}), ?"
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})[ \u202f](?P<half>[AP])M\"?,(?P<rest>.*)"
)
_POSITION = re.compile(r"\s*\"?(-?\d{1,2}\.\d+),\s*(-?\d{1,3}\.\d+)\"?\s*")
_KIND, _NOT_WORK_YET = "geologging", "work log"


class WeClockLog:
    """No header, and the comma between day and time is unquoted, so its lines are told by their
    shape. Times are to the minute, on the clock of the phone."""

    name = "weclock_log"
    version = "1"
    title = N_("WeClock log")
    where = N_("WeClock app > Export: send the CSV file to yourself.")

    def recognises(self, file: FileHead) -> bool:
        text = decoded(file.head, complete=False) or ""
        return _LINE.fullmatch(text.partition("\n")[0].rstrip("\r")) is not None

    def read(self, file: FileHead, stream: BinaryIO) -> Iterator[Reading]:
        return positions.trusted_stream(file.name, _lines(stream))


def _lines(stream: BinaryIO) -> Iterator[Reading]:
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="replace", newline="")
    for number, line in enumerate(text, start=1):
        if not line.strip():
            continue
        where = Locator(line=number)
        try:
            yield _line(line.rstrip("\r\n"), where)
        except BadCell as bad:
            yield positions.left_out(bad, where)
    text.detach()


def _line(line: str, where: Locator) -> Reading:
    match = _LINE.fullmatch(line)
    if match is None:
        raise BadCell("cut_off_line", "")
    if match["kind"] != _KIND:
        reason = "work_log_entry" if match["kind"] == _NOT_WORK_YET else "no_position_signal"
        return Skip(reason, where)
    place = _POSITION.fullmatch(match["rest"])
    if place is None:
        raise BadCell("bad_position", "")
    at = _moment(match)
    lat, lng = positions.degrees(float(place[1]), float(place[2]))
    point = TrackPoint(at, lat, lng, CoordinateSystem.WGS84, provider="weclock")
    # The zone may be set right later, and must not change what the line is known by.
    wall = at.local.strftime("%Y-%m-%dT%H:%M")
    return replace(
        positions.row(point, "weclock_log", where), natural_key=f"{wall}|{lat:.7f}|{lng:.7f}"
    )


def _moment(match: re.Match[str]) -> Instant:
    hour = int(match["hour"])
    if not 1 <= hour <= 12:
        raise BadCell("bad_time", "")
    hour = hour % 12 + (12 if match["half"] == "P" else 0)
    try:
        wall = datetime(  # noqa: DTZ001  a wall time
            2000 + int(match["year"]), int(match["month"]), int(match["day"]), hour,
            int(match["minute"]),
        )  # fmt: skip
    except ValueError as bad:
        raise BadCell("bad_time", "") from bad
    return replace(Instant.from_local(wall, moments.FLOATING), quality=TimeQuality.LOCAL_ASSUMED)
