"""How much of a short amount may only have been misread from a picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayLine
from gigwallet.domain.recorded import HowKnown, Recorded

# A document that rounds does it to whole units at most.
_ROUNDED = 50
_PLACES = 8


def least_short(lines: Iterable[Recorded[PayLine]], short: Money) -> Money:
    """What is missing at the least, whichever one digit of an amount that was read from a picture
    reads otherwise: ``short`` where none was read, nothing where another digit explains it all."""
    least = short.minor
    for line in lines:
        amount = line.fact.amount
        if line.revision.how is HowKnown.READ_BY_OCR and amount.currency == short.currency:
            least = min(least, *(_left(each, short.minor) for each in _otherwise(line)))
    return Money(least, short.currency)


def _otherwise(line: Recorded[PayLine]) -> Iterator[tuple[int, int]]:
    """Each amount that differs in one digit, and how much more it is. Leading zeros count as
    digits: a first digit may have been read as nothing."""
    amount = line.fact.amount.minor
    for place in range(min(_PLACES, len(str(abs(amount))) + 1)):
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
