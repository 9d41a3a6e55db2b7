"""Ways in: what opens the vault, and the pages that change it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from gigwallet.app.vaults import keep_slots
from gigwallet.app.vaults.keep_slots import KnownSlot
from gigwallet.app.vaults.tell_safety import Safety
from gigwallet.gui.screens.safekeeping import slot_words
from gigwallet.gui.screens.safekeeping.keyring_row import KeyringRow
from gigwallet.gui.screens.safekeeping.new_code_pages import HandOverPage, RenewPage
from gigwallet.gui.screens.safekeeping.part import Part
from gigwallet.gui.screens.safekeeping.passphrase_page import CHANGED, PassphrasePage
from gigwallet.gui.screens.safekeeping.rehearse_page import RehearsePage
from gigwallet.gui.screens.safekeeping.rekey_page import RekeyPage
from gigwallet.gui.screens.safekeeping.slots_card import SlotsCard
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.widgets import Button
from gigwallet.gui.widgets.action_row import ActionRow, RowCard
from gigwallet.words import _


class WaysIn(Part):
    """Pages: passphrase, rehearse, renew, code, rekey."""

    def __init__(self, context: ShellContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.slots = SlotsCard(self)
        self._add = Button("", "plus", "primary", self._add_passphrase, self)
        self.slots.corner.addWidget(self._add)
        self._more = RowCard(self)
        self.keyring = KeyringRow(context, self)
        self._rekey = ActionRow("refresh-cw", self)
        self._rekey_button = self._rekey.add_button(lambda: self.go("rekey"))
        self._more.add_row(self.keyring)
        self._more.add_row(self._rekey)
        self.column.addWidget(self.slots)
        self.column.addWidget(self._more)
        self.passphrase = PassphrasePage(context, self)
        self.rehearse = RehearsePage(context, self)
        self.renew = RenewPage(context, self)
        self.code = HandOverPage(context, self)
        self.rekey = RekeyPage(context, self)
        for key, page in (
            ("passphrase", self.passphrase),
            ("rehearse", self.rehearse),
            ("renew", self.renew),
            ("code", self.code),
            ("rekey", self.rekey),
        ):
            self.add_page(key, page)
        self.slots.change.connect(self._change)
        self.slots.remove.connect(self._remove)
        self.slots.rehearse.connect(lambda: self.go("rehearse"))
        self.slots.renew.connect(lambda: self.go("renew"))
        self.renew.made.connect(self.hand_over)
        self.rekey.made.connect(self.hand_over)
        self.rekey.made.connect(lambda _code: self.keyring.ask())

    def retranslate(self) -> None:
        super().retranslate()
        self.slots.retranslate()
        self.keyring.retranslate()
        self._add.setText(_("Add a passphrase"))
        self._rekey.say(
            _("Make all keys new"),
            _("When somebody has a copy of the folder and may know what opens it."),
        )
        self._rekey_button.setText(_("Read more..."))
        self._rekey_button.setAccessibleName(_("Make all keys new"))

    def refresh(self) -> None:
        wallet = self.context.opened
        read_only = wallet.vault.read_only
        for button in (self._add, self._rekey_button):
            button.setEnabled(not read_only)
        self.context.run(
            lambda _job: keep_slots.slots(wallet),
            lambda slots: self.slots.show_slots(slots, read_only),
        )
        if not self.keyring.is_known:  # to ask may take ten seconds: not at each new trip
            self.keyring.ask()

    def show_safety(self, safety: Safety) -> None:
        self.slots.show_safety(safety)

    def hand_over(self, code: str) -> None:
        """Show a code that was just made."""
        self.go("code")
        self.code.show_code(code)

    def _add_passphrase(self) -> None:
        self.passphrase.add()
        self.go("passphrase")

    def _change(self, slot: KnownSlot) -> None:
        self.passphrase.change(slot)
        self.go("passphrase")

    def _remove(self, slot: KnownSlot) -> None:
        wallet = self.context.opened
        if self.context.confirm(
            _("Remove this way in?"),
            _(
                "{title} then opens this folder no more. Backups and copies made before keep it."
            ).format(title=slot_words.title(slot)),
            _("Remove"),
            danger=True,
        ):
            self.context.run(
                lambda _job: keep_slots.remove_slot(wallet, slot.id),
                lambda _nothing: self.context.notify(_("It is removed.")),
                changes=CHANGED,
            )
