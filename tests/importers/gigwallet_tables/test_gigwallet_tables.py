from __future__ import annotations

import csv
import io
import runpy
from datetime import UTC, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.payout import Payout
from gigwallet.domain.period import Period
from gigwallet.domain.reading import EngagementRow, Reading, Rejection, Row, Skip
from gigwallet.domain.shift import Shift, ShiftState
from gigwallet.domain.statement import Deduction, Statement
from gigwallet.domain.tally import Tally
from gigwallet.domain.trip import Trip
from gigwallet.importers import read_document
from gigwallet.importers.gigwallet_tables import vocabulary
from gigwallet.importers.gigwallet_tables.tables import KINDS, TableKind

_TEMPLATES = Path(__file__).parents[3] / "resources" / "templates"


def _read(text: str, name: str = "t.csv", encoding: str = "utf-8") -> list[Reading]:
    data = text.encode(encoding)
    return [each for file in read_document(name, data).files for each in file.readings]


def _fact(text: str) -> object:
    (row,) = _read(text)
    assert isinstance(row, Row), row
    return row.fact


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_each_template_is_the_header_that_is_read(kind: TableKind, language: str) -> None:
    folder = _TEMPLATES / "zh" if language == "zh" else _TEMPLATES
    path = folder / f"{kind.name}.csv"

    (header,) = csv.reader(io.StringIO(path.read_text("utf-8-sig")))

    shown = [vocabulary.chinese_column(each) for each in kind.columns]
    assert header == (shown if language == "zh" else list(kind.columns))
    assert [vocabulary.column(each) for each in header] == list(kind.columns)
    assert read_document(path.name, path.read_bytes()).files[0].readings == ()


def test_the_shipped_templates_are_what_is_made_of_the_columns() -> None:
    made = runpy.run_path(str(Path(__file__).with_name("make_templates.py")))["made"]()

    shipped = {p.relative_to(_TEMPLATES).as_posix(): p for p in _TEMPLATES.rglob("*.*")}
    assert set(shipped) == set(made)
    for name, content in made.items():
        if name.endswith(".csv"):
            assert shipped[name].read_bytes() == content
        else:
            before, after = (openpyxl.load_workbook(io.BytesIO(data)) for data in (
                shipped[name].read_bytes(), content
            ))  # fmt: skip
            assert [list(sheet.values) for sheet in before] == [
                list(sheet.values) for sheet in after
            ]
            assert read_document(name, content).files[0].readings == ()


def test_every_column_is_documented() -> None:
    page = (Path(__file__).parents[3] / "docs" / "tables.md").read_text("utf-8")

    for kind in KINDS:
        section = page.split(f"## {kind.name}\n")[1].split("\n## ")[0]
        for column in kind.columns:
            assert f"`{column}`" in section
            assert vocabulary.chinese_column(column) in section


def test_an_engagement_is_defined_under_its_label() -> None:
    (row,) = _read(
        "engagement,platform,city,zone,currency,first_day\n"
        "A,Meituan,武汉,Asia/Shanghai,CNY,2025-03-01\n"
    )

    assert isinstance(row, EngagementRow)
    assert (row.label, row.engagement.platform, row.engagement.city) == ("A", "meituan", "武汉")


def test_a_trip_has_metres_seconds_and_a_clock_to_be_placed() -> None:
    trip = _fact(
        "账号,单号,状态,接单时间,完成时间,计费里程(公里),等候(分钟),币种\n"
        "A,#12,已完成,2025/7/1 12:00,2025/7/1 12:31,2.35,1.5,人民币\n"
    )

    assert isinstance(trip, Trip)
    assert (trip.ref, trip.paid_m, trip.wait_s, trip.currency) == ("#12", 2350, 90, "CNY")
    assert trip.accepted_at is not None
    assert trip.accepted_at.utc == datetime(2025, 7, 1, 4, tzinfo=UTC)


def test_a_pay_line_names_its_category_in_either_language() -> None:
    line = _fact("engagement,trip_ref,category,amount,currency\nA,#12,小费,3.00,CNY\n")

    assert isinstance(line, PayLine)
    assert (line.category, line.amount) == (PayCategory.TIP, Money(300, "CNY"))


def test_the_golden_payslip_is_read_with_its_deductions() -> None:
    slip = _fact(
        "engagement,first_day,orders,gross,deductions,net,currency\n"
        'A,2025-07,2182,"11,831.00","差评 50.00; 迟到上线：30","10,751.00",CNY\n'
    )

    assert isinstance(slip, Statement)
    assert slip.period == Period.of_month(2025, 7)
    assert slip.deductions == (
        Deduction("差评", Money(-5000, "CNY")),
        Deduction("迟到上线", Money(-3000, "CNY")),
    )
    assert (slip.gross, slip.net) == (Money(1183100, "CNY"), Money(1075100, "CNY"))


@pytest.mark.parametrize("cell", ["50.00", "120", "¥50", "50.00元", "差评 50; 30"])
def test_a_deduction_without_a_name_is_rejected_and_never_split(cell: str) -> None:
    table = "engagement,first_day,gross,deductions,net,currency\n"

    (rejected,) = _read(f"{table}A,2025-07,4921.00,{cell},4871.00,CNY\n")

    assert isinstance(rejected, Rejection)
    assert (rejected.reason, rejected.column) == ("bad_amount", "deductions")


def test_a_tally_a_shift_and_a_payout_are_read() -> None:
    tally = _fact("engagement,first_day,orders,hours\nA,2025年7月,922,201.5\n")
    shift = _fact("engagement,state,started_at,ended_at\nA,工作,2025-07-01 09:00,\n")
    payout = _fact("engagement,side,at,amount,currency\nA,实收,2025-08-08,5534.00,CNY\n")

    assert isinstance(tally, Tally)
    assert (tally.orders, tally.worked) == (922, timedelta(hours=201.5))
    assert isinstance(shift, Shift)
    assert (shift.state, shift.ended_at) == (ShiftState.WORKED, None)
    assert isinstance(payout, Payout)
    assert payout.amount == Money(553400, "CNY")


def test_decimal_commas_are_told_from_the_whole_column() -> None:
    readings = _read(
        "engagement;at;amount;currency\nA;2025-07-01;1.234;EUR\nA;2025-07-02;12,5;EUR\n"
    )

    amounts = [each.amount for each in readings if isinstance(each, Row)]
    assert amounts == [Money(123400, "EUR"), Money(1250, "EUR")]


@pytest.mark.parametrize(
    ("line", "reason", "column"),
    [
        (",2025-07-01,1.00,CNY", "missing_value", "engagement"),
        ("A,,1.00,CNY", "missing_value", "at"),
        ("A,2025-07-32,1.00,CNY", "bad_time", "at"),
        ("A,2025-07-01,,CNY", "missing_value", "amount"),
        ("A,2025-07-01,1.005,CNY", "bad_amount", "amount"),
        ("A,2025-07-01,1.00,", "missing_value", "currency"),
        ("A,2025-07-01,1.00,yuan", "bad_currency", "currency"),
        ("A,2025-07-01,€1.00,CNY", "bad_amount", "amount"),
        ("A,2025-07-01,1.00,CNY,Wuhan", "bad_zone", "zone"),
    ],
)
def test_a_cell_that_makes_no_sense_is_named(line: str, reason: str, column: str) -> None:
    commas = 4 - line.count(",")
    (rejected,) = _read(f"engagement,at,amount,currency,zone\n{line}{',' * commas}\n")

    assert isinstance(rejected, Rejection)
    assert (rejected.reason, rejected.column, rejected.locator.line) == (reason, column, 2)


def test_a_line_of_totals_is_no_line_of_its_own() -> None:
    (skip,) = _read("engagement,at,amount,currency\n合计,,5534.00,\n")

    assert isinstance(skip, Skip)
    assert skip.reason == "total_row"


def test_a_mistyped_column_refuses_the_file_by_name() -> None:
    with pytest.raises(GigWalletError) as refused:
        _read("engagement,first_day,orders,distnce_km\nA,2025-07,922,1\n")

    assert refused.value.code == "table_columns_unknown"
    assert refused.value.facts["columns"] == "distnce_km"


def test_a_column_of_ones_own_is_kept_with_the_line_and_changes_no_fact() -> None:
    plain = "engagement,status,completed_at,currency{}\nA,completed,2025-07-01 12:00,CNY{}\n"

    (row,) = _read(plain.format(",own_kg", ",6.5"))
    (without,) = _read(plain.format("", ""))

    assert isinstance(row, Row)
    assert isinstance(without, Row)
    assert row.raw["own_kg"] == "6.5"
    assert (row.fact, row.natural_key) == (without.fact, without.natural_key)


def test_only_trips_and_tallies_have_columns_of_ones_own() -> None:
    [tally] = _read("engagement,first_day,orders,own_acceptance\nA,2025-07,922,95\n")
    assert isinstance(tally, Row)
    assert tally.raw["own_acceptance"] == "95"

    with pytest.raises(GigWalletError, match="table_columns_unknown"):
        _read("engagement,first_day,gross,net,own_kg\nA,2025-07,922.00,900.00,1\n")


def test_a_workbook_may_hold_several_tables_and_a_sheet_of_notes() -> None:
    book = openpyxl.Workbook()
    notes = book.active
    assert notes is not None
    notes.append(["remember the umbrella"])
    tallies = book.create_sheet("tallies")
    tallies.append(["engagement", "first_day", "last_day", "orders"])
    tallies.append(["A", datetime(2025, 7, 1), datetime(2025, 7, 31), 922])  # noqa: DTZ001
    payouts = book.create_sheet("payouts")
    payouts.append(["engagement", "at", "amount", "currency"])
    payouts.append(["A", datetime(2025, 8, 8, 9, 30), 5534.1, "CNY"])  # noqa: DTZ001
    out = io.BytesIO()
    book.save(out)

    (file,) = read_document("mine.xlsx", out.getvalue()).files

    skip, tally, payout = file.readings
    assert isinstance(skip, Skip)
    assert isinstance(tally, Row)
    assert isinstance(payout, Row)
    assert (tally.locator.pointer, tally.locator.line) == ("tallies", 2)
    assert payout.amount == Money(553410, "CNY")


def test_equal_lines_have_equal_keys_and_different_ones_do_not() -> None:
    head = "engagement,trip_ref,category,amount,currency,note\n"
    keys = [
        each.natural_key
        for each in _read(head + "A,#1,tip,3.00,CNY,\nA,#1,tip,3,CNY,again\nA,#2,tip,3.00,CNY,\n")
        if isinstance(each, Row)
    ]

    assert keys[0] == keys[1] != keys[2]
