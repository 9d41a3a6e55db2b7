"""What a scheme expects: amounts between a lowest and a highest, the arithmetic made on demand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.period import Period
from gigwallet.domain.step import Step, TraceLine


@dataclass(frozen=True, slots=True)
class Piece:
    """What one line of the scheme gives."""

    line: str
    category: PayCategory
    low: Money
    high: Money


@dataclass(frozen=True, slots=True)
class Detail:
    """How an amount came about."""

    trace: tuple[TraceLine, ...] = ()
    steps: tuple[Step, ...] = ()
    unknown: tuple[str, ...] = ()
    pieces: tuple[Piece, ...] = ()


class Origin(Protocol):
    """Where an amount comes from, to be asked how it came about."""

    def detail(self) -> Detail: ...

    def categories(self) -> frozenset[PayCategory]: ...

    def together(self, others: Sequence[Origin]) -> Detail | None:
        """Of several at once; None where they have nothing in common."""

    def pieces(self, others: Sequence[Origin]) -> tuple[Piece, ...] | None:
        """Of several at once, without how each came about; None as with ``together``."""


class Expected:
    """``low == high`` where every input that matters is known. ``trace`` adds up to ``low``,
    ``pieces`` to both ends.

    ``unknown`` names what is not known: ``time``, ``distance``, ``duration``, ``waiting``,
    ``lateness``, ``weight``, ``amount``, ``product``, ``word``, ``value``, ``rank`` (how many
    orders came before), ``measure``, ``version`` (which rate applied).

    A month has thousands of orders and a person looks at a few: how an amount came about is
    reckoned when somebody asks, and kept.
    """

    __slots__ = ("_detail", "_origin", "high", "low")

    def __init__(
        self,
        low: Money,
        high: Money,
        detail: Detail | None = None,
        origin: Origin | None = None,
    ) -> None:
        self.low = low
        self.high = high
        self._detail = detail
        self._origin = origin

    @property
    def detail(self) -> Detail:
        if self._detail is None:
            self._detail = self._origin.detail() if self._origin is not None else Detail()
        return self._detail

    @property
    def categories(self) -> frozenset[PayCategory]:
        """What kinds of pay are in it; told without the arithmetic."""
        if self._detail is None and self._origin is not None:
            return self._origin.categories()
        return frozenset(each.category for each in self.pieces)

    @property
    def origin(self) -> Origin | None:
        return self._origin

    @property
    def exact(self) -> bool:
        return self.low == self.high

    @property
    def trace(self) -> tuple[TraceLine, ...]:
        return self.detail.trace

    @property
    def steps(self) -> tuple[Step, ...]:
        return self.detail.steps

    @property
    def unknown(self) -> tuple[str, ...]:
        return self.detail.unknown

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """Told without the arithmetic, where that was not asked for yet."""
        if self._detail is None and self._origin is not None:
            found = self._origin.pieces((self._origin,))
            if found is not None:
                return found
        return self.detail.pieces

    def told(
        self, *, steps: Sequence[Step] | None = None, trace: Sequence[TraceLine] | None = None
    ) -> Expected:
        """The same amounts, explained in other words."""
        own = self.detail
        return Expected(
            self.low,
            self.high,
            Detail(
                own.trace if trace is None else tuple(trace),
                own.steps if steps is None else tuple(steps),
                own.unknown,
                own.pieces,
            ),
        )


def sum_of(parts: Sequence[Expected], currency: str) -> Expected:
    """Several together: amounts and pieces added up, figures of the same kind drawn into one."""
    return Expected(
        Money(sum([part.low.minor for part in parts]), currency),
        Money(sum([part.high.minor for part in parts]), currency),
        _together(parts) or _drawn(parts, currency),
    )


def pieces_of(parts: Sequence[Expected], currency: str) -> tuple[Piece, ...]:
    """The pieces of ``sum_of``, where nobody asks how they came about."""
    origins = _origins(parts)
    found = origins[0].pieces(origins) if origins else None
    return _drawn(parts, currency).pieces if found is None else found


def _together(parts: Sequence[Expected]) -> Detail | None:
    """Where all come from one evaluation, it can tell them at once."""
    origins = _origins(parts)
    return origins[0].together(origins) if origins else None


def _origins(parts: Sequence[Expected]) -> list[Origin]:
    """Of all of them; none where one has none."""
    origins = [part.origin for part in parts if part.origin is not None]
    return origins if len(origins) == len(parts) else []


def _drawn(parts: Sequence[Expected], currency: str) -> Detail:
    lines: dict[tuple[str, str, str, Decimal | None, str], tuple[Decimal, int]] = {}
    pieces: dict[tuple[str, PayCategory], tuple[int, int]] = {}
    for part in parts:
        for line in part.trace:
            figure = (line.rule, line.label, line.unit, line.price, line.source)
            quantity, minor = lines.get(figure, (Decimal(), 0))
            lines[figure] = (quantity + (line.quantity or 0), minor + line.amount.minor)
        for piece in part.pieces:
            name = (piece.line, piece.category)
            low, high = pieces.get(name, (0, 0))
            pieces[name] = (low + piece.low.minor, high + piece.high.minor)
    return Detail(
        trace=tuple(
            TraceLine(rule, label, quantity, unit, price, Money(minor, currency), source)
            for (rule, label, unit, price, source), (quantity, minor) in lines.items()
        ),
        unknown=tuple(dict.fromkeys(name for part in parts for name in part.unknown)),
        pieces=tuple(
            Piece(line, category, Money(low, currency), Money(high, currency))
            for (line, category), (low, high) in pieces.items()
        ),
    )


@dataclass(frozen=True, slots=True)
class MeasureFound:
    """A number that a rule counts over a span, between a lowest and a highest."""

    id: str
    label: str
    span: Period
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class PeriodExpected:
    """``trips`` and ``tallies`` stand in the order in which they were given; None where the scheme
    says nothing, with the stable reason in ``unrated`` (index of the trip -> ``no_time``,
    ``outside_period``, ``no_rate_for_day``, ``parameter_no_value``). A tally stands for the orders
    beyond the known trips of its period."""

    trips: tuple[Expected | None, ...]
    tallies: tuple[Expected | None, ...]
    total: Expected
    unrated: Mapping[int, str]
    measures: tuple[MeasureFound, ...] = ()
