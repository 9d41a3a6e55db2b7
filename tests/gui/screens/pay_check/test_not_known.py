"""What the pay check says where a rule, a document or a number is missing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from gigwallet.app.records import add_record
from gigwallet.app.rules import keep_scheme
from gigwallet.app.wallet import Wallet
from gigwallet.domain.instants import Instant
from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import Locator, NewFact, Source
from gigwallet.domain.statement import Statement, StatementKind
from gigwallet.domain.trip import Trip, TripKind, TripStatus
from gigwallet.gui.screens.pay_check.screen import PayCheckScreen
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext
from tests.gui.screens.pay_check.looking import everything, figure, pane_words, whole

Show = Callable[[Wallet], PayCheckScreen]


def test_without_a_rule_nothing_is_called_expected_and_the_way_there_is_shown(
    show: Show, typed: Wallet, context: ShellContext
) -> None:
    went: list[str] = []
    context.navigated.connect(lambda name, _arguments: went.append(name))
    screen = show(typed)
    everything(screen, context)
    screen.no_rule.button.click()
    screen.no_rule.search.click()

    assert (figure(screen, "expected"), figure(screen, "shortfall")) == ("—", "—")
    assert not screen.no_rule.isHidden()
    assert went == ["pay_rules", "rule_in_pay"]


def test_a_month_of_orders_without_a_rule_asks_for_the_rule_and_for_no_other_month(
    show: Show, wallet: Wallet
) -> None:
    [known] = wallet.vault.engagements.all()
    at = Instant.from_local(datetime(2025, 8, 4, 12), "Asia/Shanghai")  # noqa: DTZ001
    trip = Trip("meituan", TripKind.DELIVERY, TripStatus.COMPLETED, "CNY", "Asia/Shanghai",
                ref="77", accepted_at=at)  # fmt: skip
    source = Source(None, Locator(line=2), "tables", "1", {})
    wallet.vault.trips.add([NewFact(trip, known.id, "tables", "77", 1, source)])
    screen = show(wallet)

    assert screen.table.rows() == ()
    assert screen.table.empty.accessibleName().startswith("No order is judged yet")
    assert not screen.no_rule.isHidden()


def test_an_empty_vault_leads_to_what_is_missing_first(
    show: Show, wallet: Wallet, context: ShellContext
) -> None:
    went: list[str] = []
    context.navigated.connect(lambda name, _arguments: went.append(name))
    screen = show(wallet)
    screen.nothing.state.pressed.emit()

    assert screen.page is screen.nothing
    assert went == ["inbox"]


def test_what_is_not_judged_is_said_with_its_reason(
    show: Show, typed: Wallet, context: ShellContext
) -> None:
    screen = show(typed)
    everything(screen, context)
    screen.coverage.click()

    assert "Not judged" in pane_words(screen)
    assert screen.pane.accessibleName() == "What is judged, and what is not"


def test_money_that_no_bill_shows_is_not_known_and_never_nothing(
    show: Show, wallet: Wallet, context: ShellContext
) -> None:
    [known] = wallet.vault.engagements.all()
    slip = Statement(
        "meituan", StatementKind.PAYSLIP, Period.of_month(2025, 8), "CNY", net=Money(50000, "CNY")
    )
    add_record.add_statement(wallet, known.id, slip)
    screen = show(wallet)
    screen.cards["received"].clicked.emit()
    settle(context)

    assert figure(screen, "stated") == "¥500.00"
    assert (figure(screen, "received"), figure(screen, "expected")) == ("—", "—")
    assert "whether money arrived is not known" in pane_words(screen)
    assert "¥0.00" not in pane_words(screen)


PROMISE = """
[[version.measure]]
id = "acceptance"
label = "接单率"
given = true
most = "100"

[[version.bonus]]
id = "kept"
label = "守约奖"
category = "incentive"
over = "month"
amount = "100.00"
requires = [{ measure = "acceptance", at_least = "95" }]
"""


def test_a_number_that_the_rule_asks_for_is_asked_in_the_pane_and_reckoned_with(
    show: Show, ruled: Wallet, context: ShellContext, qtbot: QtBot
) -> None:
    [rule] = ruled.vault.schemes.all()
    [known] = ruled.vault.engagements.all()
    keep_scheme.add_scheme_text(ruled, rule.scheme.text + PROMISE, known.id)
    screen = show(ruled)
    asked = screen.telling.asked
    assert asked is not None
    for text in ("101", "much"):
        asked.fields[0].setText(text)
        qtbot.keyClick(asked.fields[0], Qt.Key.Key_Return)
        assert asked.wrong[0].text() == "Write a number from 0 to 100."
    asked.fields[0].setText("96")
    qtbot.keyClick(asked.fields[0], Qt.Key.Key_Return)
    settle(context)

    now = screen.telling.asked
    assert now is not None
    assert [field.text() for field in now.fields] == ["96"]
    assert "守约奖" in "".join(
        line.label for row in screen.table.rows() for line in whole(screen, row).trace
    )
