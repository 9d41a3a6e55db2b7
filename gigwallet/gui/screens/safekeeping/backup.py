"""Backup: the card of it, the way to restore one, and copies that are brought together."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from gigwallet.app.vaults.keep_conflicts import Conflict, conflicts
from gigwallet.app.vaults.merge_copy import known_copies_apart
from gigwallet.app.vaults.tell_safety import Safety
from gigwallet.domain.step import Step
from gigwallet.gui.screens.safekeeping import merge_words
from gigwallet.gui.screens.safekeeping.backup_card import BackupCard
from gigwallet.gui.screens.safekeeping.conflicts_page import ConflictsPage
from gigwallet.gui.screens.safekeeping.merge_page import MergePage
from gigwallet.gui.screens.safekeeping.part import Part
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.widgets.action_row import ActionRow, RowCard
from gigwallet.words import _, number
from gigwallet.words.refusals import explain


class Backup(Part):
    """Pages: merge, conflicts. Restoring has a screen of its own: it needs no open vault."""

    def __init__(self, context: ShellContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._waiting = 0
        self._apart: tuple[Step, ...] = ()
        self.card = BackupCard(context, self)
        self._more = RowCard(self)
        self._restore = ActionRow("upload", self)
        self._merge = ActionRow("link", self)
        self.conflicts = ActionRow("list-checks", self)
        self._restore_button = self._restore.add_button(lambda: context.navigate("restore"))
        self._merge_button = self._merge.add_button(lambda: self.go("merge"))
        self._settle_button = self.conflicts.add_button(lambda: self.go("conflicts"))
        for row in (self._restore, self._merge):
            self._more.add_row(row)
        self._more.body.addWidget(self.conflicts)
        self.conflicts.hide()
        self.column.addWidget(self.card)
        self.column.addWidget(self._more)
        self.merge = MergePage(context, self)
        self.sides = ConflictsPage(context, self)
        self.add_page("merge", self.merge)
        self.add_page("conflicts", self.sides)
        self.merge.settle.connect(lambda: self.go("conflicts"))

    def retranslate(self) -> None:
        super().retranslate()
        self.card.retranslate()
        self._restore.say(
            _("Restore a backup"),
            _("Makes a vault of it in a new folder; this one stays as it is."),
        )
        self._restore_button.setText(_("Restore..."))
        self._tell_merge()
        self._merge_button.setText(_("Bring together..."))
        self._settle_button.setText(_("See both sides..."))
        self._tell_waiting()

    def _tell_merge(self) -> None:
        told = [explain(each) for each in self._apart]
        usual = _("A copy on a stick or on another computer that was worked in as well.")
        self._merge.say(_("Bring together a copy"), "\n".join(told) or usual)

    def show_safety(self, safety: Safety) -> None:
        self.card.show_safety(safety)

    def refresh(self) -> None:
        wallet = self.context.opened
        self._merge_button.setEnabled(not wallet.vault.read_only)
        self.context.run(lambda _job: conflicts(wallet), self._show_waiting)
        self.context.run(lambda _job: known_copies_apart(wallet), self._show_apart)

    def _show_apart(self, apart: Sequence[Step]) -> None:
        self._apart = tuple(apart)
        self._tell_merge()

    def _show_waiting(self, waiting: Sequence[Conflict]) -> None:
        self._waiting = len(waiting)
        self._tell_waiting()

    def _tell_waiting(self) -> None:
        self.conflicts.setVisible(bool(self._waiting))
        self.conflicts.say(
            _("What the copies say differently"),
            merge_words.waiting(self._waiting),
            number(self._waiting),
            "warn",
        )
