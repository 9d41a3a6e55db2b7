"""Fields that a wheel does not change: who scrolls a page and passes one scrolls on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSpinBox, QWidget


class Steady:
    """Put in front of a field of Qt's. Qt turns the value of whatever lies under the pointer, so
    that a form changes while it is read, and nobody sees it."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # to the page behind


class DropDown(Steady, QComboBox):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


class WholeNumber(Steady, QSpinBox):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
