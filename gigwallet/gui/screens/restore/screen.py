"""The screen around the page that restores: where it leads back to, and the way into the result."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout

from gigwallet.gui.screens.restore.page import RestorePage
from gigwallet.gui.shell import ScreenWidget, ShellContext
from gigwallet.gui.shell.front import FrontBar
from gigwallet.gui.widgets import ScrollColumn
from gigwallet.words import _

_WIDTH = 680


class RestoreScreen(ScreenWidget):
    """On a new computer there is no vault to open first, so it needs none."""

    def __init__(self, context: ShellContext) -> None:
        super().__init__(context)
        self.header.hide()
        self._front = FrontBar(context, self)
        self._front.setVisible(context.wallet is None)
        self.body.addWidget(self._front)
        self.page = RestorePage(context)
        self.page.setFixedWidth(_WIDTH)
        self.page.left = self._back
        self.page.wants_in.connect(self._enter)
        scroll = ScrollColumn(self)
        scroll.column.setSpacing(0)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.page)
        row.addStretch(1)
        scroll.column.addStretch(2)
        scroll.column.addLayout(row)
        scroll.column.addStretch(3)
        self.body.addWidget(scroll, 1)

    def retranslate(self) -> None:
        self.header.say(_("Restore a backup"))
        self._front.retranslate()
        self.page.retranslate()

    def open(self, **arguments: object) -> None:
        self.page.begin()
        self.page.first().setFocus()

    def _back(self) -> None:
        self.page.forget()
        if self.context.wallet is None:
            self.context.navigate("unlock")
        else:
            self.context.navigate("safekeeping", part="backup")

    def _enter(self, folder: Path) -> None:
        context = self.context  # locking takes this screen away
        context.lock()
        context.navigate("unlock", folder=str(folder))
