"""Each location that OwnTracks published, from the recorder's files or its answers in JSON."""

from __future__ import annotations

import json
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

Message = Mapping[str, Any]  # Any: JSON of others

# 2015-08-24T05:55:07Z, a tab, the sort of message padded with blanks, a tab, the message.
_LINE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\t[^\t]{1,40}\t(\{.*\})\s*")
_BEGINS = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\t[^\t\n]{1,40}\t\{")
_ANSWER = re.compile(r"\s*(?:\{|\[\s*\{)")
_ANSWER_MARKS = (re.compile(r'"_type"\s*:\s*"location"'), re.compile(r'"tst"\s*:'))
_EPOCH_SECONDS = re.compile(r"\d{9,10}")
_TRACKER = re.compile(r"\w{1,4}")
_LONGEST_LINE = 64 * 1024
_KMH = 3.6


class OwnTracksLog:
    """Only messages of the type ``location`` are positions; others are counted and dropped."""

    name = "owntracks_log"
    version = "1"
    title = N_("OwnTracks log")
    where = N_(
        "The folder rec of your OwnTracks Recorder, one .rec file a month, or its JSON export "
        "(ocat --format json)."
    )

    def recognises(self, file: FileHead) -> bool:
        text = decoded(file.head, complete=False) or ""
        if _BEGINS.match(text):
            return True
        return bool(_ANSWER.match(text)) and all(each.search(text) for each in _ANSWER_MARKS)

    def read(self, file: FileHead, stream: BinaryIO) -> Iterator[Reading]:
        text = decoded(file.head, complete=False) or ""
        lines = _BEGINS.match(text) is not None
        read = _recorded(stream) if lines else _answered(stream, text)
        return positions.trusted_stream(file.name, read)


def _recorded(stream: BinaryIO) -> Iterator[Reading]:
    number = 0
    while line := stream.readline(_LONGEST_LINE):
        number += 1
        where = Locator(line=number)
        while not line.endswith(b"\n") and (more := stream.readline(_LONGEST_LINE)):
            line = line[:1] + more[-1:]  # no message is so long: only where the line ends matters
        if not line.strip():
            continue
        try:
            match = _LINE.fullmatch(line.decode("utf-8").removeprefix("\ufeff"))
            message = json.loads(match[1]) if match else None
        except (ValueError, RecursionError):
            message = None
        if isinstance(message, dict):
            yield _reading(message, where)
        else:
            yield Rejection("cut_off_line", where)


def _answered(stream: BinaryIO, text: str) -> Iterator[Reading]:
    """An array of messages, or an object that holds it as ``data`` or ``locations``."""
    if text.lstrip().startswith("["):
        path = "item"
    else:
        path = "data.item" if re.search(r'"data"\s*:\s*\[', text) else "locations.item"
    number = -1
    try:
        for number, message in enumerate(items(stream, path)):
            where = Locator(pointer=f"/{path.removesuffix('item').replace('.', '/')}{number}")
            yield _reading(message if isinstance(message, dict) else {}, where)
    except TornJson:
        yield Rejection(positions.TORN, Locator(pointer=f"/{number + 1}"))


def _reading(message: Message, where: Locator) -> Reading:
    if message.get("_type") != "location":
        return Skip("no_position_signal", where)
    try:
        return positions.row(_point(message), "owntracks_log", where)
    except BadCell as bad:
        return positions.left_out(bad, where)


def _point(message: Message) -> TrackPoint:
    lat, lng = (positions.measure(message.get(each)) for each in ("lat", "lon"))
    if lat is None or lng is None:
        raise BadCell("bad_position", "lat")
    lat, lng = positions.degrees(lat, lng)
    speed = positions.measure(message.get("vel"), 0)  # -1 is "not known"
    tracker = str(message.get("tid") or "")
    return TrackPoint(
        _moment(message.get("tst")),
        lat,
        lng,
        CoordinateSystem.WGS84,
        accuracy_m=positions.measure(message.get("acc"), 0),
        altitude_m=positions.measure(message.get("alt")),
        speed_mps=speed / _KMH if speed is not None else None,
        bearing=positions.measure(message.get("cog"), 0),
        provider=f"owntracks@{tracker}" if _TRACKER.fullmatch(tracker) else "owntracks",
    )


def _moment(seconds: object) -> Instant:
    """Whole seconds since 1970, as a number or as text."""
    if seconds is None:
        raise BadCell(positions.NO_TIME, "tst")
    if isinstance(seconds, bool) or not _EPOCH_SECONDS.fullmatch(str(seconds)):
        raise BadCell("bad_time", "tst")
    try:
        return positions.since_1970(int(str(seconds)) * 1000)
    except ValueError as bad:
        raise BadCell("bad_time", "tst") from bad
