"""The card of the checkpoints: signed heads of the log that are kept somewhere else."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from gigwallet.app.seals.make_checkpoint import Checkpoint, checkpoints, export_checkpoint
from gigwallet.app.vaults.print_recovery_sheet import vault_sign
from gigwallet.app.vaults.tell_safety import Safety
from gigwallet.gui.screens.safekeeping import facts
from gigwallet.gui.screens.safekeeping.passphrase_page import CHANGED
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.widgets import Card, Label
from gigwallet.gui.widgets.action_row import ActionRow
from gigwallet.words import _, ngettext, number

_SHOWN = 6


class CheckpointsCard(Card):
    """The newest are listed; all of them stay in the vault."""

    def __init__(self, context: ShellContext, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._context = context
        self._known: list[Checkpoint] = []
        self._safety: Safety | None = None
        self._lead = Label(role="muted", wrap=True, parent=self)
        self._head = ActionRow(parent=self)
        self.save = self._head.add_button(self.ask, "save", "primary")
        self._list = Label(role="muted", wrap=True, parent=self)
        self._list.make_copyable()
        self.body.addWidget(self._lead)
        self.body.addWidget(self._head)
        self.body.addWidget(self._list)
        self._list.hide()

    def retranslate(self) -> None:
        self.set_heading(_("Checkpoints"))
        self._lead.setText(
            _(
                "A checkpoint is a few lines of text that fix everything stored so far. Send it to "
                "your adviser or print it: later nobody, not even you, can change what is before "
                "it unnoticed. It tells nothing of what is stored."
            )
        )
        self.save.setText(_("Save a checkpoint..."))
        self._paint()

    def refresh(self) -> None:
        wallet = self._context.opened
        self.save.setEnabled(not wallet.vault.read_only)
        self._context.run(lambda _job: list(checkpoints(wallet)), self._show)

    def show_safety(self, safety: Safety) -> None:
        self._safety = safety
        self._paint()

    def ask(self) -> None:
        wallet = self._context.opened
        target = self._context.choose_target(
            _("Save a checkpoint"), self._name(), _("Text (*.txt)")
        )
        if target is not None:
            self._context.run(
                lambda _job: export_checkpoint(wallet, target, replace=True),
                lambda _made: self._context.notify(
                    _("Saved as {name}. Keep it away from this computer.").format(name=target.name)
                ),
                changes=CHANGED,
            )

    def _name(self) -> str:
        today = self._context.clock().astimezone().date()
        return f"checkpoint-{vault_sign(self._context.opened)}-{today:%Y-%m-%d}.txt"

    def _show(self, known: Sequence[Checkpoint]) -> None:
        self._known = sorted(known, key=lambda each: each.no, reverse=True)
        self._paint()

    def _paint(self) -> None:
        safety = self._safety
        if safety is not None:
            line = next(each for each in facts.lines(safety) if each.key == "head")
            self._head.say(line.title, line.sentence, line.pill, line.tone)
        self._list.setVisible(bool(self._known))
        lines = [
            _("No. {no}, {when}: {entries}").format(
                no=number(each.no),
                when=facts.when(each.at),
                entries=ngettext("{n} entry", "{n} entries", each.size).format(n=number(each.size)),
            )
            for each in self._known[:_SHOWN]
        ]
        self._list.setText("\n".join(lines))
