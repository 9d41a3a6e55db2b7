"""The annexes of a letter: tables whose rows prove each figure that it states."""

from __future__ import annotations

from collections.abc import Sequence

from gigwallet.app.letter_basis import LetterBasis
from gigwallet.documents.cells import Cell
from gigwallet.documents.tables import Column, Row, Table
from gigwallet.domain.money import Money
from gigwallet.domain.reconciled import Discrepancy, DiscrepancyKind
from gigwallet.domain.step import TraceLine
from gigwallet.words import _, labels

MOST_TRACED_ITEMS = 400
# What is about work and its pay; other items are about deductions, sums and arrivals.
_WORK = frozenset(
    {
        DiscrepancyKind.PAID,
        DiscrepancyKind.UNDERPAID,
        DiscrepancyKind.OVERPAID,
        DiscrepancyKind.UNPAID,
        DiscrepancyKind.NOT_COVERED,
    }
)


class Annexes:
    """Built in the language that is spoken. ``figures`` says which row proves which field."""

    def __init__(self, basis: LetterBasis) -> None:
        self._basis = basis
        self._figures: dict[str, str] = {}
        self._amounts: dict[str, Money] = {}
        self.tables: tuple[Table, ...] = (
            self._expected(),
            self._stated(),
            self._received(),
            self._difference(),
        )

    @property
    def figures(self) -> dict[str, str]:
        return self._figures

    @property
    def amounts(self) -> dict[str, Money]:
        """The amount of each field that a row proves."""
        return self._amounts

    def _prove(self, field: str, amount: Money, key: str, rows: Sequence[Row]) -> None:
        """The last of ``rows`` states ``amount``."""
        self._figures[field] = f"{key}{len(rows)}"
        self._amounts[field] = amount

    def _expected(self) -> Table:
        items = [
            each for each in self._basis.items if each.kind in _WORK and each.expected is not None
        ]
        rows: list[Row] = []
        for item in items:
            if item.trace and len(items) <= MOST_TRACED_ITEMS:
                rows += [Row(_traced(item, line)) for line in item.trace]
            else:
                rows.append(Row((_ref(item), "", None, "", None, item.expected, "")))
        total = self._basis.totals.expected
        rows.append(Row((_("Total"), "", None, "", None, total, ""), strong=True))
        self._prove("expected", total, "A", rows)
        columns = (
            Column(_("Order or period"), 1.3),
            Column(_("Rule"), 1.6),
            Column(_("Quantity"), 0.8, figures=True),
            Column(_("Unit"), 0.7),
            Column(_("Price"), 0.7, figures=True),
            Column(_("Amount"), 1.1, figures=True),
            Column(_("Source"), 1.3),
        )
        return Table("A", _("Annex A: pay by the rule"), columns, tuple(rows))

    def _stated(self) -> Table:
        rows: list[Row] = []
        for each in self._basis.statements:
            rows.append(Row((each.period, _("Pay before deductions"), each.gross, "")))
            rows += [Row((each.period, one.label, one.amount, "")) for one in each.deductions]
            rows.append(Row((each.period, _("Pay after deductions"), each.net, "")))
        total = self._basis.totals.stated
        if rows or total:
            rows.append(Row((_("Total stated"), "", total, ""), strong=True))
            self._prove("stated", total, "B", rows)
        for kind, field in (
            (DiscrepancyKind.DEDUCTION_NO_RULE, "deductions_no_rule"),
            (DiscrepancyKind.DEDUCTION_RULE_DIFFERS, "deductions_rule_differs"),
            (DiscrepancyKind.UNRECONCILED, "unexplained"),
        ):
            self._sum_of(kind, field, rows)
        columns = (
            Column(_("Period"), 1.4),
            Column(_("What is stated"), 2.2),
            Column(_("Amount"), 1.1, figures=True),
            Column(_("What the pay check finds"), 2.2),
        )
        empty = _("No statement is in the files for these days.")
        return Table("B", _("Annex B: pay as stated"), columns, tuple(rows), empty=empty)

    def _sum_of(self, kind: DiscrepancyKind, field: str, rows: list[Row]) -> None:
        items = [each for each in self._basis.items if each.kind is kind and each.amount]
        if not items:
            return
        total = Money.zero(self._basis.totals.currency)
        for each in items:
            total = total + each.amount
            step = each.steps[0] if each.steps else None
            rows.append(Row((each.period, _label(each), each.amount, step)))
        rows.append(Row((_("Total"), labels.label(kind), total, ""), strong=True))
        self._prove(field, total, "B", rows)

    def _received(self) -> Table:
        rows = [
            Row((each.at, each.payer_text, each.ext_ref, each.amount))
            for each in self._basis.payouts
        ]
        total = self._basis.totals.received
        rows.append(Row((_("Total"), "", "", total), strong=True))
        self._prove("received", total, "C", rows)
        columns = (
            Column(_("Received on"), 1.3),
            Column(_("Payer"), 1.8),
            Column(_("Transaction number"), 1.8),
            Column(_("Amount"), 1.1, figures=True),
        )
        return Table("C", _("Annex C: money received"), columns, tuple(rows))

    def _difference(self) -> Table:
        rows = [
            Row(
                (_ref(each), labels.label(each.kind), each.low, each.steps[0] if each.steps else "")
            )
            for each in counted(self._basis)
        ]
        total = self._basis.totals.shortfall
        rows.append(Row((_("At least short"), "", total, ""), strong=True))
        self._prove("shortfall", total, "D", rows)
        columns = (
            Column(_("Order or period"), 1.4),
            Column(_("What the pay check finds"), 1.4),
            Column(_("At least"), 1.1, figures=True),
            Column(_("Why"), 3.0),
        )
        return Table("D", _("Annex D: the difference, item by item"), columns, tuple(rows))


def counted(basis: LetterBasis) -> tuple[Discrepancy, ...]:
    """The items that the shortfall adds up: what is short at the least, each once."""
    return tuple(
        each for each in basis.items if each.low.minor > 0 and each.kind is not DiscrepancyKind.LATE
    )


def _traced(item: Discrepancy, line: TraceLine) -> tuple[Cell, ...]:
    return (
        _ref(item),
        line.label,
        line.quantity,
        labels.unit(line.unit),
        _price(line),
        line.amount,
        line.source,
    )


def _price(line: TraceLine) -> Cell:
    """A price as an amount where it is one: a percentage or a finer price stays a number."""
    if line.price is None or line.unit == "percent":
        return line.price
    try:
        return Money.of(line.price, line.amount.currency)
    except ValueError:
        return line.price


def _ref(item: Discrepancy) -> Cell:
    """An order number as it is; the days of the item where it is about days."""
    return item.period if item.ref == str(item.period) else item.ref


def _label(item: Discrepancy) -> str:
    """What an item of these days is called: its own label, else its kind."""
    own = item.ref.removeprefix(str(item.period)).strip()
    return own or labels.label(item.kind)
