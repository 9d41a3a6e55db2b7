"""Letter and evidence from a vault: traced figures, chosen lines only, all or nothing."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdf
import pytest

from gigwallet.app.bundles import build_bundle, preview_bundle
from gigwallet.app.intake.import_files import import_files
from gigwallet.app.letters import draft_letter
from gigwallet.app.letters import preview as letter_preview
from gigwallet.app.letters.annexes import bridge_steps, proven
from gigwallet.app.records import add_record
from gigwallet.app.records.keep_worker import put_worker
from gigwallet.app.rules import keep_scheme
from gigwallet.app.seals.verify_file import verify_file
from gigwallet.app.wallet import Wallet
from gigwallet.documents import captions
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import EngagementId
from gigwallet.domain.statement import Deduction, Statement, StatementKind
from gigwallet.domain.tally import Tally
from gigwallet.domain.verdict import Grade
from gigwallet.domain.worker import Worker
from gigwallet.reconciliation import bridge
from tests.app import people
from tests.app.people import bill, bill_line, put
from tests.reconciliation.invented import at, check, cny, line, payout, trip

RULE = """
format = 1
name = "三档单价"
currency = "CNY"
zone = "Asia/Shanghai"
illustrative = {illustrative}
rate_date = "completed"
rounding = "half_up"
[[version]]
from = 2020-01-01
[[version.line]]
id = "orders"
label = "单量提成"
category = "base"
tiers = "marginal"
over = "month"
steps = [{{ to = 300, price = "5.00" }}, {{ to = 1000, price = "5.50" }}, {{ price = "6.00" }}]
"""
JULY = Period.of_month(2025, 7)


def text_of(data: bytes) -> str:
    reader = pypdf.PdfReader(io.BytesIO(data))
    return "\n".join(page.extract_text() for page in reader.pages)


@pytest.fixture
def worked(wallet: Wallet, meituan: EngagementId, tmp_path: Path) -> Wallet:
    """922 orders in July, 3,000.00 received of 4,921.00; the bill holds private lines too."""
    put_worker(wallet, Worker(name="样例骑手"))
    add_record.add_tally(wallet, meituan, Tally("meituan", JULY, orders=922))
    lines = (
        bill_line("2025-08-10 20:00:00", "美团众包", "3000.00", number="CHOSEN1"),
        bill_line("2025-08-11 10:00:00", people.FRIEND, "88.00"),
        bill_line("2025-08-12 10:00:00", people.SPENDING, "66.66", out=True),
    )
    file = put(tmp_path, "账单.csv", bill(*lines))
    import_files(wallet, [file], Job(), payers=frozenset({"美团众包"}))
    return wallet


def test_a_letter_states_what_its_annexes_prove(
    worked: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    keep_scheme.add_scheme_text(worked, RULE.format(illustrative="false"), meituan)
    draft = draft_letter.prepare(worked, meituan, JULY, "en")

    assert draft.blockers == ()
    assert draft.at_least == Money.of("1921.00", "CNY")
    assert sum((each.low for each in draft.counted), Money.zero("CNY")) == draft.at_least
    written = draft_letter.write(worked, draft, tmp_path / "out" / "letter.pdf")
    data = written.path.read_bytes()
    text = text_of(data)
    for figure in ("4,921.00", "3,000.00", "1,921.00"):
        assert figure in text
    assert verify_file(written.path).grade is Grade.SELF_CONSISTENT
    assert len(pypdf.PdfReader(io.BytesIO(data)).pages) == written.pages
    assert letter_preview.lay_out(worked, draft).pages == written.pages


def test_rows_of_an_annex_add_up_to_the_figure_of_the_letter(
    worked: Wallet, meituan: EngagementId
) -> None:
    keep_scheme.add_scheme_text(worked, RULE.format(illustrative="false"), meituan)
    basis = draft_letter.prepare(worked, meituan, JULY, "en").basis
    assert basis is not None
    proof = proven(basis, captions.load(worked.resources, "en"))

    for table in proof.tables:
        for field, row in proof.figures.items():
            if row.startswith(table.key):
                cells = table.rows[int(row[1:]) - 1].cells
                assert proof.amounts[field] in cells
    assert proof.amounts["expected"] == Money.of("4921.00", "CNY")


def test_the_rows_of_the_bridge_lead_to_the_difference(
    worked: Wallet, meituan: EngagementId
) -> None:
    """922 orders stated with two deductions and a sum that is 100.00 off, paid in part."""
    keep_scheme.add_scheme_text(worked, RULE.format(illustrative="false"), meituan)
    zero = Money.zero("CNY")
    printed = (Deduction("差评", Money.of("-50", "CNY")), Deduction("迟到", Money.of("-30", "CNY")))
    slip = Statement(
        "meituan",
        StatementKind.PAYSLIP,
        JULY,
        "CNY",
        gross=Money.of("4900", "CNY"),
        deductions=printed,
        net=Money.of("4720", "CNY"),
    )
    add_record.add_statement(worked, meituan, slip)
    basis = draft_letter.prepare(worked, meituan, JULY, "zh").basis
    assert basis is not None

    proof = proven(basis, captions.load(worked.resources, "zh"))

    assert [each.key for each in proof.tables] == ["A", "B", "C", "D", "E"]
    told = {field: str(amount) for field, amount in proof.amounts.items()}
    assert told["bridge_expected_less_stated"] == "201.00"
    assert told["bridge_short"] == "21.00"
    assert told["bridge_deduction_no_rule"] == "80.00"
    assert told["bridge_unreconciled"] == "100.00"
    assert told["bridge_stated_less_received"] == told["bridge_not_received"] == "1720.00"
    bridge = proof.tables[1]
    claimed = [row.cells[2] for row in bridge.rows[:-1] if isinstance(row.cells[2], Money)]
    assert sum(claimed, zero) == proof.amounts["shortfall"] == Money.of("1741.00", "CNY")


def test_where_no_rule_is_known_the_figures_begin_with_what_was_stated(
    worked: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    net = Money.of("4720", "CNY")
    slip = Statement("meituan", StatementKind.PAYSLIP, JULY, "CNY", net=net)
    add_record.add_statement(worked, meituan, slip)
    draft = draft_letter.prepare(worked, meituan, JULY, "en")
    assert draft.basis is not None

    proof = proven(draft.basis, captions.load(worked.resources, "en"))

    assert [each.key for each in proof.tables] == ["A", "B", "C", "D"]
    bridge = proof.tables[1]
    assert [str(row.cells[1]) for row in bridge.rows] == [
        "4720.00",
        "-3000.00",
        "1720.00",
        "1720.00",
        "1720.00",
    ]
    assert "I have no pay rule" in bridge.intro
    assert "expected" not in proof.figures
    assert draft.blockers == ()
    text = text_of(draft_letter.write(worked, draft, tmp_path / "letter.pdf").path.read_bytes())
    text = " ".join(text.split())
    assert "I have no pay rule for this period" in text
    for of_a_rule in ("¥0.00", "by this rule", "Annex E", "I calculate by"):
        assert of_a_rule not in text


def test_an_order_short_of_its_offer_is_counted_without_a_rule() -> None:
    outcome = check(
        trips=[
            trip("A1", "2025-07-02T12:00", offered=cny("12.00")),
            trip("A2", "2025-07-03T12:00"),
        ],
        pay_lines=[line("A1", "10.00", recognised_at=at("2025-07-02T12:10")), line("A2", "90.00")],
    )
    [totals] = outcome.totals

    steps = bridge_steps(bridge(outcome.discrepancies, totals))

    assert [each.key for each in steps][:3] == ["short", "stated", "less_received"]
    assert steps[0].claimed == steps[-1].claimed == totals.shortfall == cny("2.00")


def test_a_net_below_the_rule_is_not_said_to_be_a_statement_that_does_not_add_up(
    worked: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    keep_scheme.add_scheme_text(worked, RULE.format(illustrative="false"), meituan)
    net = Money.of("4720", "CNY")
    slip = Statement("meituan", StatementKind.PAYSLIP, JULY, "CNY", net=net)
    add_record.add_statement(worked, meituan, slip)
    draft = draft_letter.prepare(worked, meituan, JULY, "en")
    assert draft.basis is not None

    proof = proven(draft.basis, captions.load(worked.resources, "en"))

    assert str(proof.amounts["bridge_rule_unreconciled"]) == "201.00"
    assert "unexplained" not in proof.amounts
    written = draft_letter.write(worked, draft, tmp_path / "letter.pdf")
    text = " ".join(text_of(written.path.read_bytes()).split())
    assert "Pay by the rule beyond the statement" in text
    assert "do not add up" not in text


def test_without_a_rule_and_a_statement_nothing_is_held_against_the_money() -> None:
    outcome = check(
        trips=[trip("A1", "2025-07-02T12:00", offered=cny("12.00"))],
        payouts=[payout("50.00", "2025-07-20")],
    )
    [totals] = outcome.totals

    [only] = bridge_steps(bridge(outcome.discrepancies, totals))

    assert (only.key, only.amount) == ("shortfall", cny("0"))


def test_a_chinese_bundle_names_no_part_of_the_program_in_english(
    worked: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    table = "engagement,first_day,orders,hours\n南京,2025-06,800,160\n"
    import_files(worked, [put(tmp_path, "tallies.csv", table.encode())], Job(), engagement=meituan)
    draft = build_bundle.prepare(worked, meituan, None, "zh")

    written = build_bundle.write(worked, draft, tmp_path / "evidence.pdf")

    text = text_of(written.path.read_bytes())
    assert "微信支付账单" in text
    for name in ("wechat_bill", "gigwallet_tables", "command_line", "Asia/Shanghai", "UTC+00:00"):
        assert name not in text
    assert "中国时间" in text
    assert "单数" in text
    assert "orders" in text


def test_what_the_person_fills_in_stands_in_the_letter(
    worked: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    keep_scheme.add_scheme_text(worked, RULE.format(illustrative="false"), meituan)
    draft = draft_letter.prepare(worked, meituan, JULY, "zh")
    draft = draft_letter.edited(draft, {"recipients": "某某配送有限公司"})

    written = draft_letter.write(worked, draft, tmp_path / "letter.pdf")

    assert "某某配送有限公司" in text_of(written.path.read_bytes())
    with pytest.raises(GigWalletError) as refusal:
        draft_letter.edited(draft, {"expected": "9999.00 CNY"})
    assert refusal.value.code == "letter_field_unknown"
    assert refusal.value.facts == {"name": "expected", "letter": "cn/pay_shortfall"}


@pytest.mark.parametrize(
    ("rule", "change", "code"),
    [
        ("true", {}, "letter_rule_illustrative"),
        ("false", {"applicant_name": " "}, "letter_worker_missing"),
        ("false", {"recipients": " "}, "letter_field_missing"),
    ],
)
def test_a_letter_that_cannot_stand_is_not_written(
    worked: Wallet,
    meituan: EngagementId,
    tmp_path: Path,
    rule: str,
    change: dict[str, str],
    code: str,
) -> None:
    keep_scheme.add_scheme_text(worked, RULE.format(illustrative=rule), meituan)
    draft = draft_letter.edited(draft_letter.prepare(worked, meituan, JULY), change)

    assert code in [each.code for each in draft.blockers]
    with pytest.raises(GigWalletError) as refusal:
        draft_letter.write(worked, draft, tmp_path / "letter.pdf")
    assert refusal.value.code == "letter_blocked"
    assert not (tmp_path / "letter.pdf").exists()


def test_without_a_rule_nothing_is_claimed(worked: Wallet, meituan: EngagementId) -> None:
    draft = draft_letter.prepare(worked, meituan, JULY)

    assert [each.code for each in draft.blockers] == ["letter_nothing_short"]


def test_evidence_shows_the_chosen_lines_and_no_others(
    worked: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    keep_scheme.add_scheme_text(worked, RULE.format(illustrative="false"), meituan)
    draft = build_bundle.prepare(worked, meituan, None, "zh")

    (item,) = draft.items
    assert (item.name, item.group, len(item.rows)) == ("账单.csv", 4, 1)
    written = build_bundle.write(worked, draft, tmp_path / "evidence.pdf")
    text = text_of(written.path.read_bytes())
    assert "CHOSEN1" in text.replace("\n", "")
    assert people.FRIEND not in text
    assert people.SPENDING not in text
    assert verify_file(written.path).grade is Grade.SELF_CONSISTENT
    assert preview_bundle.count(worked, draft).pages == written.pages


def test_money_that_the_sums_count_is_shown_though_it_arrived_after_the_last_day(
    worked: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    net = Money.of("12.30", "CNY")
    add_record.add_statement(
        worked, meituan, Statement("meituan", StatementKind.PAYSLIP, JULY, "CNY", net=net)
    )
    late = bill(bill_line("2025-08-02 10:00:00", "美团众包", "12.30", number="LATE1"))
    import_files(worked, [put(tmp_path, "八月.csv", late)], Job(), payers=frozenset({"美团众包"}))
    draft = build_bundle.prepare(worked, meituan, JULY, "zh")
    assert draft.basis is not None
    counted = {each.id for each in draft.basis.payouts}

    assert counted
    assert counted <= {row for each in draft.items for row in each.rows}


def test_a_bundle_without_exhibits_is_refused(
    worked: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    draft = build_bundle.prepare(worked, meituan)
    empty = replace(draft, items=tuple(replace(each, included=False) for each in draft.items))

    with pytest.raises(GigWalletError) as refusal:
        build_bundle.write(worked, empty, tmp_path / "evidence.pdf")

    assert refusal.value.code == "bundle_empty"


def test_an_export_is_noted_in_the_log_and_never_replaces_by_itself(
    worked: Wallet, meituan: EngagementId, tmp_path: Path
) -> None:
    draft = build_bundle.prepare(worked, meituan)
    out = put(tmp_path, "evidence.pdf", b"something else")
    before = worked.vault.log.size

    with pytest.raises(GigWalletError) as refusal:
        build_bundle.write(worked, draft, out)
    assert refusal.value.code == "file_exists"
    assert (out.read_bytes(), worked.vault.log.size) == (b"something else", before)
    written = build_bundle.write(worked, draft, out, replace=True)

    assert worked.vault.log.size == before + 1
    assert next(iter(worked.vault.log.entries(before))).kind == "export.written"
    assert written.path == out


def test_the_days_of_a_letter_are_those_of_the_vaults_clock(
    worked: Wallet, meituan: EngagementId
) -> None:
    keep_scheme.add_scheme_text(worked, RULE.format(illustrative="false"), meituan)
    draft = draft_letter.prepare(worked, meituan, JULY)

    assert draft.written_on == date(2025, 10, 5)
    assert draft.fields["answer_by"] == "2025-10-20"
