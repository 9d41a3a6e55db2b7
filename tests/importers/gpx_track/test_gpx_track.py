from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import gpxpy
import pytest

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.instants import TimeQuality
from gigwallet.domain.reading import Reading, Rejection, Row, Skip
from gigwallet.domain.track_point import CoordinateSystem, TrackPoint
from gigwallet.importers import read_document

_SAMPLES = Path(__file__).parent / "samples"


def _read(data: bytes, name: str = "track.gpx") -> list[Reading]:
    return [each for file in read_document(name, data).files for each in file.readings]


def _points(readings: list[Reading]) -> list[TrackPoint]:
    return [
        row.fact for row in readings if isinstance(row, Row) and isinstance(row.fact, TrackPoint)
    ]


@pytest.mark.parametrize(
    "name",
    [
        "around-visnjan-with-car.gpx",
        "gpx_with_garmin_extension.gpx",
        "track_with_speed.gpx",
        "unicode_with_bom.gpx",
    ],
)
def test_every_real_track_point_is_the_one_that_another_reader_finds(
    samples: Path, name: str
) -> None:
    data = (samples / "gpx" / name).read_bytes()
    theirs = [
        (point.latitude, point.longitude, point.elevation, point.time.astimezone(UTC))
        for track in gpxpy.parse(data.decode("utf-8-sig")).tracks
        for segment in track.segments
        for point in segment.points
        if point.time is not None
    ]

    ours = [(each.lat, each.lng, each.altitude_m, each.at.utc) for each in _points(_read(data))]

    assert ours == theirs


def test_each_point_is_found_again_by_its_line() -> None:
    data = (_SAMPLES / "早高峰.gpx").read_bytes()

    rows = [each for each in _read(data) if isinstance(each, Row)]

    lines = data.decode("utf-8-sig").splitlines()
    assert [row.locator.line for row in rows] == [6, 7, 14]
    for row in rows:
        assert isinstance(row.fact, TrackPoint)
        assert str(row.fact.lat) in lines[(row.locator.line or 0) - 1]


def test_points_without_time_or_place_and_marks_are_counted_and_dropped() -> None:
    readings = _read((_SAMPLES / "早高峰.gpx").read_bytes())

    assert Counter(each.reason for each in readings if isinstance(each, Skip)) == {
        "way_point": 1,
        "point_without_time": 1,
        "point_without_position": 1,
    }
    assert [each.reason for each in readings if isinstance(each, Rejection)] == [
        "bad_time",
        "bad_position",
    ]


def test_offsets_are_utc_and_a_time_without_zone_says_that_it_was_inferred() -> None:
    points = _points(_read((_SAMPLES / "早高峰.gpx").read_bytes()))

    assert points[0].at.utc == datetime(2026, 8, 3, 10, 0, tzinfo=UTC)
    assert points[0].at.quality is TimeQuality.OFFSET
    assert points[1].at.utc == datetime(2026, 8, 3, 10, 0, 20, 500_000, tzinfo=UTC)
    assert points[2].at.quality is TimeQuality.INFERRED


def test_a_torn_track_of_a_chinese_app_keeps_its_points_of_an_unknown_system() -> None:
    readings = _read((_SAMPLES / "torn.gpx").read_bytes())

    points = _points(readings)
    assert [each.crs for each in points] == [CoordinateSystem.UNKNOWN] * 2
    assert (points[0].speed_mps, points[0].bearing) == (3.5, 90)
    assert isinstance(readings[-1], Rejection)
    assert readings[-1].reason == "file_torn"


def test_a_file_that_defines_entities_is_refused() -> None:
    bomb = (
        b'<?xml version="1.0"?><!DOCTYPE gpx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
        b"<gpx><trk><name>&b;</name></trk></gpx>"
    )

    with pytest.raises(GigWalletError) as refused:
        _read(bomb)

    assert refused.value.code == "xml_unsafe"


def test_a_file_that_names_another_file_reads_nothing_of_it() -> None:
    thief = (
        b'<?xml version="1.0"?><!DOCTYPE gpx [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
        b"<gpx><trk><name>&a;</name></trk></gpx>"
    )

    with pytest.raises(GigWalletError) as refused:
        _read(thief)

    assert refused.value.code == "xml_unsafe"


def test_nesting_without_end_is_torn_and_no_crash() -> None:
    readings = _read(b"<gpx>" + b"<trkpt>" * 5000)

    assert [each.reason for each in readings if isinstance(each, Rejection)] == ["file_torn"]
