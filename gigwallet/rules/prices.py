"""What a line gives one order: a price per unit, bands, tiers, a table, a share, a limit. Exact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from math import ceil

from gigwallet.domain.money import Rounding, exponent
from gigwallet.rules.quantities import Quantity


@lru_cache(maxsize=65_536)
def decimal(value: Fraction) -> Decimal:
    """As a decimal; a third is cut at 6 digits (only ever shown, never reckoned with)."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    if Fraction(exact) != value:
        exact = exact.quantize(Decimal("0.000001"))
    text = f"{exact:f}"
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)


@dataclass(frozen=True, slots=True)
class RoundingRule:
    """To whole steps of ``step`` minor units, as named."""

    how: Rounding
    step: int
    currency: str

    def steps(self, amount: int | Fraction, size: int) -> int:
        """``amount`` -> the nearest whole multiple of ``size`` as the rule says."""
        there = amount if amount >= 0 else -amount
        whole, rest = there // size, there % size
        if self.how is Rounding.UP:
            up = rest > 0
        elif self.how is Rounding.DOWN:
            up = False
        else:
            tie_up = self.how is Rounding.HALF_UP or whole % 2 == 1
            up = 2 * rest > size or (2 * rest == size and tie_up)
        rounded = (whole + up) * size
        return rounded if amount >= 0 else -rounded

    def minor(self, amount: Fraction) -> int:
        """``amount`` in major units -> whole minor units."""
        size = amount.denominator * self.step
        return (
            self.steps(amount.numerator * 10 ** exponent(self.currency), size) * self.step // size
        )


@dataclass(frozen=True, slots=True)
class Flat:
    """``price`` for each ``each`` base units; ``started`` counts a begun one as a whole."""

    quantity: Quantity
    price: Fraction
    each: int
    started: bool

    def amount(self, units: Fraction) -> Fraction:
        """Major units for so many base units, exact."""
        times = units / self.each
        return self.price * (ceil(times) if self.started else times)

    def edges(self) -> Sequence[int]:
        return ()


@dataclass(frozen=True, slots=True)
class Band:
    """Up to and including ``to`` base units (None: no end). Either ``price`` is the price of the
    whole order in this band, or ``add`` comes on top for each ``each`` within the band, or
    ``share`` is what the band takes of the lines that the bands name."""

    to: int | None
    price: Fraction | None
    add: Fraction | None
    each: int
    started: bool
    share: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Bands:
    quantity: Quantity
    bands: tuple[Band, ...]
    of: tuple[str, ...] = ()

    def amount(self, units: Fraction) -> Fraction:
        """Major units for so many base units, exact."""
        found, below = Fraction(), 0
        for index, band in enumerate(self.bands):
            if index and units <= below:
                break
            if band.price is not None:
                found = band.price
            elif band.add is not None:
                upper = units if band.to is None else min(units, Fraction(band.to))
                times = (upper - below) / band.each
                found += band.add * (ceil(times) if band.started else times)
            below = band.to or 0
        return found

    def share_at(self, units: Fraction) -> Fraction:
        """For bands of shares."""
        band = next(each for each in self.bands if each.to is None or units <= each.to)
        return band.share or Fraction()

    def edges(self) -> Sequence[int]:
        return [band.to for band in self.bands if band.to is not None]


@dataclass(frozen=True, slots=True)
class Table:
    """A price by a word of the order; ``other`` for words that no row names (None: nothing)."""

    by: str
    rows: tuple[tuple[str, Flat], ...]
    other: Flat | None

    def row(self, said: str) -> Flat | None:
        return dict(self.rows).get(said, self.other)


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


@dataclass(frozen=True, slots=True)
class Share:
    """``share`` of what the lines ``of`` give: -1/4 is a commission of 25 percent, 1/2 is what a
    multiplier of 1.5 adds."""

    share: Fraction
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Limit:
    """With ``least``, what the lines ``of`` lack up to ``amount`` and the lines ``lines`` together;
    else what they have beyond it, taken off. So a top-up, a cap, the larger or smaller of two."""

    least: bool
    amount: Fraction
    lines: tuple[str, ...]
    of: tuple[str, ...]
