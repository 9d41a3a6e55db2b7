"""A field for a stretch of days: a month, a week, a day, or from one day to another."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from gigwallet.domain.period import Period
from gigwallet.gui.widgets import DayEdit, Label, MonthEdit, Segments
from gigwallet.words import _, period

NAMES = ("span", "first", "last")


class SpanEdit(QWidget):
    """Gives the answers span, first, last. Each kind of stretch has its own editor."""

    changed = Signal()

    def __init__(self, today: date, kinds: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kinds = tuple(kinds)
        last_month = Period.of_month(
            *((today.year, today.month - 1) if today.month > 1 else (today.year - 1, 12))
        )
        self._kind = Segments(self)
        self._month = MonthEdit(today, parent=self)
        self._day = DayEdit(today, self)
        self._first = DayEdit(last_month.first, self)
        self._last = DayEdit(last_month.last, self)
        self._month.set_month(last_month)
        self._between = Label(role="muted", parent=self)
        self._said = Label(role="muted", parent=self)
        self._stack = QStackedWidget(self)
        self._stack.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for page in (self._month, self._beside(self._day, self._said), self._range()):
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._kind)
        column.addWidget(self._stack)
        for signal in (
            self._kind.chosen, self._month.changed, self._day.changed,
            self._first.changed, self._last.changed,
        ):  # fmt: skip
            signal.connect(lambda *_: self._follow())
        self.retranslate()
        self._kind.choose(self._kinds[0])
        self._follow()

    def retranslate(self) -> None:
        words = {"month": _("Month"), "week": _("Week"), "day": _("Day"), "other": _("Other days")}
        self._kind.set_choices([(kind, words[kind]) for kind in self._kinds])
        self._month.retranslate()
        self._month.setAccessibleName(_("Month"))
        self._day.setAccessibleName(_("Day"))
        self._first.setAccessibleName(_("First day"))
        self._last.setAccessibleName(_("Last day"))
        self._between.setText(_("to"))
        self._say()

    def texts(self) -> dict[str, str]:
        kind = self._kind.choice()
        if kind == "month":
            return {"span": kind, "first": self._month.month().first.isoformat(), "last": ""}
        if kind == "other":
            first, last = self._first.day(), self._last.day()
            return {"span": kind, "first": first.isoformat(), "last": last.isoformat()}
        return {"span": kind, "first": self._day.day().isoformat(), "last": ""}

    def choose(self, kind: str, first: date) -> None:
        """Show this stretch; a month is the one that ``first`` lies in."""
        self._kind.choose(kind)
        self._month.set_month(Period.of_month(first.year, first.month))
        self._day.set_day(first)
        self._follow()

    def _follow(self) -> None:
        place = {"month": 0, "other": 2}.get(self._kind.choice(), 1)
        self._stack.setCurrentIndex(place)
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        """A week is chosen by any of its days, so it is said which week that is."""
        week = self._kind.choice() == "week"
        self._said.setText(period(Period.of_week(self._day.day())) if week else "")

    def _beside(self, editor: QWidget, words: QWidget) -> QWidget:
        page = QWidget(self)
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(editor)
        row.addWidget(words)
        row.addStretch(1)
        return page

    def _range(self) -> QWidget:
        page = QWidget(self)
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._first)
        row.addWidget(self._between)
        row.addWidget(self._last)
        row.addStretch(1)
        return page
