"""How much of a short amount may only have been misread from a picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

# A document that rounds does it to whole units at most.
_ROUNDED = 50
_PLACES = 8


def least_short(read: Iterable[int], short: int) -> int:
    """What is missing at the least, in minor units, whichever one digit of an amount that was
    ``read`` from a picture reads otherwise: ``short`` where none was read, nothing where another
    digit explains it all."""
    return min([_least(amount, short) for amount in read], default=short)


@lru_cache(maxsize=65_536)
def _least(amount: int, short: int) -> int:
    """Of one amount: very many orders share it with what they lack."""
    return min(short, *(_left(each, short) for each in _otherwise(amount)))


def _otherwise(amount: int) -> Iterator[tuple[int, int]]:
    """Each amount that differs in one digit, and how much more it is. Leading zeros count as
    digits: a first digit may have been read as nothing, and the zeros after it went with it."""
    for place in range(_PLACES):
        unit = 10**place
        digit = abs(amount) // unit % 10
        for other in range(10):
            more = (other - digit) * unit * (1 if amount >= 0 else -1)
            yield amount + more, more


def _left(read: tuple[int, int], short: int) -> int:
    """What is still missing if the amount reads so: nothing if rounding explains the rest."""
    amount, more = read
    left = short - more
    if left >= 0:
        return left
    rounded = next((unit // 2 for unit in (100, 50, 10) if amount % unit == 0), 0)
    return 0 if -left <= min(rounded, _ROUNDED) else short
