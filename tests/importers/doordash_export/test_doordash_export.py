from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from gigwallet.domain.instants import TimeQuality
from gigwallet.domain.reading import Reading, Rejection, Row
from gigwallet.domain.trip import Trip, TripStatus
from gigwallet.importers import read_document

_SAMPLES = Path(__file__).parent / "samples"
_NEW, _OLD = "dasher_delivery_information.csv", "dasher_delivery_information-2024.csv"


def _read(name: str, data: bytes | None = None) -> list[Reading]:
    content = (_SAMPLES / name).read_bytes() if data is None else data
    return [each for file in read_document(name, content).files for each in file.readings]


def _trips(readings: list[Reading]) -> list[Trip]:
    rows = [each for each in readings if isinstance(each, Row)]
    return [row.fact for row in rows if isinstance(row.fact, Trip)]


def test_the_export_comes_out_exactly() -> None:
    statuses = Counter(each.status for each in _trips(_read(_NEW)))

    assert statuses == {TripStatus.COMPLETED: 65, TripStatus.CANCELLED_PLATFORM: 1}


def test_the_sample_here_is_the_shared_one(samples: Path) -> None:
    assert (_SAMPLES / _NEW).read_bytes() == (
        samples / "synthetic" / "doordash_dsar" / _NEW
    ).read_bytes()


def test_times_are_utc_without_saying_so_and_creation_is_no_acceptance() -> None:
    first = _trips(_read(_NEW))[0]

    assert first.accepted_at is None
    assert first.offered_at is not None
    assert first.offered_at.quality is TimeQuality.UTC
    assert first.offered_at.utc.isoformat(" ", "milliseconds") == "2026-08-03 17:51:10.721+00:00"
    assert first.offered_at.text == "2026-08-03 17:51:10.721872000"


def test_an_older_export_has_no_status() -> None:
    readings = _read(_OLD)
    trips = _trips(readings)

    assert Counter(each.status for each in trips) == {
        TripStatus.COMPLETED: 14,
        TripStatus.UNFULFILLED: 1,
    }
    # Its last line is cut off, and one line stands there twice.
    assert [each.reason for each in readings if isinstance(each, Rejection)] == ["cut_off_line"]
    assert Counter(each.ref for each in trips).most_common(1)[0][1] == 2


def test_a_delivery_has_the_same_name_in_every_export() -> None:
    again = (_SAMPLES / _NEW).read_text().splitlines()
    shuffled = "\n".join([again[0], *reversed(again[1:])])

    assert {each.ref for each in _trips(_read(_NEW, shuffled.encode()))} == {
        each.ref for each in _trips(_read(_NEW))
    }


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ("17:51:10.721872000", "17:51:10.72187200", "order_created_time"),
        ("17:51:10.721872000", "19:51:10.721872000", "actual_pickup_time"),
        ('"delivered"', '"delivred"', "order_status"),
        ('"2026-08-03 18:10:41.323865000"', '""', "actual_delivery_time"),
    ],
)
def test_a_damaged_line_is_rejected(old: str, new: str, column: str) -> None:
    data = (_SAMPLES / _NEW).read_text().replace(old, new, 1)

    readings = _read(_NEW, data.encode())

    rejected = [each for each in readings if isinstance(each, Rejection)]
    assert [(each.locator.line, each.column) for each in rejected] == [(2, column)]
