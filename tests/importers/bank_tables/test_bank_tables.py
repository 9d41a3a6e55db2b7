from __future__ import annotations

import json
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.instants import TimeQuality
from gigwallet.domain.money import Money
from gigwallet.domain.payout import Payout, PayoutMethod, PayoutSide
from gigwallet.domain.reading import Covers, PrintedTotal, Reading, Rejection, Row, Skip
from gigwallet.importers import read_document
from gigwallet.importers.bank_tables.bank import banks

_SAMPLES = Path(__file__).parent / "samples"
# The promises run over what an importer is handed, which is never a workbook.
_WORKBOOKS = Path(__file__).parent / "workbooks"
_REVOLUT = "Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance"


def _read(data: bytes, name: str = "account.csv") -> list[Reading]:
    return [each for file in read_document(name, data).files for each in file.readings]


def _sample(name: str) -> list[Reading]:
    folder = _WORKBOOKS if name.endswith(".xlsx") else _SAMPLES
    return _read((folder / name).read_bytes(), name)


def _rows(readings: list[Reading]) -> list[Row]:
    return [each for each in readings if isinstance(each, Row)]


def _paid(name: str) -> list[tuple[int | None, str, str, bool]]:
    """Line, payer, amount, and whether the dictionary knows the payer."""
    return [
        (row.locator.line, row.payer, str(row.amount), row.suggested)
        for row in _rows(_sample(name))
    ]


def _left_out(name: str) -> list[tuple[int | None, str]]:
    return [
        (each.locator.line, each.reason)
        for each in _sample(name)
        if isinstance(each, Skip | Rejection)
    ]


@pytest.mark.parametrize(
    ("name", "platform"),
    [
        ("chase_checking.csv", "doordash"),
        ("monzo.csv", "deliveroo"),
        ("paypal.csv", ""),
        ("revolut_account-statement.csv", "uber"),
    ],
)
def test_the_synthetic_statements_come_out_exactly(samples: Path, name: str, platform: str) -> None:
    truth = json.loads((samples / "synthetic" / "EXPECTED.json").read_text("utf-8"))
    data = (samples / "synthetic" / "bank_csv" / name).read_bytes()

    rows = _rows(_read(data, name))

    paid = [row.fact for row in rows if isinstance(row.fact, Payout)]
    assert [each.at.day.isoformat() for each in paid] == truth["bank_payouts"]["dates"]
    assert [str(each.amount) for each in paid] == truth["bank_payouts"]["amounts"]
    assert {(each.side, each.method) for each in paid} == {(PayoutSide.RECEIVED, PayoutMethod.BANK)}
    assert {row.hint.platform for row in rows} == {platform}


@pytest.mark.parametrize(
    ("name", "lines", "credits", "rejected"),
    [
        ("cmb_debit.csv", 5, ["1234.00"], 0),
        # One of its lines was cut by its owner before it was published.
        ("abc_debit.csv", 4, ["10000.00"], 1),
        ("icbc_debit_v2.csv", 12, ["1234.56", "1234.56", "30.00"], 0),
        ("spdb_debit.xls", 4, ["10.00"], 0),
    ],
)
def test_the_real_statements_come_out_exactly(
    samples: Path, name: str, lines: int, credits: list[str], rejected: int
) -> None:
    readings = _read((samples / "cn_bank" / name).read_bytes(), name)

    told = [each for each in readings if isinstance(each, Row | Skip)]
    assert len(told) == lines
    assert [str(row.amount) for row in _rows(readings)] == credits
    assert len([each for each in readings if isinstance(each, Rejection)]) == rejected


def test_heads_of_each_bank_give_away_one_bank_only() -> None:
    for bank in banks():
        names = frozenset(heads[0] for heads in bank.heads.values())

        assert [other.name for other in banks() if other.knows(names)][:1] == [bank.name]


def test_every_bank_says_how_sure_its_heads_are() -> None:
    folder = files("gigwallet.importers.bank_tables").joinpath("banks")

    assert all('\nwording = "' in each.read_text("utf-8") for each in folder.iterdir())


def test_cmb_tells_pay_from_refunds_and_keeps_two_equal_payments() -> None:
    assert _paid("招商银行交易流水.csv") == [
        (2, "样例劳务有限公司", "2345.60", False),
        (5, "北京三快在线科技有限公司", "188.20", True),
        (6, "北京三快在线科技有限公司", "188.20", True),
    ]
    one, other = _rows(_sample("招商银行交易流水.csv"))[1:]
    assert one.natural_key == other.natural_key


def test_abc_in_gb18030_names_whom_a_payment_firm_pays_for() -> None:
    assert _paid("abc_debit.csv") == [
        (2, "上海拉扎斯信息科技有限公司", "215.40", True),
        (4, "美团众包提现", "99.10", True),
    ]
    assert _left_out("abc_debit.csv") == [
        (3, "other_spending"),
        (5, "interest"),
        (6, "money_not_moved"),
        (7, "bad_time"),
    ]


def test_bocom_says_in_words_whether_money_came_or_went() -> None:
    assert _paid("bocom_debit.csv") == [
        (2, "样例站点管理有限公司", "512.30", False),
        (4, "滴滴出行科技有限公司", "100.00", True),
    ]
    assert _left_out("bocom_debit.csv")[-1] == (6, "unknown_status")


def test_icbc_pads_its_cells_and_prints_totals_that_agree() -> None:
    readings = _sample("icbc_debit.csv")

    assert _paid("icbc_debit.csv") == [
        (8, "样例劳务有限公司", "1200.50", False),
        (10, "达达快送", "66.60", True),
    ]
    sums: Counter[str] = Counter()
    for each in readings:
        if isinstance(each, Row | Skip) and each.amount:
            sums[each.footing["in/out"]] += each.amount.minor
    printed = {
        each.label: each.amount.minor
        for each in readings
        if isinstance(each, PrintedTotal) and each.amount
    }
    assert printed == sums == {"money in": 126_814, "money out": -2_340}
    assert {row.fact.account_mask for row in _rows(readings) if isinstance(row.fact, Payout)} == {
        "9876"
    }


def test_boc_names_currencies_in_chinese_and_nothing_as_dashes() -> None:
    rows = _rows(_sample("中国银行交易流水.csv"))

    assert [(row.payer, str(row.amount), row.hint.currency) for row in rows] == [
        ("曹操出行有限公司", "301.20", "CNY"),
        ("李四", "50.00", "CNY"),
        ("Sample Gig LLC", "20.00", "USD"),
    ]
    assert "---" not in repr([row.fact for row in rows])


def test_workbooks_of_ccb_and_spdb_are_read_around_their_notes() -> None:
    assert _paid("交易明细_4321_20260801_20260831.xlsx") == [
        (8, "闪送科技有限公司", "233.50", True),
        (10, "*三", "80.00", False),
    ]
    assert _left_out("交易明细_4321_20260801_20260831.xlsx")[-1] == (11, "file_note")
    spdb = _sample("spdb_debit.xlsx")
    assert [str(row.amount) for row in _rows(spdb)] == ["410.25", "410.25", "1250.00"]
    (span,) = [each for each in spdb if isinstance(each, Covers)]
    assert (span.what, str(span.period.last)) == ("payouts", "2026-08-31")


def test_revolut_in_another_language_takes_off_its_fee() -> None:
    assert _paid("revolut_pl.csv") == [
        (2, "Przelew od UBER PAYMENTS BV", "812.40", True),
        (4, "Przelew od BOLT OPERATIONS OU", "98.75", True),
    ]
    assert _left_out("revolut_pl.csv") == [
        (3, "other_spending"),
        (5, "refund_or_red_packet"),
        (6, "own_transfer"),
        (7, "own_transfer"),
        (8, "money_not_moved"),
        (9, "unknown_status"),
    ]


def test_revolut_names_no_zone_and_its_times_wait_to_be_placed() -> None:
    row = _rows(_sample("revolut_account-statement.csv"))[0]

    assert row.hint.zone == ""
    assert isinstance(row.fact, Payout)
    assert row.fact.at.quality is TimeQuality.LOCAL_ASSUMED


def test_monzo_with_twenty_columns_rejects_a_day_that_never_was() -> None:
    assert [payer for _, payer, _, _ in _paid("monzo_20_columns.csv")] == [
        "Deliveroo",
        "UBER PAYMENTS UK",
    ]
    assert _left_out("monzo_20_columns.csv") == [
        (3, "other_spending"),
        (4, "own_transfer"),
        (6, "bad_time"),
    ]


def test_chase_with_a_torn_end_knows_a_payer_without_its_numbers() -> None:
    paid = _paid("chase_torn.csv")

    assert {payer for _, payer, _, known in paid if known} == {"UBER USA 6787 EDI PAYMNT PPD ID"}
    assert _left_out("chase_torn.csv")[-1] == (7, "cut_off_line")


def test_paypal_in_german_takes_the_net_and_the_zone_of_the_line() -> None:
    (row,) = _rows(_sample("paypal_de.csv"))

    assert (row.payer, str(row.amount), row.hint.zone) == (
        "Wolt Enterprises Deutschland GmbH",
        "1257.96",
        "Europe/Berlin",
    )
    assert isinstance(row.fact, Payout)
    assert row.fact.at.utc.isoformat() == "2026-08-04T08:12:00+00:00"
    assert [reason for _, reason in _left_out("paypal_de.csv")] == [
        "own_transfer",
        "other_spending",
        "own_transfer",
        "money_not_moved",
        "refund_or_red_packet",
    ]


def test_days_that_can_be_read_two_ways_refuse_the_file_and_say_what_to_do() -> None:
    with pytest.raises(GigWalletError, match="day_order_unclear") as refused:
        _sample("paypal_unclear.csv")

    assert refused.value.facts["example"] == "08/06/2026"


def test_spending_never_leaves_the_reader() -> None:
    private = ("小店", "午饭", "张三", "Fuel Station", "Żabka", "Brot", "Laden", "SHELL", "High")
    for path in sorted((*_SAMPLES.iterdir(), *_WORKBOOKS.iterdir())):
        if path.name != "paypal_unclear.csv":
            said = repr(_sample(path.name))
            assert not [each for each in private if each in said], path.name


def _revolut(*lines: tuple[int, int], balance: bool = True) -> bytes:
    """Lines of a second and an amount in cents, with their running balance."""
    text, kept = [_REVOLUT], 100_000
    for second, cents in lines:
        kept += cents
        when = f"2026-08-03 09:{second // 60:02d}:{second % 60:02d}"
        after = f"{kept / 100:.2f}" if balance else ""
        text.append(
            f"TOPUP,Current,{when},{when},UBER BV,{cents / 100:.2f},0.00,EUR,COMPLETED,{after}"
        )
    return "\n".join((*text, "")).encode()


def test_a_line_whose_balance_contradicts_is_rejected() -> None:
    data = _revolut(*((n, 1_000 + n) for n in range(20))).replace(b",10.07,", b",1.07,")

    rejected = [each for each in _read(data) if isinstance(each, Rejection)]

    assert [(each.reason, each.locator.line) for each in rejected] == [("balance_contradicts", 9)]


def test_a_statement_whose_lines_mean_nothing_is_refused() -> None:
    data = _revolut(*((n, 1_000 + n) for n in range(20))).replace(b"COMPLETED", b"C0MPLETED")

    with pytest.raises(GigWalletError, match="file_damaged"):
        _read(data)


def test_a_currency_that_is_none_is_rejected() -> None:
    (rejected,) = _read(_revolut((1, 500)).replace(b"EUR", b"E R"))

    assert isinstance(rejected, Rejection)
    assert (rejected.reason, rejected.column) == ("bad_currency", "currency")


def _keys(readings: list[Reading]) -> Counter[str]:
    return Counter(each.natural_key for each in _rows(readings))


@given(
    lines=st.lists(st.tuples(st.integers(0, 9), st.integers(1, 5)), min_size=1, max_size=12),
    data=st.data(),
)
def test_shuffled_and_overlapping_statements_have_the_same_keys(
    lines: list[tuple[int, int]], data: st.DataObject
) -> None:
    whole = _keys(_read(_revolut(*lines)))
    cut = data.draw(st.integers(1, len(lines)))

    assert _keys(_read(_revolut(*data.draw(st.permutations(lines)), balance=False))) == whole
    assert not _keys(_read(_revolut(*lines[:cut]))) - whole
    assert sum(whole.values()) == len(lines)


def test_an_amount_is_exact_money() -> None:
    (row,) = _rows(_read(_revolut((1, 123_456))))

    assert row.amount == Money(123_456, "EUR")
