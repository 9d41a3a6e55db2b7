from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import pytest

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.reading import Reading, Rejection, Row, Skip
from gigwallet.importers import read_document

_SAMPLES = Path(__file__).parent / "samples"
_TOURS = "freenow_tours_2026-08-03_2026-08-09.csv"
_BONUSES = "freenow_bonuses_2026-08-03_2026-08-09.csv"


def _read(name: str, data: bytes | None = None) -> list[Reading]:
    content = (_SAMPLES / name).read_bytes() if data is None else data
    return [each for file in read_document(name, content).files for each in file.readings]


def _rows(readings: list[Reading]) -> list[Row]:
    return [each for each in readings if isinstance(each, Row)]


def test_a_tour_is_fare_tip_toll_and_the_cash_that_was_kept() -> None:
    sums: defaultdict[PayCategory, int] = defaultdict(int)
    for row in _rows(_read(_TOURS)):
        assert isinstance(row.fact, PayLine)
        sums[row.fact.category] += row.fact.amount.minor

    assert sums == {
        PayCategory.UPFRONT: 31595,
        PayCategory.TIP: 1800,
        PayCategory.TOLL_REFUND: 5950,
        PayCategory.CASH_COLLECTED: -7733,
    }


def test_two_equal_tours_are_two() -> None:
    keys = Counter(row.natural_key for row in _rows(_read(_TOURS)))

    assert max(keys.values()) == 2


def test_bonuses_are_incentives_and_costs_of_the_fleet_are_not_the_drivers() -> None:
    readings = _read(_BONUSES)

    assert [str(row.amount) for row in _rows(readings)] == ["60.00", "60.00"]
    assert [each.reason for each in readings if isinstance(each, Skip)] == [
        "fleet_not_driver",
        "fleet_not_driver",
    ]
    # The fleet's own line makes no second driver.
    assert {row.hint.account for row in _rows(readings)} == {""}


def test_a_damaged_cost_of_the_fleet_is_not_taken_for_a_bonus() -> None:
    data = (_SAMPLES / _BONUSES).read_text().replace("e-kasa", "e-ksa").replace("Partner", "Parter")

    rejected = [each for each in _read(_BONUSES, data.encode()) if isinstance(each, Rejection)]

    assert [(each.locator.line, each.reason) for each in rejected] == [
        (3, "unknown_status"),
        (4, "unknown_status"),
    ]


def test_of_several_drivers_each_row_says_whose_it_is() -> None:
    data = (_SAMPLES / _TOURS).read_text().replace("fn-17,Jan", "fn-18,Ewa", 1)

    rows = _rows(_read(_TOURS, data.encode()))

    assert {(row.hint.account, row.hint.account_name) for row in rows} == {
        ("fn-17", "Jan Przykładowy"),
        ("fn-18", "Ewa Przykładowy"),
    }


def test_without_its_days_it_is_refused() -> None:
    with pytest.raises(GigWalletError, match="days_not_in_name"):
        _read("tours.csv", (_SAMPLES / _TOURS).read_bytes())


@pytest.mark.parametrize(
    ("cell", "new", "reason"),
    [(3, "AP", "unknown_status"), (4, "1595", "bad_amount"), (4, "1x.95", "bad_amount"),
     (0, "", "missing_value")],
)  # fmt: skip
def test_a_damaged_line_is_rejected(cell: int, new: str, reason: str) -> None:
    header, first, *rest = (_SAMPLES / _TOURS).read_text().splitlines()
    cells = first.split(",")
    cells[cell] = new

    readings = _read(_TOURS, "\n".join([header, ",".join(cells), *rest, ""]).encode())

    rejected = [each for each in readings if isinstance(each, Rejection)]
    assert [(each.locator.line, each.reason) for each in rejected] == [(2, reason)]
