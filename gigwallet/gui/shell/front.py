"""The head of a page that stands before the vault: whose program it is, and its language."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from gigwallet.gui.shell.context import ShellContext
from gigwallet.gui.shell.speech import OWN_NAMES
from gigwallet.gui.widgets import Glyph, Label, Segments


class FrontBar(QWidget):
    """Without a vault there is no sidebar that says it and no page of settings."""

    def __init__(self, context: ShellContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._languages = Segments(self)
        self._languages.chosen.connect(context.set_language)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(Glyph("wallet", "accent", 26, self))
        row.addWidget(Label("GigWallet", role="brand", parent=self))
        row.addStretch(1)
        row.addWidget(self._languages)

    def retranslate(self) -> None:
        self._languages.set_choices(list(OWN_NAMES.items()))
        self._languages.choose(self._context.language)
