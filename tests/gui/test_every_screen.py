"""What every screen must keep, whichever folder it comes from: words, names, keyboard, themes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
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
from pytestqt.logging import QtLoggingPlugin

from gigwallet.app.records.keep_engagement import add_engagement
from gigwallet.app.vaults.create_vault import create_vault
from gigwallet.domain.engagement import Engagement
from gigwallet.gui.background import Background
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ScreenWidget, ShellContext, screen, speech
from gigwallet.gui.shell.window import MainWindow
from gigwallet.gui.theme import ThemeChoice, Themes
from gigwallet.gui.widgets import Button
from tests import cheap_keys
from tests.cheap_keys import CHEAP
from tests.gui.conftest import PASSPHRASE, Hand
from tests.kept_workers import surroundings

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


@dataclass
class Shown:
    """The real window with the real screens on a real, nearly empty vault."""

    window: MainWindow
    context: ShellContext

    def page(self, name: str) -> ScreenWidget:
        """Go there and wait until it rests."""
        self.context.navigate(name)
        settle(self.context)
        assert self.window.open_screen == name
        return self.window.widget_of(name)


@pytest.fixture(scope="module")
def shown(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    """One window for all of this module: making one costs more than any test here."""
    hand = Hand()
    folder = tmp_path_factory.mktemp("every-screen")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_CONFIG_HOME", "APPDATA", "HOME"):
            patch.setenv(name, str(folder / "settings"))
        speech.speak("en")
        context = ShellContext(Background(), Themes(), hand.now)
        context.background.setParent(context)
        context.themes.setParent(context)
        context.themes.choose(ThemeChoice.LIGHT)
        window = MainWindow(context, tuple(SCREENS.values()))
        window.show()
        around = surroundings(hand)
        passphrase = bytearray(PASSPHRASE.encode())
        with cheap_keys.allowed():
            made = create_vault(folder / "vault", passphrase, kdf=CHEAP, around=around)
        wallet = made.wallet
        add_engagement(wallet, Engagement("meituan", "武汉", "Asia/Shanghai", "CNY"))
        context.unlock(wallet)
        settle(context)
        yield Shown(window, context)
        window.close()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        speech.speak("en")


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


def test_the_sidebar_holds_its_screens_in_their_order() -> None:
    listed = [each.name for each in SCREENS.values() if each.in_sidebar]

    assert listed == [
        "search",
        "today",
        "inbox",
        "review",
        "trips",
        "pay_check",
        "evidence",
        "letters",
        "summaries",
        "safekeeping",
        "settings",
    ]


@pytest.mark.parametrize("name", WITH_VAULT)
def test_everything_on_a_screen_has_a_name(shown: Shown, name: str) -> None:
    page = shown.page(name)
    nameless = [type(each).__name__ for each in _controls(page) if not _spoken(each)]

    assert page.header.title
    assert nameless == []


@pytest.mark.parametrize("name", WITH_VAULT)
def test_a_screen_has_one_primary_action_at_most(shown: Shown, name: str) -> None:
    page = shown.page(name)
    primary = [
        each.text()
        for each in page.findChildren(Button)
        if each.property("role") == "primary" and each.isVisibleTo(page)
    ]

    assert len(primary) <= 1


def test_every_screen_follows_theme_and_language_without_complaint(
    shown: Shown, qtlog: QtLoggingPlugin
) -> None:
    titles: dict[str, set[str]] = {}
    for theme, language in ((ThemeChoice.DARK, "zh"), (ThemeChoice.LIGHT, "en")):
        shown.context.themes.choose(theme)
        shown.context.set_language(language)
        for name in WITH_VAULT:
            titles.setdefault(name, set()).add(shown.page(name).header.title)
            assert not shown.window.grab().isNull()
    said = [
        record.message
        for record in qtlog.records
        if not any(word in record.message for word in _HARMLESS)
    ]

    assert said == []
    assert all(titles[name] for name in WITH_VAULT)


@pytest.mark.parametrize("name", WITH_VAULT)
def test_no_button_of_a_screen_is_cut_at_the_smallest_size(shown: Shown, name: str) -> None:
    shown.window.resize(shown.window.minimumSize())
    page = shown.page(name)
    cut = [
        each.text()
        for each in page.findChildren(Button)
        if each.isVisibleTo(page) and each.width() < each.sizeHint().width()
    ]

    assert cut == []


@pytest.mark.parametrize("name", WITH_VAULT)
def test_every_control_of_a_screen_is_reached_by_tab(shown: Shown, name: str) -> None:
    page = shown.page(name)
    shown.window.activateWindow()
    reached: set[QWidget] = set()
    while (widget := QApplication.focusWidget()) is not None and widget not in reached:
        reached.add(widget)
        QTest.keyClick(widget, Qt.Key.Key_Tab)
        if QApplication.focusWidget() is widget:  # a text that takes tabs is left with Ctrl
            QTest.keyClick(widget, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    wanted = {
        each
        for each in _controls(page)
        if each.isEnabled() and each.focusPolicy() is not Qt.FocusPolicy.NoFocus
    }

    assert wanted <= reached


def test_every_screen_is_dropped_at_locking_and_made_anew(shown: Shown) -> None:
    for name in WITH_VAULT:
        first = shown.page(name)
        shown.window.forget_screens()

        assert shown.page(name) is not first
