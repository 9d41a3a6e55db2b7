"""The timed tracks of a KML file: parallel lists of moments and coordinates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from gigwallet.domain.reading import FileHead, Reading, Rejection, Skip
from gigwallet.domain.recorded import Locator
from gigwallet.domain.track_point import CoordinateSystem, TrackPoint
from gigwallet.tabular import positions
from gigwallet.tabular.tables import BadCell
from gigwallet.tabular.xml_stream import TornXml, elements, root_is
from gigwallet.words import N_

_WANTED, _OPENED = frozenset({"when", "coord"}), frozenset({"Placemark", "Track"})


class KmlTrack:
    """Nothing but the place in its list says which moment belongs to which coordinates: where a
    track has not as many of the one as of the other, all of it is rejected. KML is WGS84 by its
    standard, yet map apps in China write what their map shows, so there it is unknown."""

    name = "kml_track"
    version = "2"
    title = N_("KML track")
    where = N_(
        "Map and tracking apps: export the recorded track as KML or KMZ (not the drawn route)."
    )

    def recognises(self, file: FileHead) -> bool:
        return root_is(file.head, "kml")

    def read(self, file: FileHead, stream: BinaryIO) -> Iterator[Reading]:
        return positions.trusted_stream(file.name, _tracks(file.name, stream))


@dataclass(slots=True)
class _Track:
    """``tracked`` is whether the Placemark at ``line`` holds a track at all."""

    line: int
    tracked: bool = False
    moments: list[str] = field(default_factory=list)
    coordinates: list[tuple[int, str]] = field(default_factory=list)


def _tracks(name: str, stream: BinaryIO) -> Iterator[Reading]:
    open_one: _Track | None = None
    try:
        for each in elements(name, stream, _WANTED, _OPENED):
            if each.name == "Placemark":
                yield from _ended(open_one)
                open_one = _Track(each.line)
            elif each.name == "Track":
                if open_one is not None and open_one.tracked:
                    yield from _ended(open_one)
                open_one = _Track(each.line, tracked=True)
            elif open_one is None or not open_one.tracked:
                continue  # the time stamp of a mark
            elif each.name == "when":
                open_one.moments.append(each.text.strip())
            else:
                open_one.coordinates.append((each.line, each.text.strip()))
    except TornXml as torn:
        yield Rejection(positions.TORN, Locator(line=torn.line))
        if open_one is not None:
            # What stands before the tear is whole, so the beginnings of both lists belong together.
            both = min(len(open_one.moments), len(open_one.coordinates))
            del open_one.moments[both:], open_one.coordinates[both:]
            yield from _ended(open_one)
        return
    yield from _ended(open_one)


def _ended(track: _Track | None) -> Iterator[Reading]:
    if track is None:
        return
    if not track.tracked:
        yield Skip("way_point", Locator(line=track.line, pointer="Placemark"))
        return
    if len(track.moments) != len(track.coordinates):
        yield Rejection("track_lists_differ", Locator(line=track.line, pointer="Track"))
        return
    pairs = zip(track.moments, track.coordinates, strict=True)
    for number, (time, (line, coordinates)) in enumerate(pairs, start=1):
        where = Locator(line=line, pointer=f"coord[{number}]")
        try:
            yield positions.row(_point(time, coordinates), "kml_track", where)
        except BadCell as bad:
            yield positions.left_out(bad, where)


def _point(time: str, coordinates: str) -> TrackPoint:
    parts = coordinates.split()
    if not parts:
        raise BadCell(positions.NO_FIX, "coord")
    try:
        lng, lat = (float(each) for each in parts[:2])
    except ValueError as bad:
        raise BadCell("bad_position", "coord") from bad
    position, system = positions.placed(positions.degrees(lat, lng), CoordinateSystem.UNKNOWN)
    at = positions.moment_in(time, "when")
    altitude = positions.measure(parts[2]) if len(parts) > 2 else None
    return TrackPoint(at, *position, system, altitude_m=altitude, provider="kml")
