"""The page that makes all keys of the vault new, and says plainly when that is needed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gigwallet.app.vaults.rekey_vault import Rekeyed, rekey
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.gui.errors import worded
from gigwallet.gui.screens.safekeeping.passphrase_page import CHANGED
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.shell.task_page import TaskPage
from gigwallet.gui.shell.work_steps import step_words
from gigwallet.gui.widgets import Field, Label, PassphraseEdit, ProgressStrip
from gigwallet.words import _, number


class RekeyPage(TaskPage):
    """``made`` carries the new recovery code."""

    made = Signal(str)

    def __init__(self, context: ShellContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._cases = [Label(wrap=True, parent=self) for _case in range(3)]
        self.new = PassphraseEdit(shows_strength=True, parent=self)
        self.again = PassphraseEdit(parent=self)
        self._new_field = Field(self.new, self)
        self._again_field = Field(self.again, self)
        self.strip = ProgressStrip(self)
        for case in self._cases:
            self.content.addWidget(case)
        row = QHBoxLayout()
        row.setSpacing(16)
        for field in (self._new_field, self._again_field):
            row.addWidget(field, 1, Qt.AlignmentFlag.AlignBottom)
        self.content.addLayout(row)
        self.content.addWidget(self.strip)
        self.send = self.add_button(self.ask, "key-round", "primary")
        self.again.confirmed.connect(self.ask)

    @property
    def error(self) -> str:
        return self._new_field.error or self._again_field.error

    def retranslate(self) -> None:
        super().retranslate()
        self.set_heading(_("Make all keys new"))
        self.lead.setText(
            _(
                "Everything in the vault is encrypted anew under keys that nobody has seen. It "
                "takes a while, needs room for a second copy, and may be interrupted without harm."
            )
        )
        for label, words in zip(
            self._cases,
            (
                _(
                    "Somebody saw you type the passphrase, or knows it: changing the passphrase is "
                    "enough, unless they could also copy the folder."
                ),
                _(
                    "Somebody has a copy of the folder, of vault.gwh or of a backup, and may know "
                    "a passphrase or the code: make all keys new. Their copy of today stays open "
                    "to them; what you store from now on does not."
                ),
                _(
                    "Other passphrases, the keyring and the old recovery code end with it. You get "
                    "a new code and add the other passphrases again."
                ),
            ),
            strict=True,
        ):
            label.setText(words)
        self._new_field.say(
            _("Passphrase from now on"),
            _("Four or more random words are strong and easy to remember."),
        )
        self._again_field.say(_("The same passphrase again"))
        self.send.setText(_("Make all keys new"))
        self.strip.retranslate()

    def first(self) -> QWidget:
        return self.new

    def begin(self) -> None:
        self.forget()

    def forget(self) -> None:
        self.new.clear()
        self.again.clear()
        self._new_field.set_error("")
        self._again_field.set_error("")

    def ask(self) -> None:
        self._new_field.set_error("")
        self._again_field.set_error("")
        if self.new.is_empty():
            self._new_field.set_error(_("Type a passphrase."))
            self._new_field.setFocus()
        elif self.new.text() != self.again.text():
            self._again_field.set_error(_("The two are not the same. Type it again."))
            self._again_field.setFocus()
        else:
            self._start()

    def _start(self) -> None:
        wallet = self.context.opened
        secret = bytearray(self.new.text().encode())
        self.forget()

        def work(job: Job) -> Rekeyed:
            try:
                return rekey(wallet, secret, job)
            finally:
                secret[:] = bytes(len(secret))

        self.setFocus()  # what has the keyboard is disabled; it must not go elsewhere
        self._rest(False)
        ticket = self.context.run(
            work,
            self._tell,
            changes=CHANGED,
            refused=self._refuse,
        )
        self.strip.follow(ticket, _("Making all keys new"), step_words())
        ticket.ended.connect(lambda: self._rest(True))

    def _tell(self, done: Rekeyed) -> None:
        self.made.emit(done.recovery_code)
        if done.left:
            words = _("Originals that could not be read and stay as they were: {count}.")
            self.context.notify(words.format(count=number(done.left)), "warn")

    def _rest(self, resting: bool) -> None:
        for widget in (self._new_field, self._again_field, self.send, self.back):
            widget.setEnabled(resting)

    def _refuse(self, refusal: GigWalletError) -> None:
        self._rest(True)
        self._new_field.set_error(worded(refusal))
        self._new_field.setFocus()
