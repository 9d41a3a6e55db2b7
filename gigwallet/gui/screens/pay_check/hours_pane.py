"""The pane that tells of hours: on orders beside at work, what they paid, rest, and what lacks."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gigwallet.app.pay.rest_words import limit_words, rest_words
from gigwallet.app.pay.tell_hours import Costs, HoursTold, Overlap, Rate
from gigwallet.gui.widgets import Button, DetailPane, Fact, Label, MoneyEdit, NumberEdit
from gigwallet.words import _, distance, duration, money, number, period
from gigwallet.words.refusals import explain

_HUNDREDTH = Decimal("0.01")


class CostsEdit(QWidget):
    """``said`` gives what the person typed as Costs, or None. It is kept nowhere."""

    said = Signal(object)

    def __init__(self, currency: str, costs: Costs | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._currency = currency
        self.whole = MoneyEdit(currency, self)
        self.per_km = NumberEdit(f"{currency}/km", self)
        if costs is not None:
            if costs.named:
                self.whole.line.setText(str(costs.named[0][1].amount))
            if costs.per_km is not None:
                self.per_km.line.setText(str(costs.per_km))
        self.reckon = Button(_("Reckon with these costs"), action=self._say, parent=self)
        for words, edit in (
            (_("Fuel, charging, rent and the like in this time"), self.whole),
            (_("And for each kilometre"), self.per_km),
        ):
            column.addWidget(Label(words, role="muted", wrap=True, parent=self))
            edit.setAccessibleName(words)
            edit.line.returnPressed.connect(self._say)
            column.addWidget(edit)
        column.addWidget(self.reckon)

    def _say(self) -> None:
        whole, per_km = self.whole.money(), self.per_km.value()
        spent = whole if whole is not None and whole.minor > 0 else None
        rate = per_km if per_km is not None and per_km > 0 else None
        named = ((_("Costs"), spent),) if spent is not None else ()
        self.said.emit(Costs(named, rate) if named or rate is not None else None)


def tell_hours_of(
    pane: DetailPane,
    told: HoursTold,
    zone: str,
    costs: CostsEdit | None,
    changes: Sequence[str] = (),
) -> None:
    """``changes`` are the marks of the chart in words, in the order of their numbers."""
    pane.clear()
    pane.title(_("Hours, {period}").format(period=period(told.period)))
    pane.facts(_lengths(told))
    pane.section(_("What an hour and a kilometre paid"))
    if not told.rates:
        pane.text(_("Not known: for these hours no pay is known, or no hours for this pay."))
    pane.facts([fact for rate in told.rates for fact in _paid(told, rate)])
    if changes:
        pane.section(_("Changes of the pay rule"))
        pane.steps(changes)
    if costs is not None:
        pane.section(_("After costs"))
        pane.widget(costs)
    pane.section(_("Rest"))
    untold = _("No times of orders or shifts are known for these days.")
    for sentence in list(rest_words(told, zone)) or [untold]:
        pane.text(sentence)
    for limit in told.limits:
        pane.muted(limit_words(limit))
    if told.cautions:
        pane.section(_("What these figures lack"))
        for step in told.cautions:
            pane.text(explain(step))


def _lengths(told: HoursTold) -> list[Fact]:
    """Always side by side: the one alone would flatter."""
    known = told.logged_in
    facts: list[Fact] = [
        (_("On orders"), duration(told.engaged)),
        (_("Logged in"), _("not known") if known is None else duration(known)),
    ]
    if told.typed is not None:
        facts.append((_("Counted by you"), duration(told.typed)))
    alone = told.engaged_by[Overlap.ALONE]
    if alone != told.engaged:
        facts.append((_("Each order in full"), duration(alone)))
    facts.append((_("Ridden"), distance(told.metres)))
    return facts


def _paid(told: HoursTold, rate: Rate) -> list[Fact]:
    """The figure, and below it how it is reckoned."""
    per = {
        "engaged_hour": _("An hour on orders"),
        "logged_in_hour": _("An hour at work"),
        "km": _("A kilometre"),
    }[rate.per]
    facts: list[Fact] = [(per, money(rate.with_tips)), ("", _working(told, rate))]
    if rate.gross != rate.with_tips:
        facts.append((_("Without tips"), money(rate.gross)))
    if rate.net is not None:
        facts.append((_("After costs"), money(rate.net)))
    return facts


def _working(told: HoursTold, rate: Rate) -> str:
    if told.pay is None:
        return ""
    quantity = number(rate.quantity.quantize(_HUNDREDTH))
    unit = _("{n} km") if rate.per == "km" else _("{n} h")
    pay = money(told.pay.work + told.pay.tips)
    return f"{pay} \N{DIVISION SIGN} {unit.format(n=quantity)}"
