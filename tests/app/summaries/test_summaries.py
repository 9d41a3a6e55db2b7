"""Contributions of a vault: coarse, each thing once, nothing that names anyone."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from gigwallet.app.records import add_record
from gigwallet.app.records.keep_engagement import add_engagement
from gigwallet.app.records.keep_worker import put_worker
from gigwallet.app.rules import keep_scheme
from gigwallet.app.summaries import contribute_summary
from gigwallet.app.summaries.aggregate_summaries import aggregate
from gigwallet.app.wallet import Wallet
from gigwallet.domain.engagement import Engagement
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.instants import Instant
from gigwallet.domain.money import Money
from gigwallet.domain.payout import Payout, PayoutSide
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import EngagementId
from gigwallet.domain.statement import Statement, StatementKind
from gigwallet.domain.tally import Tally
from gigwallet.domain.worker import Worker
from tests.app import people
from tests.app.bundles.test_documents import RULE

JULY, AUGUST = Period.of_month(2025, 7), Period.of_month(2025, 8)


def yuan(amount: str) -> Money:
    return Money.of(amount, "CNY")


def cells(contribution: contribute_summary.Contribution) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(contribution.data)["cells"]
    return found


@pytest.fixture
def worked(wallet: Wallet, meituan: EngagementId) -> Wallet:
    """922 and 1,260 orders; one statement over both months; money in September."""
    put_worker(wallet, Worker(name="NAMECANARY", id_number="IDCANARY", phone="PHONECANARY"))
    keep_scheme.add_scheme_text(wallet, RULE.format(illustrative="false"), meituan)
    hours = timedelta(hours=181, minutes=31)
    add_record.add_tally(wallet, meituan, Tally("meituan", JULY, 922, worked=hours))
    add_record.add_tally(wallet, meituan, Tally("meituan", AUGUST, 1260))
    both = Period(JULY.first, AUGUST.last)
    statement = Statement(
        "meituan", StatementKind.PAYSLIP, both, "CNY", gross=yuan("11831"), net=yuan("11831")
    )
    add_record.add_statement(wallet, meituan, statement)
    paid = Payout(
        PayoutSide.RECEIVED, Instant.from_day(JULY.first.replace(month=9), "Asia/Shanghai"),
        yuan("5534"), "meituan", "PAYERCANARY", period=both,
    )  # fmt: skip
    add_record.add_payout(wallet, meituan, paid)
    return wallet


def test_months_are_coarse_and_nothing_counts_twice(worked: Wallet) -> None:
    july, august, september = cells(contribute_summary.prepare(worked, "wuhan-2025"))

    assert july == {
        "month": "2025-07", "platform": "meituan", "city": "武汉", "currency": "CNY",
        "orders": 920, "hours": 182, "expected": 4920, "short": 0,
    }  # fmt: skip
    assert (august["orders"], august["expected"], august["stated"]) == (1260, 6910, 11830)
    assert (september["received"], "orders" in september) == (5530, False)


def test_nothing_names_the_person_the_payer_or_the_vault(worked: Wallet) -> None:
    text = contribute_summary.prepare(worked, "wuhan-2025").text

    for word in ("CANARY", worked.vault.vault_id, "样张配送站", "5534", "11831", "922"):
        assert word not in text


def test_two_campaigns_share_no_token_and_one_campaign_keeps_it(
    worked: Wallet, tmp_path: Path
) -> None:
    def written(campaign: str, name: str) -> dict[str, Any]:
        shown = contribute_summary.prepare(worked, campaign)
        path = contribute_summary.write(worked, shown, tmp_path / name)
        assert path.read_bytes() == shown.data
        said: dict[str, Any] = json.loads(shown.data)
        return said

    first, again, other = written("c-1", "1"), written("c-1", "2"), written("c-2", "3")

    assert first["token"] == again["token"] != other["token"]
    assert (first["edition"], again["edition"], other["edition"]) == (1, 2, 1)


def test_looking_leaves_no_trace(worked: Wallet) -> None:
    before = worked.vault.log.size
    contribute_summary.prepare(worked, "wuhan-2025")

    assert worked.vault.log.size == before
    assert worked.vault.settings.get("campaign/wuhan-2025") == ""


def test_only_whole_months_of_the_period_count(worked: Wallet) -> None:
    part = Period(JULY.first, AUGUST.first)

    assert [each["month"] for each in cells(contribute_summary.prepare(worked, "c-1", part))] == [
        "2025-07"
    ]


def test_a_name_that_a_table_cannot_carry_is_left_out_and_said(worked: Wallet) -> None:
    odd = Engagement("=cmd()", "武汉", "Asia/Shanghai", "CNY")
    place = add_engagement(worked, odd)
    add_record.add_tally(worked, place, Tally("=cmd()", JULY, 10))

    shown = contribute_summary.prepare(worked, "c-1")

    assert "cmd" not in shown.text
    assert [each.code for each in shown.left_out] == ["left_out_name"]


def test_two_engagements_of_one_platform_and_city_are_one_cell(
    worked: Wallet, meituan: EngagementId
) -> None:
    place = add_engagement(worked, people.MEITUAN)
    add_record.add_tally(worked, place, Tally("meituan", JULY, 100))

    july = cells(contribute_summary.prepare(worked, "c-1", JULY))

    assert [each["orders"] for each in july] == [1020]


def test_what_is_written_is_what_an_organiser_counts(worked: Wallet, tmp_path: Path) -> None:
    shown = contribute_summary.prepare(worked, "c-1")
    contribute_summary.write(worked, shown, tmp_path / "in" / "mine.json")

    report = aggregate([tmp_path / "in"], tmp_path / "out")

    assert (report.counted, report.cells, report.suppressed) == (1, (), 3)
    assert "920" not in report.table.read_text("utf-8-sig") + report.report.read_text("utf-8")


def test_a_mix_of_campaigns_needs_a_name(worked: Wallet, tmp_path: Path) -> None:
    for campaign in ("c-1", "c-2"):
        shown = contribute_summary.prepare(worked, campaign)
        contribute_summary.write(worked, shown, tmp_path / "in" / campaign)

    with pytest.raises(GigWalletError) as refusal:
        aggregate([tmp_path / "in"], tmp_path / "out")
    assert refusal.value.code == "campaigns_mixed"
    report = aggregate([tmp_path / "in"], tmp_path / "out", campaign="c-2")
    assert [each.reason for each in report.refused] == ["other_campaign"]
