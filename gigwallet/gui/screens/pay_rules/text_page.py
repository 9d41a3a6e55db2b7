"""The rule as text, for those who want to write what the form cannot ask."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from gigwallet.domain.errors import GigWalletError
from gigwallet.gui.errors import worded
from gigwallet.gui.widgets import Button, Label
from gigwallet.words import _


class TextPage(QWidget):
    """An editor; a refusal is shown above it, with the cursor where it is."""

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
        column.addLayout(row)

    def retranslate(self) -> None:
        self._advice.setText(
            _("TOML, as docs/pay-schemes.md describes it. Amounts are text, to stay exact.")
        )
        self.editor.setAccessibleName(_("Text of the pay rule"))
        self.send.setText(_("Keep this rule"))

    def show_text(self, text: str) -> None:
        self._error.hide()
        self.editor.setPlainText(text)

    def text(self) -> str:
        return self.editor.toPlainText()

    @property
    def error(self) -> str:
        return self._error.text() if not self._error.isHidden() else ""

    def show_refusal(self, refusal: GigWalletError) -> None:
        """The sentence above the text, and the cursor at its line and column."""
        self._error.setText(worded(refusal))
        self._error.show()
        line, column = (int(refusal.facts.get(name, 0) or 0) for name in ("line", "column"))
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
