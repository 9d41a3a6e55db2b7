"""Amounts while they are summed up: by line, with the arithmetic that adds up to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from gigwallet.domain.money import Money, exponent
from gigwallet.domain.step import Step, TraceLine
from gigwallet.rules.amounts import LineAmount
from gigwallet.rules.expected import Expected, Piece
from gigwallet.rules.prices import Ladder, Part, decimal
from gigwallet.rules.scheme import Line, Plan

# What an arithmetic line is about: the line, its unit and its price (None: a lump).
_Figure = tuple[str, str, Fraction | None]


@dataclass(slots=True)
class _Sum:
    """Of one line: minor units between low and high, its figures, and what was not known."""

    line: Line
    low: int = 0
    high: int = 0
    figures: dict[_Figure, tuple[Fraction, int]] = field(default_factory=dict)
    unknown: dict[str, int] = field(default_factory=dict)

    def figure(self, unit: str, price: Fraction | None, quantity: Fraction, minor: int) -> None:
        key = (self.line.id, unit, price)
        before = self.figures.get(key, (Fraction(), 0))
        self.figures[key] = (before[0] + quantity, before[1] + minor)

    def absorb(self, other: _Sum) -> None:
        self.low += other.low
        self.high += other.high
        self.absorb_figures(other)
        for name, orders in other.unknown.items():
            self.unknown[name] = self.unknown.get(name, 0) + orders

    def absorb_figures(self, other: _Sum) -> None:
        for (_, unit, price), (quantity, minor) in other.figures.items():
            self.figure(unit, price, quantity, minor)


class Account:
    """Mutable while an evaluation runs; ``expected`` is its frozen outcome.

    ``order`` is the plan's ``line_order``, looked up once for many accounts.
    """

    def __init__(self, plan: Plan, order: Mapping[str, int]) -> None:
        self._plan = plan
        self._order = order
        self._sums: dict[str, _Sum] = {}
        self._steps: list[Step] = []

    def add(self, amounts: Iterable[LineAmount], count: int) -> None:
        """``amounts`` of one order, for ``count`` like orders."""
        for each in amounts:
            total = self._sum(each.line)
            total.low += each.low * count
            total.high += each.high * count
            for name in each.unknown:
                total.unknown[name] = total.unknown.get(name, 0) + count
            pieces = self._whole_parts(each)
            if pieces:
                for part, minor in pieces:
                    quantity = (part.quantity or Fraction(1)) * count
                    total.figure(part.unit, part.price, quantity, minor * count)
            elif each.low:
                total.figure("order", None, Fraction(count), each.low * count)

    def _whole_parts(self, amount: LineAmount) -> list[tuple[Part, int]]:
        """The parts in minor units where each is whole and they add up; else the line is a lump."""
        unit = 10 ** exponent(self._plan.currency)
        scaled = [
            divmod(part.amount.numerator * unit, part.amount.denominator) for part in amount.parts
        ]
        if any(rest for _, rest in scaled) or sum(minor for minor, _ in scaled) != amount.low:
            return []
        # A part without price is a lump for one order.
        return [
            (part if part.price is not None else Part(None, "order", None, part.amount), minor)
            for part, (minor, _) in zip(amount.parts, scaled, strict=True)
        ]

    def _sum(self, line: Line) -> _Sum:
        if line.id not in self._sums:
            self._sums[line.id] = _Sum(line)
        return self._sums[line.id]

    def absorb(self, other: Account) -> None:
        for each in other._sums.values():
            self._sum(each.line).absorb(each)

    def either(self, others: Sequence[Account]) -> None:
        """Which of ``others`` is right is not known: each line lies between its extremes."""
        lines = {name: each.line for other in others for name, each in other._sums.items()}
        for name, line in lines.items():
            sums = [other._sums.get(name, _Sum(line)) for other in others]
            total = self._sum(line)
            total.low, total.high = min(s.low for s in sums), max(s.high for s in sums)
            if total.low == total.high:
                total.absorb_figures(sums[0])
            elif total.low:
                total.figure("order", None, Fraction(1), total.low)
            total.unknown["version"] = 1

    def replace(self, line: Line, runs: Sequence[tuple[int, Fraction]]) -> None:
        """``line`` gives exactly these (orders, price) runs, whatever was summed for it before."""
        total = _Sum(line)
        for count, price in runs:
            minor = self._plan.rounding.minor(price) * count
            total.low, total.high = total.low + minor, total.high + minor
            total.figure("order", price, Fraction(count), minor)
        self._sums[line.id] = total

    def reward(self, line: Line, ladder: Ladder, counts: Sequence[tuple[int, int]]) -> None:
        """The bonus ``line`` for each day, week or month of so many orders (at least, at most)."""
        total = self._sum(line)
        for low, high in counts:
            least, most = (self._plan.rounding.minor(end) for end in ladder.between(low, high))
            total.low, total.high = total.low + least, total.high + most
            if least == most:
                for amount in ladder.reached(low):
                    minor = self._plan.rounding.minor(amount)
                    total.figure(ladder.over, amount, Fraction(1), minor)
                continue
            total.unknown["rank"] = total.unknown.get("rank", 0) + high
            if least:
                total.figure(ladder.over, None, Fraction(1), least)

    def note(self, step: Step) -> None:
        self._steps.append(step)

    def expected(self) -> Expected:
        currency = self._plan.currency
        sums = sorted(self._sums.values(), key=lambda each: self._order[each.line.id])
        unknown: dict[str, int] = {}
        for each in sums:
            for name, orders in each.unknown.items():
                unknown[name] = max(unknown.get(name, 0), orders)
        steps = [Step(f"pay_unknown_{name}", {"orders": str(n)}) for name, n in unknown.items()]
        return Expected(
            low=Money(sum(each.low for each in sums), currency),
            high=Money(sum(each.high for each in sums), currency),
            trace=tuple(line for each in sums for line in self._trace(each)),
            steps=(*self._steps, *steps),
            unknown=tuple(unknown),
            pieces=tuple(
                Piece(s.line.id, s.line.category, Money(s.low, currency), Money(s.high, currency))
                for s in sums
            ),
        )

    def _trace(self, total: _Sum) -> list[TraceLine]:
        currency = self._plan.currency
        found = []
        for (rule, unit, price), (quantity, minor) in total.figures.items():
            if not minor:
                continue  # a free band adds nothing to read
            amount = Money(minor, currency)
            shown, by = decimal(quantity), None if price is None else decimal(price)
            if by is not None and shown * by != amount.amount:
                by = None  # rounded order by order: the product would not be the sum
            found.append(
                TraceLine(rule, total.line.label, shown, unit, by, amount, self._plan.name)
            )
        return found
