"""The page that opens a vault with its passphrase or its recovery code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from gigwallet.gui.screens.unlock.page import FolderEdit, Page
from gigwallet.gui.widgets import Button, Field, PassphraseEdit
from gigwallet.words import _

_ABOUT_THE_SECRET = ("wrong_passphrase", "wrong_recovery_code")


class OpenPage(Page):
    """`asked` when a folder and a secret are there; the screen does the opening."""

    asked = Signal()
    wants_new = Signal()
    wants_restore = Signal()

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
        self._open = self.add_button(self.ask, primary=True)
        self._new = self.add_button(self.wants_new.emit)
        self._other = self.add_button(self._switch, role="quiet")
        self.finish()
        self._restore = Button(
            icon="upload", role="quiet", action=self.wants_restore.emit, parent=self
        )
        self.body.addWidget(self._restore, 0, Qt.AlignmentFlag.AlignLeft)
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
        self._open.setText(_("Open"))
        self._new.setText(_("Make a new vault"))
        self._restore.setText(_("Restore a backup"))
        self._word_switch()

    def first_field(self) -> QWidget:
        if self.folder.folder() is None:
            return self.folder
        return self.code if self.by_code else self.passphrase

    def ask(self) -> None:
        for field in (self._folder_field, self._passphrase_field, self._code_field):
            field.set_error("")
        if self.folder.folder() is None:
            self._folder_field.set_error(_("Choose the folder that holds your vault."))
        elif self.by_code and not self.code.text().strip():
            self._code_field.set_error(_("Type the recovery code."))
        elif not self.by_code and self.passphrase.is_empty():
            self._passphrase_field.set_error(_("Type your passphrase."))
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

    def _word_switch(self) -> None:
        self._other.setText(_("Use the passphrase") if self.by_code else _("Use the recovery code"))
