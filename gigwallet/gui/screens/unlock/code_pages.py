"""The recovery code: shown once, then two of its groups asked back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from gigwallet.app.wallet import Wallet
from gigwallet.gui.screens.unlock.page import Page
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.shell.sheet_row import SheetRow
from gigwallet.gui.widgets import Label
from gigwallet.gui.widgets.recovery_code import CodeGroups, GroupsAsked
from gigwallet.words import _


class CodePage(Page):
    """Shows the groups of the code with their numbers, and saves them as a sheet to print."""

    written_down = Signal()

    def __init__(self, context: ShellContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.groups = CodeGroups(self)
        self._warning = Label(wrap=True, tone="warn", parent=self)
        self.sheet = SheetRow(context, self)
        for widget in (self.groups, self._warning, self.sheet):
            self.body.addWidget(widget)
        self._on = self.add_button(self.written_down.emit, primary=True)
        self.finish()

    def show_code(self, wallet: Wallet, code: str) -> None:
        self.groups.show_code(code)
        self.sheet.offer(wallet, code)

    def forget(self) -> None:
        """Take the code off the page."""
        self.groups.forget()
        self.sheet.forget()

    def retranslate(self) -> None:
        self.set_heading(_("Write down your recovery code"))
        self.lead.setText(
            _(
                "It opens the vault when the passphrase is lost. Write it on paper and keep the "
                "paper where your other papers are, not beside this computer."
            )
        )
        self._warning.setText(_("It is shown only now and stored nowhere."))
        self.sheet.retranslate()
        self._on.setText(_("I have written it down"))

    def first_field(self) -> QWidget:
        return self._on


class ConfirmPage(Page):
    """Asks for two groups of the code, chosen at random."""

    confirmed = Signal()
    wants_back = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._asked = GroupsAsked(self)
        self._asked.right.connect(self.confirmed)
        self.body.addWidget(self._asked)
        self._on = self.add_button(self.check, primary=True)
        self._back = self.add_button(self.wants_back.emit)
        self.finish()

    @property
    def lines(self) -> list[QLineEdit]:
        return self._asked.lines

    @property
    def asked_groups(self) -> list[int]:
        """Which groups are asked for, counted from 1."""
        return self._asked.asked_groups

    def ask_for(self, code: str) -> None:
        self._asked.ask_for(code)
        self.retranslate()

    def forget(self) -> None:
        self._asked.forget()

    def retranslate(self) -> None:
        self.set_heading(_("Two groups of your code"))
        self.lead.setText(_("So that we both know that it is written down correctly."))
        self._asked.retranslate()
        self._on.setText(_("Continue"))
        self._back.setText(_("Show the code again"))

    def first_field(self) -> QWidget:
        return self.lines[0]

    def check(self) -> None:
        self._asked.check()
