from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from gigwallet.domain.reading import Reading, Rejection, Row, Skip
from gigwallet.domain.track_point import TrackPoint
from gigwallet.importers import read_document

_SAMPLES = Path(__file__).parent / "samples"


def _read(data: bytes, name: str = "2026-08.rec") -> list[Reading]:
    return [each for file in read_document(name, data).files for each in file.readings]


def _points(readings: list[Reading]) -> list[TrackPoint]:
    return [
        row.fact for row in readings if isinstance(row, Row) and isinstance(row.fact, TrackPoint)
    ]


def test_the_real_log_comes_out_exactly(samples: Path) -> None:
    data = (samples / "owntracks" / "demo-iphone.rec").read_bytes()
    stated = [json.loads(line.split("\t")[2]) for line in data.decode().splitlines() if line]
    locations = [each for each in stated if each["_type"] == "location"]

    readings = _read(data, "demo-iphone.rec")

    points = _points(readings)
    assert len(points) == len(locations) == 23
    assert len(readings) == len(stated)
    for point, said in zip(points, locations, strict=True):
        assert (point.lat, point.lng, point.accuracy_m) == (said["lat"], said["lon"], said["acc"])
        assert point.at.utc == datetime.fromtimestamp(int(said["tst"]), UTC)
        assert point.speed_mps == (said["vel"] / 3.6 if said["vel"] >= 0 else None)


def test_speed_is_kept_in_metres_a_second_and_minus_one_is_unknown() -> None:
    points = _points(_read((_SAMPLES / "2026-08.rec").read_bytes()))

    assert [each.speed_mps for each in points] == [5, 5, 5, None, 5]
    assert [each.bearing for each in points] == [45, 45, 45, None, 45]


def test_a_time_may_be_text_and_other_messages_are_dropped() -> None:
    readings = _read((_SAMPLES / "2026-08.rec").read_bytes())

    assert len(_points(readings)) == 5
    assert Counter(each.reason for each in readings if isinstance(each, Skip)) == {
        "no_position_signal": 2
    }
    assert [
        (each.reason, each.locator.line) for each in readings if isinstance(each, Rejection)
    ] == [
        ("bad_time", 7),
        ("cut_off_line", 9),
    ]


def test_the_recorders_answer_is_read_as_its_files_are() -> None:
    points = _points(_read((_SAMPLES / "ocat.json").read_bytes(), "ocat.json"))

    assert [each.at.utc.strftime("%H:%M") for each in points] == ["09:00", "09:01", "09:02"]
    assert {each.provider for each in points} == {"owntracks@mj"}


def test_a_line_without_end_costs_only_itself() -> None:
    data = (_SAMPLES / "2026-08.rec").read_bytes().splitlines(keepends=True)
    flood = b"2026-08-03T09:00:00Z\t*\t{" + b"x" * 300_000 + b"\n"

    readings = _read(b"".join([data[0], flood, data[1]]))

    assert len(_points(readings)) == 2
