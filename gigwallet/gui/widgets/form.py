"""Forms in plain words: a label, a hint, the error where it arose, one column, one way on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from gigwallet.gui.widgets.buttons import Button
from gigwallet.gui.widgets.text import Label, restyle
from gigwallet.words.paragraph import paragraph

FORM_WIDTH = 560


class Field(QWidget):
    """One question: its label, a hint, an error and the editor that takes the answer."""

    def __init__(self, editor: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = editor
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._label = Label(role="label", wrap=True, parent=self)
        self._hint = Label(role="muted", wrap=True, parent=self)
        self._error = Label(role="label", tone="bad", wrap=True, parent=self)
        for widget in (self._label, self._hint, self._error, editor):
            column.addWidget(widget)
        self._label.setBuddy(editor)
        self._hint.hide()
        self._error.hide()

    # No focus proxy: the frame stands behind its editor in the order of Tab and would lead back.
    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        self.editor.setFocus(reason)

    def say(self, label: str, hint: str = "") -> None:
        self._label.setText(label)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.editor.setAccessibleName(label)
        self._describe()

    @property
    def error(self) -> str:
        return self._error.text()

    def set_error(self, sentence: str) -> None:
        """Show what is wrong with the answer; an empty sentence takes it back."""
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        restyle(self.editor, wrong=bool(sentence))
        self._describe()

    def _describe(self) -> None:
        words = paragraph((self._error.text(), self._hint.text()))
        self.editor.setAccessibleDescription(words)


class FormPage(QWidget):
    """A narrow column of fields that scrolls, with the primary button below them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer.addWidget(scroll)
        inner = QWidget()
        scroll.setWidget(inner)
        row = QHBoxLayout(inner)
        row.setContentsMargins(0, 0, 12, 0)
        narrow = QWidget(inner)
        narrow.setMaximumWidth(FORM_WIDTH)
        row.addWidget(narrow, 1)
        row.addStretch(0)
        around = QVBoxLayout(narrow)
        around.setContentsMargins(0, 0, 0, 12)
        self.column = QVBoxLayout()
        self.column.setSpacing(18)
        around.addLayout(self.column)
        # Not AlignTop: an aligned layout forgets that wrapped words need height for their width.
        around.addStretch(1)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(10)
        self._buttons.addStretch(1)
        self.column.addLayout(self._buttons)
        self._fields: list[Field] = []

    def add(self, editor: QWidget) -> Field:
        """Add a field around an editor; word it in `retranslate`."""
        field = Field(editor, self)
        self._fields.append(field)
        self.column.insertWidget(self.column.count() - 1, field)
        return field

    def add_widget(self, widget: QWidget) -> None:
        self.column.insertWidget(self.column.count() - 1, widget)

    def add_button(
        self, action: Callable[[], object], primary: bool = False, icon: str = ""
    ) -> Button:
        """Buttons stand at the leading edge, the primary one first."""
        button = Button("", icon, "primary" if primary else "plain", action, self)
        self._buttons.insertWidget(0 if primary else self._buttons.count() - 1, button)
        return button

    def clear_errors(self) -> None:
        for field in self._fields:
            field.set_error("")

    def focus_first_error(self) -> bool:
        """Move to the first field that has an error; False when none has."""
        wrong = next((field for field in self._fields if field.error), None)
        if wrong is not None:
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)
        return wrong is not None
