"""The quick exit: one key from anywhere, and the program is gone.

It does not close the vault: it wipes the keys and ends the process as a power cut would. Whatever
was acknowledged is on the disk; the vault is made for that.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow

# On a Mac Ctrl+Shift+Q of Qt would be Cmd+Shift+Q, by which macOS logs out.
KEYS = "Meta+Shift+Q" if sys.platform == "darwin" else "Ctrl+Shift+Q"
SHOWN_KEYS = "⌃⇧Q" if sys.platform == "darwin" else "Ctrl+Shift+Q"
_HELD = Qt.KeyboardModifier.ShiftModifier | (
    Qt.KeyboardModifier.MetaModifier
    if sys.platform == "darwin"
    else Qt.KeyboardModifier.ControlModifier
)


class QuickExitKey(QObject):
    """Sees the key before any window of ours does, in front of a question as well: a shortcut of
    the main window would not be heard while a dialog is open."""

    pressed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._watch)
        self._watch(QGuiApplication.focusWindow())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if event.key() == Qt.Key.Key_Q and held == _HELD:
                self.pressed.emit()
                return True
        return False

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)  # once, however often it is asked for
