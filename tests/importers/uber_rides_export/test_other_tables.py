"""The first generation of the export, positions, hours of offers, restrictions."""

from __future__ import annotations

import json
from collections import Counter
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from gigwallet.domain.intervals import Interval, total
from gigwallet.domain.reading import Reading, Rejection, Row, Skip
from gigwallet.domain.shift import LOGGED_IN_STATES, Shift, ShiftState
from gigwallet.domain.track_point import CoordinateSystem, TrackPoint
from gigwallet.domain.trip import Trip, TripStatus
from gigwallet.importers import read_document

_SAMPLES = Path(__file__).parent / "samples"
_TRIPS = "Trip details (Driver).csv"
_GAPS = "Lost Time details (Driver).csv"
_POSITIONS = "1 - Driver Detailed Device Data.csv"
_HOURS = "14 - Driver Dispatches Offered and Accepted.csv"
_RESTRICTIONS = "11 - Driver App Restrictions.csv"


def _read(name: str, data: bytes | None = None) -> list[Reading]:
    content = (_SAMPLES / name).read_bytes() if data is None else data
    return [each for file in read_document(name, content).files for each in file.readings]


def _rows(readings: list[Reading]) -> list[Row]:
    return [each for each in readings if isinstance(each, Row)]


def _rejected(readings: list[Reading]) -> list[tuple[str, str]]:
    return [(each.reason, each.column) for each in readings if isinstance(each, Rejection)]


def test_the_real_export_of_2015_comes_out_exactly(samples: Path) -> None:
    expected = json.loads((samples / "EXPECTED_real.json").read_text())["uber_sar_legacy_ch_2015"]
    readings = {
        path.name: _read(path.name, path.read_bytes())
        for path in (samples / "uber_sar_legacy_ch_2015").iterdir()
    }
    trips, gaps, points = (_rows(readings[name]) for name in (_TRIPS, _GAPS, _POSITIONS))

    assert not [found for each in readings.values() for found in _rejected(each)]
    assert Counter(row.raw["status"] for row in trips) == expected["trips_by_status"]
    fares = sum((row.amount.amount for row in trips if row.amount), Decimal())
    assert fares == Decimal(expected["fare_sum"])
    assert len(points) == expected["device_rows"]
    assert len(gaps) == 98


def test_the_first_generation_has_hours_of_one_digit_local_clocks_and_miles() -> None:
    first = _rows(_read(_TRIPS))[0].fact

    assert isinstance(first, Trip)
    assert first.accepted_at is not None
    assert str(first.accepted_at.local) == "2016-01-04 07:03:11+01:00"
    assert first.accepted_at.text == "2016-01-04 7:03:11"
    assert first.customer_paid is not None
    assert first.trip_m is not None
    assert first.trip_m > 1609


def test_a_trip_of_the_first_generation_is_the_same_in_a_later_one() -> None:
    old = _rows(_read(_TRIPS))[0]
    begun, ended = old.natural_key.split("|")
    later = (
        "city_name,currency_code,timezone,request_timestamp_local,dropoff_timestamp_local,"
        "trip_distance_miles,status\n"
        f"Zug,CHF,Europe/Zurich,{begun.replace(' ', 'T')}.000Z,{ended.replace(' ', 'T')}.000Z,"
        "1.5,completed\n"
    )

    (new,) = _rows(_read("driver_lifetime_trips-1.csv", later.encode()))

    assert (new.family, new.natural_key) == (old.family, old.natural_key)


def test_a_customer_who_called_off_has_neither_pick_up_nor_distance() -> None:
    called_off = [
        row.fact
        for row in _rows(_read(_TRIPS))
        if isinstance(row.fact, Trip) and row.fact.status is TripStatus.CANCELLED_CUSTOMER
    ]

    assert called_off
    assert all(each.picked_up_at is None and each.trip_m is None for each in called_off)


@pytest.mark.parametrize(
    ("cell", "old", "new", "column"),
    [
        (1, b" 7:", b" 17:", "begintrip_time"),
        (0, b" 7:", b" 17:", "begintrip_time"),
        (0, b"2016-01-", b"2016-1-", "request_time"),
        (4, b" 7:", b" 17:", "duration"),
    ],
)
def test_what_a_line_says_twice_must_agree(cell: int, old: bytes, new: bytes, column: str) -> None:
    data = (_SAMPLES / _TRIPS).read_bytes()
    cells = data.splitlines()[1].split(b",")
    damaged = [*cells[:cell], cells[cell].replace(old, new), *cells[cell + 1 :]]

    readings = _read(_TRIPS, data.replace(b",".join(cells), b",".join(damaged)))

    assert _rejected(readings) == [("bad_time", column)]


def test_lost_time_is_open_and_exactly_as_long_as_the_file_says() -> None:
    gaps = _rows(_read(_GAPS))

    for row in gaps:
        assert isinstance(row.fact, Shift)
        assert row.fact.state is ShiftState.OPEN
        assert row.fact.ended_at is not None
        length = row.fact.ended_at.utc - row.fact.started_at.utc
        minutes = Decimal(row.raw["notask_minutes"])
        assert abs(length - timedelta(minutes=float(minutes))) < timedelta(seconds=2)


def test_a_lost_minute_in_the_time_between_trips_is_noticed() -> None:
    data = (_SAMPLES / _GAPS).read_bytes()
    line = data.splitlines()[2]
    minutes = line.split(b",")[14]

    readings = _read(_GAPS, data.replace(line, line.replace(minutes, b"1" + minutes, 1)))

    assert _rejected(readings) == [("bad_time", "notask_minutes")]


def test_positions_are_points_with_the_state_of_the_driver() -> None:
    rows = _rows(_read(_POSITIONS))
    points = [row.fact for row in rows if isinstance(row.fact, TrackPoint)]

    assert len(points) == 70
    assert Counter(each.activity for each in points)["on_trip"] >= 15
    assert {each.crs for each in points} == {CoordinateSystem.WGS84}
    # The phone did not know its speed once; a true repeat of a line is a line.
    assert sum(each.speed_mps is None for each in points) == 1
    assert Counter(row.natural_key for row in rows).most_common(1)[0][1] == 2


def test_events_of_the_app_are_points_too_but_a_customers_never() -> None:
    data = (_SAMPLES / "Driver" / "driver_app_analytics-0.csv").read_bytes()

    points = [row.fact for row in _rows(_read("Driver/driver_app_analytics-0.csv", data))]
    theirs = _read("Rider/rider_app_analytics-0.csv", data)

    assert Counter(p.activity for p in points if isinstance(p, TrackPoint)) == {
        "online": 9,
        "offline": 3,
    }
    assert {each.reason for each in theirs if isinstance(each, Skip)} == {"rider_data"}
    assert not _rows(theirs)


@pytest.mark.parametrize("name", ["Trip details (Rider).csv", "1 - Rider Detailed Device Data.csv"])
def test_the_customers_files_of_the_first_generation_are_not_read(name: str) -> None:
    readings = _read(name, (_SAMPLES / _TRIPS).read_bytes())

    assert {each.reason for each in readings if isinstance(each, Skip)} == {"rider_data"}
    assert not _rows(readings)


def test_hours_of_offers_add_counts_and_no_hour() -> None:
    hours = [row.fact for row in _rows(_read(_HOURS)) if isinstance(row.fact, Shift)]
    logged_in = [
        Interval(each.started_at.utc, each.ended_at.utc)
        for each in hours
        if each.state in LOGGED_IN_STATES and each.ended_at
    ]

    assert sum(each.offers or 0 for each in hours) == 32
    assert sum(each.accepts or 0 for each in hours) == 25
    assert len(logged_in) == 20
    assert total(logged_in) == timedelta()


def test_the_night_of_the_clock_change_has_an_hour_for_each_hour() -> None:
    rows = _rows(_read(_HOURS))

    assert len({row.natural_key for row in rows}) == len(rows)


def test_a_restriction_is_a_span_without_work_that_keeps_its_rule() -> None:
    rows = _rows(_read(_RESTRICTIONS))
    facts = [row.fact for row in rows if isinstance(row.fact, Shift)]

    assert {each.state for each in facts} == {ShiftState.UNAVAILABLE}
    assert [each.ended_at.utc - each.started_at.utc for each in facts if each.ended_at] == [
        timedelta(),
        timedelta(hours=6),
        timedelta(),
    ]
    assert [row.raw["rule"] for row in rows] == [
        "consecutiveReject",
        "drivingHourLimits",
        "consecutiveReject",
    ]
    assert "48.85" not in repr(rows)
