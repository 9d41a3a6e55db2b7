"""Fields for amounts and numbers: exact decimals, never floats."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from gigwallet.domain.money import Money
from gigwallet.gui.widgets.answers import amount_of, money_of
from gigwallet.gui.widgets.text import Label

_SYMBOLS = {"CNY": "¥", "EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥"}


class NumberEdit(QWidget):
    """A decimal number with an optional unit behind it."""

    changed = Signal()

    def __init__(self, unit: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._before = Label(role="muted", parent=self)
        self._line = QLineEdit(self)
        self._line.setMaximumWidth(180)
        self._line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._line.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        self._unit = Label(unit, role="muted", parent=self)
        self._before.hide()
        for widget in (self._before, self._line, self._unit):
            row.addWidget(widget)
        row.addStretch(1)
        self.setFocusProxy(self._line)
        self._line.textChanged.connect(lambda: self.changed.emit())

    @property
    def line(self) -> QLineEdit:
        return self._line

    def set_unit(self, unit: str) -> None:
        self._unit.setText(unit)

    def text(self) -> str:
        return self._line.text()

    def is_empty(self) -> bool:
        return not self._line.text().strip()

    def value(self) -> Decimal | None:
        """None when it is empty or no number; tell the two apart by `is_empty`."""
        return amount_of(self._line.text())

    def clear(self) -> None:
        self._line.clear()

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self._line.setAccessibleName(name)

    def setAccessibleDescription(self, description: str) -> None:
        super().setAccessibleDescription(description)
        self._line.setAccessibleDescription(description)


class MoneyEdit(NumberEdit):
    """An amount of one currency."""

    def __init__(self, currency: str = "CNY", parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._currency = currency
        self.set_currency(currency)

    def set_currency(self, currency: str) -> None:
        self._currency = currency
        self._before.setText(_SYMBOLS.get(currency, ""))
        self._before.setVisible(currency in _SYMBOLS)
        self.set_unit(currency)

    def money(self) -> Money | None:
        """None when it is empty, no number, or finer than the currency's smallest coin."""
        return money_of(self._line.text(), self._currency)
