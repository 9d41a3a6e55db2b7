"""The field that a person answers in: the keyboard alone does everything."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class AnswerEdit(QLineEdit):
    """Enter answers, Up and Down go to another field. While nothing was typed, Del says that the
    picture does not show it, and Ctrl+Z takes back the answer before."""

    answered = Signal(str)
    absent = Signal()
    moved = Signal(int)
    take_back = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._guess = ""
        self.setMinimumHeight(44)

    @property
    def untouched(self) -> bool:
        return self.text() == self._guess

    def ask(self, guess: str) -> None:
        """Offer what was read, ready to be written over."""
        self._guess = guess
        self.setText(guess)
        self.selectAll()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes back writes over what was read, as at first."""
        super().focusInEvent(event)
        if self.untouched:
            self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.answered.emit(self.text())
        elif key in _STEPS:
            self.moved.emit(_STEPS[key])
        elif key == Qt.Key.Key_Delete and self.untouched:
            self.absent.emit()
        elif event.matches(QKeySequence.StandardKey.Undo) and self.untouched:
            self.take_back.emit()
        elif key == Qt.Key.Key_Escape and not self.untouched:
            self.ask(self._guess)
        else:
            super().keyPressEvent(event)
            return
        event.accept()
