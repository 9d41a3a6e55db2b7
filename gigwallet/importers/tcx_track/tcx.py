"""The track points of a TCX file, streamed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from gigwallet.domain.reading import FileHead, Reading, Rejection
from gigwallet.domain.recorded import Locator
from gigwallet.domain.track_point import CoordinateSystem, TrackPoint
from gigwallet.tabular import positions
from gigwallet.tabular.tables import BadCell
from gigwallet.tabular.xml_stream import Element, TornXml, elements, root_is
from gigwallet.words import N_

_WORD = re.compile(r"[A-Za-z_]{1,32}")


class TcxTrack:
    """A point without time or position (a watch indoors) is counted and dropped."""

    name = "tcx_track"
    version = "2"
    title = N_("TCX activity")
    where = N_(
        "Garmin Connect: open the activity > the gear > Export to TCX. Strava's archive holds it "
        "among the activities."
    )

    def recognises(self, file: FileHead) -> bool:
        return root_is(file.head, "TrainingCenterDatabase")

    def read(self, file: FileHead, stream: BinaryIO) -> Iterator[Reading]:
        return positions.trusted_stream(file.name, _points(file.name, stream))


def _points(name: str, stream: BinaryIO) -> Iterator[Reading]:
    sport, number = "", 0
    try:
        for each in elements(name, stream, frozenset({"Trackpoint"}), frozenset({"Activity"})):
            if each.opened:
                named = each.attributes.get("Sport", "")
                sport = named.casefold() if _WORD.fullmatch(named) else ""
                continue
            number += 1
            where = Locator(line=each.line, pointer=f"Trackpoint[{number}]")
            try:
                yield positions.row(_point(each, sport), "tcx_track", where)
            except BadCell as bad:
                yield positions.left_out(bad, where)
    except TornXml as torn:
        where = Locator(line=torn.line, pointer=f"Trackpoint[{number + 1}]")
        yield Rejection(positions.TORN, where)


def _point(element: Element, sport: str) -> TrackPoint:
    position = element.first("Position")
    if position is None:
        raise BadCell(positions.NO_FIX, "Position")
    try:
        lat, lng = (float(position.own(f"{each}Degrees")) for each in ("Latitude", "Longitude"))
    except ValueError as bad:
        raise BadCell("bad_position", "Position") from bad
    lat, lng = positions.degrees(lat, lng)
    at = positions.moment_in(element.own("Time"), "Time")
    return TrackPoint(
        at,
        lat,
        lng,
        CoordinateSystem.WGS84,
        altitude_m=positions.measure(element.own("AltitudeMeters")),
        speed_mps=positions.measure(element.value("Speed"), 0),
        provider="tcx",
        activity=sport,
    )
