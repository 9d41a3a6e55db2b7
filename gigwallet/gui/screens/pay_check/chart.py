"""The chart card: expected beside paid, day by day or period by period."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from gigwallet.app.tell_bridge import Fall
from gigwallet.domain.money import Money, Rounding
from gigwallet.domain.period import Period
from gigwallet.gui.screens.pay_check.bars import Bar
from gigwallet.gui.screens.pay_check.waterfall import Waterfall
from gigwallet.gui.widgets import BarChart, BarPair, Card, LegendEntry, Segments
from gigwallet.words import _, money, number

_DAYS, _FALLS = "days", "falls"


class PayChart(Card):
    """Two pictures of the same sums: day by day, or from what was expected down to what arrived.
    Pressing a bar of a day names its day or period."""

    picked = Signal(object)  # Period

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._bars: tuple[Bar, ...] = ()
        self.chart = BarChart(self)
        self.chart.setMinimumHeight(112)
        self.body.setContentsMargins(18, 12, 18, 8)
        self.body.setSpacing(4)
        self.picture = Segments(self)
        self.picture.chosen.connect(lambda _key: self._turn())
        self.waterfall = Waterfall(self)
        self._area = self._scrolled()
        self._area.hide()
        self.corner.addWidget(self.picture)
        self.body.addWidget(self.chart, 1)
        self.body.addWidget(self._area, 1)
        self.chart.picked.connect(lambda place: self.picked.emit(self._bars[place].period))

    def show_falls(self, falls: Sequence[Fall]) -> None:
        """The steps from expected to received; fewer than two sums of them say nothing."""
        self.waterfall.show_falls(falls)

    def _scrolled(self) -> QScrollArea:
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.waterfall)
        for each in (area.viewport(), self.waterfall):
            each.setAutoFillBackground(False)  # the card's own ground shows through
        return area

    def _turn(self) -> None:
        falls = self.picture.choice() == _FALLS
        self.chart.setVisible(not falls)
        self._area.setVisible(falls)
        self.set_heading(_("From expected to received") if falls else _heading(self._bars))

    def show_bars(self, bars: Sequence[Bar]) -> None:
        self._bars = tuple(bars)
        self.setVisible(bool(bars))
        if not bars:
            return
        self.picture.set_choices([(_DAYS, _("By time")), (_FALLS, _("By cause"))])
        heading = _heading(bars)
        self._turn()
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
