from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from gigwallet.domain.instants import TimeQuality
from gigwallet.domain.reading import Reading, Rejection, Row, Skip
from gigwallet.domain.track_point import CoordinateSystem, TrackPoint
from gigwallet.importers import read_document

_SAMPLES = Path(__file__).parent / "samples"


def _read(data: bytes, name: str = "Timeline.json") -> list[Reading]:
    return [each for file in read_document(name, data).files for each in file.readings]


def _points(readings: list[Reading]) -> list[TrackPoint]:
    return [
        row.fact for row in readings if isinstance(row, Row) and isinstance(row.fact, TrackPoint)
    ]


def _skipped(readings: list[Reading]) -> Counter[str]:
    return Counter(each.reason for each in readings if isinstance(each, Skip))


def test_the_synthetic_timeline_comes_out_exactly(samples: Path) -> None:
    truth = json.loads((samples / "synthetic" / "EXPECTED.json").read_text())["google_timeline"]

    readings = _read((samples / "synthetic" / "google_timeline" / "Timeline.json").read_bytes())

    providers = Counter(each.provider for each in _points(readings))
    assert providers == {"path": truth["path_points"], "gps": 1}
    assert _skipped(readings) == {"inferred_movement": truth["activities"]}


def test_the_real_android_timeline_comes_out_exactly(samples: Path) -> None:
    readings = _read((samples / "google_timeline" / "Timeline_android_test.json").read_bytes())

    points = _points(readings)
    assert len(points) == 12
    assert (points[0].lat, points[0].lng) == (40.712776, -74.005974)
    assert points[0].at.utc == datetime(2023, 10, 1, 8, 15, tzinfo=UTC)
    assert (points[-1].accuracy_m, points[-1].altitude_m, points[-1].speed_mps) == (6, 11, 2)
    assert _skipped(readings) == {"inferred_place": 2}


def test_the_hour_that_comes_twice_is_told_by_its_offset() -> None:
    points = _points(_read((_SAMPLES / "Timeline.json").read_bytes()))

    assert [each.at.utc.strftime("%H:%M") for each in points[:3]] == ["00:30", "00:50", "01:05"]
    assert points[0].at.zone == "UTC"


def test_an_iphone_writes_numbers_as_text_and_minutes_after_the_start() -> None:
    readings = _read((_SAMPLES / "location-history.json").read_bytes(), "location-history.json")

    points = _points(readings)
    assert [each.at.utc.strftime("%H:%M:%S") for each in points] == [
        "02:50:00", "03:02:00", "03:11:00", "03:19:30",
    ]  # fmt: skip
    assert [each.at.quality for each in points] == [TimeQuality.INFERRED] * 3 + [TimeQuality.OFFSET]
    assert (points[0].lat, points[0].lng) == (31.230416, 121.473701)


def test_a_way_in_china_is_of_an_unknown_system() -> None:
    readings = _read((_SAMPLES / "location-history.json").read_bytes(), "location-history.json")

    assert {each.crs for each in _points(readings)} == {CoordinateSystem.UNKNOWN}


def test_a_damaged_place_is_rejected_and_a_missing_time_or_place_dropped() -> None:
    readings = _read((_SAMPLES / "location-history.json").read_bytes(), "location-history.json")

    assert [each.reason for each in readings if isinstance(each, Rejection)] == ["bad_position"]
    assert _skipped(readings) == {
        "inferred_movement": 1,
        "inferred_place": 1,
        "point_without_time": 1,
        "point_without_position": 1,
    }


def test_a_torn_timeline_says_so_once() -> None:
    data = (_SAMPLES / "Timeline.json").read_bytes()

    readings = _read(data[: len(data) // 3])

    assert [each.reason for each in readings if isinstance(each, Rejection)] == ["file_torn"]
