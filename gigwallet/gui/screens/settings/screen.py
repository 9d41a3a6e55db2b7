"""The page of settings: cards below one another, in a column that scrolls."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from gigwallet.app.records import keep_worker
from gigwallet.gui.screens.settings.about_card import AboutCard
from gigwallet.gui.screens.settings.look_card import LookCard
from gigwallet.gui.screens.settings.vault_card import VaultCard
from gigwallet.gui.screens.settings.worker_card import WorkerCard
from gigwallet.gui.shell import ScreenWidget, ShellContext
from gigwallet.gui.widgets import ScrollColumn
from gigwallet.words import _


class SettingsScreen(ScreenWidget):
    """Two columns: what is yours, and what is the program's."""

    shows: ClassVar[frozenset[str]] = frozenset({"worker"})

    def __init__(self, context: ShellContext) -> None:
        super().__init__(context)
        self.look = LookCard(context)
        self.worker = WorkerCard(context)
        self.vault = VaultCard(context)
        self.about = AboutCard()
        page = ScrollColumn(self)
        row = QHBoxLayout()
        row.setSpacing(16)
        page.column.addLayout(row)
        for cards in ((self.look, self.worker), (self.vault, self.about)):
            column = QVBoxLayout()
            column.setSpacing(16)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            row.addLayout(column, 1)
        self.body.addWidget(page, 1)

    def retranslate(self) -> None:
        self.header.say(_("Settings"), _("They take effect at once."))
        for card in (self.look, self.worker, self.vault, self.about):
            card.retranslate()

    def refresh(self, changed: frozenset[str]) -> None:
        wallet = self.context.opened
        self.context.run(lambda _job: keep_worker.worker(wallet), self.worker.show_worker)
