"""Small figures that every judgement shares: confidences, sums, and how facts carry money."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from gigwallet.domain.money import Money

ONE = Decimal("1.00")
RANGE = Decimal("0.80")
UNCOVERED = Decimal("0.60")


def total(amounts: Iterable[Money], currency: str) -> Money:
    """The sum of those in ``currency``."""
    return Money(sum(each.minor for each in amounts if each.currency == currency), currency)


def fact(amount: Money) -> str:
    """An amount as the facts of a step carry it."""
    return f"{amount} {amount.currency}"
