"""Which figure of the arithmetic each cell of a computation prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gigwallet.app.letters.annexes import Proven, bridge_steps, counted, uncounted
from gigwallet.app.letters.basis import LetterBasis
from gigwallet.app.letters.figure_graph import written_exactly
from gigwallet.app.letters.figure_sources import ItemNodes
from gigwallet.app.letters.figures import Telling
from gigwallet.documents.drawing.cells import Cell
from gigwallet.documents.drawing.tables import Table
from gigwallet.documents.letters.figures_file import DAY, MOMENT, Node
from gigwallet.domain.instants import Instant
from gigwallet.domain.money import Money
from gigwallet.reconciliation import bridge
from gigwallet.words import _

Cells = dict[tuple[str, int], str]
_Row = Sequence[tuple[int, str | None]]


def cells_of(telling: Telling, own: LetterBasis, proof: Proven, named: Mapping[str, str]) -> Cells:
    """``own`` is the basis with the items alone that are counted; ``named`` gives the node of each
    field. A cell that prints what the arithmetic does not give is left out."""
    found: Cells = {}
    for table in proof.tables:
        rows = list(_rows(table, telling, own, named))
        for index, row in enumerate(table.rows):
            name = table.name(index)
            fields = [named[e] for e, of in proof.figures.items() if of == name and e in named]
            for column, cell in enumerate(row.cells):
                told = dict(rows[index]).get(column) if index < len(rows) else None
                for node in (told, *fields):
                    if node is not None and _prints(cell, telling.graph.nodes[node]):
                        found.setdefault((name, column), node)
    return found


def _prints(cell: Cell, node: Node) -> bool:
    if isinstance(cell, Money):
        return node.unit == cell.currency and node.value in (str(cell), str(-cell))
    if isinstance(cell, Instant):
        exact = {DAY: cell.day.isoformat(), MOMENT: written_exactly(cell)}
        return exact.get(node.unit) == node.value
    return node.unit == DAY and str(cell) == node.value


def _rows(
    table: Table, telling: Telling, own: LetterBasis, named: Mapping[str, str]
) -> Iterator[_Row]:
    """For each row what its columns print, in the order in which the table was made."""
    match table.key:
        case "A" | "F" | "K":
            yield from _itemised(table.key, telling, own)
        case "B":
            yield from _bridged(telling, named)
        case "C":
            yield from _stated(table, telling)
        case "D":
            payments = sorted(telling.basis.payouts, key=lambda one: one.fact.at.utc)
            yield from (
                ((0, telling.arrived[each.id]), (3, telling.payouts[each.id])) for each in payments
            )
        case "E":
            yield from _expected(telling)
        case "H":
            yield from (((1, named.get(n)),) for n in ("shortfall", "deductions_no_rule"))


def _itemised(table: str, telling: Telling, own: LetterBasis) -> Iterator[_Row]:
    """Items one by one: those that are counted, those that are not, those beyond the pay rule."""
    if table == "K":
        for each in telling.of(own.items):
            if each.item.beyond_rule and each.counts:
                yield ((1, each.days), (3, each.at_least))
        return
    for each in telling.of(counted(own) if table == "A" else uncounted(own)):
        sums = ((3, each.expected), (4, each.stated))
        if table == "A":
            yield ((1, each.days), *sums, (5, each.received), (6, each.at_least))
        else:
            yield ((1, each.days), *sums, (5, each.apart()))


def _bridged(telling: Telling, named: Mapping[str, str]) -> Iterator[_Row]:
    """A row of the bridge prints its amount and what of it is claimed."""
    built = bridge(telling.basis.items, telling.basis.totals)
    sums = {"less_stated": "stated", "less_received": "received"}
    for step in bridge_steps(built):
        node = named.get(step.field or sums.get(step.key, step.key))
        claimed = None
        if step.claimed is not None and not step.strong:
            parts = [each.at_least for each in telling.of_pier(step.key) if each.counts]
            name = f"claimed.{step.key}"
            claimed = telling.graph.total(name, parts, step.claimed, _("the pay check"))
        yield ((1, node), (2, named.get("shortfall") if step.strong else claimed))


def _stated(table: Table, telling: Telling) -> Iterator[_Row]:
    """What statements print comes first, then what the total holds besides; the items that are
    asked about are found by their words and amounts."""
    printed = [(each.days, part) for each in telling.statements for part in each.parts]
    if "stated.rest" in telling.graph.nodes:
        printed.append((telling.checked(telling.basis.period), "stated.rest"))
    left = list(telling.items)
    for index, row in enumerate(table.rows):
        if index < len(printed):
            days, part = printed[index]
            yield ((0, days), (2, part))
            continue
        period, label, amount, *_rest = row.cells
        own = next(
            (each for each in left if each.item.period == period and _says(each, label, amount)),
            None,
        )
        if own is None:
            yield ()
            continue
        left.remove(own)
        yield ((0, own.days), (2, own.stated if own.taken else own.amount))


def _says(own: ItemNodes, label: Cell, amount: Cell) -> bool:
    ref = own.item.ref.removeprefix(str(own.item.period)).strip()
    told = [own.item.amount, own.item.stated]
    if own.taken and own.item.stated is not None:
        told = [-own.item.stated]
    return (not ref or ref == label) and amount in told


def _expected(telling: Telling) -> Iterator[_Row]:
    """Orders one by one; a period part by part, each part with its sum."""
    built = bridge(telling.basis.items, telling.basis.totals)
    due = sorted(
        (each for each in telling.of(built.work) if each.expected is not None),
        key=lambda each: (each.item.period, each.item.ref),
    )
    for each in due:
        if built.by_rule and each.item.ref == str(each.item.period) and each.item.trace:
            for days, terms, whole in each.by_parts():
                yield from (((1, days), (3, term)) for term in (*terms, whole))
        else:
            yield ((1, each.days), (3 if built.by_rule else 2, each.expected))
    beyond = [each for each in telling.items if each.item.beyond_rule and each.item.amount]
    for kind in dict.fromkeys(each.item.kind for each in beyond) if built.by_rule else ():
        own = [each for each in beyond if each.item.kind is kind]
        more = sum((each.item.amount for each in own), Money.zero(telling.graph.currency))
        parts = (each.amount for each in own)
        yield ((3, telling.graph.total(f"beyond.{kind}", parts, more, _("the pay check"))),)
