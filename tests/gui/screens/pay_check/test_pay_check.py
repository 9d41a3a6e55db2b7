"""Pay check: four figures with their proof, every item, one of them explained to its files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from gigwallet import words
from gigwallet.app.pay.tell_items import PayItem
from gigwallet.app.records import add_record
from gigwallet.app.rules import keep_scheme
from gigwallet.app.wallet import Wallet
from gigwallet.domain.instants import Instant
from gigwallet.domain.money import Money
from gigwallet.domain.pay_decision import Opinion
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import Discrepancy, DiscrepancyKind
from gigwallet.domain.recorded import Locator, NewFact, Source
from gigwallet.domain.statement import Statement, StatementKind
from gigwallet.domain.tally import Tally
from gigwallet.domain.trip import Trip, TripKind, TripStatus
from gigwallet.gui.screens.pay_check import items
from gigwallet.gui.screens.pay_check.screen import PayCheckScreen
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.widgets import Button

Show = Callable[[Wallet], PayCheckScreen]
ACCEPTED = Opinion.ACCEPTED


def everything(screen: PayCheckScreen, context: ShellContext) -> None:
    screen.period.chosen.emit("everything")
    settle(context)


def pane_words(screen: PayCheckScreen) -> str:
    texts = (label.text() for label in screen.pane.findChildren(QLabel))
    return "\n".join(text.replace("\u2066", "").replace("\u2069", "") for text in texts)


def whole(screen: PayCheckScreen, item: PayItem) -> Discrepancy:
    assert screen.check is not None
    return screen.check.outcome.discrepancies[item.place]


def figure(screen: PayCheckScreen, key: str) -> str:
    return screen.cards[key].figure.text().strip("\u2066\u2069")


def test_the_latest_month_is_checked_first(show: Show, ruled: Wallet) -> None:
    screen = show(ruled)

    assert screen.period.key() == Period.of_month(2025, 8)


def test_the_reported_case_expects_what_the_judgment_says(
    show: Show, ruled: Wallet, context: ShellContext
) -> None:
    screen = show(ruled)
    everything(screen, context)

    assert figure(screen, "expected") == "¥11,831.00"
    assert figure(screen, "received") == "¥5,534.00"


def test_the_unexplained_thousand_stands_in_the_table(
    show: Show, ruled: Wallet, context: ShellContext
) -> None:
    screen = show(ruled)
    everything(screen, context)
    screen.table.only_kind(DiscrepancyKind.UNRECONCILED)
    [item] = screen.table.shown_rows()

    assert str(item.amount) == "1000.00"


def test_each_figure_opens_to_lines_that_add_up_to_it(
    show: Show, ruled: Wallet, context: ShellContext, qtbot: QtBot
) -> None:
    screen = show(ruled)
    everything(screen, context)
    for key, card in screen.cards.items():
        card.setFocus()
        qtbot.keyClick(card, Qt.Key.Key_Return)
        settle(context)

        assert (
            screen.pane.accessibleName()
            == {
                "expected": "Expected",
                "stated": "Stated",
                "received": "Received",
                "shortfall": "Short paid",
            }[key]
        )
        assert figure(screen, key) in pane_words(screen)


def test_short_paid_narrows_the_table_to_what_is_short(
    show: Show, ruled: Wallet, context: ShellContext
) -> None:
    screen = show(ruled)
    everything(screen, context)
    screen.cards["shortfall"].clicked.emit()
    settle(context)

    assert screen.table.shown_rows()
    assert all(item.short for item in screen.table.shown_rows())


def test_an_item_says_why_how_and_where(show: Show, ruled: Wallet, context: ShellContext) -> None:
    screen = show(ruled)
    everything(screen, context)
    assert screen.table.select(
        lambda item: item.kind is DiscrepancyKind.PAID and bool(whole(screen, item).trace)
    )
    settle(context)
    said = pane_words(screen)

    assert "260 orders × 6" in said
    assert "2025 contract" in said
    assert "typed by you" in said


def test_enter_on_a_row_moves_the_keyboard_into_its_explanation(
    show: Show, ruled: Wallet, context: ShellContext, qtbot: QtBot
) -> None:
    screen = show(ruled)
    screen.table.focus_rows()
    qtbot.keyClick(screen.table.view, Qt.Key.Key_Return)
    focused = screen.focusWidget()

    assert focused is not None
    assert screen.pane.isAncestorOf(focused)


def test_who_says_something_by_keyboard_stays_where_they_said_it(
    show: Show, ruled: Wallet, context: ShellContext, qtbot: QtBot
) -> None:
    """The check is made anew, the pane as well: the keyboard was nowhere after that."""
    screen = show(ruled)
    everything(screen, context)
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    screen.table.only_kind(DiscrepancyKind.UNRECONCILED)
    settle(context)
    assert screen.telling.opinion is not None
    screen.telling.opinion.choice.setFocus(Qt.FocusReason.TabFocusReason)
    for said in (Opinion.DISPUTED, Opinion.UNSURE, ACCEPTED):
        qtbot.keyClick(screen.telling.opinion.choice, Qt.Key.Key_Down)
        settle(context)

        assert screen.telling.opinion.choice.key() == said
        assert screen.focusWidget() is screen.telling.opinion.choice
    qtbot.keyClick(screen.telling.opinion.choice, Qt.Key.Key_Escape)
    assert screen.focusWidget() is screen.table.view


def test_every_control_of_the_page_is_reached_by_tab_and_has_a_name(
    show: Show, ruled: Wallet, context: ShellContext, qtbot: QtBot
) -> None:
    screen = show(ruled)
    everything(screen, context)
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    screen.table.focus_rows()
    settle(context)
    reached: list[QWidget] = []
    for _stop in range(80):
        focused = screen.focusWidget()
        if focused is None or focused in reached:
            break
        reached.append(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    wanted = [
        each
        for each in screen.findChildren(QWidget)
        if each.isVisible() and each.isEnabled() and each.focusProxy() is None
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
        # One of a few choices has the keyboard for all of them: arrows lead on.
        if not (isinstance(each, Button) and each.autoExclusive() and not each.isChecked())
    ]

    assert {*wanted} <= {*reached}
    nameless = [each for each in reached if not (each.accessibleName() or _words(each))]
    assert nameless == []


def _words(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QAbstractButton) else ""


def test_who_comes_to_a_chart_by_keyboard_sees_where_they_are(
    show: Show, ruled: Wallet, context: ShellContext, qtbot: QtBot
) -> None:
    screen = show(ruled)
    everything(screen, context)
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    screen.chart.picture.chosen.emit("days")
    bars = screen.chart.chart
    bars.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(bars.picked) as picked:
        qtbot.keyClick(bars, Qt.Key.Key_Return)

    assert picked.args == [0]
    assert "expected" in bars.accessibleDescription()


@pytest.mark.parametrize("way_back", ["button", "key"])
def test_a_document_opens_inside_the_window_and_closes_again(
    show: Show, ruled: Wallet, context: ShellContext, qtbot: QtBot, way_back: str
) -> None:
    screen = show(ruled)
    everything(screen, context)
    assert screen.table.select(lambda item: bool(item.exhibits))
    settle(context)
    [button] = [
        each for each in screen.pane.findChildren(Button) if each.accessibleName() == "rule.png"
    ]
    button.click()
    settle(context)
    shown = screen.exhibit.pages.count
    if way_back == "key":
        qtbot.keyClick(screen.exhibit.back, Qt.Key.Key_Escape)
    else:
        screen.exhibit.back.click()

    assert shown == 1
    assert screen.page is not screen.exhibit


def test_a_click_on_a_bar_narrows_the_table_and_a_second_one_shows_all(
    show: Show, ruled: Wallet, context: ShellContext
) -> None:
    screen = show(ruled)
    everything(screen, context)
    before = len(screen.table.shown_rows())
    [bar, *_rest] = screen.chart.periods
    screen.chart.picked.emit(bar)
    narrowed = [item.period for item in screen.table.shown_rows()]
    screen.chart.picked.emit(bar)

    assert narrowed
    assert all(bar.covers(period) for period in narrowed)
    assert len(screen.table.shown_rows()) == before


def test_the_letter_is_prepared_for_the_work_and_the_period_that_are_shown(
    show: Show, ruled: Wallet, context: ShellContext
) -> None:
    [known] = ruled.vault.engagements.all()
    went: list[tuple[str, dict[str, object]]] = []
    context.navigated.connect(lambda name, arguments: went.append((name, arguments)))
    screen = show(ruled)
    screen.letter.click()

    assert went == [("letters", {"engagement": known.id, "period": Period.of_month(2025, 8)})]


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


def test_a_switch_of_language_words_figures_and_rows_anew(
    show: Show, ruled: Wallet, context: ShellContext
) -> None:
    screen = show(ruled)
    words.set_language("zh")
    screen.retranslate()
    settle(context)

    assert screen.period.currentText() == "2025年8月"


def test_what_is_accepted_stays_in_sight_and_can_be_opened_again(
    show: Show, ruled: Wallet, context: ShellContext
) -> None:
    screen = show(ruled)
    everything(screen, context)
    assert screen.table.select(lambda item: item.kind is DiscrepancyKind.UNRECONCILED)
    settle(context)
    item = screen.table.current()
    assert item is not None
    assert screen.telling.opinion is not None
    screen.telling.opinion.choice.chosen.emit(ACCEPTED)
    settle(context)
    now = screen.table.current()

    assert now is not None
    assert (now.ref, now.opinion) == (item.ref, ACCEPTED)
    assert "Accepted" in [items.status(row) for row in screen.table.shown_rows()]
    assert screen.telling.opinion.choice.key() == ACCEPTED

    screen.telling.opinion.choice.chosen.emit(Opinion.OPEN)
    settle(context)
    assert "Accepted" not in [items.status(row) for row in screen.table.shown_rows()]


def test_a_figure_outside_of_the_range_is_refused_at_its_field(
    show: Show, ruled: Wallet, context: ShellContext, qtbot: QtBot
) -> None:
    """The unexplained thousand: at least nothing, at most all of it."""
    screen = show(ruled)
    everything(screen, context)
    screen.table.only_kind(DiscrepancyKind.UNRECONCILED)
    settle(context)
    assert screen.telling.opinion is not None
    screen.telling.opinion.choice.chosen.emit(Opinion.DISPUTED)
    settle(context)
    edit = screen.telling.opinion
    for text, refused in (("1000.01", True), ("abc", True), ("400", False)):
        edit.claim.setText(text)
        qtbot.keyClick(edit.claim, Qt.Key.Key_Return)
        if refused:
            assert "between" in edit.wrong.text()
            edit.wrong.setText("")
    settle(context)
    now = screen.table.current()

    assert now is not None
    assert str(whole(screen, now).claimed) == "400.00"
    assert str(now.at_least) == "0.00"


def test_the_causes_lead_from_expected_to_received(
    show: Show, ruled: Wallet, context: ShellContext
) -> None:
    screen = show(ruled)
    everything(screen, context)
    screen.chart.picture.chosen.emit("falls")
    shown = screen.chart.waterfall.shown

    assert [each.words for each in shown if each.strong] == [
        "By the rule, before deductions",
        "Stated",
        "Received",
    ]
    assert "¥11,831.00" in screen.chart.waterfall.accessibleDescription()
    for before, after in pairwise(shown):
        assert after.strong or after.begin == before.end


def test_the_pay_check_is_saved_as_a_spreadsheet(
    show: Show,
    ruled: Wallet,
    context: ShellContext,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    screen = show(ruled)
    everything(screen, context)
    target = tmp_path / "check.xlsx"
    monkeypatch.setattr(context, "choose_target", lambda *_: target)
    screen.save.click()
    settle(context)

    rows = CalamineWorkbook.from_path(str(target)).get_sheet_by_index(0).to_python()
    assert len(rows) == 1 + len(screen.table.rows())


def test_several_accounts_have_a_line_each_that_leads_to_it(
    show: Show, ruled: Wallet, context: ShellContext
) -> None:
    [first] = ruled.vault.engagements.all()
    other = ruled.vault.engagements.add(replace(first.engagement, platform="eleme"))
    add_record.add_tally(ruled, other, Tally("eleme", Period.of_month(2025, 8), orders=100))
    slip = Statement(
        "eleme", StatementKind.PAYSLIP, Period.of_month(2025, 8), "CNY", net=Money(50000, "CNY")
    )
    add_record.add_statement(ruled, other, slip)
    screen = show(ruled)
    everything(screen, context)

    assert len(screen.chart.platforms.lines) == 2
    screen.chart.platforms.lines[1].click()
    settle(context)
    assert screen.work.key() == other
    assert len(screen.chart.platforms.lines) == 1


def test_the_screen_opens_with_how_much_is_missing_why_and_how_sure(
    show: Show, ruled: Wallet, context: ShellContext
) -> None:
    """The reported case: nothing for sure, at most the unexplained thousand and a deduction; each
    cause leads to its items."""
    went: list[tuple[str, dict[str, object]]] = []
    context.navigated.connect(lambda name, arguments: went.append((name, arguments)))
    screen = show(ruled)
    everything(screen, context)
    said = pane_words(screen)

    assert screen.pane.accessibleName() == "Short paid"
    for told in ("At least", "¥0.00", "At most", "¥1,030.00", "Confidence", "100\xa0%", "Why"):
        assert told in said
    screen.telling.kind_wanted.emit(DiscrepancyKind.UNRECONCILED)
    settle(context)
    assert {item.kind for item in screen.table.shown_rows()} == {DiscrepancyKind.UNRECONCILED}
    assert "¥1,000.00" in pane_words(screen)

    screen.telling.rule_wanted.emit("some rule")
    assert went == [("pay_rules", {"scheme": "some rule"})]


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


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [792, 816])
def test_nothing_is_cut_off_in_a_narrow_window(
    show: Show, typed: Wallet, context: ShellContext, width: int, language: str
) -> None:
    """Without a rule, of which the card has two long buttons; on a low screen, which scrolls."""
    words.set_language(language)
    screen = show(typed)
    everything(screen, context)
    screen.resize(width, 560)
    settle(context)
    [area] = [each for each in screen.findChildren(QScrollArea) if each is screen.page]
    content = area.widget()

    assert content.minimumSizeHint().width() <= area.viewport().width()
    assert screen.no_rule.search.geometry().right() <= screen.no_rule.width()


def test_a_figure_leads_to_the_documents_that_say_it(
    show: Show, ruled: Wallet, context: ShellContext
) -> None:
    screen = show(ruled)
    everything(screen, context)
    screen.cards["expected"].clicked.emit()
    settle(context)

    assert "2025 contract" in [each.accessibleName() for each in screen.pane.findChildren(Button)]


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
