"""Backup: the card of it, and the pages that restore one and bring a copy together with this."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gigwallet.app.tell_safety import Safety
from gigwallet.gui.screens.safekeeping.backup_card import BackupCard
from gigwallet.gui.screens.safekeeping.part import Part
from gigwallet.gui.screens.safekeeping.restore_page import RestorePage
from gigwallet.gui.screens.safekeeping.row import ActionRow, RowCard
from gigwallet.gui.shell import ShellContext
from gigwallet.words import _


class Backup(Part):
    """Pages: restore, merge."""

    def __init__(self, context: ShellContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.card = BackupCard(context, self)
        self._more = RowCard(self)
        self._restore = ActionRow("upload", self)
        self._merge = ActionRow("link", self)
        self._restore_button = self._restore.add_button(lambda: self.go("restore"))
        self._merge_button = self._merge.add_button(lambda: self.go("merge"))
        self._more.add_row(self._restore)
        self._more.add_row(self._merge)
        self.column.addWidget(self.card)
        self.column.addWidget(self._more)
        self.restore = RestorePage(context, self)
        self.add_page("restore", self.restore)

    def retranslate(self) -> None:
        super().retranslate()
        self.card.retranslate()
        self._restore.say(
            _("Restore a backup"),
            _("Makes a vault of it in a new folder; this one stays as it is."),
        )
        self._restore_button.setText(_("Restore..."))
        self._merge.say(
            _("Bring together a copy"),
            _("A copy on a stick or on another computer that was worked in as well."),
        )
        self._merge_button.setText(_("Bring together..."))

    def show_safety(self, safety: Safety) -> None:
        self.card.show_safety(safety)
