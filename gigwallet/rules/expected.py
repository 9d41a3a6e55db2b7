"""What a scheme expects: amounts between a lowest and a highest, with the arithmetic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

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
