from __future__ import annotations

from collections import Counter
from pathlib import Path

from gigwallet.domain.reading import Reading, Rejection, Row, Skip
from gigwallet.domain.track_point import CoordinateSystem, TrackPoint
from gigwallet.importers import read_document

_JUNE = "Semantic Location History/2021/2021_JUNE.json"

_SAMPLES = Path(__file__).parent / "samples"


def _read(data: bytes, name: str = "2021_JUNE.json") -> list[Reading]:
    return [each for file in read_document(name, data).files for each in file.readings]


def _points(readings: list[Reading]) -> list[TrackPoint]:
    return [
        row.fact for row in readings if isinstance(row, Row) and isinstance(row.fact, TrackPoint)
    ]


def test_the_real_month_comes_out_exactly(samples: Path) -> None:
    readings = _read((samples / "google_takeout" / _JUNE).read_bytes())

    providers = Counter(each.provider for each in _points(readings))
    assert providers == {"segment": 4, "raw": 16}
    assert Counter(each.reason for each in readings if isinstance(each, Skip)) == {
        "point_without_time": 16,
        "inferred_place": 4,
    }
    assert not [each for each in readings if isinstance(each, Rejection)]


def test_an_empty_month_says_nothing_and_is_no_error(samples: Path) -> None:
    january = "Semantic Location History/2022/2022_JANUARY.json"

    assert _read((samples / "google_takeout" / january).read_bytes()) == []
    assert _read((_SAMPLES / january).read_bytes()) == []


def test_in_china_the_ends_of_a_movement_are_of_an_unknown_system_and_raw_points_are_not() -> None:
    points = _points(_read((_SAMPLES / _JUNE).read_bytes()))

    systems = [(each.provider, each.crs) for each in points if each.lng > 100]
    assert systems == [
        ("segment", CoordinateSystem.UNKNOWN),
        ("raw", CoordinateSystem.WGS84),
        ("raw", CoordinateSystem.WGS84),
        ("segment", CoordinateSystem.UNKNOWN),
    ]
    assert {each.crs for each in points if each.lng < 100} == {CoordinateSystem.WGS84}


def test_visits_way_points_and_missing_ends_are_counted_and_dropped() -> None:
    readings = _read((_SAMPLES / _JUNE).read_bytes())

    assert Counter(each.reason for each in readings if isinstance(each, Skip)) == {
        "point_without_time": 2,
        "inferred_place": 1,
        "point_without_position": 1,
    }


def test_no_name_or_address_of_a_place_is_kept() -> None:
    assert "REDACTED" not in repr(_read((_SAMPLES / _JUNE).read_bytes()))
