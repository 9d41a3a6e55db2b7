"""Amounts while they are summed up: by line, with the arithmetic that adds up to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from gigwallet.domain.money import Money
from gigwallet.domain.step import Step, TraceLine
from gigwallet.rules.expected import Detail, Expected, Piece
from gigwallet.rules.prices import decimal
from gigwallet.rules.program import Program
from gigwallet.rules.runs import LUMP, Kind
from gigwallet.rules.scheme import Line
from gigwallet.rules.spans import Bonus

# Fine units; a bonus may be finer still until its period is rounded.
Fine = int | Fraction


@dataclass(slots=True)
class _Sum:
    """Of one line: fine units between low and high, and its figures."""

    rule: Line | Bonus
    low: Fine = 0
    high: Fine = 0
    figures: dict[Kind, tuple[Fine, Fine]] = field(default_factory=dict)

    def figure(self, kind: Kind, quantity: Fine, fine: Fine) -> None:
        before = self.figures.get(kind, (0, 0))
        self.figures[kind] = (before[0] + quantity, before[1] + fine)


class Account:
    """Mutable while an evaluation runs; ``expected`` is its frozen outcome.

    ``order`` is the plan's ``line_order``, looked up once for many accounts.
    """

    def __init__(self, program: Program, order: Mapping[str, int]) -> None:
        self._program = program
        self._order = order
        self._sums: dict[str, _Sum] = {}
        self._steps: list[Step] = []
        self._unknown: dict[str, int] = {}

    def low(
        self, rule: Line | Bonus, fine: Fine, figures: Iterable[tuple[Kind, Fine, Fine]]
    ) -> None:
        """What a paid line gives at least, and how that comes about: what the figures do not add
        up to was rounded away, and goes to the last of them."""
        total = self._sum(rule)
        total.low += fine
        kind, rest = LUMP, fine
        for kind, quantity, amount in figures:
            total.figure(kind, quantity, amount)
            rest -= amount
        if rest:
            total.figure(kind, 0, rest)

    def high(self, rule: Line | Bonus, fine: Fine) -> None:
        self._sum(rule).high += fine

    def missing(self, names: Iterable[str], orders: int) -> None:
        for name in names:
            self._unknown[name] = self._unknown.get(name, 0) + orders

    def note(self, step: Step) -> None:
        self._steps.append(step)

    def replace(self, line: Line, runs: Sequence[tuple[int, Fraction, int]]) -> None:
        """Instead of what the orders gave under ``line``: so many orders at a price, known for
        certain as a whole. ``runs``: orders, price, fine units of one order."""
        total = _Sum(line)
        for count, price, fine in runs:
            total.low += fine * count
            total.high += fine * count
            total.figure(("order", price, 1), count, fine * count)
        self._sums[line.id] = total

    def settled(self, name: str) -> bool:
        return name in self._sums and self._sums[name].low == self._sums[name].high

    def forget(self, name: str) -> None:
        self._unknown.pop(name, None)

    def _sum(self, rule: Line | Bonus) -> _Sum:
        found = self._sums.get(rule.id)
        if found is None:
            found = self._sums[rule.id] = _Sum(rule)
        return found

    def pieces(self) -> tuple[Piece, ...]:
        return tuple(self._pieces(self._in_order()))

    def _in_order(self) -> list[_Sum]:
        return sorted(self._sums.values(), key=lambda each: self._order[each.rule.id])

    def expected(self) -> Expected:
        sums = self._in_order()
        names = {name: n for name, n in self._unknown.items() if n}
        low, high = (
            self._money(sum((getattr(each, end) for each in sums), 0)) for end in ("low", "high")
        )
        if low == high:
            names = {}
        steps = [Step(f"pay_unknown_{name}", {"orders": str(n)}) for name, n in names.items()]
        return Expected(
            low,
            high,
            Detail(
                trace=tuple(self._trace(sums)),
                steps=(*self._steps, *steps),
                unknown=tuple(names),
                pieces=tuple(self._pieces(sums)),
            ),
        )

    def _minor(self, fine: Fine) -> int:
        program = self._program
        return int(program.plan.rounding.steps(fine, program.size)) // program.grain

    def _money(self, fine: Fine) -> Money:
        return Money(self._minor(fine), self._program.plan.currency)

    def _pieces(self, sums: Sequence[_Sum]) -> Iterable[Piece]:
        """Rounded as they run up, so that they add up to the rounded whole."""
        low: Fine = 0
        high: Fine = 0
        currency = self._program.plan.currency
        for each in sums:
            ends = (self._minor(low), self._minor(high))
            low, high = low + each.low, high + each.high
            yield Piece(
                each.rule.id,
                each.rule.category,
                Money(self._minor(low) - ends[0], currency),
                Money(self._minor(high) - ends[1], currency),
            )

    def _trace(self, sums: Sequence[_Sum]) -> Iterable[TraceLine]:
        plan = self._program.plan
        running: Fine = 0
        for each in sums:
            for (unit, price, per), (quantity, fine) in each.figures.items():
                before = self._minor(running)
                running += fine
                if not fine:
                    continue  # a free band adds nothing to read
                minor = self._minor(running) - before
                counted = Fraction(quantity, per)
                by = price if price is not None and self._tells(counted, price, minor) else None
                yield TraceLine(
                    each.rule.id,
                    each.rule.label,
                    decimal(counted),
                    unit,
                    None if by is None else decimal(by),
                    Money(minor, plan.currency),
                    ", ".join((plan.name, *each.rule.parameters)),
                )

    def _tells(self, quantity: Fraction, price: Fraction, minor: int) -> bool:
        """Whether quantity times price, rounded, is the amount: not where many orders were rounded
        one by one."""
        product = quantity * price
        apart: Fraction = abs(product * self._program.minor - minor)
        return apart < self._program.plan.rounding.step
