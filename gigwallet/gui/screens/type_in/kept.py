"""What was kept, in one sentence, and where to go from here."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gigwallet.gui.widgets import Button, Glyph, Label
from gigwallet.words import _


class Kept(QWidget):
    """Shown after something was kept."""

    another = Signal()
    onward = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: Callable[[], str] = str
        self._known = False
        self._title = Label(role="heading", wrap=True, parent=self)
        self._note = Label(role="muted", wrap=True, parent=self)
        self._another = Button(icon="plus", action=self.another.emit, parent=self)
        self._onward = Button(icon="scale", role="primary", action=self.onward.emit, parent=self)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Glyph("circle-check", "good", 28, self), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addWidget(self._onward)
        buttons.addWidget(self._another)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(14)
        column.addLayout(head)
        column.addWidget(self._note)
        column.addLayout(buttons)
        column.addStretch(1)

    def say(self, words: Callable[[], str], known: bool) -> None:
        """``words`` is called again when the language changes."""
        self._words, self._known = words, known
        self.retranslate()

    def retranslate(self) -> None:
        self._title.setText(self._words())
        self._note.setText(
            _("This was in the vault before, so nothing was added.")
            if self._known
            else _("It is in the vault, marked as typed by you.")
        )
        self._another.setText(_("Type in something else"))
        self._onward.setText(_("Open the pay check"))
