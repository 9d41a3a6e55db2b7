"""A place to drop files on, which is also a button that asks for them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from gigwallet.gui.widgets.buttons import Button
from gigwallet.gui.widgets.notice import Glyph
from gigwallet.gui.widgets.text import Label, restyle


def dropped_files(content: QMimeData) -> list[Path]:
    """The local files and folders that were dropped; links to elsewhere are left out."""
    return [Path(url.toLocalFile()) for url in content.urls() if url.isLocalFile()]


class DropArea(QFrame):
    """Files may be dropped here; pressing it asks for files instead."""

    dropped = Signal(list)  # list[Path]
    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", "drop")
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMinimumHeight(150)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(8)
        self._title = Label(role="label", parent=self)
        self._hint = Label(role="muted", wrap=True, parent=self)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._button = Button(icon="upload", action=self.pressed.emit, parent=self)
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the area itself is the stop
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(1)
        column.addWidget(Glyph("upload", "accent", 28, self), 0, centre)
        column.addWidget(self._title, 0, centre)
        column.addWidget(self._hint)
        column.addWidget(self._button, 0, centre)
        column.addStretch(1)

    def say(self, title: str, hint: str, button: str) -> None:
        self._title.setText(title)
        self._hint.setText(hint)
        self._button.setText(button)
        self.setAccessibleName(title)
        self.setAccessibleDescription(hint)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()
            restyle(self, over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        restyle(self, over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        restyle(self, over=False)
        event.acceptProposedAction()
        self.dropped.emit(dropped_files(event.mimeData()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
            return
        super().keyPressEvent(event)
