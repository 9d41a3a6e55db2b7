from __future__ import annotations

from collections import Counter
from pathlib import Path

from gigwallet.domain.reading import Reading, Rejection, Row, Skip
from gigwallet.domain.track_point import CoordinateSystem, TrackPoint
from gigwallet.importers import read_document

_SAMPLES = Path(__file__).parent / "samples"


def _read(data: bytes, name: str = "history.kml") -> list[Reading]:
    return [each for file in read_document(name, data).files for each in file.readings]


def _points(readings: list[Reading]) -> list[TrackPoint]:
    return [
        row.fact for row in readings if isinstance(row, Row) and isinstance(row.fact, TrackPoint)
    ]


def test_parallel_and_alternating_lists_are_paired() -> None:
    points = _points(_read((_SAMPLES / "history.kml").read_bytes()))

    assert [(each.lat, each.lng) for each in points] == [
        (52.5, 13.4), (52.5011, 13.402), (39.9042, 116.4074), (39.9044, 116.408),
    ]  # fmt: skip
    assert [each.at.utc.strftime("%H:%M:%S") for each in points] == [
        "10:00:00", "10:01:00", "09:00:00", "09:00:30",
    ]  # fmt: skip


def test_a_track_with_a_lost_place_is_rejected_whole() -> None:
    readings = _read((_SAMPLES / "history.kml").read_bytes())

    assert [each.reason for each in readings if isinstance(each, Rejection)] == [
        "track_lists_differ"
    ]
    assert Counter(each.reason for each in readings if isinstance(each, Skip)) == {
        "way_point": 1,
        "point_without_position": 1,
    }


def test_in_china_the_system_is_unknown_and_elsewhere_it_is_not() -> None:
    points = _points(_read((_SAMPLES / "history.kml").read_bytes()))

    assert [each.crs for each in points] == [CoordinateSystem.WGS84] * 2 + [
        CoordinateSystem.UNKNOWN
    ] * 2


def test_a_torn_track_keeps_the_beginning_of_both_its_lists() -> None:
    data = (_SAMPLES / "history.kml").read_bytes()

    readings = _read(data[: data.index(b"<gx:coord>13.4020")])

    assert [(each.lng, each.at.utc.minute) for each in _points(readings)] == [(13.4, 0)]
    assert [each.reason for each in readings if isinstance(each, Rejection)] == ["file_torn"]
