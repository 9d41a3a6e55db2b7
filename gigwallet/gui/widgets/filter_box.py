"""A search field with its icon inside."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from gigwallet.gui import icons


class FilterBox(QLineEdit):
    """Down moves on to what is filtered, Escape clears."""

    down_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._glyph = QAction(self)
        self.addAction(self._glyph, QLineEdit.ActionPosition.LeadingPosition)
        self.setClearButtonEnabled(False)
        self.setProperty("part", "filter")
        self.setMinimumWidth(140)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._draw()

    def sizeHint(self) -> QSize:
        return QSize(290, super().sizeHint().height())

    def say(self, hint: str) -> None:
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)

    def _draw(self) -> None:
        self._glyph.setIcon(icons.icon("search"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_glyph"):
            self._draw()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.down_pressed.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
