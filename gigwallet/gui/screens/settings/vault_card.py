"""The card of the vault: a new passphrase, a check that everything is whole."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gigwallet.app import keep_settings
from gigwallet.app.change_passphrase import change_passphrase
from gigwallet.app.check_vault import CheckReport, check_open
from gigwallet.app.keep_settings import LOCK_AFTER
from gigwallet.domain.errors import GigWalletError
from gigwallet.gui.errors import worded
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.widgets import (
    Button,
    Card,
    Field,
    Label,
    PassphraseEdit,
    Pill,
    ProgressStrip,
    Segments,
)
from gigwallet.words import _, number
from gigwallet.words.refusals import explain

_TONES = {"sound": "good", "attention": "warn", "damaged": "bad"}


class VaultCard(Card):
    """The old passphrase opens nothing of this folder once a new one is set."""

    def __init__(self, context: ShellContext, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._context = context
        self._report: CheckReport | None = None
        self.new = PassphraseEdit(shows_strength=True, parent=self)
        self.again = PassphraseEdit(parent=self)
        self._new_field = Field(self.new, self)
        self._again_field = Field(self.again, self)
        self._change = Button(icon="key-round", action=self._ask_change, parent=self)
        self._check = Button(icon="shield-check", action=self._start_check, parent=self)
        self._strip = ProgressStrip(self)
        self._grade = Pill(parent=self)
        self._findings = QVBoxLayout()
        self.lock_after = Segments(self)
        self._lock_field = Field(self.lock_after, self)
        self.lock_after.chosen.connect(self._set_lock_after)
        leading = Qt.AlignmentFlag.AlignLeft
        self.body.addWidget(self._lock_field)
        self.body.addSpacing(8)
        self.body.addWidget(self._new_field)
        self.body.addWidget(self._again_field)
        self.body.addWidget(self._change, 0, leading)
        self.body.addSpacing(8)
        self._check_lead = Label(role="muted", wrap=True, parent=self)
        self.body.addWidget(self._check_lead)
        self.body.addWidget(self._check, 0, leading)
        self.body.addWidget(self._strip)
        self.body.addWidget(self._grade, 0, leading)
        self.body.addLayout(self._findings)
        self._grade.hide()

    def retranslate(self) -> None:
        self.set_heading(_("Vault"))
        self._lock_field.say(
            _("Lock by itself"), _("After so many minutes in which nobody touched the window.")
        )
        self.lock_after.set_choices(
            [(str(each), number(each) if each else _("Never")) for each in LOCK_AFTER]
        )
        self.lock_after.choose(str(self._context.lock_after))
        self._new_field.say(
            _("New passphrase"), _("Copies of the folder made before keep the old one.")
        )
        self._again_field.say(_("The same passphrase again"))
        self._change.setText(_("Change the passphrase"))
        self._check_lead.setText(
            _("The check reads every row and every original and compares them with the log.")
        )
        self._check.setText(_("Check the vault"))
        self._strip.retranslate()
        if self._report is not None:
            self._show_report(self._report)

    def _set_lock_after(self, choice: str) -> None:
        self._context.set_lock_after(int(choice))

        def work(_job: object) -> None:
            kept = keep_settings.settings()
            keep_settings.put_settings(replace(kept, lock_after=int(choice)))

        self._context.run(work)

    def _ask_change(self) -> None:
        for field in (self._new_field, self._again_field):
            field.set_error("")
        if self.new.is_empty():
            self._new_field.set_error(_("Type a passphrase."))
        elif self.new.text() != self.again.text():
            self._again_field.set_error(_("The two are not the same. Type it again."))
        else:
            self._start_change()

    def _start_change(self) -> None:
        wallet = self._context.opened
        secret = bytearray(self.new.text().encode())
        self._change.setEnabled(False)

        def work(_job: object) -> None:
            try:
                change_passphrase(wallet, secret)
            finally:
                secret[:] = bytes(len(secret))

        ticket = self._context.run(work, self._changed, refused=self._refuse)
        ticket.ended.connect(lambda: self._change.setEnabled(True))

    def _changed(self, _nothing: object) -> None:
        self.new.clear()
        self.again.clear()
        self._context.notify(_("The new passphrase is set."))

    def _refuse(self, refusal: GigWalletError) -> None:
        self._new_field.set_error(worded(refusal))

    def _start_check(self) -> None:
        wallet = self._context.opened
        self._check.setEnabled(False)
        ticket = self._context.run(lambda _job: check_open(wallet), self._show_report)
        self._strip.follow(ticket, _("Checking the vault"))
        ticket.ended.connect(lambda: self._check.setEnabled(True))

    def _show_report(self, report: CheckReport) -> None:
        self._report = report
        words = {
            "sound": _("Sound"),
            "attention": _("Needs attention"),
            "damaged": _("Damaged"),
        }
        self._grade.say(words.get(report.grade, report.grade), _TONES.get(report.grade, ""))
        while (item := self._findings.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for finding in report.findings:
            self._findings.addWidget(Label(explain(finding), wrap=True, parent=self))
