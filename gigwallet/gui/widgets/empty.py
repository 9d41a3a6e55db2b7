"""What a page shows while it has nothing to show: why, and the next step."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gigwallet.gui.widgets.buttons import Button
from gigwallet.gui.widgets.notice import Glyph
from gigwallet.gui.widgets.text import Label

_WIDTH, _NARROWEST, _AIR = 520, 240, 24


class EmptyState(QWidget):
    """An icon, a sentence, one line of advice and at most one button."""

    pressed = Signal()

    def __init__(self, icon: str = "inbox", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(_AIR, _AIR, _AIR, _AIR)
        column.setSpacing(10)
        self._glyph = Glyph(icon, "muted", 36, self)
        self._title = Label(role="heading", parent=self)
        self._advice = Label(role="muted", wrap=True, parent=self)
        self._advice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._button = Button(role="plain", action=self.pressed.emit, parent=self)
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(1)
        column.addWidget(self._glyph, 0, centre)
        column.addWidget(self._title, 0, centre)
        # In a row of its own: an aligned label would not be asked how tall its lines are.
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._advice)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._button, 0, centre)
        column.addStretch(1)
        self._button.hide()

    def minimumSizeHint(self) -> QSize:
        return QSize(_NARROWEST, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words as wide as there is room, in lines that can be read."""
        super().resizeEvent(event)
        self._advice.setFixedWidth(max(1, min(_WIDTH, event.size().width() - 2 * _AIR)))

    def say(self, title: str, advice: str = "", button: str = "") -> None:
        self._title.setText(title)
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self.setAccessibleName(f"{title}. {advice}".strip())
