"""Fields for days, months and moments, written the way the files write them: 2025-07-31."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QDate, QDateTime, QEvent, QTime, Signal
from PySide6.QtWidgets import QDateEdit, QDateTimeEdit, QHBoxLayout, QWidget

from gigwallet.domain.period import Period
from gigwallet.gui.widgets.steady import DropDown, Steady
from gigwallet.words import period as period_words


class DayEdit(Steady, QDateEdit):
    """One day, typed or taken from a calendar."""

    changed = Signal()

    def __init__(self, day: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCalendarPopup(True)
        self.setDisplayFormat("yyyy-MM-dd")
        self.setMaximumWidth(180)
        self.set_day(day)
        self.dateChanged.connect(lambda: self.changed.emit())

    def day(self) -> date:
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())

    def set_day(self, day: date) -> None:
        self.setDate(QDate(day.year, day.month, day.day))


class MonthEdit(QWidget):
    """One month: its name and its year, newest first."""

    changed = Signal()

    def __init__(self, today: date, years_back: int = 5, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self._choice = DropDown(self)
        self._choice.setMaxVisibleItems(14)
        row.addWidget(self._choice)
        row.addStretch(1)
        first = today.year * 12 + today.month - 1
        self._months = [
            Period.of_month(number // 12, number % 12 + 1)
            for number in range(first, first - 12 * years_back, -1)
        ]
        self.setFocusProxy(self._choice)
        self.retranslate()
        self._choice.currentIndexChanged.connect(lambda: self.changed.emit())

    def retranslate(self) -> None:
        kept = max(0, self._choice.currentIndex())
        self._choice.blockSignals(True)
        self._choice.clear()
        self._choice.addItems([period_words(month) for month in self._months])
        self._choice.setCurrentIndex(kept)
        self._choice.blockSignals(False)

    def month(self) -> Period:
        return self._months[max(0, self._choice.currentIndex())]

    def set_month(self, month: Period) -> None:
        """A month that the list lacks is added at its end."""
        if month not in self._months:
            self._months.append(month)
            self._choice.addItem(period_words(month))
        self._choice.setCurrentIndex(self._months.index(month))

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self._choice.setAccessibleName(name)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)


class MomentEdit(Steady, QDateTimeEdit):
    """A day and a time on the clocks of the place where the work was done."""

    changed = Signal()

    def __init__(self, wall: datetime, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCalendarPopup(True)
        self.setDisplayFormat("yyyy-MM-dd HH:mm")
        self.setMaximumWidth(220)
        self.set_wall(wall)
        self.dateTimeChanged.connect(lambda: self.changed.emit())

    def wall(self) -> datetime:
        """The naive wall time, for Instant.from_local."""
        day, time = self.date(), self.time()
        return datetime(day.year(), day.month(), day.day(), time.hour(), time.minute())  # noqa: DTZ001

    def set_wall(self, wall: datetime) -> None:
        self.setDateTime(
            QDateTime(QDate(wall.year, wall.month, wall.day), QTime(wall.hour, wall.minute))
        )
