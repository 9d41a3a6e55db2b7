"""The page that asks where a new vault shall lie and for its passphrase, twice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gigwallet.app.vaults import known_vaults
from gigwallet.gui.screens.unlock.page import FolderEdit, Page
from gigwallet.gui.widgets import Field, Label, PassphraseEdit
from gigwallet.words import _


class CreatePage(Page):
    """`asked` when there is a folder and the same passphrase twice."""

    asked = Signal()
    wants_back = Signal()
    wants_restore = Signal()

    def __init__(self, choose_folder: Callable[[str], Path | None], parent: QWidget) -> None:
        super().__init__(parent)
        self.folder = FolderEdit(choose_folder, self)
        self.folder.set_folder(known_vaults.next_folder())
        self.passphrase = PassphraseEdit(shows_strength=True, parent=self)
        self.again = PassphraseEdit(parent=self)
        self._folder_field = self.add_field(self.folder)
        self._caution = Label(wrap=True, tone="warn", parent=self)
        self._caution.hide()
        self.body.addWidget(self._caution)
        self._passphrase_field = self.add_field(self.passphrase)
        self._again_field = self.add_field(self.again)
        self._make = self.add_button(self.ask, primary=True)
        self._back = self.add_button(self.wants_back.emit)
        self._restore = self.add_button(self.wants_restore.emit, role="quiet")
        self.finish()
        self.again.confirmed.connect(self.ask)

    @property
    def error(self) -> str:
        fields = (self._folder_field, self._passphrase_field, self._again_field)
        return next((field.error for field in fields if field.error), "")

    def retranslate(self) -> None:
        self.set_heading(_("Make a new vault"))
        self.lead.setText(
            _(
                "A vault is a folder on this computer that only your passphrase opens. "
                "Nobody can reset it for you, so a recovery code comes next."
            )
        )
        self._folder_field.say(
            _("Folder"),
            _(
                "A new or empty folder. Everybody can read its name: take a sign of your own, "
                "such as a file number, and not a client's name."
            ),
        )
        self.folder.say(_("Choose"), _("Folder for the new vault"))
        self._passphrase_field.say(
            _("Passphrase"), _("Four or more random words are strong and easy to remember.")
        )
        self._again_field.say(_("The same passphrase again"))
        self._make.setText(_("Making it...") if self._waiting else _("Make the vault"))
        self._back.setText(_("I have a vault already"))
        self._restore.setText(_("Restore a backup"))

    def warn(self, sentences: str) -> None:
        """What speaks against this folder; it may be taken all the same."""
        self._caution.setText(sentences)
        self._caution.setVisible(bool(sentences))

    def first_field(self) -> QWidget:
        return self.passphrase

    def ask(self) -> None:
        for field in (self._folder_field, self._passphrase_field, self._again_field):
            field.set_error("")
        if self.folder.folder() is None:
            self.point_out(self._folder_field, _("Choose a folder for the vault."))
        elif self.passphrase.is_empty():
            self.point_out(self._passphrase_field, _("Type a passphrase."))
        elif self.passphrase.text() != self.again.text():
            self.point_out(self._again_field, _("The two are not the same. Type it again."))
            self.again.clear()
        else:
            self.asked.emit()

    def field_of(self, code: str) -> Field:
        return self._passphrase_field if code == "passphrase_too_short" else self._folder_field
