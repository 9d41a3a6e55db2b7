from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from gigwallet.domain.instants import TimeQuality
from gigwallet.domain.reading import Reading, Rejection, Row, Skip
from gigwallet.domain.trip import Trip, TripStatus
from gigwallet.importers import read_document

_SAMPLE = Path(__file__).parent / "samples" / "courier_tasks.csv"


def _read(data: bytes) -> list[Reading]:
    return [each for file in read_document(_SAMPLE.name, data).files for each in file.readings]


def _trips(readings: list[Reading]) -> list[Trip]:
    rows = [each for each in readings if isinstance(each, Row)]
    return [row.fact for row in rows if isinstance(row.fact, Trip)]


def test_the_real_export_comes_out_exactly(samples: Path) -> None:
    expected = json.loads((samples / "EXPECTED_real.json").read_text())["wolt_dsar"]

    readings = _read((samples / "wolt_dsar" / "courier_tasks.csv").read_bytes())

    trips = _trips(readings)
    assert len(trips) == expected["pickup"]
    assert sum(isinstance(each, Row | Skip) for each in readings) == expected["rows"]
    assert not [each for each in readings if isinstance(each, Rejection)]
    assert Counter(each.status for each in trips) == {
        TripStatus.COMPLETED: 200,
        TripStatus.UNFULFILLED: 3,
    }


def test_two_lines_are_one_delivery_and_a_lone_one_is_none() -> None:
    readings = _read(_SAMPLE.read_bytes())

    assert len(_trips(readings)) == 19
    assert Counter(each.reason for each in readings if isinstance(each, Skip | Rejection)) == {
        "joined_line": 19,
        "other_half_missing": 1,
    }


def test_a_delivery_has_its_moments_in_order_on_clocks_without_a_zone() -> None:
    for trip in _trips(_read(_SAMPLE.read_bytes())):
        assert trip.offered_at is not None
        assert trip.offered_at.quality is TimeQuality.LOCAL_ASSUMED
        assert trip.promised_by is not None
        if trip.status is TripStatus.COMPLETED:
            assert trip.arrived_pickup_at is not None
            assert trip.picked_up_at is not None
            assert trip.arrived_dropoff_at is not None
            assert trip.completed_at is not None
            assert trip.offered_at < trip.arrived_pickup_at < trip.picked_up_at
            assert trip.picked_up_at < trip.arrived_dropoff_at < trip.completed_at


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [("TRUE", "TRU", "unknown_status"), ("2021-03-", "2021-3-", "other_half_missing")],
)
def test_damage_costs_the_delivery_and_not_the_file(old: str, new: str, reason: str) -> None:
    header, *lines = _SAMPLE.read_text().splitlines()
    at = next(i for i, line in enumerate(lines) if ",TRUE," in line and ".,." not in line)
    damaged = [*lines[:at], lines[at].replace(old, new, 1), *lines[at + 1 :]]

    readings = _read("\n".join([header, *damaged, ""]).encode())

    rejected = {each.locator.line: each.reason for each in readings if isinstance(each, Rejection)}
    assert rejected[at + 2] == reason
    # Both of its lines, and the one that lacked its other half before.
    assert len(rejected) == 3
    assert len(_trips(readings)) == 18
