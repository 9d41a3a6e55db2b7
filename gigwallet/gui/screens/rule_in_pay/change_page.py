"""The page of one change: its day, what it costs, how sure it is, the orders on both sides."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gigwallet.app.rules.infer_rule import Change, Inferred
from gigwallet.gui.screens.rule_in_pay import tables, wording
from gigwallet.gui.widgets import Card, DataTable, FigureCard, Label
from gigwallet.gui.widgets.text import isolated
from gigwallet.words import _, day, ngettext, number, signed_money
from gigwallet.words.paragraph import paragraph


class ChangePage(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Inferred, Change] | None = None
        self.day, self.order, self.month = (FigureCard(parent=self) for _n in range(3))
        figures = QHBoxLayout()
        figures.setSpacing(14)
        for card in (self.day, self.order, self.month):
            figures.addWidget(card, 1)
        self.before, self.after = Card("", self), Card("", self)
        rules = QHBoxLayout()
        rules.setSpacing(14)
        rules.addWidget(self.before, 1)
        rules.addWidget(self.after, 1)
        self._sure = Label(role="muted", wrap=True, parent=self)
        self.table = DataTable(tables.near_columns(), searchable=False, parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addLayout(figures)
        column.addLayout(rules)
        column.addWidget(self._sure)
        column.addWidget(self.table, 1)

    def retranslate(self) -> None:
        self.before.set_heading(_("Before"))
        self.after.set_heading(_("Since then"))
        self.table.name(_("Orders on both sides of the change"))
        if self._shown is not None:
            self.show_change(*self._shown)

    def show_change(self, found: Inferred, change: Change) -> None:
        self._shown = (found, change)
        since = ngettext("{n} order since then", "{n} orders since then", change.orders)
        tone = "bad" if change.per_order.minor < 0 else "good"
        self.day.show_figure(
            _("First order under the new rule"),
            day(change.on),
            since.format(n=number(change.orders)),
        )
        self.order.show_figure(
            _("Each order, on average"),
            signed_money(change.per_order),
            _("{percent} % of what the same orders paid").format(
                percent=wording.signed(change.percent)
            ),
            tone,
        )
        self.month.show_figure(
            _("A month of such work"),
            signed_money(change.per_month),
            _("thirty days at the pace of the last weeks"),
            tone,
        )
        for card, steps in ((self.before, change.before), (self.after, change.after)):
            card.show_sentences([isolated(each) for each in wording.pieces(steps)])
        told = [*wording.change_evidence(change), wording.false_alarms()]
        self._sure.setText(paragraph(told))
        self.table.set_rows(tables.both_sides(found, change))
        self.table.select(lambda row: row.after)

    @property
    def sure(self) -> str:
        return self._sure.text()
