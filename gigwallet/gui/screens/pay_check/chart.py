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
from gigwallet.gui.screens.pay_check.platforms import Platforms, Result
from gigwallet.gui.screens.pay_check.waterfall import Waterfall
from gigwallet.gui.widgets import BarChart, BarPair, Card, LegendEntry, Segments
from gigwallet.words import _, money, number

_DAYS, _FALLS, _PLATFORMS = "days", "falls", "platforms"


class PayChart(Card):
    """Pictures of the same sums: day by day, from what was expected down to what arrived, and,
    where there are several accounts, each of them.
    Pressing a bar of a day names its day or period."""

    picked = Signal(object)  # Period

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._bars: tuple[Bar, ...] = ()
        self._several = False
        self.chart = BarChart(self)
        self.chart.setMinimumHeight(112)
        self.body.setContentsMargins(18, 12, 18, 8)
        self.body.setSpacing(4)
        self.picture = Segments(self)
        self.picture.chosen.connect(lambda _key: self._turn())
        self.waterfall = Waterfall(self)
        self.platforms = Platforms(self)
        self._areas = {
            _FALLS: self._scrolled(self.waterfall),
            _PLATFORMS: self._scrolled(self.platforms),
        }
        self.corner.addWidget(self.picture)
        self.body.addWidget(self.chart, 1)
        for area in self._areas.values():
            area.hide()
            self.body.addWidget(area, 1)
        self.chart.picked.connect(lambda place: self.picked.emit(self._bars[place].period))

    def show_falls(self, falls: Sequence[Fall]) -> None:
        """The steps from expected to received; fewer than two sums of them say nothing."""
        self.waterfall.show_falls(falls)

    def show_platforms(self, found: Sequence[Result]) -> None:
        self._several = len(found) > 1
        self.platforms.show_results(found)

    def _scrolled(self, content: QWidget) -> QScrollArea:
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(content)
        for each in (area.viewport(), content):
            each.setAutoFillBackground(False)  # the card's own ground shows through
        return area

    def _turn(self) -> None:
        chosen = self.picture.choice()
        self.chart.setVisible(chosen not in self._areas)
        for key, area in self._areas.items():
            area.setVisible(key == chosen)
        headings = {_FALLS: _("From expected to received"), _PLATFORMS: _("By account")}
        self.set_heading(headings.get(chosen) or _heading(self._bars))

    def show_bars(self, bars: Sequence[Bar]) -> None:
        self._bars = tuple(bars)
        self.setVisible(bool(bars))
        if not bars:
            return
        accounts = [(_PLATFORMS, _("By account"))] if self._several else []
        self.picture.set_choices([(_DAYS, _("By time")), (_FALLS, _("By cause")), *accounts])
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
