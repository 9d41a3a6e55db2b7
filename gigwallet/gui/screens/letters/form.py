"""The part of a letter that the person writes: names, addresses, the day an answer is wanted by."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from gigwallet.app.letters.draft_letter import LetterDraft
from gigwallet.gui.widgets import Card, Field
from gigwallet.words import _, language

_WIDTH = 330
_LINES_SHOWN = 3
_RESTING_MS = 700


class _Lines(QPlainTextEdit):
    """A few lines of text; Tab leads on, and leaving it ends the editing."""

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES_SHOWN + 24)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class LetterFields(QWidget):
    """One field for each key of the draft, in its order; what the person typed is never lost."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(_WIDTH)
        # The page follows as one types, once the hand rests.
        self._resting = QTimer(self, singleShot=True, interval=_RESTING_MS)
        self._resting.timeout.connect(self._tell)
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
        self._typed: set[str] = set()
        self._draft: LetterDraft | None = None

    def retranslate(self) -> None:
        self._blockers.set_heading(_("Before it can be saved"))
        self._gaps.set_heading(_("A reader may ask for"))
        self._words.set_heading(_("In your words"))
        for key in self._fields:
            self._say(key)

    def show_fields(self, draft: LetterDraft) -> None:
        same = self._draft is not None and self._draft.letter == draft.letter
        self._draft = draft
        if not same or list(draft.fields) != list(self._fields):
            for field in self._fields.values():
                field.hide()
                field.deleteLater()
            self._fields, self._typed = {}, set()
            for key in draft.fields:
                self._make(key, draft)
        for key, text in draft.fields.items():
            if key not in self._typed:
                _write(self._fields[key].editor, text)
        self.mark(draft)

    def mark(self, draft: LetterDraft) -> None:
        """Which fields may not stay empty depends on the others."""
        self._draft = draft
        for key in self._fields:
            self._say(key)

    def show_notes(self, blockers: list[str], gaps: list[str]) -> None:
        self._blockers.show_sentences(blockers, "warn")
        self._gaps.show_sentences(gaps)

    def go_to_empty(self) -> bool:
        """The keyboard goes to the first field that may not stay empty and is; False for none."""
        required = self._draft.required if self._draft is not None else frozenset[str]()
        for key, field in self._fields.items():
            if key in required and not _read(field.editor):
                field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def answers(self) -> dict[str, str]:
        return {key: _read(field.editor) for key, field in self._fields.items()}

    def _make(self, key: str, draft: LetterDraft) -> None:
        editor = _editor(key, draft, self._words)
        field = Field(editor, self._words)
        self._words.body.addWidget(field)
        if isinstance(editor, _Lines):
            editor.textChanged.connect(lambda: self._note(key, editor.hasFocus()))
            editor.left.connect(self._tell)
        elif isinstance(editor, QCheckBox):
            editor.clicked.connect(lambda _on: self._note(key, True))
            editor.clicked.connect(lambda _on: self._tell())
        elif isinstance(editor, QLineEdit):
            editor.textEdited.connect(lambda _text: self._note(key, True))
            editor.editingFinished.connect(self._tell)
        self._fields[key] = field
        self._say(key)

    def _say(self, key: str) -> None:
        if self._draft is not None:
            told = self._draft.hint(key, language())
            hint = told or ("2025-08-31" if key in self._draft.days else "")
            mark = " *" if key in self._draft.required else ""
            self._fields[key].say(self._draft.label(key, language()) + mark, hint)

    def _note(self, key: str, by_person: bool) -> None:
        if by_person:
            self._typed.add(key)
            self._resting.start()

    def _tell(self) -> None:
        """Pass the words on once every day is a day."""
        self._resting.stop()
        wrong = False
        days = self._draft.days if self._draft is not None else frozenset[str]()
        for key in days & self._fields.keys():
            text = _read(self._fields[key].editor)
            bad = bool(text) and not _is_day(text)
            wrong = wrong or bad
            self._fields[key].set_error(
                _("Write the day as year, month, day: 2025-08-31.") if bad else ""
            )
        if not wrong:
            self.edited.emit()


def _editor(key: str, draft: LetterDraft, parent: QWidget) -> QWidget:
    if key in draft.lines:
        return _Lines(parent)
    return QCheckBox(_("Yes"), parent) if key in draft.ticks else QLineEdit(parent)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _read(editor: QWidget) -> str:
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText().strip()
    if isinstance(editor, QCheckBox):
        return "yes" if editor.isChecked() else ""
    return editor.text().strip() if isinstance(editor, QLineEdit) else ""


def _write(editor: QWidget, text: str) -> None:
    if isinstance(editor, QPlainTextEdit):
        editor.setPlainText(text)
    elif isinstance(editor, QCheckBox):
        editor.setChecked(bool(text))
    elif isinstance(editor, QLineEdit):
        editor.setText(text)
        editor.setCursorPosition(0)
