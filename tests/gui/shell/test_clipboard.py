"""The clipboard: what the window put there is marked, and gone at lock, at the end, in a minute."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from gigwallet.app.wallet import Wallet
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.shell.clipboard import MARKS, STAYS_MS, OwnClipboard
from gigwallet.gui.shell.window import MainWindow
from tests.benchmarks.quick_exit import ROOT, x_server
from tests.gui.shell.test_window import _screens

# Two programs on one real display. The first copies and is locked; the second then copies itself.
_OURS = """
import sys
from PySide6.QtCore import QSocketNotifier
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication, QLineEdit
from gigwallet.gui.shell.clipboard import OwnClipboard
app = QApplication([])
own = OwnClipboard()
line = QLineEdit("4921.00")
line.show()
line.selectAll()
line.copy()
app.clipboard().setText("4921.00", QClipboard.Mode.Selection)
def obey():
    word = sys.stdin.readline().strip()
    if not word:
        app.quit()
    if word == "clear":
        app.sync()  # the display's word that another program has copied may be on its way
        own.clear()
    print(app.clipboard().ownsClipboard(), app.clipboard().ownsSelection(), flush=True)
ear = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
ear.activated.connect(obey)
app.exec()
"""
_THEIRS = """
import sys
from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication([])
window = QWidget()
window.show()
def look():
    held = app.clipboard().mimeData()
    print(app.clipboard().text() or "-", "x-kde-passwordManagerHint" in held.formats(), flush=True)
    if not sys.argv[1:]:
        app.quit()
        return
    app.clipboard().setText(sys.argv[1])
    app.sync()  # the display must know it before anybody is told
    print(app.clipboard().ownsClipboard(), flush=True)
def again():
    sys.stdin.readline()
    print(app.clipboard().text(), flush=True)
    app.quit()
if sys.argv[1:]:
    ear = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    ear.activated.connect(again)
QTimer.singleShot(200, look)
app.exec()
"""


@pytest.fixture
def own(dressed: QApplication) -> Iterator[OwnClipboard]:
    made = OwnClipboard()
    yield made
    made.clear()
    made.deleteLater()


def test_whoever_copied_it_is_marked_for_clipboard_managers(own: OwnClipboard) -> None:
    line = QLineEdit("4921.00")
    line.selectAll()
    line.copy()
    held = QGuiApplication.clipboard().mimeData()

    assert held.text() == "4921.00"
    assert {mark: bytes(held.data(mark).data()) for mark in MARKS} == MARKS


def test_a_picture_stays_a_picture_when_it_is_marked(own: OwnClipboard) -> None:
    image = QImage(20, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    QGuiApplication.clipboard().setImage(image)
    held = QGuiApplication.clipboard().mimeData()

    assert held.imageData() == image
    assert all(held.hasFormat(mark) for mark in MARKS)


def test_it_is_gone_a_minute_after_the_last_copy(own: OwnClipboard, qtbot: QtBot) -> None:
    own.set_stay(30)
    QGuiApplication.clipboard().setText("one")
    QGuiApplication.clipboard().setText("two")
    kept = QGuiApplication.clipboard().text()
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == "")

    assert kept == "two"
    assert STAYS_MS == 60_000


@pytest.mark.parametrize("how", ["lock", "close"])
def test_it_is_gone_at_lock_and_at_the_end(
    context: ShellContext, wallet: Wallet, qtbot: QtBot, how: str
) -> None:
    window = MainWindow(context, _screens())
    qtbot.addWidget(window)
    context.unlock(wallet)
    QGuiApplication.clipboard().setText("a figure of the vault")
    if how == "lock":
        context.lock()
    else:
        window.close()

    assert QGuiApplication.clipboard().text() == ""


@pytest.fixture
def display() -> Iterator[dict[str, str]]:
    try:
        with x_server() as name:
            yield {**os.environ, "DISPLAY": name, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT)}
    except LookupError as missing:
        pytest.skip(str(missing))


def _program(code: str, display: dict[str, str], *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        env=display,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        bufsize=1,
    )


def _tell(process: subprocess.Popen[str], word: str) -> str:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(word + "\n")
    process.stdin.flush()
    return process.stdout.readline().strip()


def test_on_a_real_display_another_program_sees_it_marked_and_then_no_more(
    display: dict[str, str],
) -> None:
    with _program(_OURS, display) as ours:
        copied = _tell(ours, "look")
        before, _ = _program(_THEIRS, display).communicate()
        cleared = _tell(ours, "clear")
        after, _ = _program(_THEIRS, display).communicate()
        assert ours.stdin is not None
        ours.stdin.close()

    assert (copied, before.strip()) == ("True True", "4921.00 True")
    assert (cleared, after.strip()) == ("False False", "- False")


def test_on_a_real_display_what_another_program_copied_is_left_alone(
    display: dict[str, str],
) -> None:
    with _program(_OURS, display) as ours:
        _tell(ours, "look")
        theirs = _program(_THEIRS, display, "somebody else's")
        assert theirs.stdout is not None
        seen = [theirs.stdout.readline().strip() for _line in range(2)]
        cleared = _tell(ours, "clear")
        still = _tell(theirs, "go on")
        theirs.communicate()
        assert ours.stdin is not None
        ours.stdin.close()

    assert seen == ["4921.00 True", "True"]
    assert cleared.startswith("False")
    assert still == "somebody else's"
