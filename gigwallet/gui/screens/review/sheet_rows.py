"""The rows of a picture that is taught from, each with what it means."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gigwallet.app.screens.teach_screens import About, Meaning, SheetRow, meanings
from gigwallet.gui.screens.review.meaning_words import meaning_words
from gigwallet.gui.widgets import Label, ScrollColumn, isolated
from gigwallet.gui.widgets.choice import ChoiceBox

_SHOWN = 42  # signs of a row; the picture beside it shows all


class _MeaningBox(ChoiceBox):
    """A list among many: it tells when the keyboard comes."""

    entered = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()


class SheetRows(ScrollColumn):
    """``entered``: the keyboard is at this row now."""

    entered = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column.setSpacing(8)
        self.column.addStretch(1)  # few rows stand at the top
        self._boxes: list[_MeaningBox] = []
        self._rows: list[QWidget] = []

    def show_rows(self, rows: Sequence[SheetRow], about: About, said: Sequence[Meaning]) -> None:
        for each in self._rows:
            self.column.removeWidget(each)
            each.deleteLater()
        self._boxes, self._rows = [], []
        offered = [(each, meaning_words(each)) for each in meanings(about)]
        for place, (row, meaning) in enumerate(zip(rows, said, strict=True)):
            holder = QWidget(self)
            line = QHBoxLayout(holder)
            line.setContentsMargins(0, 0, 8, 0)
            line.setSpacing(12)
            text = Label(isolated(row.text[:_SHOWN]), parent=holder)
            text.setMinimumWidth(120)
            box = _MeaningBox(holder)
            box.set_options(offered)
            box.choose(meaning)
            box.setAccessibleName(row.text)
            box.entered.connect(partial(self.entered.emit, place))
            text.setBuddy(box)
            line.addWidget(text, 1)
            line.addWidget(box)
            self.column.insertWidget(place, holder)
            self._boxes.append(box)
            self._rows.append(holder)

    def said(self) -> tuple[Meaning, ...]:
        return tuple(Meaning(each.key()) for each in self._boxes)

    def ask(self, place: int) -> None:
        """Send the keyboard to a row."""
        if 0 <= place < len(self._boxes):
            self._boxes[place].setFocus(Qt.FocusReason.OtherFocusReason)
