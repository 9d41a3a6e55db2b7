"""Locks the vault when nobody has touched the window for a while."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

_MINUTE_MS = 60_000
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
    """Counts the time since the last key, click or movement in one window.

    It waits for work that runs and for a question that is open: neither may be cut off.
    """

    idle = Signal()
    touched = Signal()

    def __init__(self, window: QWidget, busy: Callable[[], bool]) -> None:
        super().__init__(window)
        self._window = window
        self._busy = busy
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._look)

    def watch(self) -> None:
        """Begin, once the window has been shown: its native window sees every input first."""
        handle = self._window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def set_minutes(self, minutes: int) -> None:
        """0: never."""
        self.set_interval(minutes * _MINUTE_MS)

    def set_interval(self, milliseconds: int) -> None:
        self._timer.setInterval(milliseconds)
        if milliseconds:
            self._timer.start()
        else:
            self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _SIGNS_OF_LIFE and self._timer.isActive():
            self._timer.start()
            self.touched.emit()
        return False

    def _look(self) -> None:
        self._timer.start()
        if not self._busy() and QApplication.activeModalWidget() is None:
            self.idle.emit()
