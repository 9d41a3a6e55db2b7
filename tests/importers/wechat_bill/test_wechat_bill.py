from __future__ import annotations

import io
import json
from collections import Counter
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import pyzipper
from hypothesis import given
from hypothesis import strategies as st

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.money import Money
from gigwallet.domain.payout import Payout, PayoutMethod
from gigwallet.domain.reading import Covers, PrintedTotal, Reading, Rejection, Row, Skip
from gigwallet.importers import read_document

_SAMPLES = Path(__file__).parent / "samples"
_BILL = "微信支付账单(20260803-20260816).csv"
_HEADER = "交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注"


def _read(data: bytes, name: str = "bill.csv", password: bytes | None = None) -> list[Reading]:
    return [each for file in read_document(name, data, password).files for each in file.readings]


def _bill(*lines: str) -> bytes:
    return "\n".join((_HEADER, *lines, "")).encode()


def _line(
    kind: str = "商家转账",
    payer: str = "美团众包",
    direction: str = "收入",
    amount: str = "¥12.50",
    state: str = "已存入零钱",
    ref: str = "1000",
) -> str:
    return f"2025-07-08 20:00:00,{kind},{payer},收入,{direction},{amount},/,{state},{ref}\t,B1\t,/"


def sums_by_direction(readings: list[Reading]) -> dict[str, str]:
    sums: Counter[str] = Counter()
    for each in readings:
        if isinstance(each, Row | Skip) and each.amount:
            sums[each.footing["收/支"]] += each.amount.minor
    return {direction: str(Money(minor, "CNY")) for direction, minor in sums.items()}


def test_a_bill_that_was_pasted_twice_into_one_file_counts_once() -> None:
    head, table = (_SAMPLES / _BILL).read_bytes().split("交易时间,".encode(), 1)
    header, lines = table.split(b"\n", 1)
    once = _read((_SAMPLES / _BILL).read_bytes(), _BILL)

    twice = _read(head + "交易时间,".encode() + header + b"\n" + lines + lines, _BILL)

    assert sums_by_direction(twice)["收入"] == sums_by_direction(once)["收入"] == "3356.17"
    again = [each for each in twice if getattr(each, "reason", "") == "same_movement_again"]
    assert len(again) == 14


def test_two_payments_alike_without_a_number_of_their_own_stay_two() -> None:
    rows = [each for each in _read(_bill(_line(ref="/"), _line(ref="/"))) if isinstance(each, Row)]

    assert len(rows) == 2


def test_the_synthetic_bill_comes_out_exactly() -> None:
    readings = _read((_SAMPLES / _BILL).read_bytes(), _BILL)

    rows = [each for each in readings if isinstance(each, Row)]
    assert len([each for each in readings if isinstance(each, Row | Skip)]) == 29
    assert len(rows) == 14
    assert sums_by_direction(readings)["收入"] == "3356.17"
    assert {(row.payer, row.suggested) for row in rows} == {("美团众包", True)}
    assert PrintedTotal("收入", 14, Money.of("3356.17", "CNY")) in readings


def test_the_real_bill_comes_out_exactly(samples: Path) -> None:
    expected = json.loads((samples / "EXPECTED_real.json").read_text())["wechat_2019"]

    readings = _read((samples / "wechat" / "wechat_bill_2019.csv").read_bytes())

    lines = [each for each in readings if isinstance(each, Row | Skip)]
    assert not [each for each in readings if isinstance(each, Rejection)]
    assert len(lines) == expected["rows"]
    assert sums_by_direction(readings) == expected["sum_by_direction"]
    first = min(each.locator.line or 0 for each in lines)
    assert first == expected["header_row_0based"] + 2


def test_spending_never_leaves_the_reader() -> None:
    readings = _read((_SAMPLES / _BILL).read_bytes(), _BILL)

    assert "便利店" not in repr(readings)
    assert "午饭" not in repr(readings)
    assert "招商银行" not in repr([each for each in readings if isinstance(each, Skip)])
    assert "测试骑手" not in repr(readings)


def test_both_kinds_of_locked_archive_open_to_the_same_lines() -> None:
    plain = _read((_SAMPLES / _BILL).read_bytes(), _BILL)
    older = (_SAMPLES / "wechat_bill_zipcrypto.zip").read_bytes()
    out = io.BytesIO()
    with pyzipper.AESZipFile(out, "w", encryption=pyzipper.WZ_AES) as archive:
        archive.setpassword(b"246810")
        archive.writestr(_BILL, (_SAMPLES / _BILL).read_bytes())

    for data, password in ((older, b"123456"), (out.getvalue(), b"246810")):
        (file,) = read_document("bill.zip", data, password).files
        assert file.member == _BILL
        assert file.data == (_SAMPLES / _BILL).read_bytes()
        keys = [each.natural_key for each in file.readings if isinstance(each, Row)]
        assert keys == [each.natural_key for each in plain if isinstance(each, Row)]
        with pytest.raises(GigWalletError, match="archive_password_needed"):
            read_document("bill.zip", data)
        with pytest.raises(GigWalletError, match="archive_password_wrong"):
            read_document("bill.zip", data, b"000000")


def test_a_workbook_says_what_the_text_file_says() -> None:
    text = (_SAMPLES / _BILL).read_text("utf-8-sig")
    import csv

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for cells in csv.reader(text.splitlines()):
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)

    readings = _read(out.getvalue(), "bill.xlsx")

    rows = [each for each in readings if isinstance(each, Row)]
    plain = [each for each in _read(text.encode(), _BILL) if isinstance(each, Row)]
    assert [each.natural_key for each in rows] == [each.natural_key for each in plain]
    assert [each.locator.line for each in rows] == [each.locator.line for each in plain]
    assert Counter(type(each) for each in readings)[Covers] == 1


def test_numbers_and_serial_days_of_a_workbook_are_exact() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(_HEADER.split(","))
    cells: list[object] = [45846.8333333333, "商家转账", "美团众包", "x", "收入", 28.16]
    sheet.append([*cells, "/", "已存入零钱", "1000", "B1", "/"])
    out = io.BytesIO()
    book.save(out)

    (row,) = _read(out.getvalue(), "bill.xlsx")

    assert isinstance(row, Row)
    assert isinstance(row.fact, Payout)
    assert row.fact.amount == Money(2816, "CNY")
    assert str(row.fact.at.local)[:19] == "2025-07-08 20:00:00"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (_line(direction="支出", kind="商户消费"), "other_spending"),
        (_line(direction="/", kind="零钱提现"), "neutral_transfer"),
        (_line(kind="微信红包"), "refund_or_red_packet"),
        (_line(kind="美团-退款"), "refund_or_red_packet"),
        (_line(kind="商户消费", state="已全额退款"), "refund_or_red_packet"),
        (_line(kind="群收款"), "person_to_person"),
        (_line(kind="亲属卡"), "person_to_person"),
        (_line(state="已退款(￥12.50)"), "refund_or_red_packet"),
    ],
)
def test_what_is_no_wage_is_skipped_with_its_sum(line: str, reason: str) -> None:
    (skip,) = _read(_bill(line))

    assert isinstance(skip, Skip)
    assert (skip.reason, skip.amount) == (reason, Money(1250, "CNY"))


@pytest.mark.parametrize(
    ("line", "reason", "column"),
    [
        (_line(amount="¥12.5a"), "bad_amount", "金额(元)"),
        (_line(amount="¥-12.50"), "bad_amount", "金额(元)"),
        (_line(direction="收"), "unknown_status", "收/支"),
        (_line(payer="/"), "missing_value", "交易对方"),
        (_line(state="已退款(￥1.2.3)"), "bad_amount", "当前状态"),
        (_line(ref="1.00007E+21"), "bad_number", "交易单号"),
        (_line().replace("2025-07-08", "2025-07-0"), "bad_time", "交易时间"),
        ("2025-07-08 20:00:00,商家转账", "cut_off_line", ""),
    ],
)
def test_a_senseless_line_is_rejected_with_its_number(line: str, reason: str, column: str) -> None:
    rejected, row = _read(_bill(_line(), line)[:-1])[::-1]

    assert isinstance(row, Row)
    assert isinstance(rejected, Rejection)
    assert (rejected.reason, rejected.column, rejected.locator.line) == (reason, column, 3)


def test_an_amount_that_lost_its_point_is_noticed() -> None:
    lines = [_line(amount=f"¥{n}.50", ref=str(n)) for n in range(12)]

    readings = _read(_bill(*lines, _line(amount="¥1250")))

    assert isinstance(readings[-1], Rejection)


def test_a_round_amount_of_a_workbook_is_an_amount() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(_HEADER.split(","))
    for number, amount in enumerate([*(n + 0.5 for n in range(1, 30)), 500]):
        when = 45846.8333333333 + number / 24
        ids = (f"{number}\t", f"B{number}\t", "/")
        sheet.append([when, "商家转账", "美团众包", "x", "收入", amount, "/", "已存入零钱", *ids])
    for (cell,) in sheet.iter_rows(min_row=2, min_col=6, max_col=6):
        cell.number_format = "¥0.00"
    out = io.BytesIO()
    book.save(out)

    row = _read(out.getvalue(), "bill.xlsx")[-1]

    assert isinstance(row, Row)
    assert row.amount == Money(50_000, "CNY")


def test_a_changed_amount_contradicts_the_printed_total() -> None:
    data = (_SAMPLES / _BILL).read_bytes().replace("¥253.60".encode(), "¥23.60".encode())

    rejected = [each for each in _read(data, _BILL) if isinstance(each, Rejection)]

    assert [(each.reason, each.locator.line) for each in rejected] == [("total_differs", 8)]


def test_a_staffing_firm_is_listed_but_not_suggested_and_a_purchase_never_is() -> None:
    firm, purchase = _read(_bill(_line(payer="样例劳务公司"), _line(kind="商户消费")))

    assert isinstance(firm, Row)
    assert isinstance(purchase, Row)
    assert (firm.payer, firm.suggested) == ("样例劳务公司", False)
    assert not purchase.suggested


@pytest.mark.parametrize("kind", ["转账", "二维码收款", "转账-微信转账"])
def test_a_transfer_from_a_person_is_offered_and_never_suggested(kind: str) -> None:
    """A small station may pay like this; a friend who calls himself after a platform does too."""
    row, skip = _read(_bill(_line(kind=kind, payer="美团小王"), _line(kind=kind, direction="支出")))

    assert isinstance(row, Row)
    assert (row.payer, row.suggested, row.hint.platform) == ("美团小王", False, "")
    assert isinstance(skip, Skip)


def test_what_was_given_back_in_part_leaves_the_rest() -> None:
    (row,) = _read(_bill(_line(state="已退款(￥2.30)")))

    assert isinstance(row, Row)
    assert isinstance(row.fact, Payout)
    assert row.fact.amount == Money(1020, "CNY")
    assert row.natural_key == next(
        each.natural_key for each in _read(_bill(_line())) if isinstance(each, Row)
    )


def test_money_that_went_to_a_bank_account_names_its_last_digits() -> None:
    line = _line().replace(",/,已存入零钱", ",招商银行(1234),已存入银行卡")

    (row,) = _read(_bill(line))

    assert isinstance(row, Row)
    assert isinstance(row.fact, Payout)
    assert (row.fact.method, row.fact.account_mask) == (PayoutMethod.BANK, "1234")


def _keys(readings: list[Reading]) -> Counter[str]:
    return Counter(each.natural_key for each in readings if isinstance(each, Row))


@given(data=st.data())
def test_shuffled_and_overlapping_bills_have_the_same_keys(data: st.DataObject) -> None:
    amounts = data.draw(st.lists(st.integers(1, 99_999), min_size=1, max_size=12))
    lines = [_line(amount=f"¥{Decimal(a).scaleb(-2)}", ref=str(a % 5)) for a in amounts]
    shuffled = data.draw(st.permutations(lines))
    cut = data.draw(st.integers(0, len(lines)))

    whole = _keys(_read(_bill(*lines)))

    assert _keys(_read(_bill(*shuffled))) == whole
    if cut:
        assert not _keys(_read(_bill(*lines[:cut]))) - whole
    assert sum(whole.values()) == len(lines)
