from __future__ import annotations

from pathlib import Path

import pytest

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.reading import Covers, Reading, Rejection, Row
from gigwallet.importers import read_document

_SAMPLES = Path(__file__).parent / "samples"
_FLEET, _OWN = "Wolt payout 2026-08-01_2026-08-15.csv", "payout_20260816-20260831.csv"


def _read(name: str, data: bytes | None = None) -> list[Reading]:
    content = (_SAMPLES / name).read_bytes() if data is None else data
    return [each for file in read_document(name, content).files for each in file.readings]


def _rows(readings: list[Reading]) -> list[Row]:
    return [each for each in readings if isinstance(each, Row)]


def test_items_are_pay_and_tips_and_an_unknown_one_is_kept_by_its_number() -> None:
    own = [row for row in _rows(_read(_FLEET)) if row.hint.account == "71001"]
    found = {
        row.fact.category: str(row.fact.amount) for row in own if isinstance(row.fact, PayLine)
    }

    assert found == {
        PayCategory.BASE: "1204.50",
        PayCategory.TIP: "48.00",
        PayCategory.OTHER: "-12.30",
    }
    assert {row.hint.account_name for row in own} == {"Jan Przykładowy"}


def test_a_file_of_one_courier_asks_nothing() -> None:
    rows = _rows(_read(_OWN))

    assert [str(row.amount) for row in rows] == ["1100.00", "48.00"]
    assert {row.hint.account for row in rows} == {""}


def test_the_days_of_the_name_part_two_equal_weeks() -> None:
    data = (_SAMPLES / _OWN).read_bytes()

    first = _read("payout_20260801-20260815.csv", data)
    second = _read("payout_20260816-20260831.csv", data)

    assert not {r.natural_key for r in _rows(first)} & {r.natural_key for r in _rows(second)}
    (covers,) = [each for each in second if isinstance(each, Covers)]
    assert str(covers.period) == "2026-08-16/2026-08-31"


def test_without_its_days_it_is_refused() -> None:
    with pytest.raises(GigWalletError, match="days_not_in_name"):
        _read("payout.csv", (_SAMPLES / _OWN).read_bytes())


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [("1100.00", "11x0.00", "bad_amount"), ("186 C", "C", "bad_number"), ("71001", "", "missing")],
)
def test_a_damaged_line_is_rejected(old: str, new: str, reason: str) -> None:
    data = (_SAMPLES / _OWN).read_text().replace(old, new, 1)

    rejected = [each for each in _read(_OWN, data.encode()) if isinstance(each, Rejection)]

    assert [each.locator.line for each in rejected] == [2]
    assert rejected[0].reason.startswith(reason)
