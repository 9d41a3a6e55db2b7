"""The table of pairs: several rows can be chosen at once, to join what stands in different rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QWidget

from gigwallet.app.pay.tell_pairs import Pair, Side
from gigwallet.domain.recorded import FactId
from gigwallet.gui.screens.pairing import wording
from gigwallet.gui.widgets import Column, DataTable, Kind
from gigwallet.gui.widgets.choice import ChoiceBox
from gigwallet.words import _, number

LOOK, EVERY, YOURS, ORDERS, PAY = "look", "every", "yours", "orders", "pay"

_KEEPS: dict[str, Callable[[Pair], bool] | None] = {
    LOOK: wording.to_look_at,
    EVERY: None,
    YOURS: lambda pair: pair.side in (Side.SAID, Side.APART),
    ORDERS: lambda pair: pair.side is Side.ORDER,
    PAY: lambda pair: pair.side is Side.PAY,
}


def columns() -> list[Column]:
    return [
        Column(
            lambda: _("When"),
            wording.when,
            sort_key=lambda row: float("inf") if row.moment is None else row.moment,
            found_by=lambda row: row.clock,
        ),
        Column(lambda: _("Order"), wording.orders, grows=True),
        Column(lambda: _("Pay"), wording.pay, grows=True, spare=True),
        Column(
            lambda: _("Amount"),
            wording.amount,
            Kind.FIGURE,
            sort_key=lambda row: sum(each.minor for each in row.sums),
        ),
        Column(lambda: _("Found by"), wording.how, spare=True),
        Column(
            lambda: _("How sure"),
            wording.sure,
            Kind.STATUS,
            tone=wording.tone,
            sort_key=lambda row: row.match.confidence if row.match else -1,
        ),
    ]


class PairTable(DataTable):
    """``picked`` gives the chosen rows, in the order shown."""

    picked = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(columns(), parent=parent)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.selectionModel().selectionChanged.connect(
            lambda *_ranges: self.picked.emit(self.chosen())
        )
        self.which = ChoiceBox(self)
        self.toolbar.addWidget(self.which)
        self.which.chosen.connect(lambda _key: self.narrow())

    def retranslate(self) -> None:
        self.name(_("Which pay is for which order"), _("Search orders and pay"))
        self.which.setAccessibleName(_("Which of them"))
        self.empty.say(
            _("Nothing to pair yet"),
            _("Pairs appear as soon as there are orders and what was paid for them."),
        )
        self._offer()

    def show_pairs(self, pairs: Sequence[Pair], beside: Sequence[FactId] = ()) -> None:
        """Keep the choice; where it is gone, go on with what now holds one of ``beside``, else
        with the row at its place."""
        before = self.view.currentIndex().row()
        self.set_rows(pairs)
        self._offer()
        self.narrow()
        wanted = set(beside)
        if wanted and self.select(lambda row: not wanted.isdisjoint(row.facts[0] + row.facts[1])):
            return
        if self.current() is None:
            self.select_at(min(max(before, 0), self.view.model().rowCount() - 1))

    def chosen(self) -> list[Pair]:
        """All chosen rows, in the order shown."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        return [self.shown_at(row) for row in rows]

    def narrow(self) -> None:
        self.set_predicate(_KEEPS[self.which.key() or LOOK])

    def _offer(self) -> None:
        rows = self.rows()
        sides = Counter(row.side for row in rows)
        counts = {
            LOOK: sum(map(wording.to_look_at, rows)),
            EVERY: len(rows),
            YOURS: sides[Side.SAID] + sides[Side.APART],
            ORDERS: sides[Side.ORDER],
            PAY: sides[Side.PAY],
        }
        words = {
            LOOK: _("To look at ({n})"),
            EVERY: _("All ({n})"),
            YOURS: _("Yours ({n})"),
            ORDERS: _("Orders without pay ({n})"),
            PAY: _("Pay without an order ({n})"),
        }
        self.which.set_options(
            [(key, text.format(n=number(counts[key]))) for key, text in words.items()]
        )
