"""The part of a letter that the person writes: names, addresses, the day an answer is wanted by."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from gigwallet.gui.widgets import Card, Field
from gigwallet.words import _, labels

_WIDTH = 330


class LetterFields(QWidget):
    """One field for each key of the draft, in its order; what the person typed is never lost."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(16)
        self._blockers = Card(parent=self)
        self._gaps = Card(parent=self)
        self._words = Card(parent=self)
        for card in (self._blockers, self._gaps, self._words):
            column.addWidget(card)
        column.addStretch(1)
        self._fields: dict[str, Field] = {}
        self._typed: dict[str, str] = {}

    def retranslate(self) -> None:
        self._blockers.set_heading(_("Before it can be saved"))
        self._gaps.set_heading(_("A reader may ask for"))
        self._words.set_heading(_("In your words"))
        for key, field in self._fields.items():
            field.say(labels.field(key))

    def show_fields(self, fields: Mapping[str, str]) -> None:
        if list(fields) != list(self._fields):
            for field in self._fields.values():
                field.deleteLater()
            self._fields = {key: self._make(key) for key in fields}
        for key, text in fields.items():
            editor = self._fields[key].editor
            if isinstance(editor, QLineEdit) and key not in self._typed:
                editor.setText(text)
                editor.setCursorPosition(0)

    def show_notes(self, blockers: list[str], gaps: list[str]) -> None:
        self._blockers.show_sentences(blockers, "warn")
        self._gaps.show_sentences(gaps)

    def answers(self) -> dict[str, str]:
        return {
            key: field.editor.text().strip()
            for key, field in self._fields.items()
            if isinstance(field.editor, QLineEdit)
        }

    def _make(self, key: str) -> Field:
        editor = QLineEdit(self._words)
        field = Field(editor, self._words)
        field.say(labels.field(key))
        self._words.body.addWidget(field)
        editor.textEdited.connect(lambda text, key=key: self._typed.__setitem__(key, text))
        editor.editingFinished.connect(self.edited)
        return field
