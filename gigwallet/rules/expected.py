"""What a scheme expects: amounts between a lowest and a highest, with the arithmetic."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.step import Step, TraceLine


@dataclass(frozen=True, slots=True)
class Piece:
    """What one line of the scheme gives."""

    line: str
    category: PayCategory
    low: Money
    high: Money


@dataclass(frozen=True, slots=True)
class Expected:
    """``low == high`` where every input that matters is known. ``trace`` adds up to ``low``.

    ``unknown`` names what is not known: ``time``, ``distance``, ``duration``, ``waiting``,
    ``product``, ``rank`` (how many orders came before), ``version`` (which rate applied).
    """

    low: Money
    high: Money
    trace: tuple[TraceLine, ...] = ()
    steps: tuple[Step, ...] = ()
    unknown: tuple[str, ...] = ()
    pieces: tuple[Piece, ...] = ()

    @property
    def exact(self) -> bool:
        return self.low == self.high


def sum_of(parts: Sequence[Expected], currency: str) -> Expected:
    """Several together: amounts and pieces added up, figures of the same kind drawn into one."""
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
    return Expected(
        low=Money(sum(part.low.minor for part in parts), currency),
        high=Money(sum(part.high.minor for part in parts), currency),
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
class PeriodExpected:
    """``trips`` and ``tallies`` stand in the order in which they were given; None where the scheme
    says nothing, with the stable reason in ``unrated`` (index of the trip -> ``no_time``,
    ``outside_period``, ``no_rate_for_day``). A tally stands for the orders beyond the known trips
    of its period."""

    trips: tuple[Expected | None, ...]
    tallies: tuple[Expected | None, ...]
    total: Expected
    unrated: Mapping[int, str]
