"""A new recovery code: why, then the code itself, then two of its groups asked back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gigwallet.app.vaults.keep_slots import renew_recovery_code
from gigwallet.gui.screens.safekeeping.passphrase_page import CHANGED
from gigwallet.gui.shell import ShellContext
from gigwallet.gui.shell.sheet_row import SheetRow
from gigwallet.gui.shell.task_page import TaskPage
from gigwallet.gui.widgets import Label
from gigwallet.gui.widgets.recovery_code import CodeGroups, GroupsAsked
from gigwallet.words import _


class RenewPage(TaskPage):
    """``made`` carries the new code; the old one opens nothing of this folder any more."""

    made = Signal(str)

    def __init__(self, context: ShellContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.send = self.add_button(self.ask, "refresh-cw", "primary")

    def retranslate(self) -> None:
        super().retranslate()
        self.set_heading(_("Make a new recovery code"))
        self.lead.setText(
            _(
                "Do this when the paper is lost or somebody else may have seen it. The old code "
                "then opens this folder no more; backups and copies made before still open with "
                "it. Have pen and paper at hand: the new code is shown once."
            )
        )
        self.send.setText(_("Make a new code"))

    def first(self) -> QWidget:
        return self.send

    def ask(self) -> None:
        wallet = self.context.opened
        self.wait(True)
        ticket = self.context.run(
            lambda _job: renew_recovery_code(wallet), self.made.emit, changes=CHANGED
        )
        ticket.ended.connect(lambda: self.wait(False))


class HandOverPage(TaskPage):
    """Shows a code, then asks two groups of it back. Leaving before that is asked about: nobody
    has the code yet."""

    def __init__(self, context: ShellContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._code = ""
        self.groups = CodeGroups(self)
        self.sheet = SheetRow(context, self)
        self._warning = Label(tone="warn", wrap=True, parent=self)
        self.asked = GroupsAsked(self)
        for widget in (self.groups, self._warning, self.sheet, self.asked):
            self.content.addWidget(widget)
        self.written = self.add_button(self.ask_back, "check", "primary")
        self.send = self.add_button(self.asked.check, "check", "primary")
        self.again = self.add_button(self.show_again, "eye")
        self.asked.right.connect(self._done)

    def show_code(self, code: str) -> None:
        self._code = code
        self.show_again()

    def retranslate(self) -> None:
        super().retranslate()
        self.back.setText(_("Leave"))
        asking = self.asked.isVisibleTo(self)
        self.set_heading(
            _("Two groups of your code") if asking else _("Write down your recovery code")
        )
        self.lead.setText(
            _("So that we both know that it is written down correctly.")
            if asking
            else _(
                "It opens the vault when the passphrase is lost. Write it on paper and keep the "
                "paper where your other papers are, not beside this computer."
            )
        )
        self._warning.setText(_("It is shown only now and stored nowhere."))
        self.written.setText(_("I have written it down"))
        self.send.setText(_("Continue"))
        self.again.setText(_("Show the code again"))
        self.sheet.retranslate()
        self.asked.retranslate()

    def show_again(self) -> None:
        self.groups.show_code(self._code)
        self.sheet.offer(self.context.opened, self._code)
        self.asked.forget()
        self._switch(asking=False)
        self.written.setFocus()

    def ask_back(self) -> None:
        """The code goes out of sight, so that it is read from the paper."""
        self.groups.forget()
        self.asked.ask_for(self._code)
        self._switch(asking=True)
        self.asked.lines[0].setFocus()

    def first(self) -> QWidget:
        return self.written

    def forget(self) -> None:
        self._code = ""
        self.groups.forget()
        self.asked.forget()
        self.sheet.forget()

    def may_leave(self) -> bool:
        return not self._code or self.context.confirm(
            _("Leave without the code?"),
            _(
                "The old code opens this folder no more, and nobody has the new one. You can make "
                "another one later, as long as a passphrase opens the vault."
            ),
            _("Leave"),
            danger=True,
        )

    def _switch(self, asking: bool) -> None:
        for widget in (self.groups, self._warning, self.written):
            widget.setVisible(not asking)
        self.sheet.setVisible(not asking)
        for asked in (self.asked, self.send, self.again):
            asked.setVisible(asking)
        self.retranslate()

    def _done(self) -> None:
        self._code = ""
        self.leave()
        self.context.notify(
            _("The new recovery code is written down. Try it whole when you have a quiet minute.")
        )
