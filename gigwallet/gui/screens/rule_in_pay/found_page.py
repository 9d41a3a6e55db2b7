"""The page of the draft: what it says, how well it fits, what it leaves open, what contradicts."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gigwallet.app.rules.infer_rule import Change, Inferred
from gigwallet.gui.screens.rule_in_pay import tables, wording
from gigwallet.gui.widgets import Button, Card, DataTable, FigureCard, Label, ScrollColumn
from gigwallet.gui.widgets.text import isolated
from gigwallet.words import _, number, signed_money

_TABLE_HEIGHT = 330


class FoundPage(ScrollColumn):
    """``change_wanted`` gives the place of a change."""

    change_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: Inferred | None = None
        self.fits, self.odd, self.changed = (FigureCard(parent=self) for _n in range(3))
        row = QHBoxLayout()
        row.setSpacing(14)
        for figure in (self.fits, self.odd, self.changed):
            row.addWidget(figure, 1)
        self.column.addLayout(row)
        self.changes = Card("", self)
        self.rule = Card("", self)
        self.doubts = Card("", self)
        self.table = DataTable(tables.odd_columns(), parent=self)
        self.table.setFixedHeight(_TABLE_HEIGHT)
        for card in (self.changes, self.rule, self.doubts):
            self.column.addWidget(card)
        self._heading = Label(role="heading", parent=self)
        self._contradicting = Label(role="muted", wrap=True, parent=self)
        for widget in (self._heading, self._contradicting, self.table):
            self.column.addWidget(widget)
        self.column.addStretch(1)

    def retranslate(self) -> None:
        self.changes.set_heading(_("What is paid changed"))
        self.rule.set_heading(_("The smallest rule that explains your receipts"))
        self.doubts.set_heading(_("What these orders do not tell"))
        self._heading.setText(_("Orders that contradict it"))
        self.table.name(_("Orders that contradict it"), _("Search orders"))
        self.table.empty.say(_("No order contradicts it."), "")
        if self._found is not None:
            self.show_found(self._found)

    def show_found(self, found: Inferred) -> None:
        self._found = found
        said = found.inference
        odd = [each for each in said.contradictions if not each.printed]
        changes = said.changes
        orders = number(said.orders)
        self.fits.show_figure(
            _("Explained to the cent"),
            f"{100 * said.fits // max(1, said.orders)} %",
            _("{fits} of {orders} orders").format(fits=number(said.fits), orders=orders),
        )
        self.odd.show_figure(
            _("Paid something else"),
            number(len(odd)),
            _("beyond what the rounding of print explains"),
        )
        self.changed.show_figure(
            _("Changes of the rule"),
            number(len(changes)),
            signed_money(changes[-1].per_order) + " " + _("an order, the last time")
            if changes
            else _("none found"),
            "warn" if changes else "",
        )
        _show_lines(self.rule, wording.pieces(said.pieces), strong=True)
        _add_lines(self.rule, [wording.fit(found), *wording.bounds(found)])
        self.doubts.show_sentences(wording.doubts(found))
        self._show_changes(changes)
        self._contradicting.setText(wording.contradicting(found))
        self.table.set_rows(tables.odd_orders(found))

    def _show_changes(self, changes: tuple[Change, ...]) -> None:
        _show_lines(self.changes, [])
        for place in reversed(range(len(changes))):
            self.changes.body.addWidget(self._change(place, changes[place]))
        self.changes.setVisible(bool(changes))

    def _change(self, place: int, change: Change) -> QWidget:
        line = QWidget(self.changes)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        effect, since = wording.change_effect(change), wording.change_evidence(change)[0]
        words.addWidget(Label(isolated(effect), role="label", wrap=True, parent=line))
        words.addWidget(Label(isolated(since), role="muted", wrap=True, parent=line))
        row.addLayout(words, 1)
        look = Button(
            _("See the orders"),
            "chevron-right",
            action=partial(self.change_wanted.emit, place),
            parent=line,
        )
        look.setAccessibleDescription(effect)
        row.addWidget(look, 0, Qt.AlignmentFlag.AlignVCenter)
        return line


def _show_lines(card: Card, sentences: list[str], strong: bool = False) -> None:
    """Below the heading, instead of what stood there."""
    while card.body.count() > 1:
        item = card.body.takeAt(1)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
    for sentence in sentences:
        role = "label" if strong else "muted"
        label = Label(isolated(sentence), role=role, wrap=True, parent=card)
        label.make_copyable()
        card.body.addWidget(label)


def _add_lines(card: Card, sentences: list[str]) -> None:
    for sentence in sentences:
        card.body.addWidget(Label(isolated(sentence), role="muted", wrap=True, parent=card))
