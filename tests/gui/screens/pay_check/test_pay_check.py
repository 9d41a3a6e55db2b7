"""Pay check: four figures with their proof, every item, one of them explained to its files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from gigwallet import words
from gigwallet.app.records import add_record
from gigwallet.app.wallet import Wallet
from gigwallet.domain.money import Money
from gigwallet.domain.pay_decision import Opinion
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import DiscrepancyKind
from gigwallet.domain.statement import Statement, StatementKind
from gigwallet.domain.tally import Tally
from gigwallet.gui.screens.pay_check import items
from gigwallet.gui.screens.pay_check.screen import PayCheckScreen
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.widgets import Button
from tests.gui.screens.pay_check.looking import everything, figure, pane_words, whole

Show = Callable[[Wallet], PayCheckScreen]
ACCEPTED = Opinion.ACCEPTED


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


def test_a_figure_leads_to_the_documents_that_say_it(
    show: Show, ruled: Wallet, context: ShellContext
) -> None:
    screen = show(ruled)
    everything(screen, context)
    screen.cards["expected"].clicked.emit()
    settle(context)

    assert "2025 contract" in [each.accessibleName() for each in screen.pane.findChildren(Button)]
