"""Builds the arithmetic of figures: a step is kept only where it gives the figure exactly."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from gigwallet.documents.letters.figures_file import DAY, MOMENT, Node, Operation
from gigwallet.documents.letters.recomputing import evaluated
from gigwallet.domain.instants import Instant, TimeQuality
from gigwallet.domain.money import Money, Rounding
from gigwallet.domain.period import Period
from gigwallet.domain.step import TraceLine

# Half up first: most rules say so, and where several fit they give the same figure.
_ROUNDINGS = (Rounding.HALF_UP, Rounding.HALF_EVEN, Rounding.DOWN, Rounding.UP)


def written_exactly(at: Instant) -> str:
    """What the clocks there said, to the second, with their offset from UTC."""
    return at.local.isoformat(timespec="seconds")


class Graph:
    """Nodes by name. A sum or difference that does not come out as the figure is not written down:
    the figure then counts as given, with the place that states it."""

    def __init__(self, currency: str) -> None:
        self.currency = currency
        self.nodes: dict[str, Node] = {}
        self._amounts: dict[str, Money] = {}
        self._days: dict[tuple[Period, str, tuple[str, ...]], str] = {}

    def given(self, name: str, amount: Money, where: str, exhibits: tuple[str, ...] = ()) -> str:
        self._amounts[name] = amount
        node = Node(name, Operation.GIVEN, str(amount), amount.currency)
        return self._add(replace(node, where=where, exhibits=exhibits))

    def day(self, name: str, day: date, where: str, exhibits: tuple[str, ...] = ()) -> str:
        node = Node(name, Operation.GIVEN, day.isoformat(), DAY)
        return self._add(replace(node, where=where, exhibits=exhibits))

    def moment(self, name: str, at: Instant, where: str, exhibits: tuple[str, ...] = ()) -> str:
        """A time of day with its offset from UTC; only the day where only that is known."""
        if at.quality is TimeQuality.DATE_ONLY:
            return self.day(name, at.day, where, exhibits)
        node = Node(name, Operation.GIVEN, written_exactly(at), MOMENT)
        return self._add(replace(node, where=where, exhibits=exhibits))

    def days(self, name: str, days: Period, where: str, exhibits: tuple[str, ...] = ()) -> str:
        """The first and the last day, once where they are one. The same days of one place are one
        source value, in however many rows they stand."""
        key = (days, where, exhibits)
        if key not in self._days:
            first = self.day(f"{name}.first", days.first, where, exhibits)
            last = first
            if days.last != days.first:
                last = self.day(f"{name}.last", days.last, where, exhibits)
            self._days[key] = self.span(name, first, last)
        return self._days[key]

    def later(self, name: str, first: str, count: int, day: date, where: str) -> str:
        """``day`` as so many days after the node ``first``."""
        steps = self._add(Node(f"{name}.days", Operation.GIVEN, str(count), DAY, where=where))
        return self._add(Node(name, Operation.AFTER, day.isoformat(), DAY, (first, steps)))

    def span(self, name: str, first: str, last: str) -> str:
        days = f"{self.nodes[first].value}/{self.nodes[last].value}"
        return self._add(Node(name, Operation.SPAN, days, DAY, (first, last)))

    def total(
        self,
        name: str,
        parts: Iterable[str],
        figure: Money,
        where: str,
        exhibits: tuple[str, ...] = (),
    ) -> str:
        """``figure`` as the sum of ``parts`` if it is that."""
        tried = [(Operation.SUM, list(parts))]
        return self._first_fitting(name, figure, where, tried, exhibits)

    def least(
        self,
        name: str,
        figure: Money,
        where: str,
        pairs: Sequence[tuple[str | None, str | None]],
        exhibits: tuple[str, ...] = (),
    ) -> str:
        """``figure`` as the first pair's difference that it is; a pair of one is that value."""
        tried = [
            (Operation.DIFFERENCE, [each for each in pair if each is not None])
            for pair in pairs
            if pair[0] is not None
        ]
        return self._first_fitting(name, figure, where, tried, exhibits)

    def term(self, name: str, line: TraceLine, where: str, exhibits: tuple[str, ...] = ()) -> str:
        """A line of a rule's arithmetic: quantity times price, else a given sum. One price of one
        rule is one source value, however many orders it stands in."""
        amount, source = line.amount, line.source or where
        if line.quantity is None or line.price is None:
            return self.given(name, amount, source, exhibits)
        price = f"price:{source}:{line.rule}:{line.price}"
        self._number(price, line.price, f"{amount.currency}/{line.unit}", source)
        quantity = self._number(f"{name}.quantity", line.quantity, line.unit, where, exhibits)
        for rounding in _ROUNDINGS:
            node = Node(
                name,
                Operation.PRODUCT,
                str(amount),
                amount.currency,
                (quantity, price),
                rounding.value,
            )
            if self._gives(node):
                self._amounts[name] = amount
                return self._add(node)
        return self.given(name, amount, source, exhibits)

    def shown(self, name: str, row: str) -> None:
        """The annex row that shows a node."""
        self.nodes[name] = replace(self.nodes[name], row=row)

    def reachable(self, names: Iterable[str]) -> dict[str, Node]:
        """The nodes that ``names`` rest on, and no others."""
        wanted, waiting = set[str](), list(names)
        while waiting:
            name = waiting.pop()
            if name not in wanted:
                wanted.add(name)
                waiting += self.nodes[name].of
        return {name: node for name, node in self.nodes.items() if name in wanted}

    def _first_fitting(
        self,
        name: str,
        figure: Money,
        where: str,
        tried: Sequence[tuple[Operation, list[str]]],
        exhibits: tuple[str, ...],
    ) -> str:
        for operation, parts in tried:
            amounts = [self._amounts[each] for each in parts]
            if not amounts:
                continue
            more = sum(amounts[1:], Money.zero(figure.currency))
            result = amounts[0] + more if operation is Operation.SUM else amounts[0] - more
            if result == figure:
                self._amounts[name] = figure
                return self._add(Node(name, operation, str(figure), figure.currency, tuple(parts)))
        return self.given(name, figure, where, exhibits)

    def _number(
        self, name: str, value: Decimal, unit: str, where: str, exhibits: tuple[str, ...] = ()
    ) -> str:
        node = Node(name, Operation.GIVEN, f"{value:f}", unit)
        return self._add(replace(node, where=where, exhibits=exhibits))

    def _gives(self, node: Node) -> bool:
        below = {each: self.nodes[each] for each in node.of}
        return evaluated({**below, node.id: node})[node.id] == node.value

    def _add(self, node: Node) -> str:
        self.nodes[node.id] = node
        return node.id
