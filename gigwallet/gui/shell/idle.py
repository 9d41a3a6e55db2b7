"""Locks the vault when nobody has touched the window for a while."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QWidget

_MINUTE_MS = 60_000
_SOON_MS = 15_000
_SIGNS_OF_LIFE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    }
)


class IdleLock(QObject):
    """Counts the time since the last key, click or movement in one window and its questions.

    It waits for work that runs, and locks soon after that has ended. A question that is open is
    no reason to wait: whoever was asked has gone away.
    """

    idle = Signal()
    touched = Signal()

    def __init__(self, window: QWidget, busy: Callable[[], bool]) -> None:
        super().__init__(window)
        self._window = window
        self._busy = busy
        self._interval = 0
        self._follows = False
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._look)

    def watch(self) -> None:
        """Begin, once the window has been shown: its native window sees every input first."""
        self._watch(self._window.windowHandle())
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication) and not self._follows:
            self._follows = True
            # A question has a native window of its own; who types there is not away.
            application.focusWindowChanged.connect(self._watch)

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)  # once, however often it is asked for

    def set_minutes(self, minutes: int) -> None:
        """0: never."""
        self.set_interval(minutes * _MINUTE_MS)

    def set_interval(self, milliseconds: int) -> None:
        self._interval = milliseconds
        if milliseconds:
            self._timer.start(milliseconds)
        else:
            self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE and self._timer.isActive():
            self._timer.start(self._interval)
            self.touched.emit()
        return False

    def _look(self) -> None:
        if self._busy():
            self._timer.start(min(_SOON_MS, self._interval))
        else:
            self._timer.start(self._interval)
            self.idle.emit()
