"""What the bills of both Chinese wallets say alike."""

from __future__ import annotations

import io
import re
from datetime import date

import pytest

from gigwallet.domain.money import Money
from gigwallet.domain.reading import PrintedTotal, Reading, Rejection, Skip
from gigwallet.domain.recorded import Locator
from gigwallet.tabular import wallet_bills
from gigwallet.tabular.tables import Table, find_in_stream

SPAN = re.compile(r"(\S+)~(\S+)")
PRINTED = re.compile(r"(收入|支出)：(\d+)笔(\d+(?:\.\d+)?)元")


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("2025-07-01~2025-07-31", [(date(2025, 7, 1), date(2025, 7, 31))]),
        ("2025-07-31~2025-07-01", []),
        ("2025-13-01~2025-13-31", []),
        ("no days at all", []),
    ],
)
def test_a_span_is_two_days_in_their_order_or_nothing(
    written: str, days: list[tuple[date, date]]
) -> None:
    found = wallet_bills.covered(SPAN.search(written))

    assert [(each.period.first, each.period.last) for each in found] == days


def test_a_number_that_a_spreadsheet_has_cut_is_told_from_a_whole_one() -> None:
    assert wallet_bills.shortened("4.20003E+27")
    assert not wallet_bills.shortened("4200031234567890")


@pytest.mark.parametrize("text", ["2025-07-01", "2025-07-01T08:00:00Z", "yesterday", ""])
def test_a_moment_without_seconds_or_with_a_zone_is_none_of_a_bill(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        wallet_bills.moment(text)


@pytest.mark.parametrize(
    ("printed", "contradicted"),
    [
        ("收入：2笔3.00元", False),
        ("收入：2笔3.01元", True),
        ("收入：3笔9.00元", False),
        (f"收入：2笔{'9' * 40}.00元", False),
    ],
)
def test_the_printed_income_contradicts_only_where_it_counts_as_many_lines(
    printed: str, contradicted: bool
) -> None:
    income = wallet_bills.Income(lambda each: each.amount.minor if each.amount else None)
    for minor in (100, 200):
        income.add(_income(minor))
    income.add(Skip("other_spending", Locator(), Money(500, "CNY"), {"收/支": "支出"}))
    table = _table(printed)

    assert bool(list(income.contradiction(table, PRINTED))) is contradicted


def test_a_printed_total_that_is_no_amount_is_told_by_its_label() -> None:
    """One byte too many made 40 digits of it; it is neither a sum nor the end of the reading."""
    count = re.compile(r"共(\d+)笔记录")
    said = f"共{'7' * 5000}笔记录 收入：2笔3.00元 支出：1笔{'9' * 40}元"

    told = list(wallet_bills.printed_totals(said, count, PRINTED))

    assert told == [
        Rejection("bad_amount", Locator(), "共"),
        PrintedTotal("收入", 2, Money(300, "CNY")),
        Rejection("bad_amount", Locator(), "支出"),
    ]


def _income(minor: int) -> Reading:
    return Skip("neutral_transfer", Locator(), Money(minor, "CNY"), {"收/支": "收入"})


def _table(above: str) -> Table:
    content = f"{above},,\n交易时间,金额,备注\n2025-07-01 08:00:00,1.00,x\n".encode()
    return find_in_stream("bill.csv", io.BytesIO(content), {"交易时间", "金额"}.issubset)
