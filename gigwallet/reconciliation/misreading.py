"""Whether a short amount may only have been misread from a picture."""

from __future__ import annotations

from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayLine
from gigwallet.domain.recorded import HowKnown, Recorded
from gigwallet.reconciliation.matching import Joined


def may_be_misread(joined: Joined, expected: Money, short: Money) -> bool:
    """One of the amounts was read from a picture, and one digit of it read otherwise explains the
    difference, or so much is missing that its first digit may be wrong beside a true difference."""
    return any(_explains(line, expected, short) for line in joined.lines)


def _explains(line: Recorded[PayLine], expected: Money, short: Money) -> bool:
    amount = line.fact.amount
    if line.revision.how is not HowKnown.READ_BY_OCR or amount.currency != short.currency:
        return False
    wanted = amount.minor + short.minor
    return _one_digit_off(amount.minor, wanted) or 5 * short.minor >= 2 * expected.minor


def _one_digit_off(one: int, other: int) -> bool:
    """Leading zeros count as digits: a first digit may have been read as nothing."""
    left, right = f"{one:+09d}", f"{other:+09d}"
    differing = sum(a != b for a, b in zip(left, right, strict=False))
    return len(left) == len(right) and differing == 1
