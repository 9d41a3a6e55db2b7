from __future__ import annotations

from collections import Counter
from pathlib import Path

from gigwallet.domain.engagement import Engagement
from gigwallet.domain.instants import TimeQuality
from gigwallet.domain.reading import Reading, Rejection, Row, Skip
from gigwallet.domain.track_point import TrackPoint
from gigwallet.importers import read_document
from gigwallet.tabular.placing import place

_SAMPLES = Path(__file__).parent / "samples"


def _read(data: bytes, name: str = "weclock.csv") -> list[Reading]:
    return [each for file in read_document(name, data).files for each in file.readings]


def _points(readings: list[Reading]) -> list[TrackPoint]:
    return [
        row.fact for row in readings if isinstance(row, Row) and isinstance(row.fact, TrackPoint)
    ]


def test_the_synthetic_log_comes_out_exactly() -> None:
    data = (_SAMPLES / "weclock.csv").read_bytes()
    stated = [line.split(",") for line in data.decode().splitlines()]

    readings = _read(data)

    assert [(each.lat, each.lng) for each in _points(readings)] == [
        (float(cells[5]), float(cells[6])) for cells in stated if cells[2] == "geologging"
    ]
    assert Counter(each.reason for each in readings if isinstance(each, Skip)) == {
        "no_position_signal": sum(cells[2] == "battery reading" for cells in stated),
        "work_log_entry": 1,
    }
    assert len(readings) == len(stated)


def test_midnight_is_twelve_and_a_damaged_day_or_end_costs_only_its_line() -> None:
    readings = _read((_SAMPLES / "awkward.csv").read_bytes())

    assert [each.at.local.strftime("%d %H:%M") for each in _points(readings)] == [
        "31 23:59", "01 00:04", "01 00:30",
    ]  # fmt: skip
    assert [
        (each.reason, each.locator.line) for each in readings if isinstance(each, Rejection)
    ] == [
        ("bad_time", 4),
        ("cut_off_line", 6),
    ]


def test_the_clock_of_the_phone_is_placed_once_the_engagement_is_known() -> None:
    (row, *_) = (
        each for each in _read((_SAMPLES / "awkward.csv").read_bytes()) if isinstance(each, Row)
    )

    placed = place(row, Engagement("uber", "", "Europe/Vienna", "EUR"))

    assert isinstance(placed.fact, TrackPoint)
    assert placed.fact.at.utc.hour == 22
    assert placed.fact.at.quality in (TimeQuality.LOCAL_TZ, TimeQuality.LOCAL_ASSUMED)
    assert placed.natural_key == row.natural_key
