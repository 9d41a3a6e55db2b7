"""The rule as text, for those who want to write what the form cannot ask."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase, QTextCursor
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from gigwallet.domain.errors import GigWalletError
from gigwallet.gui.errors import worded
from gigwallet.gui.screens.pay_rules.fault_list import FaultList, place_of
from gigwallet.gui.widgets import Button, Label
from gigwallet.words import _

_EXAMPLE = re.compile(r"^illustrative[ \t]*=[ \t]*(true|false)", re.MULTILINE)


class TextPage(QWidget):
    """An editor; what is wrong is listed below it while it is written, each with its place. A
    refusal is shown above it, with the cursor where it is."""

    sent = Signal()
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._advice = Label(role="muted", wrap=True, parent=self)
        self._error = Label(role="label", tone="bad", wrap=True, parent=self)
        self._error.hide()
        self.editor = QPlainTextEdit(self)
        self.editor.setTabChangesFocus(True)
        self.editor.textChanged.connect(self.changed)
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(14)
        self.editor.setFont(font)
        self.editor.textChanged.connect(self._follow)
        self.illustrative = QCheckBox(self)
        self.illustrative.clicked.connect(self._say_example)
        self.faults = FaultList(self)
        self.faults.picked.connect(self._go_to)
        self.send = Button(icon="check", role="primary", action=self.sent.emit, parent=self)
        row = QHBoxLayout()
        row.addWidget(self.send)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._advice)
        column.addWidget(self._error)
        column.addWidget(self.editor, 1)
        column.addWidget(self.faults)
        column.addWidget(self.illustrative)
        column.addLayout(row)

    def retranslate(self) -> None:
        self._advice.setText(
            _("TOML, as docs/pay-schemes.md describes it. Amounts are text, to stay exact.")
        )
        self.editor.setAccessibleName(_("Text of the pay rule"))
        self.send.setText(_("Keep this rule"))
        self.illustrative.setText(_("Only an example: it can be tried but makes no letter"))
        self.faults.retranslate()

    def show_text(self, text: str) -> None:
        self._error.hide()
        self.editor.setPlainText(text)

    def _follow(self) -> None:
        said = _EXAMPLE.search(self.text())
        self.illustrative.setChecked(said is not None and said[1] == "true")

    def _say_example(self, on: bool) -> None:
        """Where the text says it already; else as its last word before the first table."""
        said = f"illustrative = {'true' if on else 'false'}"
        text, found = _EXAMPLE.subn(said, self.text(), count=1)
        if not found:
            head, table, rest = text.partition("[")
            text = f"{head}{said}\n{table}{rest}"
        cursor = QTextCursor(self.editor.document())  # so that it can be undone
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)

    def show_faults(self, faults: Sequence[GigWalletError]) -> None:
        self.faults.show_faults(faults)
        if not faults:
            self._error.hide()

    def text(self) -> str:
        return self.editor.toPlainText()

    @property
    def error(self) -> str:
        return self._error.text() if not self._error.isHidden() else ""

    def show_refusal(self, refusal: GigWalletError) -> None:
        """The sentence above the text, and the cursor at its line and column."""
        self._error.setText(worded(refusal))
        self._error.show()
        self._go_to(*place_of(refusal))

    def _go_to(self, line: int, column: int) -> None:
        """The cursor to a place, both counted from 1; line 0 is none."""
        block = self.editor.document().findBlockByNumber(max(0, line - 1))
        if line and block.isValid():
            cursor = QTextCursor(block)
            room = max(0, block.length() - 1)
            cursor.movePosition(
                QTextCursor.MoveOperation.Right,
                QTextCursor.MoveMode.MoveAnchor,
                min(max(0, column - 1), room),
            )
            self.editor.setTextCursor(cursor)
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)
