"""What a person calls an original and writes beside it, typed where the original is shown."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from gigwallet.gui.widgets import Button, Field
from gigwallet.words import _

Said = tuple[str, str]  # label, note

_NOTE_LINES = 4


class Describing(QWidget):
    """Two fields and a button that is alive while something is typed that is not kept yet.

    ``kept`` is what the vault says; ``draft`` is what was typed before and not kept.
    """

    edited = Signal(object)  # Said, or None where it is what is kept
    wanted = Signal(object)  # Said

    def __init__(self, kept: Said, draft: Said | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept = kept
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        label, note = draft or kept
        self.label = QLineEdit(label, self)
        self.note = QPlainTextEdit(note, self)
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(self.note.fontMetrics().lineSpacing() * _NOTE_LINES + 18)
        for editor, words in (
            (self.label, _("What you call it")),
            (self.note, _("Your note")),
        ):
            field = Field(editor, self)
            field.say(words)
            column.addWidget(field)
        self.keep = Button(_("Keep"), "save", action=self._send, parent=self)
        row = QHBoxLayout()
        row.addWidget(self.keep)
        row.addStretch(1)
        column.addLayout(row)
        self.label.textChanged.connect(self._follow)
        self.label.returnPressed.connect(self._send)
        self.note.textChanged.connect(self._follow)
        self._follow()

    def said(self) -> Said:
        return self.label.text().strip(), self.note.toPlainText().strip()

    def _follow(self, _text: str = "") -> None:
        changed = self.said() != self._kept
        self.keep.setEnabled(changed)
        self.edited.emit(self.said() if changed else None)

    def _send(self) -> None:
        if self.keep.isEnabled():
            self.wanted.emit(self.said())
