from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal
from pathlib import Path

from gigwallet.domain.reading import Reading, Rejection, Row, Skip
from gigwallet.domain.shift import Shift, ShiftState
from gigwallet.importers import read_document

_SAMPLES = Path(__file__).parent / "samples"


def _read(data: bytes, name: str = "mileiq_log.csv") -> list[Reading]:
    return [each for file in read_document(name, data).files for each in file.readings]


def _drives(readings: list[Reading]) -> list[Shift]:
    return [row.fact for row in readings if isinstance(row, Row) and isinstance(row.fact, Shift)]


def test_the_synthetic_log_comes_out_exactly(samples: Path) -> None:
    truth = json.loads((samples / "synthetic" / "EXPECTED.json").read_text())["mileiq"]

    readings = _read((_SAMPLES / "mileiq_log.csv").read_bytes())

    rows = [each for each in readings if isinstance(each, Row)]
    assert len(rows) == truth["rows"]
    assert sum(Decimal(row.raw["miles*"]) for row in rows) == Decimal(truth["miles"])
    assert [each.distance_m for each in _drives(readings)][:2] == [3219, 7886]
    assert {each.state for each in _drives(readings)} == {ShiftState.WORKED}
    assert {row.hint.platform for row in rows} == {"uber"}


def test_a_formula_is_never_worked_out_nor_kept() -> None:
    readings = _read((_SAMPLES / "mileiq_log.csv").read_bytes())

    assert "=ROUND" not in repr(readings)
    assert "=SUM" not in repr(readings)
    assert [each.reason for each in readings if isinstance(each, Skip)] == ["total_row"]


def test_a_printed_total_is_held_against_the_drives() -> None:
    readings = _read((_SAMPLES / "worked_out.csv").read_bytes())

    assert [
        (each.reason, each.locator.line) for each in readings if isinstance(each, Rejection)
    ] == [
        ("bad_number", 9),
        ("total_differs", 10),
    ]


def test_the_day_stands_first_where_the_column_shows_it() -> None:
    first, second = _drives(_read((_SAMPLES / "worked_out.csv").read_bytes()))

    assert first.started_at.local.isoformat() == "2026-08-13T10:58:00+00:00"
    assert second.ended_at is not None
    assert second.ended_at.local.isoformat() == "2026-08-14T00:20:00+00:00"


def test_private_drives_and_places_are_left_out() -> None:
    readings = _read((_SAMPLES / "worked_out.csv").read_bytes())

    assert Counter(each.reason for each in readings if isinstance(each, Skip)) == {
        "private_drive": 1
    }
    assert "Town" not in repr(readings)
    assert "Groceries" not in repr(readings)
