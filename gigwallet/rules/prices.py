"""Price functions of one order: flat, bands over a quantity, tiers over a count. Exact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from gigwallet.domain.money import Rounding, exponent

# The base units of a quantity: what one unit of the file counts as. Integers stay exact.
BASE = {"order": 1, "km": 1000, "km_to_pickup": 1000, "minute": 60, "waiting_minute": 60}


@lru_cache(maxsize=65_536)
def decimal(value: Fraction) -> Decimal:
    """As a decimal; a third is cut at 6 digits (only ever shown, never reckoned with)."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    if Fraction(exact) != value:
        exact = exact.quantize(Decimal("0.000001"))
    text = f"{exact:f}"
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)


# What a person reads as the unit of such a quantity.
_SHOWN = {"km_to_pickup": "km", "waiting_minute": "minute"}


@dataclass(frozen=True, slots=True)
class RoundingRule:
    """To whole steps of ``step`` minor units, as named."""

    how: Rounding
    step: int
    currency: str

    def minor(self, amount: Fraction) -> int:
        """``amount`` in major units -> whole minor units."""
        parts = amount.denominator * self.step
        steps, rest = divmod(abs(amount.numerator) * 10 ** exponent(self.currency), parts)
        if self.how is Rounding.UP:
            up = rest > 0
        elif self.how is Rounding.DOWN:
            up = False
        else:
            tie_up = self.how is Rounding.HALF_UP or steps % 2 == 1
            up = 2 * rest > parts or (2 * rest == parts and tie_up)
        rounded = int(steps + up) * self.step
        return rounded if amount >= 0 else -rounded


@dataclass(frozen=True, slots=True)
class Part:
    """One piece of arithmetic: ``quantity`` x ``price`` = ``amount`` (major); no price: a lump."""

    quantity: Fraction | None
    unit: str
    price: Fraction | None
    amount: Fraction


@dataclass(frozen=True, slots=True)
class Flat:
    """``price`` for each ``each`` base units; ``started`` counts a begun one as a whole."""

    unit: str
    price: Fraction
    each: int
    started: bool

    def parts(self, quantity: int) -> tuple[Part, ...]:
        return (_priced(self.unit, self.price, quantity, self.each, self.started),)

    def edges(self) -> Sequence[int]:
        return ()


@dataclass(frozen=True, slots=True)
class Band:
    """Up to and including ``to`` base units (None: no end). Either ``price`` is the price of the
    whole order in this band, or ``add`` comes on top for each ``each`` within the band."""

    to: int | None
    price: Fraction | None
    add: Fraction | None
    each: int
    started: bool


@dataclass(frozen=True, slots=True)
class Bands:
    unit: str
    bands: tuple[Band, ...]

    def parts(self, quantity: int) -> tuple[Part, ...]:
        found: list[Part] = []
        below = 0
        for index, band in enumerate(self.bands):
            if index and quantity <= below:
                break
            if band.price is not None:
                found = [Part(None, self.unit, None, band.price)]
            elif band.add is not None:
                within = (quantity if band.to is None else min(quantity, band.to)) - below
                found.append(_priced(self.unit, band.add, within, band.each, band.started))
            below = band.to if band.to is not None else quantity
        return tuple(found)

    def edges(self) -> Sequence[int]:
        return [band.to for band in self.bands if band.to is not None]


def _priced(unit: str, price: Fraction, quantity: int, each: int, started: bool) -> Part:
    base, unit = BASE[unit], _SHOWN.get(unit, unit)
    times = Fraction(-(-quantity // each)) if started else Fraction(quantity, each)
    if each == base:
        return Part(times, unit, price, times * price)
    if started:
        return Part(times, f"{decimal(Fraction(each, base))} {unit}", price, times * price)
    per_unit = price * base / each
    return Part(Fraction(quantity, base), unit, per_unit, times * price)


def span(price: Flat | Bands, low: int, high: int) -> tuple[Fraction, Fraction]:
    """Lowest and highest amount for a quantity between ``low`` and ``high`` base units.

    Within a band the amount only rises or only falls, so its extremes stand at the edges.
    """
    points = {low, high}
    for edge in price.edges():
        points |= {point for point in (edge, edge + 1) if low < point < high}
    amounts = [sum((part.amount for part in price.parts(q)), Fraction()) for q in points]
    return min(amounts), max(amounts)


@dataclass(frozen=True, slots=True)
class Ladder:
    """A bonus for the orders of a period: ``steps`` are (at least this many orders, amount).
    ``each``: every step that is reached pays; else only the last one reached."""

    each: bool
    over: str
    steps: tuple[tuple[int, Fraction], ...]

    def reached(self, orders: int) -> tuple[Fraction, ...]:
        """The amounts that ``orders`` bring."""
        amounts = tuple(amount for at, amount in self.steps if orders >= at)
        return amounts if self.each else amounts[-1:]

    def between(self, low: int, high: int) -> tuple[Fraction, Fraction]:
        """Lowest and highest bonus for a number of orders between ``low`` and ``high``."""
        counts = {low, high}
        for at, _ in self.steps:
            counts |= {count for count in (at - 1, at) if low < count < high}
        sums = [sum(self.reached(count), Fraction()) for count in counts]
        return min(sums), max(sums)


@dataclass(frozen=True, slots=True)
class Tiers:
    """Price per order by how many orders the period has: ``steps`` are (up to and including,
    price), the last without an end. ``whole``: all orders get the price of the tier reached."""

    whole: bool
    over: str
    steps: tuple[tuple[int | None, Fraction], ...]

    def price_of(self, rank: int) -> Fraction:
        """The price of the ``rank``-th order, or of all orders where ``whole``."""
        for to, price in self.steps:
            if to is None or rank <= to:
                return price
        raise ValueError("the last tier has no end")

    def between(self, low: int, high: int) -> tuple[Fraction, Fraction]:
        """Lowest and highest price for a rank between ``low`` and ``high``."""
        ranks = {low, high} | {to + 1 for to, _ in self.steps if to and low <= to < high}
        prices = [self.price_of(rank) for rank in ranks]
        return min(prices), max(prices)

    def boundaries(self) -> Sequence[int]:
        return [to for to, _ in self.steps if to is not None]
