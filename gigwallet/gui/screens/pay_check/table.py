"""The table of the pay check: its columns, and the filters above it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QCheckBox, QWidget

from gigwallet.app.pay.tell_items import PayItem
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import DiscrepancyKind
from gigwallet.gui.screens.pay_check import items
from gigwallet.gui.widgets import Column, DataTable, Kind
from gigwallet.gui.widgets.choice import ChoiceBox
from gigwallet.words import _, number

ANY = "any"


class _Whole(Column):
    """A status that is never cut: rather a spare column goes, which the pane repeats."""

    @property
    def gives_way(self) -> bool:
        return False


def columns() -> list[Column]:
    """When, what, expected, paid, difference, status. In a narrow window paid goes first."""
    return [
        Column(lambda: _("When"), items.when, sort_key=lambda item: item.day, spare=True),
        Column(lambda: _("What"), items.subject, grows=True),
        Column(
            lambda: _("Expected"),
            items.expected,
            Kind.FIGURE,
            sort_key=lambda item: items.by_amount(item.expected),
            spare=True,
        ),
        Column(
            lambda: _("Paid"),
            items.paid,
            Kind.FIGURE,
            sort_key=lambda item: items.by_amount(items.came(item)),
            spare=True,
        ),
        Column(
            lambda: _("Difference"),
            items.difference,
            Kind.FIGURE,
            tone=items.difference_tone,
            sort_key=lambda item: items.by_amount(-item.amount),
        ),
        _Whole(lambda: _("Status"), items.status, Kind.STATUS, tone=items.tone),
    ]


class PayTable(DataTable):
    """Rows are items. What is shown can be narrowed by kind, to what is short, to a period."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(columns(), parent=parent)
        self._period: Period | None = None
        self._kind = ChoiceBox(self)
        self._short = QCheckBox(self)
        self._kind.setSizeAdjustPolicy(
            ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._kind.setMinimumContentsLength(12)
        self.search.setMinimumWidth(96)
        self.toolbar.addWidget(self._kind)
        self.toolbar.addWidget(self._short)
        self._kind.chosen.connect(lambda _key: self._narrow())
        self._short.toggled.connect(lambda _on: self._narrow())

    def retranslate(self) -> None:
        self.name(_("Pay check"), _("Search items"))
        self._kind.setAccessibleName(_("Kind"))
        self._short.setText(_("Only short"))
        self.say_empty()
        if not self._model.later:
            self._offer_kinds()

    def say_empty(self, *, unruled: bool = False) -> None:
        """``unruled``: a rule is what lacks, not another period."""
        if unruled:
            self.empty.say(
                _("No order is judged yet"),
                _("Enter your pay rule above, or look for the rule behind your pay."),
            )
        else:
            self.empty.say(
                _("Nothing to compare here"),
                _(
                    "No order, slip or payment of this period is judged. Choose another period "
                    "above."
                ),
            )

    def show_items(self, rows: Sequence[PayItem]) -> None:
        """New rows: the filter by period goes, the others stay while they still mean something.
        The item that was looked at stays the current one, whatever was said of it since; nobody
        looked at any: so it stays."""
        kept = self.current()
        self._period = None
        self._let_narrow(True)
        self.set_rows(rows)
        self._offer_kinds()
        self.set_predicate(self._wanted())
        if kept is not None:
            self._choose(kept)

    def show_first(self, rows: Sequence[PayItem]) -> None:
        """Rows in the order given, while not all of them are known: each is made when it is shown,
        and nothing is filtered or sorted until ``show_items``."""
        kept, kind = self.current(), self._kind.key()
        self._period = None
        self._let_narrow(False)
        self.set_rows_later(rows)
        options = [(ANY, _every(len(rows)))]
        if isinstance(kind, DiscrepancyKind):
            options.append((kind, items.short_label(kind)))
        self._kind.set_options(options)
        if kept is not None and kept.place < len(rows) and rows[kept.place].name == kept.name:
            self.select_at(kept.place)

    def only_short(self, on: bool) -> None:
        self._short.setChecked(on)

    def only_kind(self, kind: DiscrepancyKind | str) -> None:
        self._kind.choose(kind)
        self._narrow()

    def only_period(self, period: Period | None) -> None:
        """Narrow to one bar of the chart; the same bar again shows all."""
        self._period = None if period == self._period else period
        self._narrow()

    def _offer_kinds(self) -> None:
        counted = Counter(row.kind for row in self.rows())
        self._kind.set_options(
            [
                (ANY, _every(len(self.rows()))),
                *(
                    (kind, f"{items.short_label(kind)} ({number(counted[kind])})")
                    for kind in DiscrepancyKind
                    if kind in counted
                ),
            ]
        )

    def _let_narrow(self, on: bool) -> None:
        for each in (self._kind, self._short, self.search):
            each.setEnabled(on)

    def _narrow(self) -> None:
        if self._model.later:
            return
        kept = self.current()
        self.set_predicate(self._wanted())
        if kept is None or not self._choose(kept):
            self.select_first()

    def _choose(self, item: PayItem) -> bool:
        """The item as it is now; none, where it is no longer there."""
        return self.select(lambda row: row.kind is item.kind and row.name == item.name)

    def _wanted(self) -> Callable[[PayItem], bool] | None:
        kind, short, period = self._kind.key(), self._short.isChecked(), self._period
        if kind in (ANY, None) and not short and period is None:
            return None
        return lambda item: (
            kind in (ANY, None, item.kind)
            and (not short or item.short)
            and (period is None or period.covers(item.period))
        )


def _every(count: int) -> str:
    return _("All kinds ({n})").format(n=number(count))
