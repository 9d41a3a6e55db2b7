"""The recovery drill: the code is typed from the paper, and proves that it opens this vault."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from gigwallet.app.vaults.print_recovery_sheet import vault_sign
from gigwallet.app.vaults.rehearse_recovery import rehearse
from gigwallet.domain.errors import GigWalletError
from gigwallet.gui.errors import worded
from gigwallet.gui.screens.safekeeping.passphrase_page import CHANGED
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.shell.sheet_row import SheetRow
from gigwallet.gui.shell.task_page import TaskPage
from gigwallet.gui.widgets import Field, Label
from gigwallet.gui.widgets.recovery_code import SECRET_INPUT
from gigwallet.words import _, number

SIGNS = 34


class RehearsePage(TaskPage):
    """Nothing is changed by it; the day of a drill that went well is remembered."""

    def __init__(self, context: ShellContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.line = QLineEdit(self)
        self.line.setInputMethodHints(SECRET_INPUT)
        self._field = Field(self.line, self)
        self._count = Label(role="muted", parent=self)
        self._proven = Label(role="label", tone="good", wrap=True, parent=self)
        self.sheet = SheetRow(context, self)
        for widget in (self._field, self._count, self._proven, self.sheet):
            self.content.addWidget(widget)
        self.send = self.add_button(self.ask, "check", "primary")
        self.line.textChanged.connect(self._tell_count)
        self.line.returnPressed.connect(self.ask)
        self._rest()

    @property
    def error(self) -> str:
        return self._field.error

    def retranslate(self) -> None:
        super().retranslate()
        self.set_heading(_("Try your recovery code"))
        self.lead.setText(
            _(
                "Fetch the paper and type the whole code from it, as if the passphrase were lost. "
                "This vault's sheet carries the sign {sign}."
            ).format(sign=vault_sign(self.context.opened))
        )
        self._field.say(_("Recovery code"), _("Hyphens, spaces and small letters do not matter."))
        self._proven.setText(_("It opens this vault. Put the paper back; you can trust it."))
        self.sheet.retranslate()
        self.send.setText(_("Try the code"))
        self._tell_count(self.line.text())

    def begin(self) -> None:
        self.forget()
        self._rest()

    def first(self) -> QWidget:
        return self.line

    def forget(self) -> None:
        self.line.clear()
        self._field.set_error("")
        self.sheet.forget()

    def ask(self) -> None:
        self._field.set_error("")
        code = self.line.text()
        if not code.strip():
            self._field.set_error(_("Type the recovery code."))
            self._field.setFocus()
            return
        wallet = self.context.opened
        self.wait(True)
        ticket = self.context.run(
            lambda _job: rehearse(wallet, code),
            lambda _nothing: self._prove(code),
            changes=CHANGED,
            refused=self._refuse,
        )
        ticket.ended.connect(lambda: self.wait(False))

    def _prove(self, code: str) -> None:
        self.line.clear()
        self._field.hide()
        self._count.hide()
        self.send.hide()
        self._proven.show()
        self.sheet.offer(self.context.opened, code)
        self.wait(False)
        self.back.setFocus()

    def _rest(self) -> None:
        for widget in (self._field, self._count, self.send):
            widget.show()
        self._proven.hide()

    def _refuse(self, refusal: GigWalletError) -> None:
        self.wait(False)
        self._field.set_error(worded(refusal))
        self._field.setFocus()

    def _tell_count(self, text: str) -> None:
        typed = sum(1 for sign in text if sign.isalnum())
        self._count.setText(
            _("{typed} of {signs} letters and digits").format(
                typed=number(typed), signs=number(SIGNS)
            )
        )
