"""The form for a payout: money that arrived, or that the platform says it sent."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from gigwallet.domain.engagement import Engagement
from gigwallet.domain.payout import Payout, PayoutMethod, PayoutSide
from gigwallet.gui.screens.type_in import reading, span_edit
from gigwallet.gui.screens.type_in.span_edit import SpanEdit
from gigwallet.gui.widgets import DayEdit, MoneyEdit, Segments
from gigwallet.gui.widgets.answers import Answers
from gigwallet.gui.widgets.questions import QuestionForm
from gigwallet.gui.widgets.steady import DropDown
from gigwallet.words import _
from gigwallet.words.labels import label


class MoneyForm(QuestionForm):
    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._amount = MoneyEdit(parent=self)
        self._side, self._known = Segments(self), Segments(self)
        self._method = DropDown(self)
        self._method.setMaximumWidth(320)
        self.span = SpanEdit(today, ("month", "week", "day", "other"), self)
        self._amount_field = self.ask("amount", self._amount)
        self.ask("day", DayEdit(today, self))
        time = QLineEdit(self)
        time.setMaximumWidth(180)
        self.ask("time", time)
        self.ask("side", self._side)
        self.ask("method", self._method)
        self.ask("payer", QLineEdit(self))
        self.ask("for_period", self._known)
        self._span_field = self.ask_several(span_edit.NAMES, self.span, self.span.texts)
        self._known.chosen.connect(lambda _key: self._follow())

    def set_currency(self, currency: str) -> None:
        self._amount.set_currency(currency)

    def retranslate(self) -> None:
        self.span.retranslate()
        kept = max(0, self._method.currentIndex())
        self._method.clear()
        for method in PayoutMethod:
            self._method.addItem(label(method), method.value)
        self._method.setCurrentIndex(kept)
        self._side.set_choices(
            [
                (PayoutSide.RECEIVED.value, _("It arrived")),
                (PayoutSide.STATED.value, _("The platform only says so")),
            ]
        )
        self._known.set_choices([("", _("I do not know")), ("yes", _("I know"))])
        self.field("amount").say(_("How much money?"), _("For example 5,534.00"))
        self.field("day").say(_("On which day?"))
        self.field("time").say(_("At what time? (optional)"), _("For example 18:05"))
        self.field("side").say(_("Did it arrive?"))
        self.field("method").say(_("How did it come?"))
        self.field("payer").say(
            _("Who sent it? (optional)"), _("The name exactly as your wallet or bank shows it.")
        )
        self.field("for_period").say(_("Do you know which time it pays for?"))
        self._span_field.say(_("Which time does it pay for?"))
        self.send.setText(_("Keep this payment"))
        self._follow()

    def read(self, answers: Answers, kept: Engagement) -> Payout | None:
        return reading.payout(answers, kept, self._today)

    def _follow(self) -> None:
        self._span_field.setVisible(self._known.choice() == "yes")
