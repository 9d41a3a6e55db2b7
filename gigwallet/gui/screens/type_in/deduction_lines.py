"""A field for the deductions of a pay slip: the words printed on it, and how much each takes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from gigwallet.gui.widgets import Button, MoneyEdit
from gigwallet.words import _


class _Line(QWidget):
    def __init__(self, currency: str, parent: DeductionLines) -> None:
        super().__init__(parent)
        self.words = QLineEdit(self)
        self.amount = MoneyEdit(currency, self)
        self.amount.line.setMaximumWidth(120)
        self.remove = Button(icon="x", role="quiet", parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.amount)
        row.addWidget(self.remove)


class DeductionLines(QWidget):
    """Gives the answers ``label_N`` and ``deduction_N``. There is always at least one line."""

    changed = Signal()
    sent = Signal()

    def __init__(self, currency: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._currency = currency
        self._lines: list[_Line] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._add = Button(icon="plus", role="quiet", action=self._add_and_go, parent=self)
        self._column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self.add()

    def retranslate(self) -> None:
        self._add.setText(_("Add a deduction"))
        for number, line in enumerate(self._lines, start=1):
            line.words.setPlaceholderText(_("such as 差评, 保险, late login"))
            line.words.setAccessibleName(_("Words of deduction {n}").format(n=number))
            line.amount.setAccessibleName(_("Amount of deduction {n}").format(n=number))
            line.remove.name_only(_("Remove deduction {n}").format(n=number))

    def set_currency(self, currency: str) -> None:
        self._currency = currency
        for line in self._lines:
            line.amount.set_currency(currency)

    def texts(self) -> dict[str, str]:
        found = {}
        for number, line in enumerate(self._lines, start=1):
            found[f"label_{number}"] = line.words.text()
            found[f"deduction_{number}"] = line.amount.text()
        return found

    def add(self) -> None:
        line = _Line(self._currency, self)
        self._lines.append(line)
        self._column.insertWidget(self._column.count() - 1, line)
        line.words.textChanged.connect(lambda _text: self.changed.emit())
        line.amount.changed.connect(self.changed)
        line.words.returnPressed.connect(self.sent)
        line.amount.line.returnPressed.connect(self.sent)
        line.remove.clicked.connect(lambda: self._remove(line))
        self.setFocusProxy(self._lines[0].words)
        self.retranslate()

    def clear(self) -> None:
        for line in self._lines[:]:
            self._remove(line)

    def line(self, number: int) -> tuple[QLineEdit, MoneyEdit]:
        """The two editors of line ``number``, counted from 1."""
        return self._lines[number - 1].words, self._lines[number - 1].amount

    def _add_and_go(self) -> None:
        self.add()
        self._lines[-1].words.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, line: _Line) -> None:
        self._lines.remove(line)
        self._column.removeWidget(line)
        line.deleteLater()
        if not self._lines:
            self.add()
        self.setFocusProxy(self._lines[0].words)
        self.retranslate()
        self.changed.emit()
