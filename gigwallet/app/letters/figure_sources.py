"""The nodes of what a pay check rests on: its payments, its statements, and its items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from gigwallet.app.letters.annexes import Numbers, place_of
from gigwallet.app.letters.basis import Placed
from gigwallet.app.letters.figure_graph import Graph
from gigwallet.domain.money import Money
from gigwallet.domain.reconciled import Discrepancy, DiscrepancyKind
from gigwallet.domain.recorded import ExhibitId
from gigwallet.domain.statement import Statement


def numbered(exhibits: Iterable[ExhibitId], numbers: Numbers) -> tuple[str, ...]:
    """The numbers under which a bundle shows these exhibits."""
    return tuple(dict.fromkeys(each for one in exhibits for each in numbers.get(one, ())))


class StatementNodes:
    """What a statement prints: before and after deductions, and each deduction by its label."""

    def __init__(self, graph: Graph, place: int, each: Placed[Statement], numbers: Numbers) -> None:
        said, name = each.fact, f"statement{place}"
        where, exhibits = place_of(each), numbered(each.exhibits, numbers)
        self.id, self.period = each.id, said.period
        self.days = graph.days(f"{name}.days", said.period, where, exhibits)
        # In the order in which Annex C lists them.
        self.parts: list[str] = []
        self.taken: dict[tuple[str, Money], str] = {}
        if said.gross is not None:
            self.parts.append(graph.given(f"{name}.gross", said.gross, where, exhibits))
        for count, one in enumerate(said.deductions, start=1):
            node = graph.given(f"{name}.taken{count}", one.amount, where, exhibits)
            self.parts.append(node)
            self.taken[(one.label, one.amount)] = node
        if said.net is not None:
            self.figure = said.net
            self.node = graph.given(name, said.net, where, exhibits)
            self.parts.append(self.node)
        else:
            amounts = [*([said.gross] if said.gross else []), *(e.amount for e in said.deductions)]
            self.figure = sum(amounts[1:], amounts[0]) if amounts else Money.zero(graph.currency)
            self.node = graph.total(name, self.parts, self.figure, where, exhibits)


class ItemNodes:
    """The nodes of one item of the pay check."""

    def __init__(
        self,
        graph: Graph,
        place: int,
        item: Discrepancy,
        payouts: Mapping[str, str],
        statements: Sequence[StatementNodes],
        numbers: Numbers,
    ) -> None:
        name, where = f"item{place}", item.ref
        exhibits = numbered(item.exhibits, numbers)
        self.item, self._graph, self._name, self._exhibits = item, graph, name, exhibits
        self.days = self._item_days(statements)
        self.expected: str | None = None
        self.stated: str | None = None
        self.received: str | None = None
        self.terms: list[str] = []
        if item.expected is not None:
            self.terms = [
                graph.term(f"{name}.term{count}", line, where, exhibits)
                for count, line in enumerate(item.trace, start=1)
            ]
            self.expected = graph.total(
                f"{name}.expected", self.terms, item.expected, where, exhibits
            )
        if item.stated is not None:
            own = [
                node
                for each in statements
                if each.id in item.facts
                for (label, amount), node in each.taken.items()
                if item.ref.endswith(label) and amount == item.stated
            ]
            # A deduction that a statement prints is one source value, wherever it is asked about.
            self.stated = (
                own[0] if own else graph.given(f"{name}.stated", item.stated, where, exhibits)
            )
        if item.received is not None:
            paid = [payouts[fact] for fact in item.facts if fact in payouts]
            self.received = graph.total(f"{name}.received", paid, item.received, where, exhibits)
        self.taken: str | None = None
        if item.kind is DiscrepancyKind.DEDUCTION_RULE_SHOWN and item.stated is not None:
            self.taken = graph.given(f"{name}.taken", -item.stated, where, exhibits)
        pairs = [
            (self.expected, self.stated),
            (self.expected, self.received),
            (self.stated, self.received),
            (self.expected, None),
            (self.stated, None),
        ]
        self.amount = graph.least(f"{name}.amount", item.amount, where, pairs, exhibits)
        tried = [*pairs, (self.amount, None)]
        self.at_least = graph.least(f"{name}.least", item.at_least, where, tried, exhibits)

    @property
    def counts(self) -> bool:
        return bool(self.item.at_least)

    @property
    def is_work(self) -> bool:
        """Whether it says what an order or a period should have paid."""
        work = self.item.expected is not None and self.item.received is None
        plain = self.item.kind not in (DiscrepancyKind.NOT_COVERED, DiscrepancyKind.UNRECONCILED)
        return work and plain and not self.item.kind.value.startswith(("deduction", "duplicate"))

    def apart(self) -> str | None:
        """Expected less stated, as Annex F lists it."""
        said = self.item
        if said.expected is None or said.stated is None:
            return self.expected
        figure, pair = said.expected - said.stated, (self.expected, self.stated)
        return self._graph.least(f"{self._name}.apart", figure, said.ref, [pair])

    def by_parts(self) -> Iterator[tuple[str, list[str], str]]:
        """The terms of a period's arithmetic, part by part: the node of its days before them, that
        of their sum behind."""
        spans = [line.period or self.item.period for line in self.item.trace]
        for place, part in enumerate(dict.fromkeys(spans), start=1):
            places = [each for each, span in enumerate(spans) if span == part]
            own = [self.terms[each] for each in places]
            amounts = (self.item.trace[each].amount for each in places)
            whole = sum(amounts, Money.zero(self.item.amount.currency))
            name = f"{self._name}.part{place}"
            days = self.days
            if part != self.item.period:
                days = self._graph.days(f"{name}.days", part, self.item.ref, self._exhibits)
            yield days, own, self._graph.total(name, own, whole, self.item.ref)

    def _item_days(self, statements: Sequence[StatementNodes]) -> str:
        """The days of a statement that it is about are that statement's."""
        said = self.item
        for each in statements:
            if each.id in said.facts and each.period == said.period:
                return each.days
        return self._graph.days(f"{self._name}.days", said.period, said.ref, self._exhibits)
