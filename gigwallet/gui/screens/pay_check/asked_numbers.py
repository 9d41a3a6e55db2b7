"""Numbers that a pay rule asks the person for, such as the acceptance rate that the app shows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from gigwallet.app.pay.state_measure import AskedMeasure
from gigwallet.gui.screens.pay_check.items import short_period
from gigwallet.gui.widgets import Button, Label, isolated
from gigwallet.gui.widgets.answers import decimal_of
from gigwallet.words import _

_FIELD_WIDTH = 84


class AskedNumbers(QWidget):
    """A field for each number, with what was said before. ``said`` gives what is asked, and the
    number; what is no number, or more than there can be, is told below its field."""

    said = Signal(object, object)

    def __init__(self, asked: Sequence[AskedMeasure], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        self.fields: list[QLineEdit] = []
        self.wrong: list[Label] = []
        for place, each in enumerate(asked):
            words = _("{what}, {when}").format(what=each.label, when=short_period(each.span))
            field, wrong = QLineEdit(each.shown, self), Label(tone="bad", wrap=True, parent=self)
            field.setFixedWidth(_FIELD_WIDTH)
            field.setAccessibleName(words)
            wrong.hide()
            keep = partial(self._keep, each, field, wrong)
            field.returnPressed.connect(keep)
            grid.addWidget(Label(isolated(words), wrap=True, parent=self), 2 * place, 0)
            grid.addWidget(field, 2 * place, 1)
            grid.addWidget(Button(_("Keep"), action=keep, parent=self), 2 * place, 2)
            grid.addWidget(wrong, 2 * place + 1, 0, 1, 3)
            self.fields.append(field)
            self.wrong.append(wrong)

    def _keep(self, asked: AskedMeasure, field: QLineEdit, wrong: Label) -> None:
        value = decimal_of(field.text())
        if value is None or value > asked.most:
            wrong.setText(_("Write a number from 0 to {most}.").format(most=asked.most_shown))
            wrong.show()
            return
        wrong.hide()
        self.said.emit(asked, value)
