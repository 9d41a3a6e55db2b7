"""A step of an explanation: a code with facts, worded at the edge; a trace line: arithmetic."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from gigwallet.domain.money import Money
from gigwallet.domain.period import Period


@dataclass(frozen=True, slots=True)
class Step:
    """``code`` is stable; ``facts`` are texts that words/ puts into the sentence of that code."""

    code: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TraceLine:
    """One line of arithmetic: ``quantity`` x ``price`` = ``amount``, under ``rule`` of a scheme.

    ``price`` is None for a lump; ``unit`` is ``order``, ``km``, ``minute``, ``percent``...;
    ``label`` is the rule's own name in the person's scheme; ``source`` names scheme or parameter.
    ``period`` is the part of a longer time that the line reckons, None for the whole of it.
    """

    rule: str
    label: str
    quantity: Decimal | None
    unit: str
    price: Decimal | None
    amount: Money
    source: str
    period: Period | None = None
