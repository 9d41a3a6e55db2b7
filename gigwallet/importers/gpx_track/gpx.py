"""The track points of a GPX file, streamed; marks and planned routes are no places of a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from gigwallet.domain.reading import FileHead, Reading, Rejection, Skip
from gigwallet.domain.recorded import Locator
from gigwallet.domain.track_point import CoordinateSystem, TrackPoint
from gigwallet.tabular import positions
from gigwallet.tabular.tables import BadCell
from gigwallet.tabular.xml_stream import Element, TornXml, elements, root_is
from gigwallet.words import N_

_POINTS = frozenset({"trkpt", "wpt", "rtept"})
# The standard wants WGS84. Apps made for maps in China are known to write what their map shows.
_MAYBE_SHIFTED = re.compile(
    r"codoon|咕咚|joyrun|悦跑|\bkeep\b|xingzhe|行者|imxingzhe|2bulu|两步路|foooooot|六只脚|amap|高德"
    r"|autonavi|ovital|奥维|blackbird|黑鸟|baidu|百度|tencent|腾讯|meituan|美团",
    re.IGNORECASE,
)


class GpxTrack:
    """A point without time is counted and dropped. A torn file keeps the points before the tear and
    says that it is torn."""

    name = "gpx_track"
    version = "2"
    title = N_("GPX track")
    where = N_(
        "Most tracking apps and watches export GPX: open the activity and look for Share or Export."
        " Strava: Settings > My account > Download or delete your account > Request your archive."
    )

    def recognises(self, file: FileHead) -> bool:
        return root_is(file.head, "gpx")

    def read(self, file: FileHead, stream: BinaryIO) -> Iterator[Reading]:
        return positions.trusted_stream(file.name, _points(file.name, stream))


def _points(name: str, stream: BinaryIO) -> Iterator[Reading]:
    system, number = CoordinateSystem.WGS84, 0
    try:
        for each in elements(name, stream, _POINTS, frozenset({"gpx"})):
            if each.opened:
                if _MAYBE_SHIFTED.search(each.attributes.get("creator", "")):
                    system = CoordinateSystem.UNKNOWN
                continue
            number += 1
            where = Locator(line=each.line, pointer=f"{each.name}[{number}]")
            if each.name != "trkpt":
                yield Skip("way_point", where)
                continue
            try:
                yield positions.row(_point(each, system), "gpx_track", where)
            except BadCell as bad:
                yield positions.left_out(bad, where)
    except TornXml as torn:
        yield Rejection(positions.TORN, Locator(line=torn.line, pointer=f"trkpt[{number + 1}]"))


def _point(element: Element, system: CoordinateSystem) -> TrackPoint:
    try:
        lat, lng = float(element.attributes["lat"]), float(element.attributes["lon"])
    except (KeyError, ValueError) as bad:
        raise BadCell("bad_position", "lat") from bad
    position, known = positions.placed(positions.degrees(lat, lng), system)
    at = positions.moment_in(element.own("time"), "time")
    return TrackPoint(
        at,
        *position,
        known,
        altitude_m=positions.measure(element.own("ele")),
        speed_mps=positions.measure(element.value("speed"), 0),
        bearing=positions.measure(element.value("course"), 0),
        provider="gpx",
    )
