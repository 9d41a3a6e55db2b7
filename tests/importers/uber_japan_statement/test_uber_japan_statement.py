from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.reading import Reading, Rejection, Row, Skip
from gigwallet.importers import read_document

_SAMPLES = Path(__file__).parent / "samples"


def _read(name: str, data: bytes | None = None) -> list[Reading]:
    content = (_SAMPLES / name).read_bytes() if data is None else data
    return [each for file in read_document(name, content).files for each in file.readings]


def _lines(readings: list[Reading]) -> list[PayLine]:
    rows = [each for each in readings if isinstance(each, Row)]
    return [row.fact for row in rows if isinstance(row.fact, PayLine)]


def test_the_statement_comes_out_exactly() -> None:
    readings = _read("statement.csv")
    rows = [each for each in readings if isinstance(each, Row)]

    assert len({row.locator.line for row in rows}) == 37
    assert sum(each.amount.minor for each in _lines(readings)) == 19239
    assert not [each for each in readings if isinstance(each, Rejection)]


def test_the_sample_here_is_the_shared_one(samples: Path) -> None:
    shared = samples / "synthetic" / "uber_legacy_statement_ja" / "statement.csv"

    assert (_SAMPLES / "statement.csv").read_bytes() == shared.read_bytes()


def test_columns_may_stand_in_another_order_and_yen_have_thousands() -> None:
    readings = _read("週次明細.csv")
    sums: defaultdict[PayCategory, int] = defaultdict(int)
    for each in _lines(readings):
        sums[each.category] += each.amount.minor

    assert sum(sums.values()) == 12247
    assert sums[PayCategory.GUARANTEE_TOPUP] == 2500
    assert sums[PayCategory.COMMISSION] == -4561
    assert [each.reason for each in readings if isinstance(each, Skip)] == ["no_amount"]


def test_times_are_those_of_japan() -> None:
    first = _lines(_read("statement.csv"))[0]

    assert first.occurred_at is not None
    assert str(first.occurred_at.local) == "2026-08-03 11:06:00+09:00"


def test_nothing_of_the_person_is_kept() -> None:
    kept = repr(_read("statement.csv"))

    assert not any(word in kept for word in ("デモ ドライバー", "demo@example", "+81"))


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("924,80", "92x,80", "bad_amount"),
        ("924,80", "924.5,80", "bad_amount"),
        ("2026/08/03 11:06", "2026/8/03 11:06", "bad_time"),
        ("-386", "386", "bad_amount"),
        ("76702b96-99ec", "76702b9-99ec", "bad_number"),
    ],
)
def test_a_damaged_line_is_rejected_whole(old: str, new: str, reason: str) -> None:
    text = (_SAMPLES / "statement.csv").read_text(encoding="utf-8-sig")

    readings = _read("statement.csv", text.replace(old, new, 1).encode())

    rejected = [each for each in readings if isinstance(each, Rejection)]
    assert [(each.locator.line, each.reason) for each in rejected] == [(2, reason)]
    assert all(row.locator.line != 2 for row in readings if isinstance(row, Row))


def test_a_column_that_nobody_knows_may_hold_an_amount() -> None:
    text = (_SAMPLES / "statement.csv").read_text(encoding="utf-8-sig")

    with pytest.raises(GigWalletError) as refused:
        _read("statement.csv", text.replace("ブースト", "クエスト", 1).encode())

    assert refused.value.code == "report_columns_unknown"
    assert refused.value.facts["columns"] == "クエスト"
