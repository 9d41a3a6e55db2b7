"""The card of the vault: when it locks by itself, and the way to everything that keeps it safe."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from gigwallet.app import keep_settings
from gigwallet.app.keep_settings import LOCK_AFTER
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.widgets import Button, Card, Field, Label, Segments
from gigwallet.words import _, number


class VaultCard(Card):
    """Passphrases, backup and check have a screen of their own."""

    def __init__(self, context: ShellContext, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._context = context
        self.lock_after = Segments(self)
        self._lock_field = Field(self.lock_after, self)
        self.lock_after.chosen.connect(self._set_lock_after)
        self.body.addWidget(self._lock_field)
        self.body.addSpacing(8)
        self._lead = Label(role="muted", wrap=True, parent=self)
        self._go = Button(
            icon="key-round", action=lambda: context.navigate("safekeeping"), parent=self
        )
        self.body.addWidget(self._lead)
        self.body.addWidget(self._go, 0, Qt.AlignmentFlag.AlignLeft)

    def retranslate(self) -> None:
        self.set_heading(_("Vault"))
        self._lock_field.say(
            _("Lock by itself"), _("After so many minutes in which nobody touched the window.")
        )
        self.lock_after.set_choices(
            [(str(each), number(each) if each else _("Never")) for each in LOCK_AFTER]
        )
        self.lock_after.choose(str(self._context.lock_after))
        self._lead.setText(
            _("Passphrases, recovery code, backup and check are on a page of their own.")
        )
        self._go.setText(_("Safekeeping"))

    def _set_lock_after(self, choice: str) -> None:
        self._context.set_lock_after(int(choice))

        def work(_job: object) -> None:
            kept = keep_settings.settings()
            keep_settings.put_settings(replace(kept, lock_after=int(choice)))

        self._context.run(work)
