"""The form for a tally: how many orders, kilometres and hours, where no list of orders exists."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from gigwallet.domain.engagement import Engagement
from gigwallet.domain.tally import Tally
from gigwallet.gui.screens.type_in import reading, span_edit
from gigwallet.gui.screens.type_in.span_edit import SpanEdit
from gigwallet.gui.widgets import NumberEdit
from gigwallet.gui.widgets.answers import Answers
from gigwallet.gui.widgets.questions import QuestionForm
from gigwallet.words import _


class CountForm(QuestionForm):
    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.span = SpanEdit(today, ("month", "week", "day"), self)
        self._km, self._hours = NumberEdit(parent=self), NumberEdit(parent=self)
        self.ask_several(span_edit.NAMES, self.span, self.span.texts)
        self.ask("orders", NumberEdit(parent=self))
        self.ask("km", self._km)
        self.ask("hours", self._hours)
        self.ask("note", QLineEdit(self))

    def retranslate(self) -> None:
        self.span.retranslate()
        self.field("span").say(_("For which month, week or day?"))
        self.field("orders").say(
            _("How many orders did you complete?"),
            _("The number that the app or your own list shows, for example 922"),
        )
        self.field("km").say(_("How many kilometres? (optional)"), _("For example 1,840.5"))
        self.field("hours").say(
            _("How many hours did you work? (optional)"), _("For example 212.5 or 212:30")
        )
        self.field("note").say(
            _("Where do you know it from? (optional)"),
            _("For example: monthly page of the rider app, seen on 2 August"),
        )
        self._km.set_unit(_("km"))
        self._hours.set_unit(_("hours"))
        self.send.setText(_("Keep these numbers"))

    def read(self, answers: Answers, kept: Engagement) -> Tally | None:
        return reading.tally(answers, kept, self._today)
