"""Grab's weekly statement: printed sums, bookings whose times wrap, wallets, and its arithmetic."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pytest

from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.payout import Payout
from gigwallet.domain.reading import Covers, Skip
from gigwallet.domain.statement import Statement
from gigwallet.importers.grab_statement import IMPORTER
from tests.importers.printed import (
    Said,
    clock,
    drawn,
    facts,
    printed,
    read,
    rejected,
    rows,
    scanned,
    total,
)

_SAMPLE = Path(__file__).parent / "samples" / "grab_weekly_statement.pdf"
_SUMS = {
    "Total Earnings": "1,000.50",
    "Total Deductions": "-180.00",
    "Weekly Total": "S$820.50",
    "Earnings details": "",
    "Description": "Amount",
    "Transport net earnings": "720.00",
    "Fares": "900.00",
    "Other earnings": "100.50",
    "Commission": "-180.00",
    "Incentives": "80.50",
    "Tips": "11.00",
    "Miscellaneous Payments": "9.00",
}
# Date, time, booking, the two wallets, subtotal.
_TIPS = (
    ("31 December,", "11:47PM", "A-0E4E06248B4", "-", "6.00", "6.00"),
    ("1 January,", "12:05AM", "A-0E4E06248C9", "2.00", "3.00", "5.00"),
)
_COLUMNS = (("Date / Time", 50), ("Booking ID", 130), ("Cash Wallet", 260), ("Credit Wallet", 340))


def _statement(
    tips: Iterable[tuple[str, ...]] = _TIPS,
    *,
    title: str = "Tips",
    time_below: bool = False,
    without: tuple[str, ...] = (),
    **changed: str,
) -> bytes:
    """``time_below``: the booking stands on the line of the date, the time under it."""
    page = [
        Said(50, 60, "Driver Statement"),
        Said(50, 78, "27 December, 2021 - 2 January, 2022"),
        Said(50, 96, "Paid to"),
        Said(50, 112, "Demo Partner"),
        Said(50, 128, "SG | BANK ******4321"),
        Said(50, 144, "Summary"),
    ]
    top = 160.0
    for label, amount in _SUMS.items():
        if label not in without:
            page.append(Said(50, top, label))
            page.append(Said(545, top, changed.get(label.split()[0], amount), right=True))
            top += 16
    page.append(Said(50, top, title))
    page += [Said(left, top + 16, head) for head, left in _COLUMNS]
    page.append(Said(545, top + 16, "Subtotal", right=True))
    top += 32
    for day, time, booking, cash, credit, subtotal in tips:
        page += [Said(50, top, day), Said(50, top + 16, time)]
        beside = top if time_below else top + 16
        page += [Said(130, beside, booking), Said(260, beside, cash), Said(340, beside, credit)]
        page.append(Said(545, beside, subtotal, right=True))
        top += 32
    return drawn(page)


def test_the_sample_gives_exactly_what_was_printed(samples: Path) -> None:
    expected = json.loads((samples / "synthetic" / "EXPECTED_docs.json").read_text("utf-8"))
    said = expected["grab_pdf"]

    readings = read(IMPORTER, (samples / "synthetic" / "pdf" / _SAMPLE.name).read_bytes())

    by_column: dict[str, int] = {}
    for each in rows(readings, PayLine):
        column = each.footing["column"]
        by_column[column] = by_column.get(column, 0) + total([each])
    (statement,) = facts(readings, Statement)
    assert by_column["Fares"] == Decimal(said["fares"]) * 100
    assert by_column["Commission"] == Decimal(said["commission"]) * 100
    assert by_column["Incentives"] == Decimal(said["incentives"]) * 100
    assert statement.net is not None
    assert statement.net.amount == Decimal(said["weekly_total"])
    assert sum(by_column.values()) == Decimal(said["weekly_total"]) * 100
    assert rejected(readings) == []


def test_gross_less_deductions_is_net_and_was_paid_out() -> None:
    readings = read(IMPORTER, _statement())

    (statement,) = facts(readings, Statement)
    (payout,) = facts(readings, Payout)
    assert [str(each) for each in (statement.gross, statement.net)] == ["1000.50", "820.50"]
    assert [(each.label, str(each.amount)) for each in statement.deductions] == [
        ("Commission", "-180.00")
    ]
    assert (payout.amount, payout.account_mask) == (statement.net, "4321")
    assert payout.period == statement.period
    assert printed(readings)["Weekly Total"] == 82050


@pytest.mark.parametrize("time_below", [False, True])
def test_a_time_that_wraps_belongs_to_its_booking_whichever_line_that_stands_on(
    time_below: bool,
) -> None:
    lines = facts(read(IMPORTER, _statement(time_below=time_below)), PayLine)

    tips = [each for each in lines if each.category is PayCategory.TIP]
    assert [(clock(each.occurred_at), each.trip_ref, str(each.amount)) for each in tips] == [
        ("2021-12-31T23:47", "A-0E4E06248B4", "6.00"),
        ("2022-01-01T00:05", "A-0E4E06248C9", "5.00"),
    ]


def test_a_sum_whose_bookings_are_listed_is_counted_once() -> None:
    readings = read(IMPORTER, _statement())

    assert rejected(readings) == []
    assert total(rows(readings, PayLine)) == 82050


def test_bookings_that_do_not_come_to_their_sum_leave_it_one_sum() -> None:
    readings = read(IMPORTER, _statement(_TIPS[:1]))

    assert rejected(readings) == [("total_differs", "Tips")]
    assert total(rows(readings, PayLine)) == 82050
    assert not [each for each in readings if isinstance(each, Covers)]


@pytest.mark.parametrize(
    ("torn", "reason"),
    [
        (("1 January,", "12:05AM", "A-0E4E06248C9", "2.00", "3.00", "6.00"), "bad_amount"),
        (("1 January,", "13:05AM", "A-0E4E06248C9", "2.00", "3.00", "5.00"), "bad_time"),
        (("9 January,", "12:05AM", "A-0E4E06248C9", "2.00", "3.00", "5.00"), "bad_time"),
        (("1 January,", "12:05AM", "A-0E", "2.00", "3.00", "5.00"), "missing_value"),
    ],
)
def test_a_torn_booking_is_rejected(torn: tuple[str, ...], reason: str) -> None:
    readings = read(IMPORTER, _statement((_TIPS[0], torn)))

    assert [each for each, _ in rejected(readings)] == [reason]
    assert total(rows(readings, PayLine)) == 82050


def test_a_section_that_no_sum_stands_for_is_skipped() -> None:
    readings = read(IMPORTER, _statement(title="Cash trips"))

    assert len([each for each in readings if isinstance(each, Skip)]) == 2
    assert total(rows(readings, PayLine)) == 82050


def test_earnings_less_deductions_must_be_the_total() -> None:
    readings = read(IMPORTER, _statement(Weekly="S$821.50"))

    assert rejected(readings) == [("total_differs", "Weekly Total")]
    assert facts(readings, Statement) == []
    assert facts(readings, Payout) == []


def test_details_that_do_not_add_up_to_the_total_are_noticed() -> None:
    assert rejected(read(IMPORTER, _statement(Incentives="80.00"))) == [
        ("total_differs", "Weekly Total")
    ]
    assert rejected(read(IMPORTER, _statement(Fares="9OO.OO"))) == [
        ("total_differs", "Weekly Total")
    ]


def test_a_statement_without_its_earnings_gives_its_lines_alone() -> None:
    readings = read(IMPORTER, _statement(without=("Total Earnings",)))

    assert rejected(readings) == [("missing_value", "Total Earnings")]
    assert facts(readings, Statement) == []


def test_a_statement_whose_details_are_missing_says_so_and_covers_nothing() -> None:
    readings = read(IMPORTER, _statement(without=("Earnings details",)))

    assert rejected(readings) == [("missing_value", "Earnings details")]
    assert [str(each.net) for each in facts(readings, Statement)] == ["820.50"]
    assert not [each for each in readings if isinstance(each, Covers)]


def test_the_currency_is_the_one_of_the_total() -> None:
    readings = read(IMPORTER, _statement(Weekly="RM820.50"))

    assert {each.amount.currency for each in facts(readings, PayLine)} == {"MYR"}


def test_nothing_of_the_partner_is_kept() -> None:
    assert "Demo Partner" not in repr(read(IMPORTER, _statement()))


def test_a_scan_is_believed_only_where_it_adds_up() -> None:
    assert total(rows(read(IMPORTER, scanned(_statement())), PayLine)) == 82050
    assert rows(read(IMPORTER, scanned(_statement(Incentives="80.00"))), PayLine) == []
