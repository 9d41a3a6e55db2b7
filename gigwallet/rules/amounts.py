"""The amounts that the lines of one version give one order, each between a low and a high."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from gigwallet.domain.money import exponent
from gigwallet.rules.conditions import Order
from gigwallet.rules.prices import BASE, Bands, Flat, Ladder, Part, RoundingRule, Tiers, span
from gigwallet.rules.scheme import Limits, Line, Share, Version

# Lowest and highest rank of an order under a line with tiers; for whole tiers, of the count.
Ranks = Callable[[Line], tuple[int, int]]

_UNKNOWN = {
    "km": "distance",
    "km_to_pickup": "distance",
    "minute": "duration",
    "waiting_minute": "waiting",
}


@dataclass(frozen=True, slots=True)
class LineAmount:
    """Minor units for one order. ``parts`` is the arithmetic of ``low`` where it is exact."""

    line: Line
    low: int
    high: int
    parts: tuple[Part, ...] = ()
    unknown: tuple[str, ...] = ()


def line_amounts(
    version: Version, order: Order, ranks: Ranks, rounding: RoundingRule, limits: Limits
) -> list[LineAmount]:
    """One entry per line that may give something, in the order of the version."""
    found: dict[str, LineAmount] = {}
    for line in version.lines:
        holds = line.condition.holds(order)
        if holds is False:
            continue
        amount = _amount(line, order, ranks, rounding, limits, found)
        if holds is None:
            missing = tuple(dict.fromkeys((*amount.unknown, *line.condition.missing(order))))
            amount = LineAmount(line, min(0, amount.low), max(0, amount.high), (), missing)
        found[line.id] = amount
        if line.best_of:
            _keep_best(line.best_of, found)
    return [each for each in found.values() if each.low or each.high or each.parts]


def _amount(
    line: Line,
    order: Order,
    ranks: Ranks,
    rounding: RoundingRule,
    limits: Limits,
    found: dict[str, LineAmount],
) -> LineAmount:
    if isinstance(line.price, Share):
        return _share(line, line.price, rounding, found)
    if isinstance(line.price, Tiers):
        return _tiered(line, line.price, ranks(line), rounding)
    if isinstance(line.price, Ladder):
        raise ValueError(f"{line.id} pays for a period, not for one order")
    quantity = order.quantity(line.quantity)
    if quantity is not None:
        return _exact(line, line.price, quantity, rounding)
    most = limits.metres if BASE[line.quantity] == BASE["km"] else limits.seconds
    low, high = span(line.price, 0, most)
    unknown = (_UNKNOWN[line.quantity],) if low != high else ()
    return LineAmount(line, rounding.minor(low), rounding.minor(high), (), unknown)


def _exact(line: Line, price: Flat | Bands, quantity: int, rounding: RoundingRule) -> LineAmount:
    parts = price.parts(quantity)
    minor = rounding.minor(sum((part.amount for part in parts), Fraction()))
    return LineAmount(line, minor, minor, parts)


def _tiered(line: Line, tiers: Tiers, rank: tuple[int, int], rounding: RoundingRule) -> LineAmount:
    low, high = tiers.between(*rank)
    if low == high:
        parts = (Part(Fraction(1), "order", low, low),)
        return LineAmount(line, rounding.minor(low), rounding.minor(low), parts)
    return LineAmount(line, rounding.minor(low), rounding.minor(high), (), ("rank",))


def _share(
    line: Line, price: Share, rounding: RoundingRule, found: dict[str, LineAmount]
) -> LineAmount:
    of = [found[name] for name in price.of if name in found]
    low, high = sum(each.low for each in of), sum(each.high for each in of)
    unit = 10 ** exponent(rounding.currency)
    ends = sorted((price.share * low / unit, price.share * high / unit))
    if low == high:
        base = Fraction(low, unit)
        parts = (Part(base, "percent", price.share, ends[0]),) if base else ()
        return LineAmount(line, rounding.minor(ends[0]), rounding.minor(ends[0]), parts)
    unknown = tuple(dict.fromkeys(name for each in of for name in each.unknown))
    return LineAmount(line, rounding.minor(ends[0]), rounding.minor(ends[1]), (), unknown)


def _keep_best(group: str, found: dict[str, LineAmount]) -> None:
    """Only the highest of a group counts; between bounds, the highest low and the highest high."""
    mates = [each for each in found.values() if each.line.best_of == group]
    best = max(mates, key=lambda each: each.low)
    high = max(each.high for each in mates)
    unknown = tuple(dict.fromkeys(name for each in mates for name in each.unknown))
    for each in mates:
        if each is not best:
            found[each.line.id] = LineAmount(each.line, 0, 0)
        elif high > each.high or each.low != high:
            found[each.line.id] = LineAmount(each.line, each.low, high, (), unknown)
