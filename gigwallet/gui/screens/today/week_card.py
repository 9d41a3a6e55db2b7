"""The card of this week: logged-in beside engaged hours, day by day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from gigwallet.app.records.keep_shift import Hours
from gigwallet.gui.widgets import BarChart, BarPair, Card, LegendEntry
from gigwallet.words import _, day, duration, number

_HOUR = timedelta(hours=1)
_AXIS_HOURS = Decimal(4)  # the first minutes of a shift are no tall bar


@dataclass(frozen=True, slots=True)
class DayHours:
    """The hours of one day."""

    day: date
    hours: Hours


class WeekCard(Card):
    """Hidden while the week holds no hours: seven empty bars say nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._chart = BarChart(self)
        self.body.addWidget(self._chart)
        self.hide()

    def show_week(self, days: Sequence[DayHours]) -> None:
        self.set_heading(_("Hours of this week"))
        self._chart.show_pairs(
            [_pair(each) for each in days],
            [LegendEntry("chart_expected", _("Logged in")), LegendEntry("accent", _("Engaged"))],
            lambda hours: _("{hours} h").format(hours=number(hours.normalize())),
            _("Hours of this week"),
            least=_AXIS_HOURS,
        )
        self.setVisible(any(each.hours.logged_in for each in days))


def _pair(each: DayHours) -> BarPair:
    words = _("{day}: logged in {logged_in}, engaged {engaged}").format(
        day=day(each.day),
        logged_in=duration(each.hours.logged_in),
        engaged=duration(each.hours.engaged),
    )
    return BarPair(
        f"{each.day:%m-%d}",
        _in_hours(each.hours.logged_in),
        _in_hours(each.hours.engaged),
        words=words,
    )


def _in_hours(length: timedelta) -> Decimal:
    return Decimal(int(length.total_seconds())) / Decimal(int(_HOUR.total_seconds()))
