"""The chart card: pictures of the same pay, and of each the table of its figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from gigwallet.app.pay.tell_bridge import Fall
from gigwallet.app.pay.tell_pay_over_time import PayOverTime
from gigwallet.domain.period import Period
from gigwallet.gui.screens.pay_check import figures, paid_hours
from gigwallet.gui.screens.pay_check.bars import Bar
from gigwallet.gui.screens.pay_check.platforms import Platforms, Result
from gigwallet.gui.screens.pay_check.waterfall import falling
from gigwallet.gui.widgets import (
    BarChart,
    BarPair,
    BarRow,
    BarRows,
    Button,
    Card,
    Column,
    DataTable,
    FoldingSegments,
    LegendEntry,
    LineChart,
)
from gigwallet.words import _

DAYS, FALLS, TAKEN, HOURS, PLATFORMS = "days", "falls", "taken", "hours", "platforms"


@dataclass(frozen=True, slots=True)
class Shown:
    """What the pictures are drawn from; the pay by the hour comes when somebody looks."""

    currency: str
    bars: tuple[Bar, ...]
    falls: tuple[Fall, ...]
    taken: tuple[BarRow, ...]
    accounts: tuple[Result, ...]


class PayChart(Card):
    """Day by day, from what was expected down to what arrived, deductions by name, what an hour
    paid, and each account where there are several. A button shows the same figures as a table."""

    picked = Signal(object)  # Period: a bar or a point was opened
    opened = Signal(str)  # the key of a sum, of a step, or of a kind of item
    turned = Signal(str)  # another picture is shown

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._shown: Shown | None = None
        self._hours: PayOverTime | None = None
        self.body.setContentsMargins(18, 12, 18, 8)
        self.body.setSpacing(6)
        self.picture = FoldingSegments(self)
        self.as_table = Button(icon="clipboard-list", role="segment", parent=self)
        self.as_table.setCheckable(True)
        self.chart, self.hours = BarChart(self), LineChart(self)
        self.waterfall, self.deductions = BarRows(self), BarRows(self)
        self.platforms = Platforms(self)
        self.tables = {
            DAYS: _table(figures.of_bars(), self),
            FALLS: _table(figures.of_rows(), self),
            TAKEN: _table(figures.of_rows(), self),
            HOURS: _table(figures.of_hours(), self),
        }
        self._pictures: dict[str, QWidget] = {
            DAYS: self.chart,
            FALLS: self._scrolled(self.waterfall),
            TAKEN: self._scrolled(self.deductions),
            HOURS: self.hours,
            PLATFORMS: self._scrolled(self.platforms),
        }
        self.corner.insertWidget(0, self.picture, 1)
        self.corner.setStretch(self.corner.count() - 1, 0)  # the choice may take all of the row
        self.corner.addWidget(self.as_table)
        for widget in (*self._pictures.values(), *self.tables.values()):
            widget.hide()
            self.body.addWidget(widget, 1)
        for chart in (self.chart, self.hours):
            chart.setMinimumHeight(112)
            chart.set_titled(True)
        self._connect()

    def _connect(self) -> None:
        self.picture.chosen.connect(self._turn)
        self.as_table.toggled.connect(lambda _on: self._turn(self.picture.choice()))
        self.chart.picked.connect(self._pick_bar)
        self.hours.picked.connect(self._pick_point)
        self.waterfall.picked.connect(self.opened)
        self.deductions.picked.connect(self.opened)

    def show_pay(self, shown: Shown) -> None:
        self._shown = shown
        self._hours = None
        several = len(shown.accounts) > 1
        choices = [
            (DAYS, _("By time"), bool(shown.bars)),
            (FALLS, _("By cause"), bool(shown.falls)),
            (TAKEN, _("Deductions"), bool(shown.taken)),
            (HOURS, _("By the hour"), True),
            (PLATFORMS, _("By account"), several),
        ]
        self.picture.set_choices([(key, words) for key, words, there in choices if there])
        self.picture.name(_("Which chart"))
        self.as_table.setAccessibleName(_("The same figures as a table"))
        self.as_table.setToolTip(_("The same figures as a table"))
        self._draw_bars(shown.bars)
        self.waterfall.show_rows(falling(shown.falls), _("From expected to received"))
        self.deductions.show_rows(shown.taken, _("Deductions by name"))
        self.platforms.show_results(shown.accounts)
        self.tables[DAYS].set_rows(shown.bars)
        self.tables[FALLS].set_rows(self.waterfall.shown)
        self.tables[TAKEN].set_rows(self.deductions.shown)
        self._name_tables()
        self._turn(self.picture.choice())

    def show_hours(self, told: PayOverTime) -> None:
        self._hours = told
        name = _("What an hour paid, per day")
        if any(each.period.days > 1 for each in told.stretches):
            name = _("What an hour paid, per month")
        self.hours.show_points(
            paid_hours.points(told),
            paid_hours.lines(),
            paid_hours.marks(told),
            paid_hours.per_hour(told.currency or "CNY"),
            name,
            _("Not known"),
        )
        self.tables[HOURS].set_rows(told.stretches)

    @property
    def periods(self) -> tuple[Period, ...]:
        return tuple(bar.period for bar in self._shown.bars) if self._shown else ()

    def _draw_bars(self, bars: Sequence[Bar]) -> None:
        if not bars:
            return
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
        self.chart.show_pairs(
            pairs, legend, lambda value: paid_hours.on_axis(value, currency), _heading(bars)
        )

    def _turn(self, key: str) -> None:
        table = self.tables.get(key) if self.as_table.isChecked() else None
        for each, picture in self._pictures.items():
            picture.setVisible(each == key and table is None)
        for figures_of in self.tables.values():
            figures_of.setVisible(figures_of is table)
        self.as_table.setVisible(key in self.tables)
        self.setAccessibleName(self._name_of(key))
        self.turned.emit(key)

    def _name_of(self, key: str) -> str:
        return {
            FALLS: _("From expected to received"),
            TAKEN: _("Deductions by name"),
            HOURS: self.hours.accessibleName(),
            PLATFORMS: _("By account"),
        }.get(key) or self.chart.accessibleName()

    def _name_tables(self) -> None:
        for key, table in self.tables.items():
            table.name(self._name_of(key))
            table.empty.say(_("No figures here"), _("Nothing of this period is known."))

    def _pick_bar(self, place: int) -> None:
        if self._shown is not None:
            self.picked.emit(self._shown.bars[place].period)

    def _pick_point(self, place: int) -> None:
        if self._hours is not None:
            self.picked.emit(self._hours.stretches[place].period)

    def _scrolled(self, content: QWidget) -> QScrollArea:
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it takes the keyboard
        area.setWidget(content)
        for each in (area.viewport(), content):
            each.setAutoFillBackground(False)  # the card's own ground shows through
        return area


def _table(columns: list[Column], parent: QWidget) -> DataTable:
    return DataTable(columns, searchable=False, parent=parent)


def _heading(bars: Sequence[Bar]) -> str:
    if all(bar.period.days == 1 for bar in bars):
        return _("Expected and paid, per day")
    if all(bar.period.is_month for bar in bars):
        return _("Expected and paid, per month")
    return _("Expected and paid, per period")
