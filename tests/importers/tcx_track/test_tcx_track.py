from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from gigwallet.domain.reading import Reading, Rejection, Row, Skip
from gigwallet.domain.track_point import TrackPoint
from gigwallet.importers import read_document

_SAMPLES = Path(__file__).parent / "samples"


def _read(data: bytes, name: str = "run.tcx") -> list[Reading]:
    return [each for file in read_document(name, data).files for each in file.readings]


def _points(readings: list[Reading]) -> list[TrackPoint]:
    return [
        row.fact for row in readings if isinstance(row, Row) and isinstance(row.fact, TrackPoint)
    ]


def test_the_real_activity_comes_out_exactly(samples: Path) -> None:
    data = (samples / "tcx" / "sup_activity_1.tcx").read_bytes()
    stated = re.findall(
        r"<LatitudeDegrees>(.*?)</LatitudeDegrees>\s*<LongitudeDegrees>(.*?)</LongitudeDegrees>",
        data.decode(),
    )

    points = _points(_read(data))

    assert len(points) == 111
    assert [(each.lat, each.lng) for each in points] == [
        (float(lat), float(lng)) for lat, lng in stated
    ]


def test_a_watch_indoors_is_dropped_and_a_damaged_place_rejected() -> None:
    readings = _read((_SAMPLES / "run.tcx").read_bytes())

    points = _points(readings)
    assert len(points) == 2
    assert (points[0].altitude_m, points[0].speed_mps, points[0].activity) == (160.2, 4.5, "biking")
    assert Counter(each.reason for each in readings if isinstance(each, Skip)) == {
        "point_without_position": 1
    }
    assert [each.reason for each in readings if isinstance(each, Rejection)] == ["bad_position"]
