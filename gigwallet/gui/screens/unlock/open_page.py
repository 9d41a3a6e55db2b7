"""The page that opens a vault with its passphrase or its recovery code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from gigwallet.gui.screens.unlock.page import FolderEdit, Page
from gigwallet.gui.widgets import Button, Field, PassphraseEdit
from gigwallet.words import _

_ABOUT_THE_SECRET = (
    "wrong_passphrase",
    "wrong_recovery_code",
    "recovery_code_unreadable",
    "recovery_code_mistyped",
    "keyring_slot_missing",
    "keyring_item_missing",
    "keyring_blocked",
    "keyring_unavailable",
)


class OpenPage(Page):
    """`asked` when a folder and a secret are there; the screen does the opening."""

    asked = Signal()
    wants_new = Signal()
    wants_restore = Signal()
    wants_other = Signal()
    wants_keyring = Signal()

    def __init__(self, choose_folder: Callable[[str], Path | None], parent: QWidget) -> None:
        super().__init__(parent)
        self.folder = FolderEdit(choose_folder, self)
        self.passphrase = PassphraseEdit(parent=self)
        self.code = QLineEdit(self)
        self.remember = QCheckBox(self)
        self._folder_field = self.add_field(self.folder)
        self._passphrase_field = self.add_field(self.passphrase)
        self._code_field = self.add_field(self.code)
        self._code_field.hide()
        self.body.addWidget(self.remember)
        self._reading = QCheckBox(self)
        self._reading.hide()
        self.body.addWidget(self._reading)
        self._without_lost = QCheckBox(self)
        self._without_lost.hide()
        self.body.addWidget(self._without_lost)
        self._open = self.add_button(self.ask, primary=True)
        self._new = self.add_button(self.wants_new.emit)
        self._other = self.add_button(self._switch, role="quiet")
        self.finish()
        self._restore = Button(
            icon="upload", role="quiet", action=self.wants_restore.emit, parent=self
        )
        self._others = Button(icon="users", role="quiet", action=self.wants_other.emit, parent=self)
        self._keyring = Button(icon="key-round", action=self.wants_keyring.emit, parent=self)
        self._keyring.hide()
        self.body.addWidget(self._keyring, 0, Qt.AlignmentFlag.AlignLeft)
        more = QHBoxLayout()
        more.addWidget(self._restore)
        more.addWidget(self._others)
        more.addStretch(1)
        self.body.addLayout(more)
        self.passphrase.confirmed.connect(self.ask)
        self.code.returnPressed.connect(self.ask)

    @property
    def by_code(self) -> bool:
        return not self._code_field.isHidden()

    @property
    def error(self) -> str:
        """What the page says is wrong now."""
        fields = (self._folder_field, self._passphrase_field, self._code_field)
        return next((field.error for field in fields if field.error), "")

    def retranslate(self) -> None:
        self.set_heading(_("Open your vault"))
        self.lead.setText(_("Everything in it stays encrypted on this computer."))
        self._folder_field.say(_("Folder of the vault"))
        self.folder.say(_("Choose"), _("Folder of the vault"))
        self._passphrase_field.say(_("Passphrase"))
        self._code_field.say(
            _("Recovery code"), _("The groups of letters and digits that you wrote down.")
        )
        self.remember.setText(_("Remember this folder on this computer"))
        self._open.setText(_("Opening...") if self._waiting else _("Open"))
        self._new.setText(_("Make a new vault"))
        self._restore.setText(_("Restore a backup"))
        self._others.setText(_("Other vaults"))
        self._keyring.setText(_("Open with this computer's keyring"))
        self._reading.setText(_("Open it for reading only, to look"))
        self._without_lost.setText(_("What was lost is gone for good: go on without it"))
        self._word_switch()

    @property
    def for_reading(self) -> bool:
        """Beside a program that writes, or with entries lost, a vault can be read."""
        return self._reading.isVisibleTo(self) and self._reading.isChecked()

    @property
    def accepts_loss(self) -> bool:
        return self._without_lost.isVisibleTo(self) and self._without_lost.isChecked()

    def offer_reading(self) -> None:
        self._reading.show()

    def offer_to_go_on(self) -> None:
        """After entries were found lost: to look, or to go on without them."""
        self._reading.show()
        self._without_lost.show()

    def withdraw_offers(self) -> None:
        """They were about another folder."""
        for each in (self._reading, self._without_lost):
            each.setChecked(False)
            each.hide()

    def offer_keyring(self, can: bool) -> None:
        self._keyring.setVisible(can)

    def first_field(self) -> QWidget:
        if self.folder.folder() is None:
            return self.folder
        return self.code if self.by_code else self.passphrase

    def ask(self) -> None:
        for field in (self._folder_field, self._passphrase_field, self._code_field):
            field.set_error("")
        if self.folder.folder() is None:
            self.point_out(self._folder_field, _("Choose the folder that holds your vault."))
        elif self.by_code and not self.code.text().strip():
            self.point_out(self._code_field, _("Type the recovery code."))
        elif not self.by_code and self.passphrase.is_empty():
            self.point_out(self._passphrase_field, _("Type your passphrase."))
        else:
            self.asked.emit()

    def field_of(self, code: str) -> Field:
        if code in _ABOUT_THE_SECRET:
            return self._code_field if self.by_code else self._passphrase_field
        return self._folder_field

    def _switch(self) -> None:
        by_code = not self.by_code
        self._code_field.setVisible(by_code)
        self._passphrase_field.setVisible(not by_code)
        self._word_switch()
        self.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def _word_switch(self) -> None:
        self._other.setText(_("Use the passphrase") if self.by_code else _("Use the recovery code"))
