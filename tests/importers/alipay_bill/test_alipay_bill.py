from __future__ import annotations

import io
import json
from collections import Counter
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigwallet.domain.money import Money
from gigwallet.domain.payout import Payout, PayoutMethod
from gigwallet.domain.reading import Covers, PrintedTotal, Reading, Rejection, Row, Skip
from gigwallet.importers import read_document

_SAMPLES = Path(__file__).parent / "samples"
_APP, _WEB = "alipay_record_20260801_0900.csv", "支付宝交易记录明细查询.txt"
_HEADER = (
    "交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,"
    "交易订单号,商家订单号,备注,"
)


def _read(data: bytes, name: str = "bill.csv") -> list[Reading]:
    return [each for file in read_document(name, data).files for each in file.readings]


def _sample(name: str) -> list[Reading]:
    return _read((_SAMPLES / name).read_bytes(), name)


def _bill(*lines: str) -> bytes:
    return "\n".join((_HEADER, *lines, "")).encode("gb18030")


def _line(
    kind: str = "转账红包",
    payer: str = "蜂鸟众包",
    goods: str = "骑手提现",
    direction: str = "收入",
    amount: str = "12.50",
    state: str = "交易成功",
    ref: str = "2026080300000000000000000001",
) -> str:
    return (
        f"2026-08-03 21:10:22 ,{kind},{payer}     ,hum***@example.invalid,{goods},{direction}  ,"
        f"{amount},余额,{state},{ref}\t,\t,,"
    )


def _sums(readings: list[Reading], column: str = "收/支") -> dict[str, str]:
    sums: Counter[str] = Counter()
    for each in readings:
        if isinstance(each, Row | Skip) and each.amount:
            sums[each.footing[column]] += each.amount.minor
    return {value: str(Money(minor, "CNY")) for value, minor in sums.items()}


def _rows(readings: list[Reading]) -> list[Row]:
    return [each for each in readings if isinstance(each, Row)]


def test_a_movement_that_was_pasted_twice_counts_once() -> None:
    readings = _read(_bill(_line(), _line(), _line(ref="2026080300000000000000000002")))

    assert len(_rows(readings)) == 2
    assert [each.reason for each in readings if isinstance(each, Skip)] == ["same_movement_again"]


def test_the_synthetic_bill_comes_out_exactly(samples: Path) -> None:
    truth = json.loads((samples / "synthetic" / "EXPECTED.json").read_text("utf-8"))["alipay"]

    readings = _sample("支付宝交易明细(20260803-20260816).csv")

    rows = _rows(readings)
    assert len([each for each in readings if isinstance(each, Row | Skip)]) == truth["rows"]
    assert len(rows) == truth["income_rows"]
    assert _sums(readings)["收入"] == truth["income_total"]
    assert {(row.payer, row.hint.platform, row.suggested) for row in rows} == {
        ("蜂鸟众包", "eleme", True)
    }
    assert PrintedTotal("收入", 14, Money.of("2592.38", "CNY")) in readings
    assert not [each for each in readings if isinstance(each, Rejection)]


def test_the_real_bill_comes_out_exactly(samples: Path) -> None:
    truth = json.loads((samples / "EXPECTED_real.json").read_text("utf-8"))["alipay_mobile"]

    readings = _read((samples / "alipay" / "alipay_mobile_gbk.csv").read_bytes())

    lines = [each for each in readings if isinstance(each, Row | Skip)]
    assert len(lines) == truth["rows"]
    assert _sums(readings) == truth["sum_by_direction"]
    assert min(each.locator.line or 0 for each in lines) == truth["header_row_0based"] + 2
    # Its owner changed the amounts before it was published; what it prints about them stayed.
    rejected = [each for each in readings if isinstance(each, Rejection)]
    assert [(each.reason, each.locator.line) for each in rejected] == [("total_differs", 9)]


def test_a_bill_of_the_app_in_gb18030_with_padded_cells_is_read_to_its_torn_end() -> None:
    readings = _sample(_APP)

    paid = [(row.payer, str(row.amount), row.suggested) for row in _rows(readings)]
    assert paid == [
        ("蜂鸟众包", "100.00", True),
        ("蜂鸟众包", "80.10", True),
        ("达达快送", "5.00", True),
        ("达达快送", "5.00", True),
        ("李*", "50.00", False),
        ("样例劳务有限公司", "1250.00", False),
    ]
    reasons = Counter(each.reason for each in readings if isinstance(each, Skip))
    assert reasons == {
        "refund_or_red_packet": 2,
        "money_not_moved": 1,
        "neutral_transfer": 1,
        "other_spending": 1,
    }
    (torn,) = [each for each in readings if isinstance(each, Rejection)]
    assert (torn.reason, torn.locator.line) == ("cut_off_line", 37)


def test_a_bill_of_the_website_ends_at_its_footer_whose_totals_agree() -> None:
    readings = _sample(_WEB)

    assert [row.payer for row in _rows(readings)] == [
        "蜂鸟众包",
        "上海拉扎斯信息科技有限公司",
        "站长李",
    ]
    assert not [each for each in readings if isinstance(each, Rejection)]
    assert PrintedTotal("已收入", 3, Money.of("524.90", "CNY")) in readings
    assert _sums(readings, "资金状态")["已收入"] == "524.90"
    assert _sums(readings, "资金状态")["待收入"] == "20.00"
    assert [each.period.last.isoformat() for each in readings if isinstance(each, Covers)] == [
        "2019-07-31"
    ]


def test_spending_and_names_never_leave_the_reader() -> None:
    for name in (_APP, _WEB):
        said = repr([each for each in _sample(name) if not isinstance(each, Row)])
        for private in ("小店", "好吃", "demo@example", "测试", "普通红包", "王某"):
            assert private not in said


def test_a_number_of_a_card_is_kept_as_its_last_digits() -> None:
    wage = next(row for row in _rows(_sample(_APP)) if row.payer == "样例劳务有限公司")

    assert isinstance(wage.fact, Payout)
    assert (wage.fact.method, wage.fact.account_mask) == (PayoutMethod.BANK, "1234")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (_line(direction="支出"), "other_spending"),
        (_line(direction="不计收支", kind="投资理财"), "neutral_transfer"),
        (_line(direction="不计收支", kind="退款", state="退款成功"), "refund_or_red_packet"),
        (_line(direction="不计收支", state="交易关闭"), "money_not_moved"),
        (_line(state="交易关闭"), "money_not_moved"),
        (_line(state="等待确认收货"), "money_not_moved"),
        (_line(goods="拼手气红包"), "refund_or_red_packet"),
        (_line(kind="退款", goods="退款-午饭"), "refund_or_red_packet"),
    ],
)
def test_what_is_no_wage_is_skipped_with_its_sum(line: str, reason: str) -> None:
    (skip,) = _read(_bill(line))

    assert isinstance(skip, Skip)
    assert (skip.reason, skip.amount) == (reason, Money(1250, "CNY"))


@pytest.mark.parametrize(
    ("line", "reason", "column"),
    [
        (_line(amount="12.5a"), "bad_amount", "金额"),
        (_line(amount="-12.50"), "bad_amount", "金额"),
        (_line(direction="收"), "unknown_status", "收/支"),
        (_line(state="交易成"), "unknown_status", "交易状态"),
        (_line(payer="/"), "missing_value", "交易对方"),
        (_line(ref="2.02608E+27"), "bad_number", "交易订单号"),
        (_line().replace("2026-08-03", "2026-08-0"), "bad_time", "交易时间"),
    ],
)
def test_a_senseless_line_is_rejected_with_its_number(line: str, reason: str, column: str) -> None:
    row, rejected = _read(_bill(_line(), line))

    assert isinstance(row, Row)
    assert isinstance(rejected, Rejection)
    assert (rejected.reason, rejected.column, rejected.locator.line) == (reason, column, 3)


def test_an_amount_that_lost_its_point_is_noticed() -> None:
    lines = [_line(amount=f"{n}.50", ref=f"20260803000000000000000{n:05d}") for n in range(12)]

    *sound, rejected = _read(_bill(*lines, _line(amount="1250")))

    assert all(isinstance(each, Row) for each in sound)
    assert isinstance(rejected, Rejection)


def test_a_workbook_with_round_numbers_says_what_the_text_says() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(_HEADER.split(","))
    for number, amount in enumerate([*(n + 0.75 for n in range(1, 30)), 500]):
        cells = ["收入", amount, "余额", "交易成功", f"{number}\t", "", ""]
        sheet.append([f"2026-08-03 21:10:{number:02d}", "收入", "蜂鸟众包", "/", "提现", *cells])
    out = io.BytesIO()
    book.save(out)

    rows = _rows(_read(out.getvalue(), "bill.xlsx"))

    assert len(rows) == 30
    assert rows[-1].amount == Money(50_000, "CNY")


def test_a_firm_that_words_its_pay_as_a_transfer_is_still_a_firm() -> None:
    firm, person = _read(
        _bill(
            _line(payer="上海拉扎斯信息科技有限公司", goods="转账"),
            _line(payer="蜂鸟小哥", goods="转账"),
        )
    )

    assert isinstance(firm, Row)
    assert isinstance(person, Row)
    assert (firm.suggested, firm.hint.platform) == (True, "eleme")
    assert (person.suggested, person.hint.platform) == (False, "")


def _keys(readings: list[Reading]) -> Counter[str]:
    return Counter(each.natural_key for each in _rows(readings))


@given(data=st.data())
def test_shuffled_and_overlapping_bills_have_the_same_keys(data: st.DataObject) -> None:
    cents = data.draw(st.lists(st.integers(1, 99_999), min_size=1, max_size=12))
    lines = [_line(amount=f"{Decimal(each).scaleb(-2)}", ref=str(each % 5)) for each in cents]
    shuffled = data.draw(st.permutations(lines))
    cut = data.draw(st.integers(0, len(lines)))

    whole = _keys(_read(_bill(*lines)))

    assert _keys(_read(_bill(*shuffled))) == whole
    if cut:
        assert not _keys(_read(_bill(*lines[:cut]))) - whole
    assert sum(whole.values()) == len(lines)
