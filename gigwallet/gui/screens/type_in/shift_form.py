"""The form for a shift that is over: its day, when it began, when it ended."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from gigwallet.domain.engagement import Engagement
from gigwallet.domain.shift import Shift
from gigwallet.gui.screens.type_in import reading
from gigwallet.gui.widgets import DayEdit
from gigwallet.gui.widgets.answers import Answers
from gigwallet.gui.widgets.questions import QuestionForm
from gigwallet.words import _


class ShiftForm(QuestionForm):
    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.ask("day", DayEdit(today, self))
        for name in ("start", "end"):
            line = QLineEdit(self)
            line.setMaximumWidth(180)
            self.ask(name, line)

    def retranslate(self) -> None:
        self.field("day").say(_("On which day did the shift begin?"))
        self.field("start").say(_("When did it begin?"), _("For example 10:30"))
        self.field("end").say(
            _("When did it end?"),
            _("For example 21:15. A time before the beginning is on the next day."),
        )
        self.send.setText(_("Keep this shift"))

    def read(self, answers: Answers, kept: Engagement) -> Shift | None:
        return reading.shift(answers, kept, self._today)
