from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.payout import Payout, PayoutSide
from gigwallet.domain.reading import PrintedTotal, Reading, Rejection, Row, Skip
from gigwallet.domain.statement import Statement
from gigwallet.importers import read_document

_SAMPLES = Path(__file__).parent / "samples"
_EN = "Earnings per driver-2026-W32.csv"
_PT = "Ganhos por motorista-3 ago 2026-9 ago 2026-Frota.csv"
_PL = "Zarobki na kierowcę-03_08_2026-09_08_2026-Flota.csv"
_OLD = "Bolt - 2021-W27.csv"


def _read(name: str, data: bytes | None = None) -> list[Reading]:
    content = (_SAMPLES / name).read_bytes() if data is None else data
    return [each for file in read_document(name, content).files for each in file.readings]


def _rows(readings: list[Reading]) -> list[Row]:
    return [each for each in readings if isinstance(each, Row)]


def _leaves(rows: list[Row]) -> dict[PayCategory, int]:
    sums: defaultdict[PayCategory, int] = defaultdict(int)
    for row in rows:
        if isinstance(row.fact, PayLine) and not row.fact.is_subtotal:
            sums[row.fact.category] += row.fact.amount.minor
    return dict(sums)


def test_the_english_report_comes_out_exactly() -> None:
    rows = _rows(_read(_EN))
    by_label = {
        row.fact.label_raw: str(row.fact.amount) for row in rows if isinstance(row.fact, PayLine)
    }
    (payout,) = [row.fact for row in rows if isinstance(row.fact, Payout)]

    assert by_label["Gross earnings (total)|€"] == "612.40"
    assert by_label["Net earnings|€"] == "534.43"
    assert by_label["Collected cash|€"] == "-72.30"
    assert (payout.side, str(payout.amount), payout.amount.currency) == (
        PayoutSide.STATED,
        "462.13",
        "EUR",
    )
    assert str(payout.period) == "2026-08-03/2026-08-09"


def test_the_sample_here_is_the_shared_one(samples: Path) -> None:
    assert (_SAMPLES / _EN).read_bytes() == (
        samples / "synthetic" / "bolt_fleet_en" / _EN
    ).read_bytes()


@pytest.mark.parametrize("name", [_EN, _PT])
def test_what_counts_comes_to_the_payout_and_nothing_counts_twice(name: str) -> None:
    rows = _rows(_read(name))
    (payout,) = [row.fact for row in rows if isinstance(row.fact, Payout)]
    (sheet,) = [row.fact for row in rows if isinstance(row.fact, Statement)]

    assert sum(_leaves(rows).values()) == payout.amount.minor
    assert sheet.net == payout.amount
    assert sheet.gross is not None
    assert sheet.gross.minor + sum(each.amount.minor for each in sheet.deductions) == (
        payout.amount.minor
    )


def test_fees_are_taken_off_whether_or_not_a_minus_stands_there() -> None:
    leaves = _leaves(_rows(_read(_PT)))

    assert leaves[PayCategory.COMMISSION] == -6018
    assert leaves[PayCategory.ADJUSTMENT] == -500


def test_who_owes_the_fleet_is_paid_nothing_out() -> None:
    rows = _rows(_read(_PL))
    payouts = {row.hint.account_name: row.amount for row in rows if isinstance(row.fact, Payout)}
    nets = {row.hint.account_name: row.fact.net for row in rows if isinstance(row.fact, Statement)}

    assert {name: str(amount) for name, amount in payouts.items()} == {"Jan Przykładowy": "855.00"}
    assert {name: str(net) for name, net in nets.items()} == {
        "Jan Przykładowy": "855.00",
        "Ewa Inna": "-95.00",
    }
    assert {row.amount.currency for row in rows if row.amount} == {"PLN"}


def test_the_line_of_all_drivers_is_a_printed_total_and_nobodys_pay() -> None:
    readings = _read(_OLD)
    (total,) = [each for each in readings if isinstance(each, PrintedTotal)]
    drivers = {row.hint.account_name for row in _rows(readings)}

    assert [each.reason for each in readings if isinstance(each, Skip)] == ["total_row"]
    assert (total.label, str(total.amount)) == ("Wartość brutto", "1900.50")
    assert drivers == {"Jan Przykładowy", "Ewa Inna"}


def test_the_line_of_all_drivers_is_told_without_its_word() -> None:
    text = (_SAMPLES / _OLD).read_text(encoding="utf-8-sig")

    readings = _read(_OLD, text.replace("Wszyscy Kierowcy", "Tous les chauffeurs").encode())

    assert [each.reason for each in readings if isinstance(each, Skip)] == ["total_row"]
    assert len({row.hint.account_name for row in _rows(readings)}) == 2


def test_the_older_report_adds_up_to_its_balance() -> None:
    rows = _rows(_read(_OLD))
    jan = [row for row in rows if row.hint.account_name == "Jan Przykładowy"]

    assert sum(_leaves(jan).values()) == 91137


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        (_EN, "612.40", "61.40"),
        (_EN, "540.10", "540.00"),
        (_EN, "-125.17", "-125.7"),
        (_EN, "534.43", "534.3"),
        (_EN, "462.13", "462.1"),
        (_EN, "14.50", "4.50"),
        (_PT, '"10,00"', '"100,0"'),
        (_PL, "290.00", "29.00"),
        (_OLD, '"1 500,50"', '"1 00,50"'),
    ],
)
def test_a_line_that_does_not_add_up_is_rejected(name: str, old: str, new: str) -> None:
    text = (_SAMPLES / name).read_text(encoding="utf-8-sig")
    assert old in text

    readings = _read(name, text.replace(old, new, 1).encode())

    assert [each for each in readings if isinstance(each, Rejection)]


def test_a_part_that_nobody_knows_is_named_where_nothing_adds_up() -> None:
    text = (_SAMPLES / _EN).read_text(encoding="utf-8-sig")

    with pytest.raises(GigWalletError) as refused:
        _read(_EN, text.replace("Rider tips|€", "Loyalty rewards|€").encode())

    assert refused.value.code == "report_columns_unknown"
    assert refused.value.facts["columns"] == "Loyalty rewards|€"


def test_without_its_days_it_is_refused() -> None:
    with pytest.raises(GigWalletError, match="days_not_in_name"):
        _read("bolt.csv", (_SAMPLES / _EN).read_bytes())


def test_mail_and_telephone_are_not_kept() -> None:
    for name in (_EN, _PT, _PL, _OLD):
        kept = repr([(row.fact, row.raw) for row in _rows(_read(name))])
        assert "@example" not in kept
        assert "4800000" not in kept
