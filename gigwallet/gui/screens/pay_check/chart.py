"""The chart card: expected beside paid, day by day or period by period."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gigwallet.domain.money import Money, Rounding
from gigwallet.domain.period import Period
from gigwallet.gui.screens.pay_check.bars import Bar
from gigwallet.gui.widgets import BarChart, BarPair, Card, LegendEntry
from gigwallet.words import _, money, number


class PayChart(Card):
    """Pressing a bar names its day or period."""

    picked = Signal(object)  # Period

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._bars: tuple[Bar, ...] = ()
        self.chart = BarChart(self)
        self.chart.setMinimumHeight(112)
        self.body.setContentsMargins(18, 12, 18, 8)
        self.body.setSpacing(4)
        self.body.addWidget(self.chart, 1)
        self.chart.picked.connect(lambda place: self.picked.emit(self._bars[place].period))

    def show_bars(self, bars: Sequence[Bar]) -> None:
        self._bars = tuple(bars)
        self.setVisible(bool(bars))
        if not bars:
            return
        heading = _heading(bars)
        self.set_heading(heading)
        pairs = [
            BarPair(bar.label, *bar.heights, "bad" if bar.short else "accent", bar.words)
            for bar in bars
        ]
        legend = [
            LegendEntry("chart_expected", _("Expected")),
            LegendEntry("accent", _("Paid in full")),
            LegendEntry("bad", _("Short paid")),
        ]
        currency = bars[0].expected.currency
        self.chart.show_pairs(pairs, legend, lambda value: _tick(value, currency), heading)

    @property
    def periods(self) -> tuple[Period, ...]:
        return tuple(bar.period for bar in self._bars)


def _heading(bars: Sequence[Bar]) -> str:
    if all(bar.period.days == 1 for bar in bars):
        return _("Expected and paid, per day")
    if all(bar.period.is_month for bar in bars):
        return _("Expected and paid, per month")
    return _("Expected and paid, per period")


def _tick(value: Decimal, currency: str) -> str:
    """An amount on the axis: without the coins where it has none."""
    whole = value.to_integral_value()
    if whole != value:
        return money(Money.rounded(value, currency, Rounding.HALF_UP))
    sign = money(Money.zero(currency)).split("0")[0]
    return f"{sign}{number(whole)}"
