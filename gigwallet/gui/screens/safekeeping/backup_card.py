"""The card of the backup: the last good one, the reminder, and the way to make one now."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gigwallet.app.vaults.back_up import SUFFIX, BackedUp, back_up, snooze
from gigwallet.app.vaults.print_recovery_sheet import vault_sign
from gigwallet.app.vaults.tell_safety import Safety
from gigwallet.gui.background import Lane
from gigwallet.gui.screens.safekeeping import facts
from gigwallet.gui.screens.safekeeping.passphrase_page import CHANGED
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.shell.work_steps import step_words
from gigwallet.gui.widgets import Label, ProgressStrip, isolated
from gigwallet.gui.widgets.action_row import ActionRow, RowCard
from gigwallet.words import _, number
from gigwallet.words.refusals import explain


class BackupCard(RowCard):
    """A backup is called good after it was restored on trial and checked, not before."""

    def __init__(self, context: ShellContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._safety: Safety | None = None
        self._done: BackedUp | None = None
        self.last = ActionRow(parent=self)
        self.now = self.last.add_button(self.ask, "save", "primary")
        self.reminder = ActionRow("clock", self)
        self.later = self.reminder.add_button(self._snooze)
        self.strip = ProgressStrip(self)
        self.outcome = Label(wrap=True, tone="good", parent=self)
        self.findings = Label(wrap=True, tone="warn", parent=self)
        self.add_row(self.last)
        self.body.addWidget(self.strip)
        self.body.addWidget(self.outcome)
        self.body.addWidget(self.findings)
        self.body.addWidget(self.reminder)
        self.outcome.hide()
        self.findings.hide()
        self.reminder.hide()

    def retranslate(self) -> None:
        self.set_heading(_("Backup"))
        self.now.setText(_("Back up now..."))
        self.later.setText(_("Remind me in a week"))
        self.strip.retranslate()
        self._paint()

    def show_safety(self, safety: Safety) -> None:
        self._safety = safety
        self._paint()

    def ask(self) -> None:
        wallet = self._context.opened
        target = self._context.choose_target(
            _("Where to put the backup: best on a stick or another disk"),
            self._name(),
            f"GigWallet (*{SUFFIX})",
        )
        if target is None:
            return
        self.outcome.hide()
        ticket = self._context.run(
            lambda job: back_up(wallet, target, job, replace=True),
            self._tell,
            changes=CHANGED,
            lane=Lane.CPU,  # it has connections of its own: the vault can be used meanwhile
        )
        self.strip.follow(ticket, _("Backing up"), step_words())
        self.now.rest_until(ticket.ended)

    def _name(self) -> str:
        """The sign and the day, and no name: a file on a stick is read by whoever finds it."""
        today = self._context.clock().astimezone().date()
        return f"gigwallet-{vault_sign(self._context.opened)}-{today:%Y-%m-%d}{SUFFIX}"

    def _tell(self, done: BackedUp) -> None:
        self._done = done
        self._paint()

    def _snooze(self) -> None:
        wallet = self._context.opened
        self._context.run(lambda _job: snooze(wallet), changes=CHANGED)

    def _paint(self) -> None:
        safety = self._safety
        if safety is not None:
            line = next(each for each in facts.lines(safety) if each.key == "backup")
            self.last.say(line.title, facts.last_backup(safety), line.pill, line.tone)
            due = safety.backup_due
            self.reminder.setVisible(due is not None)
            self.reminder.say(explain(due) if due is not None else "")
        done = self._done
        self.outcome.setVisible(done is not None)
        if done is not None:
            self.outcome.setText(
                _(
                    "{name} is good: it was restored on trial and holds {entries} log entries and "
                    "{exhibits} originals. Keep it apart from this computer."
                ).format(
                    name=isolated(done.path.name),
                    entries=number(done.entries),
                    exhibits=number(done.exhibits),
                )
            )
        findings = done.findings if done is not None else ()
        self.findings.setVisible(bool(findings))
        self.findings.setText("\n".join(map(explain, findings)))
