"""How much of a short amount may only have been misread from a picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

# A document rounds to one of these.
_UNITS = (100, 50, 10)
_ROUNDED = 50
_PLACES = 8


def least_short(read: Iterable[int], short: int) -> int:
    """What is missing at the least, in minor units, whichever one digit of an amount that was
    ``read`` from a picture reads otherwise: ``short`` where none was read, nothing where another
    digit explains it all."""
    return min([_least(amount, short) for amount in read], default=short)


@lru_cache(maxsize=65_536)
def _least(amount: int, short: int) -> int:
    """Of one amount: very many orders share it with what they lack. What the amount is more than it
    reads may still leave some missing, and what goes beyond is nothing but rounding, or no other
    reading of it."""
    least = short
    for more in _more(amount):
        if more > short + _ROUNDED:
            break
        if more <= short:
            least = min(least, short - more)
        elif more - short <= _rounded(amount + more):
            return 0
    return least


def _more(amount: int) -> Iterator[int]:
    """How much more an amount may be of which one digit reads otherwise, by place. Leading zeros
    count as digits: a first digit may have been read as nothing, and the zeros after it went with
    it."""
    for place in range(_PLACES):
        unit = 10**place
        digit = abs(amount) // unit % 10
        for steps in range(1, 1 + (9 - digit if amount >= 0 else digit)):
            yield steps * unit


def _rounded(amount: int) -> int:
    return next((unit // 2 for unit in _UNITS if amount % unit == 0), 0)
