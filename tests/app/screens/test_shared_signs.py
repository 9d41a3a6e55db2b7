"""A file whose dollars are of no country it names: the work says whose they are, or nobody does."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from gigwallet.app.intake.import_files import FileOutcome, import_files, preview
from gigwallet.app.records.keep_engagement import add_engagement
from gigwallet.app.wallet import Wallet
from gigwallet.domain.engagement import Engagement
from gigwallet.domain.job import Job

_UBER = Engagement("uber", "Sydney", "Australia/Sydney", "AUD")
_LINES = (
    (80, 50, "Weekly Statement"),
    (95, 50, "Aug 3, 2026 4 AM - Aug 10, 2026 4 AM"),
    (150, 50, "Starting balance"), (150, 300, "$0.00"),
    (172, 50, "Your earnings"), (172, 300, "$12.40"),
    (194, 50, "Payouts"), (194, 300, "$0.00"),
    (216, 50, "Ending balance"), (216, 300, "$12.40"),
    (300, 50, "Processed"), (300, 150, "Event"), (300, 300, "Your earnings"),
    (300, 390, "Payouts"), (300, 470, "Balance"),
    (330, 50, "Tue, Aug 4"), (330, 150, "UberX"), (330, 300, "$12.40"), (330, 390, "$0.00"),
    (330, 470, "$12.40"),
    (340, 50, "2:38 PM"), (340, 150, "Aug 4 2:10 PM"),
)  # fmt: skip


@pytest.fixture
def statement(tmp_path: Path) -> Path:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(612, 792))
    canvas.setFont("Helvetica", 8)
    for top, left, text in _LINES:
        canvas.drawString(left, 792 - top, text)
    canvas.save()
    path = tmp_path / "statement.pdf"
    path.write_bytes(out.getvalue())
    return path


def _imported(wallet: Wallet, path: Path) -> FileOutcome:
    (outcome,) = import_files(wallet, [path], Job()).files
    return outcome


def _code(outcome: FileOutcome) -> str:
    return outcome.error.code if outcome.error else ""


def test_the_work_for_the_platform_says_whose_dollars_and_where_its_clock_stood(
    wallet: Wallet, statement: Path
) -> None:
    add_engagement(wallet, _UBER)

    outcome = _imported(wallet, statement)

    (line,), (week,) = wallet.vault.pay_lines.all(), wallet.vault.statements.all()
    assert _code(outcome) == ""
    assert (str(line.fact.amount), line.fact.amount.currency) == ("12.40", "AUD")
    assert (week.fact.currency, week.fact.net and week.fact.net.currency) == ("AUD", "AUD")
    assert line.fact.occurred_at is not None
    assert line.fact.occurred_at.utc.isoformat() == "2026-08-04T04:10:00+00:00"


def test_without_work_for_the_platform_it_is_asked_and_nothing_is_stored(
    wallet: Wallet, statement: Path
) -> None:
    outcome = _imported(wallet, statement)

    assert _code(outcome) == "currency_not_said"
    assert wallet.vault.pay_lines.all() == []
    assert wallet.vault.engagements.all() == []


def test_work_that_is_paid_in_no_dollars_does_not_get_them(wallet: Wallet, statement: Path) -> None:
    add_engagement(wallet, replace(_UBER, currency="GBP", zone="Europe/London"))

    assert _code(_imported(wallet, statement)) == "currency_not_of_sign"
    assert wallet.vault.pay_lines.all() == []


def test_of_two_works_the_one_that_is_paid_in_dollars_is_meant(
    wallet: Wallet, statement: Path
) -> None:
    add_engagement(wallet, replace(_UBER, currency="GBP", zone="Europe/London"))
    mine = add_engagement(wallet, _UBER)

    _imported(wallet, statement)

    assert {each.engagement_id for each in wallet.vault.pay_lines.all()} == {mine}


def test_two_works_in_two_dollars_are_asked_about(wallet: Wallet, statement: Path) -> None:
    add_engagement(wallet, _UBER)
    add_engagement(wallet, replace(_UBER, currency="NZD", zone="Pacific/Auckland"))

    assert _code(_imported(wallet, statement)) == "engagement_ambiguous"


def test_the_preview_asks_before_anything_is_stored(wallet: Wallet, statement: Path) -> None:
    (before,) = preview(wallet, [statement], Job()).files
    add_engagement(wallet, _UBER)
    (after,) = preview(wallet, [statement], Job()).files

    assert before.unsaid is not None
    assert (before.unsaid.code, before.error) == ("currency_not_said", None)
    assert after.unsaid is None
