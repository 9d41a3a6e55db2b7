"""A recovery code on the screen: shown in numbered groups, and two of them asked back."""

from __future__ import annotations

import secrets

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from gigwallet.gui.widgets.form import Field
from gigwallet.gui.widgets.text import Label
from gigwallet.words import _

_ASKED_BACK = 2
_PER_ROW = 3
SECRET_INPUT = (
    Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhUppercaseOnly
    | Qt.InputMethodHint.ImhLatinOnly
)


class CodeGroups(QWidget):
    """The groups of a code with their numbers. They cannot be selected: a clipboard is read by
    every program."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 4, 0, 4)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(12)

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
            widget = item.widget()
            if isinstance(widget, Label):
                widget.setText("")
                widget.setAccessibleName("")
            if widget is not None:
                widget.deleteLater()


class GroupsAsked(QWidget):
    """Asks for two groups of a code, chosen at random: ``right`` when both were typed."""

    right = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups: list[str] = []
        self._asked: list[int] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        self.lines = [QLineEdit(self) for _number in range(_ASKED_BACK)]
        self._fields = [Field(line, self) for line in self.lines]
        for line, field in zip(self.lines, self._fields, strict=True):
            line.setInputMethodHints(SECRET_INPUT)
            line.setMaximumWidth(220)
            line.returnPressed.connect(self._enter)
            row.addWidget(field, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)

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
        for number, field in zip(self.asked_groups, self._fields, strict=False):
            field.say(_("Group {number}").format(number=number))

    def _enter(self) -> None:
        """Enter leads to the group that is still empty, and checks when none is."""
        empty = next((line for line in self.lines if not line.text().strip()), None)
        if empty is not None:
            empty.setFocus()
        else:
            self.check()

    def check(self) -> None:
        wrong: list[Field] = []
        for place, line, field in zip(self._asked, self.lines, self._fields, strict=True):
            typed = line.text().strip().upper()
            right = bool(self._groups) and typed == self._groups[place].upper()
            field.set_error("" if right else _("Not the same. Look at the paper."))
            if not right:
                wrong.append(field)
        if wrong:
            wrong[0].setFocus()
        else:
            self.right.emit()
