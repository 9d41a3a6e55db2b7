"""The pay check by keyboard alone, and in a small window: every control is reached and in sight."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from gigwallet import words
from gigwallet.app.wallet import Wallet
from gigwallet.domain.pay_decision import Opinion
from gigwallet.domain.reconciled import DiscrepancyKind
from gigwallet.gui.screens.pay_check.screen import PayCheckScreen
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.widgets import Button
from tests.gui.screens.pay_check.looking import everything, figure, pane_words

Show = Callable[[Wallet], PayCheckScreen]
ACCEPTED = Opinion.ACCEPTED


def in_front(screen: PayCheckScreen, context: ShellContext, qtbot: QtBot) -> PayCheckScreen:
    """Only the window in front has the keyboard."""
    everything(screen, context)
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    return screen


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
    screen = in_front(show(ruled), context, qtbot)
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
    screen = in_front(show(ruled), context, qtbot)
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
    screen = in_front(show(ruled), context, qtbot)
    screen.chart.picture.chosen.emit("days")
    bars = screen.chart.chart
    bars.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(bars.picked) as picked:
        qtbot.keyClick(bars, Qt.Key.Key_Return)

    assert picked.args == [0]
    assert "expected" in bars.accessibleDescription()


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
