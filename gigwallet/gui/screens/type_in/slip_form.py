"""The form for a pay slip: gross, each deduction as printed, net, and whether they add up."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from gigwallet.domain.engagement import Engagement
from gigwallet.domain.statement import Statement
from gigwallet.gui.screens.type_in import reading, span_edit, sums
from gigwallet.gui.screens.type_in.deduction_lines import DeductionLines
from gigwallet.gui.screens.type_in.span_edit import SpanEdit
from gigwallet.gui.widgets import Label, MoneyEdit, NumberEdit, restyle
from gigwallet.gui.widgets.answers import Answers
from gigwallet.gui.widgets.questions import QuestionForm
from gigwallet.words import _


class SlipForm(QuestionForm):
    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._currency = "CNY"
        self.span = SpanEdit(today, ("month", "week", "other"), self)
        self._gross, self._net = MoneyEdit(parent=self), MoneyEdit(parent=self)
        self.deductions = DeductionLines(self._currency, self)
        self.ask_several(span_edit.NAMES, self.span, self.span.texts)
        self.ask("gross", self._gross)
        self.ask_several(("label", "deduction"), self.deductions, self.deductions.texts)
        self.ask("net", self._net)
        self.sum = Label(wrap=True, parent=self)
        self.add_widget(self.sum)
        self.ask("orders", NumberEdit(parent=self))
        self.ask("ref", QLineEdit(self))
        self.deductions.sent.connect(self.sent)
        for editor in (self._gross, self._net, self.deductions):
            editor.changed.connect(self._say_sum)

    def set_currency(self, currency: str) -> None:
        self._currency = currency
        for editor in (self._gross, self._net, self.deductions):
            editor.set_currency(currency)
        self._say_sum()

    def retranslate(self) -> None:
        self.span.retranslate()
        self.deductions.retranslate()
        self.field("span").say(_("Which time does the slip pay for?"))
        self.field("gross").say(
            _("Gross: what the slip counts before deductions"), _("For example 4,921.00")
        )
        self.field("deduction").say(
            _("Deductions: each one with the words printed on the slip"),
            _("Copy the words exactly. Leave it empty if nothing was taken off."),
        )
        self.field("net").say(_("Net: what the slip says that you get"), _("For example 4,841.00"))
        self.field("orders").say(_("How many orders does the slip count? (optional)"))
        self.field("ref").say(_("Number of the slip (optional)"))
        self.send.setText(_("Keep this pay slip"))
        self._say_sum()

    def read(self, answers: Answers, kept: Engagement) -> Statement | None:
        return reading.statement(answers, kept, self._today)

    def empty(self) -> None:
        self.deductions.clear()
        super().empty()

    def _say_sum(self) -> None:
        answers = self.answers()
        sentence, tone = sums.sentence(
            answers.amount("gross", self._currency),
            reading.deductions(answers, self._currency),
            answers.amount("net", self._currency),
        )
        self.sum.setText(sentence)
        self.sum.setAccessibleName(sentence)
        restyle(self.sum, tone=tone)
