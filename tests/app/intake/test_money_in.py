"""Bills and bank statements, from the file to the payouts of an engagement."""

from __future__ import annotations

from pathlib import Path

import pytest

from gigwallet.app.intake.import_files import FileOutcome, import_files
from gigwallet.app.intake.keep_payers import say_platform
from gigwallet.app.records import list_facts
from gigwallet.app.records.keep_engagement import engagements
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.payout import PayoutSide

_SHELF = Path(__file__).parents[2] / "importers"
_REVOLUT = _SHELF / "bank_tables" / "samples" / "revolut_account-statement.csv"
_UBER = frozenset({"Payment from UBER BV"})


def _store(wallet: Wallet, path: Path, *payers: str) -> FileOutcome:
    (outcome,) = import_files(wallet, [path], Job(), payers=frozenset(payers)).files
    assert outcome.error is None
    return outcome


@pytest.mark.parametrize(
    ("path", "payer", "payouts", "platform"),
    [
        ("bank_tables/samples/revolut_account-statement.csv", "Payment from UBER BV", 4, "uber"),
        (
            "bank_tables/samples/chase_checking.csv",
            "DoorDash, Inc. DASHER PAY PPD ID",
            4,
            "doordash",
        ),
        ("bank_tables/samples/monzo.csv", "DELIVEROO", 4, "deliveroo"),
        ("bank_tables/samples/招商银行交易流水.csv", "北京三快在线科技有限公司", 2, "meituan"),
        ("bank_tables/workbooks/spdb_debit.xlsx", "货拉拉科技有限公司", 2, "huolala"),
        ("alipay_bill/samples/支付宝交易明细(20260803-20260816).csv", "蜂鸟众包", 14, "eleme"),
        ("alipay_bill/samples/支付宝交易记录明细查询.txt", "蜂鸟众包", 1, "eleme"),
        ("ofx_statement/samples/one_line.qfx", "DOORDASH, INC. DASHER PAY", 2, "doordash"),
        ("camt_statement/samples/camt053_v08.xml", "Lieferando", 1, "just_eat"),
        ("mt940_statement/samples/umsaetze_cp850.sta", "UBER PAYMENTS B.V.", 1, "uber"),
    ],
)
def test_only_what_a_confirmed_payer_paid_is_stored_and_only_once(
    wallet: Wallet, path: str, payer: str, payouts: int, platform: str
) -> None:
    nothing = _store(wallet, _SHELF / path)
    assert nothing.added.payouts == 0
    assert payer in {each.name for each in nothing.payers}

    stored = _store(wallet, _SHELF / path, payer)
    again = _store(wallet, _SHELF / path)

    assert stored.added.payouts == payouts
    assert (again.added.payouts, again.known) == (0, payouts)
    facts = [each.fact for each in list_facts.payouts(wallet)]
    assert len(facts) == payouts
    assert {each.platform for each in facts} == {platform}
    assert {each.side for each in facts} == {PayoutSide.RECEIVED}


def test_overlapping_statements_merge_and_both_stay_as_originals(
    wallet: Wallet, tmp_path: Path
) -> None:
    exports = tmp_path / "exports"
    exports.mkdir()
    head, *lines = _REVOLUT.read_text("utf-8").splitlines()
    for name, part in (("july.csv", lines[:6]), ("august.csv", lines[2:])):
        (exports / name).write_text("\n".join((head, *part, "")), "utf-8")

    outcome = import_files(wallet, [exports], Job(), payers=_UBER)

    assert sorted(file.added.payouts for file in outcome.files) == [1, 3]
    assert len(list_facts.payouts(wallet)) == 4
    assert len(wallet.vault.exhibits.all()) == 2


def test_totals_that_a_bank_prints_are_held_against_its_lines(wallet: Wallet) -> None:
    sound = _store(wallet, _SHELF / "camt_statement" / "samples" / "camt053_v08.xml")
    icbc = _store(wallet, _SHELF / "bank_tables" / "samples" / "icbc_debit.csv")

    for outcome in (sound, icbc):
        assert outcome.printed
        assert {str(each.residue) for each in outcome.printed} == {"0.00"}


def test_a_dropped_line_leaves_a_residue(wallet: Wallet, tmp_path: Path) -> None:
    text = (_SHELF / "bank_tables" / "samples" / "icbc_debit.csv").read_bytes().decode("gb18030")
    lines = [line for line in text.splitlines() if not line.startswith("2026-08-05")]
    (tmp_path / "icbc.csv").write_bytes("\n".join(lines).encode("gb18030"))

    outcome = _store(wallet, tmp_path / "icbc.csv")

    assert {each.label: str(each.residue) for each in outcome.printed} == {
        "money in": "66.60",
        "money out": "0.00",
    }


def test_other_spending_is_sealed_with_its_original_and_found_nowhere_else(wallet: Wallet) -> None:
    _store(wallet, _SHELF / "bank_tables" / "samples" / "bocom_debit.csv", "滴滴出行科技有限公司")

    (payout,) = list_facts.payouts(wallet)
    assert "午饭" not in repr(payout)
    assert not wallet.vault.search.find("午饭", most=5)


def test_the_synthetic_bills_are_stored_exactly(wallet: Wallet, samples: Path) -> None:
    folders = [samples / "synthetic" / name for name in ("alipay", "bank_csv")]
    payers = {"蜂鸟众包", "DELIVEROO", "DoorDash, Inc. DASHER PAY PPD ID", *_UBER}

    outcome = import_files(wallet, folders, Job(), payers=frozenset(payers))

    assert [file.error for file in outcome.files] == [None] * 5
    sums = {file.file: file.sums for file in outcome.files}
    alipay = sums["支付宝交易明细(20260803-20260816).csv"]
    assert str(alipay["CNY"]["payout_received"]) == "2592.38"
    for name, currency in (("monzo.csv", "GBP"), ("chase_checking.csv", "USD")):
        assert str(sums[name][currency]["payout_received"]) == "1111.06"


def test_a_payer_that_no_dictionary_knows_pays_for_the_platform_that_its_person_says(
    wallet: Wallet,
) -> None:
    """Two payers of one bill: one that is known, one that only its person knows."""
    firm = "样例劳务有限公司"
    path = _SHELF / "bank_tables" / "samples" / "招商银行交易流水.csv"
    say_platform(wallet, firm, " Eleme ")

    _store(wallet, path, firm, "北京三快在线科技有限公司")

    paid = {each.fact.payer_text[:8]: each.fact.platform for each in list_facts.payouts(wallet)}
    assert paid == {firm: "eleme", "北京三快在线科技": "meituan"}
    assert {each.engagement.platform for each in engagements(wallet)} == {"eleme", "meituan"}


def test_a_platform_without_a_name_is_refused(wallet: Wallet) -> None:
    with pytest.raises(GigWalletError, match="payer_platform_missing"):
        say_platform(wallet, "样例劳务有限公司", "  ")
