"""What every screen must keep, whichever folder it comes from: words, names, keyboard, themes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from gigwallet.app.wallet import Wallet
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext, screen
from gigwallet.gui.shell.window import MainWindow
from gigwallet.gui.theme import ThemeChoice
from gigwallet.gui.widgets import Button

SCREENS = {each.name: each for each in screen.discover()}
WITH_VAULT = [name for name, each in SCREENS.items() if each.needs_vault]
_CONTROLS = (
    QPushButton,
    QLineEdit,
    QComboBox,
    QAbstractSpinBox,
    QAbstractItemView,
    QPlainTextEdit,
    QTextEdit,
)
# Said by the offscreen platform itself, about no widget of ours.
_HARMLESS = ("propagateSizeHints",)


@pytest.fixture
def window(context: ShellContext, wallet: Wallet, qtbot: QtBot) -> Iterator[MainWindow]:
    """The real window with the real screens on a real, nearly empty vault."""
    made = MainWindow(context, tuple(SCREENS.values()))
    qtbot.addWidget(made)
    made.show()
    context.unlock(wallet)
    settle(context)
    yield made
    made.close()


def _controls(page: QWidget) -> list[QWidget]:
    """Everything on the page that a person can act on."""
    inner = (QComboBox, QAbstractSpinBox, QAbstractItemView)
    return [
        each
        for each in page.findChildren(QWidget)
        if isinstance(each, _CONTROLS)
        and each.isVisibleTo(page)
        and not isinstance(each.parent(), inner)
        and not (each.parent() and isinstance(each.parent().parent(), inner))
    ]


def _spoken(widget: QWidget) -> str:
    described = QAccessible.queryAccessibleInterface(widget)
    return described.text(QAccessible.Text.Name).strip() if described else ""


def test_the_sidebar_holds_the_eight_screens_in_their_order() -> None:
    listed = [each.name for each in SCREENS.values() if each.in_sidebar]

    assert listed == [
        "today",
        "inbox",
        "trips",
        "pay_check",
        "evidence",
        "letters",
        "summaries",
        "settings",
    ]


@pytest.mark.parametrize("name", WITH_VAULT)
def test_a_screen_opens_and_everything_on_it_has_a_name(
    window: MainWindow, context: ShellContext, name: str
) -> None:
    context.navigate(name)
    settle(context)
    page = window.widget_of(name)

    assert window.open_screen == name
    assert page.header.title
    nameless = [type(each).__name__ for each in _controls(page) if not _spoken(each)]
    assert nameless == []


@pytest.mark.parametrize("name", WITH_VAULT)
def test_a_screen_has_one_primary_action_at_most(
    window: MainWindow, context: ShellContext, name: str
) -> None:
    context.navigate(name)
    settle(context)
    buttons = window.widget_of(name).findChildren(Button)
    primary = [
        each
        for each in buttons
        if each.property("role") == "primary" and each.isVisibleTo(window.widget_of(name))
    ]

    assert len(primary) <= 1


@pytest.mark.parametrize("name", WITH_VAULT)
def test_a_screen_follows_language_and_theme_and_comes_back_after_locking(
    window: MainWindow, context: ShellContext, wallet: Wallet, qtlog: object, name: str
) -> None:
    for theme in (ThemeChoice.DARK, ThemeChoice.LIGHT):
        for language in ("zh", "en"):
            context.navigate(name)
            context.themes.choose(theme)
            context.set_language(language)
            settle(context)
            assert not window.grab().isNull()
    first = window.widget_of(name)
    context.background.close()
    said = [
        record.message
        for record in qtlog.records  # type: ignore[attr-defined]  # pytest-qt has no type for it
        if not any(word in record.message for word in _HARMLESS)
    ]

    assert said == []
    assert first.header.title


@pytest.mark.parametrize("name", WITH_VAULT)
def test_no_word_of_a_screen_is_cut_at_the_smallest_size(
    window: MainWindow, context: ShellContext, name: str
) -> None:
    window.resize(window.minimumSize())
    context.navigate(name)
    settle(context)
    cut = [
        each.text()
        for each in window.widget_of(name).findChildren(Button)
        if each.isVisibleTo(window) and each.width() < each.sizeHint().width()
    ]

    assert cut == []


@pytest.mark.parametrize("name", WITH_VAULT)
def test_every_control_of_a_screen_is_reached_by_tab(
    window: MainWindow, context: ShellContext, name: str
) -> None:
    context.navigate(name)
    settle(context)
    page = window.widget_of(name)
    window.activateWindow()
    reached: set[QWidget] = set()
    widget: QWidget | None = page
    for _step in range(400):
        if widget is None:
            break
        widget = widget.nextInFocusChain()
        if widget in reached or widget is page:
            break
        reached.add(widget)
    wanted = {
        each
        for each in _controls(page)
        if each.isEnabled() and each.focusPolicy() is not each.focusPolicy().NoFocus
    }

    assert wanted <= reached
    QApplication.processEvents()
