"""Old shortfalls at the rate of the day on which they are settled, where a law says so."""

from __future__ import annotations

from fractions import Fraction

from gigwallet.domain.money import Money


def rerated(short: Money, then: Fraction, now: Fraction) -> Money:
    """The higher of ``short`` and ``short / then * now``, half up (NMWA 1998 s. 17: the rate of the
    pay reference period, and that of the day of settlement). A rate that has fallen never lessens
    what is owed."""
    if now <= then:
        return short
    exact = short.minor * now / then
    half_up = (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)
    return Money(half_up, short.currency)
