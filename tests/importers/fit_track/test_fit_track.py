from __future__ import annotations

from collections import Counter
from pathlib import Path

from gigwallet.domain.reading import Reading, Rejection, Row, Skip
from gigwallet.domain.track_point import TrackPoint
from gigwallet.importers import read_document

_SAMPLES = Path(__file__).parent / "samples"


def _read(data: bytes, name: str = "ride.fit") -> list[Reading]:
    return [each for file in read_document(name, data).files for each in file.readings]


def _points(readings: list[Reading]) -> list[TrackPoint]:
    return [
        row.fact for row in readings if isinstance(row, Row) and isinstance(row.fact, TrackPoint)
    ]


def _rejected(readings: list[Reading]) -> list[str]:
    return [each.reason for each in readings if isinstance(each, Rejection)]


def test_semicircles_become_degrees() -> None:
    points = _points(_read((_SAMPLES / "ride.fit").read_bytes()))

    assert [(round(each.lat, 6), round(each.lng, 6)) for each in points] == [
        (52.5, 13.4), (52.5003, 13.4004), (52.5009, 13.4011),
    ]  # fmt: skip
    assert points[0].at.utc.isoformat() == "2026-08-03T09:00:00+00:00"
    assert points[0].altitude_m == 34


def test_a_clock_that_was_not_set_is_rejected_and_a_missing_fix_dropped() -> None:
    readings = _read((_SAMPLES / "ride.fit").read_bytes())

    assert _rejected(readings) == ["bad_time"]
    assert Counter(each.reason for each in readings if isinstance(each, Skip)) == {
        "point_without_position": 1
    }


def test_a_time_decades_away_from_the_record_before_is_damaged() -> None:
    data = bytearray((_SAMPLES / "ride.fit").read_bytes())
    second = data.index(b"\x95\x0c\xd3\x44")
    data[second + 3] = 0xC4  # 2094

    readings = _read(bytes(data))

    assert [each.at.utc.year for each in _points(readings)] == [2026, 2026]
    assert _rejected(readings).count("bad_time") == 2


def test_a_broken_file_gives_what_stands_before_the_break_and_says_that_it_is_partial() -> None:
    readings = _read((_SAMPLES / "torn.fit").read_bytes())

    assert len(_points(readings)) == 2
    assert _rejected(readings) == ["file_torn"]


def test_a_record_that_reaches_beyond_the_printed_length_is_torn_and_no_crash() -> None:
    data = bytearray((_SAMPLES / "ride.fit").read_bytes())
    data[4] -= 5  # the length of what follows the header
    data[12:14] = b"\0\0"  # a header may have no checksum of its own

    assert "file_torn" in _rejected(_read(bytes(data)))


def test_a_checksum_that_does_not_hold_is_told() -> None:
    readings = _read((_SAMPLES / "wrong checksum.fit").read_bytes())

    assert "checksum_differs" in _rejected(readings)


def test_the_real_ride_comes_out_whole(samples: Path) -> None:
    readings = _read((samples / "fit" / "garmin-edge-820-bike.fit").read_bytes())

    points = _points(readings)
    assert len(points) == len(readings) == 15
    assert (round(points[0].lat, 5), round(points[0].lng, 5)) == (37.41476, -122.06889)


def test_the_real_broken_ride_is_partial(samples: Path) -> None:
    readings = _read((samples / "fit" / "strava-android-app.fit").read_bytes())

    points = _points(readings)
    assert len(points) == 236
    # The last record before the break is of the year 2085.
    assert _rejected(readings) == ["bad_time", "file_torn"]
    assert {each.at.utc.date().isoformat() for each in points} == {"2021-09-27"}
