"""What guards the open vault, whatever is shown: who may call, what leaves by the clipboard, how
it is locked from outside, and how the program is gone at once."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWidget

from gigwallet.app.vaults import ring_window
from gigwallet.gui.shell import power
from gigwallet.gui.shell.clipboard import OwnClipboard
from gigwallet.gui.shell.context import ShellContext
from gigwallet.gui.shell.leaving import QuickExitKey
from gigwallet.words import _


class Safety(QObject):
    """Belongs to one window. `end` is how a process ends at once; a test passes another."""

    _rang = Signal(str, object)  # out of the bell's thread into the window's

    def __init__(
        self, window: QWidget, context: ShellContext, end: Callable[[int], object] = os._exit
    ) -> None:
        super().__init__(window)
        self._window, self._context, self._end = window, context, end
        self.clipboard = OwnClipboard(self)
        self._key = QuickExitKey(self)
        self._bell: ring_window.Doorbell | None = None
        self._events: list[power.SystemEvents] = []
        self._waiting: list[threading.Event] = []
        self._key.pressed.connect(context.leave_now)
        self._rang.connect(self._obey)
        context.leaving_now.connect(self.leave)
        context.wallet_changed.connect(self._meet_wallet)
        context.locked.connect(self._locked)

    def hear(self, events: list[power.SystemEvents]) -> None:
        """Lock when the system tells that the machine sleeps or its session is locked."""
        self._events = events
        for each in events:
            each.leaving.connect(self._context.lock)
            each.vault_is_open(self._context.wallet is not None)

    def leave(self) -> None:
        """The quick exit. Nothing here waits: windows, clipboard, keys, process."""
        for each in QGuiApplication.topLevelWindows():
            each.hide()
        self.clipboard.clear()
        self._context.abandon()
        self._end(0)

    def close(self) -> None:
        """The window is closed in peace."""
        self.clipboard.clear()
        self._take_bell_down()

    def _meet_wallet(self) -> None:
        wallet = self._context.wallet
        self._take_bell_down()
        if wallet is None:
            self.clipboard.clear()
            close_questions(self._window)
            return
        self._bell = ring_window.hang_bell(wallet, self._ring)
        for each in self._events:
            each.vault_is_open(True)

    def _locked(self) -> None:
        if self._context.wallet is None:
            for each in self._events:
                each.vault_is_open(False)
        waiting, self._waiting = self._waiting, []
        for done in waiting:
            done.set()

    def _ring(self, word: str) -> threading.Event:
        """Called in a thread of the bell."""
        done = threading.Event()
        self._rang.emit(word, done)
        return done

    def _obey(self, word: str, done: threading.Event) -> None:
        if word == ring_window.EXIT:
            self._context.leave_now()
        elif word == ring_window.LOCK and self._context.wallet is not None:
            self._waiting.append(done)
            self._context.lock()
            return
        elif word == ring_window.RAISE:
            self._come_forward()
        done.set()

    def _come_forward(self) -> None:
        if self._window.isMinimized():
            self._window.showNormal()
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()
        QApplication.alert(self._window)  # where the desktop lets no window push itself forward
        self._context.notify(_("This vault is open here already."))

    def _take_bell_down(self) -> None:
        bell, self._bell = self._bell, None
        if bell is not None:
            bell.close()


def close_questions(window: QWidget) -> None:
    """Everything that is open above the window goes, unanswered: it may show what is in a vault."""
    QToolTip.hideText()
    while (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
        if popup.isVisible():
            break
    for each in QApplication.topLevelWidgets():
        if each is window or not each.isVisible():
            continue
        if isinstance(each, QDialog):
            each.reject()
        each.close()
