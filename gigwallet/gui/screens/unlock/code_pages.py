"""The recovery code: shown once, then two of its groups asked back."""

from __future__ import annotations

import secrets

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from gigwallet.gui.screens.unlock.page import Page
from gigwallet.gui.widgets import Field, Label
from gigwallet.words import _

_ASKED_BACK = 2
_PER_ROW = 4


class CodePage(Page):
    """Shows the groups of the code with their numbers."""

    written_down = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(10)
        self.body.addLayout(self._grid)
        self._warning = Label(wrap=True, tone="warn", parent=self)
        self.body.addWidget(self._warning)
        self._on = self.add_button(self.written_down.emit, primary=True)
        self.finish()

    def show_code(self, code: str) -> None:
        self.forget()
        for place, group in enumerate(code.split("-")):
            line, column = divmod(place, _PER_ROW)
            number = Label(f"{place + 1}", role="muted", parent=self)
            label = Label(group, role="code", parent=self)
            label.setAccessibleName(f"{place + 1}: {' '.join(group)}")
            self._grid.addWidget(number, line, 2 * column)
            self._grid.addWidget(label, line, 2 * column + 1)
            self._grid.setColumnStretch(2 * column + 1, 1)

    def forget(self) -> None:
        """Take the code off the page."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()

    def retranslate(self) -> None:
        self.set_heading(_("Write down your recovery code"))
        self.lead.setText(
            _(
                "It opens the vault when the passphrase is lost. Write it on paper and keep the "
                "paper where your other papers are, not beside this computer."
            )
        )
        self._warning.setText(_("It is shown only now and stored nowhere."))
        self._on.setText(_("I have written it down"))

    def first_field(self) -> QWidget:
        return self._on


class ConfirmPage(Page):
    """Asks for two groups of the code, chosen at random."""

    confirmed = Signal()
    wants_back = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._groups: list[str] = []
        self._asked: list[int] = []
        self.lines = [QLineEdit(self) for _number in range(_ASKED_BACK)]
        self._fields = [self.add_field(line) for line in self.lines]
        self._on = self.add_button(self.check, primary=True)
        self._back = self.add_button(self.wants_back.emit)
        self.finish()
        for line in self.lines:
            line.setMaximumWidth(200)
            line.returnPressed.connect(self.check)

    @property
    def asked_groups(self) -> list[int]:
        """Which groups are asked for, counted from 1."""
        return [place + 1 for place in self._asked]

    def ask_for(self, code: str) -> None:
        self._groups = code.split("-")
        places = range(len(self._groups))
        self._asked = sorted(secrets.SystemRandom().sample(places, _ASKED_BACK))
        for line, field in zip(self.lines, self._fields, strict=True):
            line.clear()
            field.set_error("")
        self.retranslate()

    def forget(self) -> None:
        self._groups = []
        for line in self.lines:
            line.clear()

    def retranslate(self) -> None:
        self.set_heading(_("Two groups of your code"))
        self.lead.setText(_("So that we both know that it is written down correctly."))
        for number, field in zip(self.asked_groups, self._fields, strict=False):
            field.say(_("Group {number}").format(number=number))
        self._on.setText(_("Continue"))
        self._back.setText(_("Show the code again"))

    def first_field(self) -> QWidget:
        return self.lines[0]

    def check(self) -> None:
        wrong: list[Field] = []
        for place, line, field in zip(self._asked, self.lines, self._fields, strict=True):
            typed = line.text().strip().upper()
            right = bool(self._groups) and typed == self._groups[place].upper()
            field.set_error("" if right else _("This is another group. Look at the paper again."))
            if not right:
                wrong.append(field)
        if wrong:
            wrong[0].setFocus()
        else:
            self.confirmed.emit()
