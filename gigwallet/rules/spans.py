"""What is counted and paid for a day, week or month as a whole: measures, demands, bonuses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache

from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.period import Period
from gigwallet.domain.trip import TripStatus
from gigwallet.rules.conditions import Condition, TimePart
from gigwallet.rules.prices import Bands, Flat, Limit, Share
from gigwallet.rules.quantities import Quantity

# The measure that is always there: how many orders the rule's own condition picks.
ORDERS = "orders"


@dataclass(frozen=True, slots=True)
class Demand:
    """``measure`` is at least ``least`` and below ``below`` (None: no such bound), in ``times`` of
    the last ``spans`` spans, counted up to the one that lies ``lag`` spans back."""

    measure: str
    least: Fraction | None
    below: Fraction | None
    times: int = 1
    spans: int = 1
    lag: int = 0


@dataclass(frozen=True, slots=True)
class CountOrders:
    condition: Condition


@dataclass(frozen=True, slots=True)
class CountDays:
    """Days of the span on which all demands hold."""

    requires: tuple[Demand, ...]


@dataclass(frozen=True, slots=True)
class SumQuantity:
    quantity: Quantity
    condition: Condition


@dataclass(frozen=True, slots=True)
class SumLines:
    """What the lines ``of`` give, beginning with ``start``."""

    of: tuple[str, ...]
    start: Fraction


@dataclass(frozen=True, slots=True)
class ShareOf:
    """Percent of the orders ``among`` that are also ``condition``; ``leaving`` count in neither."""

    condition: Condition
    among: Condition
    leaving: Condition | None


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours in which somebody was engaged (each order with ``margin_s`` more) or logged in, times
    that overlap counted once."""

    logged_in: bool
    margin_s: int


@dataclass(frozen=True, slots=True)
class Given:
    """The person says it, for each span; ``most`` bounds it where nobody did."""

    most: Fraction


@dataclass(frozen=True, slots=True)
class Measure:
    """``over``: the span for which it is told by itself; empty: only where a bonus asks for it."""

    id: str
    label: str
    how: CountOrders | CountDays | SumQuantity | SumLines | ShareOf | Hours | Given
    over: str = ""


@dataclass(frozen=True, slots=True)
class Ladder:
    """``steps`` are (at least this much, amount or share of ``of``). ``each``: every step that is
    reached pays; else only the last one reached."""

    each: bool
    steps: tuple[tuple[Fraction, Fraction], ...]
    of: tuple[str, ...] = ()

    def reached(self, measure: Fraction) -> tuple[Fraction, ...]:
        """The amounts (or shares) that ``measure`` brings."""
        amounts = tuple(amount for at, amount in self.steps if measure >= at)
        return amounts if self.each else amounts[-1:]

    def between(self, low: Fraction, high: Fraction) -> tuple[Fraction, Fraction]:
        """Lowest and highest sum for a measure between ``low`` and ``high``."""
        points = {low, *(at for at, _ in self.steps if low < at <= high)}
        sums = [sum(self.reached(point), Fraction()) for point in points]
        return min(sums), max(sums)


@dataclass(frozen=True, slots=True)
class Lump:
    amount: Fraction


@dataclass(frozen=True, slots=True)
class Bonus:
    """Paid (or taken) once for each span ``over`` with orders, where all of ``requires`` hold and
    not all of ``unless`` do. It belongs to the period in which its span ends."""

    id: str
    label: str
    category: PayCategory
    over: str
    condition: Condition
    measure: str
    price: Ladder | Lump | Flat | Bands | Share | Limit
    requires: tuple[Demand, ...] = ()
    unless: tuple[Demand, ...] = ()
    gives: str = "money"
    parameters: tuple[str, ...] = ()


def bonus_over(over: str) -> Bonus:
    """What a measure is asked for by itself: completed orders, and nothing is paid."""
    done = Condition(frozenset({TripStatus.COMPLETED}), TimePart("completed"))
    return Bonus("", "", PayCategory.OTHER, over, done, ORDERS, Lump(Fraction()), gives="aside")


@lru_cache(maxsize=16_384)
def span_of(day: date, over: str) -> Period:
    """The day, week (Monday to Sunday), half month, month, or stretch of days that holds ``day``.

    ``over`` of a stretch is ``"14 days from 2025-01-06"``.
    """
    if over == "day":
        return Period.of_day(day)
    if over == "week":
        return Period.of_week(day)
    if over == "month":
        return Period.of_month(day.year, day.month)
    if over == "half_month":
        month = Period.of_month(day.year, day.month)
        middle = day.replace(day=15)
        late = day.day > 15
        return (
            Period(middle + timedelta(days=1), month.last) if late else Period(month.first, middle)
        )
    days, first = stretch(over)
    start = first + timedelta(days=(day - first).days // days * days)
    return Period(start, start + timedelta(days=days - 1))


def stretch(over: str) -> tuple[int, date]:
    """``"14 days from 2025-01-06"`` -> 14 and the day; ``ValueError`` for anything else."""
    number, words, first = over.partition(" days from ")
    if not words or not number.isdecimal() or not 1 <= int(number) <= 366:
        raise ValueError(f"not a stretch of days: {over}")
    return int(number), date.fromisoformat(first)
