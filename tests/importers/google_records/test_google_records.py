from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from gigwallet.domain.reading import Reading, Rejection, Row, Skip
from gigwallet.domain.track_point import CoordinateSystem, TrackPoint
from gigwallet.importers import read_document

_SAMPLES = Path(__file__).parent / "samples"


def _read(data: bytes, name: str = "Records.json") -> list[Reading]:
    return [each for file in read_document(name, data).files for each in file.readings]


def _points(readings: list[Reading]) -> list[TrackPoint]:
    return [
        row.fact for row in readings if isinstance(row, Row) and isinstance(row.fact, TrackPoint)
    ]


def test_the_real_history_comes_out_exactly(samples: Path) -> None:
    data = (samples / "google_takeout" / "Records.json").read_bytes()
    stated = json.loads(data)["locations"]

    readings = _read(data)

    points = _points(readings)
    assert len(readings) == len(points) == len(stated) == 787
    for point, said in zip(points, stated, strict=True):
        assert (point.lat, point.lng) == (said["latitudeE7"] / 1e7, said["longitudeE7"] / 1e7)
        assert point.accuracy_m == said["accuracy"]
        assert point.at.utc == datetime.fromisoformat(said["timestamp"]).astimezone(UTC)
        assert point.provider == said["source"].casefold()
        assert point.crs is CoordinateSystem.WGS84


def test_a_record_without_place_or_time_is_counted_and_dropped() -> None:
    readings = _read((_SAMPLES / "Records.json").read_bytes())

    assert len(_points(readings)) == 12
    assert Counter(each.reason for each in readings if isinstance(each, Skip)) == {
        "point_without_position": 1,
        "point_without_time": 1,
    }


def test_the_likeliest_activity_and_the_measures_are_kept() -> None:
    points = _points(_read((_SAMPLES / "Records.json").read_bytes()))

    assert points[2].activity == "on_bicycle"
    assert (points[3].speed_mps, points[3].bearing, points[3].altitude_m) == (5, 210, 37)


def test_two_phones_of_one_account_stay_apart() -> None:
    points = _points(_read((_SAMPLES / "Records.json").read_bytes()))

    assert {each.provider.partition("@")[2] for each in points} == {"-1203"}


def test_the_lost_sign_of_old_files_is_put_back() -> None:
    readings = _read((_SAMPLES / "Location History.json").read_bytes())

    first = _points(readings)[0]
    assert (round(first.lat, 6), round(first.lng, 6)) == (-33.86882, 151.209295)
    assert first.at.utc == datetime(2014, 6, 1, 9, 0, tzinfo=UTC)


def test_a_time_that_lost_digits_is_rejected() -> None:
    readings = _read((_SAMPLES / "Location History.json").read_bytes())

    assert [each.reason for each in readings if isinstance(each, Rejection)] == ["bad_time"]


def test_a_torn_history_keeps_what_stands_before_and_says_so() -> None:
    data = (_SAMPLES / "Records.json").read_bytes()

    readings = _read(data[: len(data) // 2])

    assert 0 < len(_points(readings)) < 12
    assert isinstance(readings[-1], Rejection)
    assert readings[-1].reason == "file_torn"


def test_a_byte_order_mark_is_no_damage() -> None:
    data = (_SAMPLES / "Records.json").read_bytes()

    assert _read(b"\xef\xbb\xbf" + data) == _read(data)
