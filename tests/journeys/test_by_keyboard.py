"""By keyboard alone: make a vault, start a shift, walk the screens, lock, and open it again."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from gigwallet.gui import start
from gigwallet.gui.screenshots import settle
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.shell.window import MainWindow
from gigwallet.gui.theme import ThemeChoice
from gigwallet.gui.widgets import Button, Label, LongTable, Pill

_PASSPHRASE = "correct horse battery staple"
_CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[MainWindow, ShellContext]]:
    """The program as it starts on a machine that never saw it."""
    for name in ("XDG_CONFIG_HOME", "APPDATA", "HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    made, context = start.build("en", ThemeChoice.LIGHT)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made, context
    made.close()


def _focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def _type(text: str) -> None:
    QTest.keyClicks(_focus(), text)


def _press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(_focus(), key, modifier)


def _tab_to(wanted: QWidget) -> None:
    """Tab until the widget has the keyboard; a hundred stops are too many for a page."""
    for _step in range(100):
        if _focus() is wanted:
            return
        _press(Qt.Key.Key_Tab)
    raise AssertionError(f"never reached: {wanted.accessibleName() or wanted}")


def _button(page: QWidget, text: str) -> Button:
    [found] = [each for each in page.findChildren(Button) if each.text() == text]
    return found


def _code(page: QWidget) -> list[str]:
    labels = page.findChildren(Label)
    return [label.text() for label in labels if label.property("role") == "code"]


def test_a_rider_without_a_mouse_makes_a_vault_works_and_locks(
    window: tuple[MainWindow, ShellContext], qtbot: QtBot
) -> None:
    shell, context = window
    _type(_PASSPHRASE)
    _press(Qt.Key.Key_Tab)
    _type(_PASSPHRASE)
    _press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(_code(shell)), timeout=30_000)
    groups = _code(shell)
    settle(context)
    _press(Qt.Key.Key_Return)
    unlock = shell.widget_of("unlock")
    for number in unlock.confirm_page.asked_groups:  # type: ignore[attr-defined]  # UnlockScreen
        _type(groups[number - 1])
        _press(Qt.Key.Key_Tab)
    _press(Qt.Key.Key_Return)
    _tab_to(unlock.work_page.city)  # type: ignore[attr-defined]  # as above
    _type("Wuhan")
    _press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shell.open_screen == "today", timeout=30_000)
    settle(context)
    today = shell.widget_of("today")
    _tab_to(_button(today, "Start a shift"))
    _press(Qt.Key.Key_Return)
    settle(context)
    on_shift = [pill.accessibleName() for pill in today.findChildren(Pill)]
    visited = []
    for key in range(Qt.Key.Key_1, Qt.Key.Key_9 + 1):
        _press(Qt.Key(key), _CONTROL)
        settle(context)
        visited.append(shell.open_screen)
    _press(Qt.Key.Key_3, _CONTROL)
    settle(context)
    _press(Qt.Key.Key_F, _CONTROL)
    in_search = _focus() is shell.widget_of("trips").findChildren(LongTable)[0].search
    _press(Qt.Key.Key_L, _CONTROL)
    settle(context)
    locked = context.wallet is None
    _type(_PASSPHRASE)
    _press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: context.wallet is not None, timeout=30_000)
    settle(context)

    assert on_shift == ["On shift"]
    assert visited == [
        "today",
        "inbox",
        "trips",
        "pay_check",
        "evidence",
        "letters",
        "summaries",
        "safekeeping",
        "settings",
    ]
    assert in_search
    assert locked
    pills = shell.widget_of("today").findChildren(Pill)
    assert [pill.accessibleName() for pill in pills] == ["On shift"]
