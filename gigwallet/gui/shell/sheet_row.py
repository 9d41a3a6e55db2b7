"""The row that saves the recovery sheet, says to print it, and deletes the file afterwards."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from gigwallet.app.vaults.print_recovery_sheet import SHEET_NAME, delete_sheet, write_recovery_sheet
from gigwallet.app.wallet import Wallet
from gigwallet.gui.background import Lane
from gigwallet.gui.shell.context import ShellContext
from gigwallet.gui.widgets import isolated
from gigwallet.gui.widgets.action_row import ActionRow
from gigwallet.words import _


class SheetRow(ActionRow):
    """Hidden until there is a code to ``offer``."""

    def __init__(self, context: ShellContext, parent: QWidget | None = None) -> None:
        super().__init__("printer", parent)
        self._context = context
        self._code = ""
        self._wallet: Wallet | None = None
        self.saved: Path | None = None
        self._save = self.add_button(self.ask, "save")
        self._delete = self.add_button(self._remove, "trash-2")
        self.hide()

    def offer(self, wallet: Wallet, code: str) -> None:
        """``wallet`` need not be the one that the window is in: a new vault has a sheet at once."""
        self._wallet, self._code = wallet, code
        self.retranslate()
        self.show()

    def forget(self) -> None:
        self._wallet, self._code, self.saved = None, "", None
        self.hide()

    def retranslate(self) -> None:
        if self.saved is None:
            self.say(
                _("Recovery sheet"),
                _("One page with the code and how to use it, without your name. Made to print."),
            )
        else:
            self.say(
                _("Print it now, then delete the file"),
                _("{name}: whoever reads this file and has the vault can open it.").format(
                    name=isolated(self.saved.name)
                ),
                "",
                "warn",
            )
        self._save.setText(_("Save as PDF..."))
        self._save.setVisible(self.saved is None)
        self._delete.setText(_("Delete the file"))
        self._delete.setVisible(self.saved is not None)

    def ask(self) -> None:
        wallet, code, language = self._wallet, self._code, self._context.language
        if wallet is None:
            return
        target = self._context.choose_target(
            _("Save the recovery sheet"), SHEET_NAME, "PDF (*.pdf)"
        )
        if target is None:
            return
        self._context.run(
            lambda _job: write_recovery_sheet(wallet, code, language, target, replace=True),
            self._tell,
            lane=Lane.CPU,
        )

    def _tell(self, path: Path) -> None:
        self.saved = path
        keyboard = self._save.hasFocus()
        self.retranslate()
        if keyboard:
            self.setFocus()  # not on to the button that deletes what was just saved

    def _remove(self) -> None:
        path = self.saved
        if path is not None:
            self._context.run(lambda _job: delete_sheet(path), self._removed, lane=Lane.CPU)

    def _removed(self, _nothing: object) -> None:
        self.saved = None
        self.retranslate()
        self._context.notify(_("The file of the recovery sheet is deleted."))
