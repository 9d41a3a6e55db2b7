from __future__ import annotations

import json
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from gigwallet.domain.instants import TimeQuality
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.reading import Reading, Rejection, Row, Skip
from gigwallet.domain.trip import Trip, TripStatus
from gigwallet.importers import read_document
from gigwallet.importers.uber_courier_export.clocks import zone_that_fits

_SAMPLES = Path(__file__).parent / "samples"
_TRIPS, _PAY = "31 - Courier Lifetime Trip Data.csv", "23a - Driver Payments.csv"


def _read(name: str, data: bytes) -> list[Reading]:
    return [each for file in read_document(name, data).files for each in file.readings]


def _rows(readings: list[Reading]) -> list[Row]:
    return [each for each in readings if isinstance(each, Row)]


def _trips(readings: list[Reading]) -> list[Trip]:
    return [row.fact for row in _rows(readings) if isinstance(row.fact, Trip)]


def test_the_real_export_comes_out_exactly(samples: Path) -> None:
    expected = json.loads((samples / "EXPECTED_real.json").read_text())["ubereats_dsar_ch_2025"]
    folder = samples / "ubereats_dsar_ch_2025"
    trips = _read(_TRIPS, (folder / _TRIPS).read_bytes())
    pay = _rows(_read(_PAY, (folder / _PAY).read_bytes()))
    states = _rows(_read("x.csv", (folder / "11 - Driver Online Offline.csv").read_bytes()))

    sums: defaultdict[str, Decimal] = defaultdict(Decimal)
    groups: defaultdict[date, set[datetime]] = defaultdict(set)
    for row in pay:
        assert row.amount is not None
        assert isinstance(row.fact, PayLine)
        assert row.fact.recognised_at is not None
        sums[row.footing["classification"]] += row.amount.amount
        if row.fact.category is PayCategory.BASE:
            groups[row.fact.recognised_at.day].add(row.fact.recognised_at.utc)
    lengths: Counter[str] = Counter()
    for row in states:
        lengths[row.raw["earner_state"]] += int(row.raw.get("duration_ms", 0))

    assert not [each for each in trips if isinstance(each, Rejection)]
    assert (
        Counter(row.raw["delivery_status"] for row in _rows(trips)) == (expected["trips_by_status"])
    )
    assert len(pay) == expected["pay_rows"]
    assert sums == {
        name: Decimal(amount) for name, amount in expected["pay_sum_by_classification"].items()
    }
    assert sum(sums.values()) == Decimal(expected["pay_total"])
    assert lengths == expected["state_ms"]
    done: Counter[date] = Counter(
        each.accepted_at.day
        for each in _trips(trips)
        if each.accepted_at and each.status is TripStatus.COMPLETED
    )
    assert len(done) == expected["days"]


def test_the_zone_comes_from_the_two_clocks_of_acceptance() -> None:
    trips = _trips(_read(_TRIPS, (_SAMPLES / _TRIPS).read_bytes()))

    first = trips[0]
    assert first.zone == "America/Halifax"
    assert first.accepted_at is not None
    assert first.completed_at is not None
    assert (first.accepted_at.quality, first.completed_at.quality) == (
        TimeQuality.UTC,
        TimeQuality.OFFSET,
    )
    assert str(first.accepted_at.local) == "2025-10-24 11:30:00-03:00"
    assert str(trips[-1].accepted_at.local) == "2025-11-03 12:00:00-04:00"  # type: ignore[union-attr]  # the sample has it


def test_a_short_span_that_fits_several_zones_names_none() -> None:
    winter = datetime(2024, 1, 10, 10, 36)  # noqa: DTZ001  UTC without its zone, as a file has it
    summer = datetime(2024, 7, 10, 10, 36)  # noqa: DTZ001

    assert zone_that_fits([(winter, timedelta(hours=1))]) == ""
    assert zone_that_fits([(winter, timedelta(hours=1)), (summer, timedelta(hours=2))]) == (
        "Europe/Paris"
    )
    assert zone_that_fits([(winter, timedelta(hours=8))]) == "Asia/Shanghai"
    assert zone_that_fits([]) == ""


def test_deliveries_of_one_acceptance_are_one_batch_and_stay_two_trips() -> None:
    stacks: defaultdict[str, list[Trip]] = defaultdict(list)
    for each in _trips(_read(_TRIPS, (_SAMPLES / _TRIPS).read_bytes())):
        if each.batch_ref:
            stacks[each.batch_ref].append(each)

    assert stacks
    for batch, trips in stacks.items():
        assert len(trips) == 2
        assert {each.accepted_at.text for each in trips if each.accepted_at} == {batch}


def test_a_span_below_zero_says_nothing_and_costs_no_line() -> None:
    rows = _rows(_read(_TRIPS, (_SAMPLES / _TRIPS).read_bytes()))

    (handed_over,) = [
        row
        for row in rows
        if row.raw.get("courier_accept_to_pickup_duration_seconds", "").startswith("-")
    ]
    assert isinstance(handed_over.fact, Trip)
    assert handed_over.fact.status is TripStatus.CANCELLED_WORKER
    assert handed_over.fact.wait_s is None


def test_every_classification_of_a_courier_has_its_category() -> None:
    pay = _rows(_read(_PAY, (_SAMPLES / _PAY).read_bytes()))

    categories = {row.fact.category for row in pay if isinstance(row.fact, PayLine)}

    assert categories == {
        PayCategory.BASE,
        PayCategory.DISTANCE,
        PayCategory.BATCH_DISCOUNT,
        PayCategory.TIP,
        PayCategory.ADJUSTMENT,
    }
    assert sum(row.amount.minor for row in pay if row.amount) == 18069


def test_places_and_plates_are_not_carried_along() -> None:
    rows = _rows(_read(_TRIPS, (_SAMPLES / _TRIPS).read_bytes()))

    assert not any("44.64" in repr(row) or "-63.5" in repr(row) for row in rows)


@pytest.mark.parametrize(
    ("column", "new"),
    [
        ("courier_dropoff_timestamp_local", "2025-10-24 11:99:00"),
        ("courier_accept_timestamp_utc", "2025-10-24 15:31:00"),
        ("courier_begintrip_to_dropoff_seconds", "17"),
        ("courier_arrival_pickup_timestamp_local", "2025-10-24 11:29:00"),
        ("delivery_status", "complted"),
    ],
)
def test_a_line_that_contradicts_itself_is_rejected(column: str, new: str) -> None:
    header, first, *rest = (_SAMPLES / _TRIPS).read_text().splitlines()
    cells = first.split(",")
    cells[header.split(",").index(column)] = new
    data = "\n".join([header, ",".join(cells), *rest, ""]).encode()

    readings = _read(_TRIPS, data)

    assert [each.locator.line for each in readings if isinstance(each, Rejection)] == [2]
    assert len(_rows(readings)) == len(rest)


def test_what_the_courier_ordered_for_themselves_is_not_read() -> None:
    readings = _read(f"Eats/{_PAY}", (_SAMPLES / _PAY).read_bytes())

    assert {each.reason for each in readings if isinstance(each, Skip)} == {"rider_data"}
    assert not _rows(readings)
