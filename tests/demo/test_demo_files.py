"""The shipped demo is what its generator makes, reads without a fault, and holds what it plants."""

from __future__ import annotations

import io
import json
import runpy
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageStat

from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.payout import Payout
from gigwallet.domain.reading import EngagementRow, Reading, Rejection, Row
from gigwallet.domain.statement import Statement
from gigwallet.domain.trip import Trip
from gigwallet.importers import read_document
from gigwallet.rules import load_scheme

_HERE = Path(__file__).parent
_SHIPPED = _HERE.parents[1] / "resources" / "demo"
_PICTURES = (".png", ".jpg")


@pytest.fixture(scope="module")
def generator() -> dict[str, Any]:
    return runpy.run_path(str(_HERE / "generate.py"))


@pytest.fixture(scope="module")
def planted() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((_HERE / "planted.json").read_text("utf-8"))
    return loaded


@pytest.fixture(scope="module")
def readings() -> dict[str, list[Reading]]:
    return {
        path.name: [
            each for file in read_document(path.name, path.read_bytes()).files
            for each in file.readings
        ]
        for path in _SHIPPED.iterdir()
        if path.suffix == ".csv"
    }  # fmt: skip


def _facts(readings: dict[str, list[Reading]], kind: type) -> list[Any]:
    rows = [each for read in readings.values() for each in read if isinstance(each, Row)]
    return [row.fact for row in rows if isinstance(row.fact, kind)]


def test_the_shipped_files_are_what_the_generator_makes(generator: dict[str, Any]) -> None:
    made: dict[str, bytes] = generator["files"]()

    assert {path.name for path in _SHIPPED.iterdir()} == set(made)
    for name, content in made.items():
        shipped = (_SHIPPED / name).read_bytes()
        if name.endswith(_PICTURES):
            before, after = (
                Image.open(io.BytesIO(data)).convert("RGB") for data in (shipped, content)
            )
            assert before.size == after.size
            difference = ImageStat.Stat(ImageChops.difference(before, after)).mean
            assert max(difference) < 2, name
        else:
            assert shipped == content, name


def test_what_is_planted_is_written_down(
    generator: dict[str, Any], planted: dict[str, Any]
) -> None:
    assert generator["truth"]() == planted
    assert (len(planted["underpaid"]), len(planted["missing_bonus"])) == (5, 4)
    assert len(planted["unpaid"]) == 2
    assert len(planted["overpaid"]) == 1


def test_pictures_are_small_and_say_that_they_are_specimens(generator: dict[str, Any]) -> None:
    for path in _SHIPPED.iterdir():
        assert path.stat().st_size < 150_000
    for name in ("README.txt", "scheme.toml", "engagements.csv", generator["BILL"]):
        text = (_SHIPPED / name).read_text("utf-8-sig")
        assert "SPECIMEN" in text
        assert "样张" in text


def test_every_line_is_understood(readings: dict[str, list[Reading]]) -> None:
    lines = [each for read in readings.values() for each in read]

    assert not [each for each in lines if isinstance(each, Rejection)]
    assert len([each for each in lines if isinstance(each, EngagementRow)]) == 1
    labels = {each.hint.label for each in lines if isinstance(each, Row)} - {""}
    assert labels == {each.label for each in lines if isinstance(each, EngagementRow)}


def test_the_pay_check_has_exactly_what_is_planted_to_find(
    readings: dict[str, list[Reading]], planted: dict[str, Any]
) -> None:
    trips = _facts(readings, Trip)
    scheme = load_scheme((_SHIPPED / "scheme.toml").read_text("utf-8"))
    expected = scheme.for_trips(trips)
    stated: defaultdict[str, Decimal] = defaultdict(Decimal)
    for line in _facts(readings, PayLine):
        if line.category is not PayCategory.TIP:
            stated[line.trip_ref] += line.amount.amount

    short = {
        trip.ref: due.low.amount - stated[trip.ref]
        for trip, due in zip(trips, expected.trips, strict=True)
        if due is not None and due.low.amount != stated[trip.ref]
    }

    assert len(trips) == planted["orders"]
    assert expected.total.exact
    assert str(expected.total.low) == planted["expected"]
    kinds = ("underpaid", "missing_bonus", "unpaid", "not_covered")
    found = {ref: amount for kind in kinds for ref, amount in planted[kind].items()}
    for ref, amount in planted["overpaid"].items():
        found[ref] = f"-{amount}"
    assert {ref: str(amount) for ref, amount in short.items()} == found


def test_statements_add_up_and_arrive(
    readings: dict[str, list[Reading]], planted: dict[str, Any]
) -> None:
    statements = _facts(readings, Statement)
    payouts = [each for each in _facts(readings, Payout) if each.payer_text in planted["payers"]]

    for each in statements:
        listed = [x for x in _facts(readings, PayLine) if x.statement_ref == each.ref]
        assert sum(x.amount.amount for x in listed) == each.gross.amount
        taken = sum(x.amount.amount for x in each.deductions)
        assert each.gross.amount + taken == each.net.amount
    assert sorted(each.amount.minor for each in payouts) == sorted(
        each.net.minor for each in statements
    )
    late = planted["late_payout_of"]
    assert [each.at.day.isoformat() for each in payouts if late in each.label] == ["2025-09-12"]


def test_private_words_stay_in_the_sealed_originals(
    readings: dict[str, list[Reading]], planted: dict[str, Any]
) -> None:
    originals = b"".join(path.read_bytes() for path in sorted(_SHIPPED.iterdir()))

    # A sender whom nobody knows is offered, and is kept only where the person chooses them.
    kept = [
        each
        for file in readings.values()
        for each in file
        if not (isinstance(each, Row) and each.payer and not each.suggested)
    ]

    for word in planted["canaries"]:
        assert word.encode() in originals
        assert word not in repr(kept)
