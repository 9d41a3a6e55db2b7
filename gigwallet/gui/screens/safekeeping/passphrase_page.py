"""The page on which a passphrase is changed, or another one is added with its name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from gigwallet.app.vaults.change_passphrase import change_passphrase
from gigwallet.app.vaults.keep_slots import KnownSlot, add_passphrase
from gigwallet.domain.errors import GigWalletError
from gigwallet.gui.errors import worded
from gigwallet.gui.screens.safekeeping import slot_words
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.shell.task_page import TaskPage
from gigwallet.gui.widgets import Field, PassphraseEdit
from gigwallet.words import _

CHANGED = frozenset({"safety"})


class PassphrasePage(TaskPage):
    """Say first what it is for: ``change`` a passphrase, or ``add`` one."""

    def __init__(self, context: ShellContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._slot: KnownSlot | None = None
        self.label = QLineEdit(self)
        self.label.setMaxLength(40)
        self.new = PassphraseEdit(shows_strength=True, parent=self)
        self.again = PassphraseEdit(parent=self)
        self._label_field = Field(self.label, self)
        self._new_field = Field(self.new, self)
        self._again_field = Field(self.again, self)
        for field in (self._label_field, self._new_field, self._again_field):
            self.content.addWidget(field)
        self.send = self.add_button(self.ask, "check", "primary")
        self.again.confirmed.connect(self.ask)

    @property
    def error(self) -> str:
        fields = (self._label_field, self._new_field, self._again_field)
        return next((field.error for field in fields if field.error), "")

    def change(self, slot: KnownSlot) -> None:
        self._slot = slot
        self.retranslate()

    def add(self) -> None:
        self._slot = None
        self.retranslate()

    def retranslate(self) -> None:
        super().retranslate()
        adding = self._slot is None
        self._label_field.setVisible(adding)
        if self._slot is None:
            self.set_heading(_("Another passphrase"))
            self.lead.setText(
                _(
                    "For somebody who helps you, or for another device. Each passphrase opens "
                    "everything, and the history says with which one a record was made."
                )
            )
            self.send.setText(_("Add the passphrase"))
        else:
            self.set_heading(slot_words.title(self._slot))
            self.lead.setText(
                _(
                    "The old passphrase opens nothing of this folder from then on. Backups and "
                    "copies made before keep the old one."
                )
            )
            self.send.setText(_("Change the passphrase"))
        self._label_field.say(
            _("A name for it"), _("Such as: adviser, office computer. No secret.")
        )
        self._new_field.say(
            _("New passphrase"), _("Four or more random words are strong and easy to remember.")
        )
        self._again_field.say(_("The same passphrase again"))

    def begin(self) -> None:
        self.forget()

    def first(self) -> QWidget:
        return self.label if self._slot is None else self.new

    def forget(self) -> None:
        for edit in (self.new, self.again):
            edit.clear()
        self.label.clear()
        self._clear_errors()

    def ask(self) -> None:
        self._clear_errors()
        label = self.label.text().strip()
        if self._slot is None and not label:
            self._label_field.set_error(_("Give it a name, so that you know it later."))
            self._label_field.setFocus()
        elif self.new.is_empty():
            self._new_field.set_error(_("Type a passphrase."))
            self._new_field.setFocus()
        elif self.new.text() != self.again.text():
            self._again_field.set_error(_("The two are not the same. Type it again."))
            self._again_field.setFocus()
        else:
            self._start(label)

    def _start(self, label: str) -> None:
        wallet, slot = self.context.opened, self._slot
        secret = bytearray(self.new.text().encode())
        store: Callable[[], object]
        if slot is None:
            store, done = lambda: add_passphrase(wallet, secret, label), self._added
        else:
            store, done = (
                lambda: change_passphrase(wallet, secret, slot_id=slot.id),
                self._changed,
            )

        def work(_job: object) -> None:
            try:
                store()
            finally:
                secret[:] = bytes(len(secret))

        self.wait(True)
        ticket = self.context.run(work, done, changes=CHANGED, refused=self._refuse)
        ticket.ended.connect(lambda: self.wait(False))

    def _added(self, _nothing: object) -> None:
        self.leave()
        self.context.notify(_("The passphrase was added. It opens this vault from now on."))

    def _changed(self, _nothing: object) -> None:
        self.leave()
        self.context.notify(_("The new passphrase is set."))

    def _refuse(self, refusal: GigWalletError) -> None:
        self.wait(False)
        self._new_field.set_error(worded(refusal))
        self._new_field.setFocus()

    def _clear_errors(self) -> None:
        for field in (self._label_field, self._new_field, self._again_field):
            field.set_error("")
