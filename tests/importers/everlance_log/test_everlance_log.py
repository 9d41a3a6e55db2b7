from __future__ import annotations

from collections import Counter
from pathlib import Path

from gigwallet.domain.reading import Reading, Rejection, Row, Skip
from gigwallet.domain.shift import Shift
from gigwallet.domain.tally import Tally
from gigwallet.importers import read_document

_SAMPLES = Path(__file__).parent / "samples"


def _read(data: bytes, name: str = "everlance.csv") -> list[Reading]:
    return [each for file in read_document(name, data).files for each in file.readings]


def test_a_drive_is_a_span_at_work_and_one_without_times_a_count_of_the_day() -> None:
    readings = _read((_SAMPLES / "everlance.csv").read_bytes())

    facts = [row.fact for row in readings if isinstance(row, Row)]
    assert [type(fact) for fact in facts] == [Shift, Shift, Tally]
    assert [fact.distance_m for fact in facts if isinstance(fact, Shift | Tally)] == [
        3219, 7886, 1127,
    ]  # fmt: skip
    assert [fact.platform for fact in facts if isinstance(fact, Shift | Tally)] == [
        "doordash", "uber", "doordash",
    ]  # fmt: skip


def test_a_drive_over_midnight_ends_on_the_next_day_in_its_zone() -> None:
    readings = _read((_SAMPLES / "everlance.csv").read_bytes())

    shift = [row.fact for row in readings if isinstance(row, Row)][1]
    assert isinstance(shift, Shift)
    assert shift.ended_at is not None
    assert shift.started_at.utc.isoformat() == "2026-08-04T03:50:00+00:00"
    assert shift.ended_at.utc.isoformat() == "2026-08-04T04:08:00+00:00"


def test_private_drives_totals_and_damage_are_told_apart() -> None:
    readings = _read((_SAMPLES / "everlance.csv").read_bytes())

    assert Counter(each.reason for each in readings if isinstance(each, Skip)) == {
        "private_drive": 1,
        "total_row": 1,
    }
    assert [each.reason for each in readings if isinstance(each, Rejection)] == ["bad_number"]


def test_addresses_and_pictures_of_maps_are_not_kept() -> None:
    told = repr(_read((_SAMPLES / "everlance.csv").read_bytes()))

    assert "Example St" not in told
    assert "example.com" not in told
