"""The page that brings another copy of this vault in: a folder, or a backup of it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gigwallet.app.vaults.back_up import SUFFIX
from gigwallet.app.vaults.merge_copy import Merged, merge_copy
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.gui.errors import worded
from gigwallet.gui.screens.safekeeping import merge_words
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.shell.task_page import TaskPage
from gigwallet.gui.shell.work_steps import step_words
from gigwallet.gui.widgets import Field, Label, ProgressStrip, Segments
from gigwallet.gui.widgets.path_edit import PathEdit
from gigwallet.gui.widgets.secret_fields import GivenSecret, SecretFields
from gigwallet.words import _

FOLDER, FILE = "folder", "file"
EVERYTHING = frozenset(
    {"safety", "worker", "engagements", "trips", "shifts", "track_points", "tallies"}
    | {"statements", "pay_lines", "payouts", "exhibits", "schemes", "cases", "coverage"}
)
_OF_SECRET = frozenset(
    {
        "merge_secret_needed",
        "merge_secret_wrong",
        "recovery_code_unreadable",
        "recovery_code_mistyped",
    }
)


class MergePage(TaskPage):
    """Asks for a secret only where the other copy has keys of its own. ``settle``: the person
    wants to see what the copies say differently."""

    settle = Signal()

    def __init__(self, context: ShellContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._merged: Merged | None = None
        self.kind = Segments(self)
        self.other = PathEdit(self._choose, self)
        self._other_field = Field(self.other, self)
        self.secret = SecretFields(
            lambda: _("All keys of one of the two were made new: it has a passphrase of its own."),
            self,
        )
        self.strip = ProgressStrip(self)
        self.outcome = Label(wrap=True, tone="good", parent=self)
        self.waiting = Label(wrap=True, tone="warn", parent=self)
        for widget in (
            self.kind,
            self._other_field,
            self.secret,
            self.strip,
            self.outcome,
            self.waiting,
        ):
            self.content.addWidget(widget)
        self.send = self.add_button(self.ask, "link", "primary")
        self.see = self.add_button(self.settle.emit, "list-checks")
        self.secret.confirmed.connect(self.ask)
        self.secret.hide()
        self._tell()

    @property
    def error(self) -> str:
        return self._other_field.error or self.secret.error

    def retranslate(self) -> None:
        super().retranslate()
        self.set_heading(_("Bring together a copy"))
        self.lead.setText(
            _(
                "Everything that the other copy knows and this vault does not comes in, in one "
                "step or not at all. The other copy is only read."
            )
        )
        self.kind.set_choices([(FOLDER, _("A folder")), (FILE, _("A backup file"))])
        self._other_field.say(_("The other copy of this vault"))
        self.other.retranslate()
        self.secret.retranslate()
        self.send.setText(_("Bring together"))
        self.see.setText(_("See both sides..."))
        self.strip.retranslate()
        self._tell()

    def first(self) -> QWidget:
        return self.other

    def begin(self) -> None:
        self._merged = None
        self._tell()

    def forget(self) -> None:
        self.secret.forget()
        self.secret.hide()
        self._other_field.set_error("")

    def ask(self) -> None:
        self._other_field.set_error("")
        self.secret.set_error("")
        other = self.other.path()
        if other is None:
            self._other_field.set_error(_("Choose the other copy."))
            self._other_field.setFocus()
            return
        given = GivenSecret() if self.secret.is_empty() else self.secret.take()
        self._start(other, given)

    def _choose(self) -> Path | None:
        if self.kind.choice() == FILE:
            return next(
                iter(self.context.choose_files(_("Choose a backup"), f"GigWallet (*{SUFFIX})")),
                None,
            )
        return self.context.choose_folder(_("Folder of the other copy"))

    def _start(self, other: Path, given: GivenSecret) -> None:
        wallet = self.context.opened
        self._merged = None

        def work(job: Job) -> Merged:
            try:
                return merge_copy(
                    wallet,
                    other,
                    passphrase=given.passphrase,
                    recovery_code=given.code,
                    job=job,
                )
            finally:
                given.wipe()

        ticket = self.context.run(work, self._show, changes=EVERYTHING, refused=self._refuse)
        self.strip.follow(ticket, _("Bringing the copies together"), step_words())
        self.send.rest_until(ticket.ended)

    def _show(self, merged: Merged) -> None:
        self._merged = merged
        self._tell()

    def _tell(self) -> None:
        merged = self._merged
        count = merged.waiting if merged is not None else 0
        self.outcome.setVisible(merged is not None)
        self.waiting.setVisible(bool(count))
        self.see.setVisible(bool(count))
        if merged is not None:
            self.outcome.setText(merge_words.outcome(merged))
            self.waiting.setText(merge_words.waiting(count))

    def _refuse(self, refusal: GigWalletError) -> None:
        if refusal.code in _OF_SECRET:
            self.secret.show()
            self.secret.set_error(worded(refusal))
            return
        self._other_field.set_error(worded(refusal))
        self._other_field.setFocus()
