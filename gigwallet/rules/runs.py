"""A line's price as integer arithmetic: what it gives an order, in fine units of money.

A minor unit is so many fine units that every amount of a scheme is a whole number of them, so
nothing is lost on the way and nothing needs a fraction."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from gigwallet.rules.orders import Order
from gigwallet.rules.prices import Band, Bands, Flat, Limit, Share, Table, Tiers, decimal
from gigwallet.rules.quantities import Quantity

# Base units -> fine units.
Amount = Callable[[int], int]
Span = tuple[int, int]
# What a figure is about: its unit, its price (None: a lump), and how many count as one.
Kind = tuple[str, Fraction | None, int]
# A figure of one order: its kind, how many, and what they come to in fine units.
Figure = tuple[Kind, int, int]
LUMP: Kind = ("order", None, 1)


class Run:
    """``value`` is the line's exact amount, given the amounts of the lines above; None where an
    input is not known. ``reach`` is its lowest and highest for inputs between two bounds each.
    ``figures`` is the arithmetic of an exact amount; None where an input is not known."""

    refs: tuple[int, ...] = ()

    def value(self, order: Order, above: Sequence[int]) -> int | None:
        raise NotImplementedError

    def reach(self, units: Sequence[Span], said: Sequence[str], tiers: Sequence[Span]) -> Span:
        """Of a line that counts on no others."""
        raise NotImplementedError

    def figures(self, _order: Order, _above: Sequence[int], amount: int) -> Sequence[Figure] | None:
        return [(LUMP, 1, amount)]


class Constant(Run):
    def __init__(self, price: Fraction, amount: int) -> None:
        self._kind: Kind = ("order", price, 1)
        self._amount = amount

    def value(self, _order: Order, _above: Sequence[int]) -> int:
        return self._amount

    def reach(self, _units: Sequence[Span], _said: Sequence[str], _tiers: Sequence[Span]) -> Span:
        return self._amount, self._amount

    def figures(self, _order: Order, _above: Sequence[int], amount: int) -> Sequence[Figure]:
        return [(self._kind, 1, amount)]


class Measured(Run):
    """By a quantity."""

    def __init__(self, place: int, price: Flat | Bands, fine: int) -> None:
        self.place = place
        self._amount = _amount(price, fine)
        self._told = _told(price, fine)

    def value(self, order: Order, _above: Sequence[int]) -> int | None:
        units = order.units[self.place]
        return self._amount(units) if type(units) is int else None

    def reach(self, units: Sequence[Span], _said: Sequence[str], _tiers: Sequence[Span]) -> Span:
        return _ends(self._amount, units[self.place])

    def figures(self, order: Order, _above: Sequence[int], _sum: int) -> Sequence[Figure] | None:
        units = order.units[self.place]
        return self._told(units) if type(units) is int else None


class Worded(Run):
    """By a word, and a quantity."""

    def __init__(self, word: int, place: int, table: Table, fine: int) -> None:
        self.word, self.place = word, place
        self.said = tuple(said for said, _ in table.rows)
        self._table, self._fine = table, fine
        self._rows = {said: _flat(flat, fine) for said, flat in table.rows}
        self._other = _flat(table.other, fine) if table.other is not None else None

    def value(self, order: Order, _above: Sequence[int]) -> int | None:
        said, units = order.words[self.word], order.units[self.place]
        if said is None or type(units) is not int:
            return None
        amount = self._rows.get(said, self._other)
        return amount(units) if amount is not None else 0

    def reach(self, units: Sequence[Span], said: Sequence[str], _tiers: Sequence[Span]) -> Span:
        amount = self._rows.get(said[self.word], self._other)
        return _ends(amount, units[self.place]) if amount is not None else (0, 0)

    def figures(self, order: Order, _above: Sequence[int], _sum: int) -> Sequence[Figure] | None:
        said, units = order.words[self.word], order.units[self.place]
        if said is None or type(units) is not int:
            return None
        row = self._table.row(said)
        return _told(row, self._fine)(units) if row is not None else []


class Ranked(Run):
    """By the order's place among others, which is told before: ``slot`` is the line's own among the
    lines with tiers."""

    def __init__(self, slot: int, tiers: Tiers, fine: int) -> None:
        self.slot = slot
        self._edges = tiers.boundaries()
        self._prices = [whole(price * fine) for _, price in tiers.steps]
        self._points: list[tuple[Span]] = [((each, each),) for each in self._prices]
        self._kinds: dict[int, Kind] = {
            whole(price * fine): ("order", price, 1) for _, price in tiers.steps
        }

    def at(self, rank: int) -> tuple[Span]:
        """The price of this rank, for an order under no other tiers."""
        return self._points[bisect_left(self._edges, rank)]

    def prices(self, low: int, high: int) -> Span:
        """The lowest and highest price for a rank between ``low`` and ``high``."""
        first = bisect_left(self._edges, low)
        if low == high:
            return self._prices[first], self._prices[first]
        prices = self._prices[first : bisect_left(self._edges, high) + 1]
        return min(prices), max(prices)

    def value(self, order: Order, _above: Sequence[int]) -> int | None:
        low, high = order.tiers[self.slot]
        return low if low == high else None

    def reach(self, _units: Sequence[Span], _said: Sequence[str], tiers: Sequence[Span]) -> Span:
        return tiers[self.slot]

    def figures(self, order: Order, _above: Sequence[int], amount: int) -> Sequence[Figure] | None:
        low, high = order.tiers[self.slot]
        return [(self._kinds[low], 1, amount)] if low == high else None


class Shared(Run):
    """A share of lines above; ``bands`` of a quantity may decide which."""

    def __init__(
        self,
        shares: Sequence[Fraction],
        of: tuple[int, ...],
        place: int,
        edges: Sequence[int],
        fine: int,
    ) -> None:
        self._fine = fine
        self._shares = [(each.numerator, each.denominator) for each in shares]
        self.refs = of
        self.place = place
        self.banded = bool(edges)
        self._edges = edges

    def value(self, order: Order, above: Sequence[int]) -> int | None:
        if not self._edges:
            return self.of(0, above)
        units = order.units[self.place]
        return self.of(units, above) if type(units) is int else None

    @property
    def share(self) -> tuple[int, int]:
        """The only one, where no bands decide."""
        return self._shares[0]

    def of(self, units: int, above: Sequence[int]) -> int:
        over, under = self._shares[bisect_left(self._edges, units)]
        if len(self.refs) == 1:
            return above[self.refs[0]] * over // under
        return sum([above[ref] for ref in self.refs]) * over // under

    def figures(self, order: Order, above: Sequence[int], amount: int) -> Sequence[Figure] | None:
        units = order.units[self.place] if self.banded else 0
        if type(units) is not int:
            return None
        there = sum([above[ref] for ref in self.refs])
        return [(("percent", self.share_at(units), self._fine), there, amount)] if there else []

    def share_at(self, units: int) -> Fraction:
        return Fraction(*self._shares[bisect_left(self._edges, units)])

    def shares_between(self, low: int, high: int) -> list[Fraction]:
        """Every share that may be asked for units between ``low`` and ``high``."""
        first, last = (bisect_left(self._edges, each) for each in (low, high))
        return [Fraction(*each) for each in self._shares[first : last + 1]]


class Limited(Run):
    """What lines above lack up to a sum, or have beyond it."""

    def __init__(
        self, least: bool, amount: int, lines: tuple[int, ...], of: tuple[int, ...]
    ) -> None:
        self.least = least
        self.amount, self.lines, self.summed = amount, lines, of
        self.refs = (*lines, *of)

    def value(self, _order: Order, above: Sequence[int]) -> int:
        return self.between(
            self.amount + sum([above[each] for each in self.lines]),
            sum([above[each] for each in self.summed]),
        )

    def between(self, target: int, there: int) -> int:
        missing = target - there
        return max(0, missing) if self.least else min(0, missing)


def run_of(
    price: Flat | Bands | Table | Tiers | Share | Limit,
    fine: int,
    quantities: Mapping[str, int],
    words: Mapping[str, int],
    lines: Mapping[str, int],
) -> Run:
    """``fine`` units are one major unit; the mappings say where each name stands."""
    match price:
        case Flat() if price.quantity.name == "order":
            return Constant(price.price, _flat(price, fine)(1))
        case Bands() if price.of:
            shares = [each.share or Fraction() for each in price.bands]
            of = tuple(lines[name] for name in price.of)
            return Shared(shares, of, quantities[price.quantity.name], price.edges(), fine)
        case Flat() | Bands():
            return Measured(quantities[price.quantity.name], price, fine)
        case Table():
            place = quantities[price.rows[0][1].quantity.name]
            return Worded(words[price.by], place, price, fine)
        case Tiers():
            return Ranked(0, price, fine)  # its version gives it its slot
        case Share():
            return Shared([price.share], tuple(lines[name] for name in price.of), 0, (), fine)
        case Limit():
            return Limited(
                price.least,
                whole(price.amount * fine),
                tuple(lines[name] for name in price.lines),
                tuple(lines[name] for name in price.of),
            )


def grain(
    price: Flat | Bands | Table | Tiers | Share | Limit, minor: int, of: Mapping[str, int]
) -> int:
    """How many fine units a minor unit needs for this price to give whole ones, where the lines
    above need as many as ``of`` says; ``minor`` units are one major unit."""
    match price:
        case Flat():
            times = 1 if price.started else price.each
            return (price.price * minor / times).denominator
        case Bands() if price.of:
            below = lcm(*(of[name] for name in price.of))
            return lcm(*((each.share or Fraction()).denominator * below for each in price.bands))
        case Bands():
            prices = [each.price for each in price.bands if each.price is not None]
            adds = [
                each.add / (1 if each.started else each.each)
                for each in price.bands
                if each.add is not None
            ]
            return lcm(*((each * minor).denominator for each in (*prices, *adds)))
        case Table():
            flats = [flat for _, flat in price.rows]
            flats += [price.other] if price.other is not None else []
            return lcm(*(grain(flat, minor, of) for flat in flats))
        case Tiers():
            return lcm(*((each * minor).denominator for _, each in price.steps))
        case Share():
            return price.share.denominator * lcm(*(of[name] for name in price.of))
        case Limit():
            grains = [of[name] for name in (*price.lines, *price.of)]
            return lcm((price.amount * minor).denominator, *grains)


def whole(amount: Fraction) -> int:
    """``amount`` fine units; the grain was chosen so that they are whole."""
    if amount.denominator != 1:
        raise ValueError("finer than the grain")
    return amount.numerator


def _ends(amount: Amount, units: Span) -> Span:
    low, high = amount(units[0]), amount(units[1])
    return (low, high) if low <= high else (high, low)


@dataclass(frozen=True, slots=True)
class Steps:
    """In each band, up to and including ``tos``: what it begins with, plus a rate for each (or each
    begun) so many units above its lower end."""

    tos: list[int]
    lowers: list[int]
    starts: list[int]
    rates: list[int]
    each: list[int]


def steps_of(price: Flat | Bands, fine: int) -> Steps:
    found = Steps([], [], [], [], [])
    if isinstance(price, Flat):
        each = price.each if price.started else 1
        rate = whole(price.price * fine / (1 if price.started else price.each))
        return Steps([], [0], [0], [rate], [each])
    reached, below = 0, 0
    for band in price.bands:
        if band.price is not None:
            reached = whole(band.price * fine)
        rate, each = _rate(band, fine)
        found.lowers.append(below)
        found.starts.append(reached)
        found.rates.append(rate)
        found.each.append(each)
        if band.to is not None:
            found.tos.append(band.to)
            reached += -(-(band.to - below) // each) * rate
            below = band.to
    return found


def _flat(price: Flat, fine: int) -> Amount:
    each = price.each
    if price.started:
        times = whole(price.price * fine)
        return lambda units: -(-units // each) * times
    per_unit = whole(price.price * fine / each)
    return lambda units: units * per_unit


def _bands(price: Bands, fine: int) -> Amount:
    steps = steps_of(price, fine)
    tos, lowers, starts, rates, each = (
        steps.tos,
        steps.lowers,
        steps.starts,
        steps.rates,
        steps.each,
    )

    def amount(units: int) -> int:
        band = bisect_left(tos, units)
        return starts[band] + -(-(units - lowers[band]) // each[band]) * rates[band]

    return amount


def _rate(band: Band, fine: int) -> tuple[int, int]:
    """Fine units for each so many base units."""
    if band.add is None:
        return 0, 1
    if band.started:
        return whole(band.add * fine), band.each
    return whole(band.add * fine / band.each), 1


def _amount(price: Flat | Bands, fine: int) -> Amount:
    return _flat(price, fine) if isinstance(price, Flat) else _bands(price, fine)


def _told(price: Flat | Bands, fine: int) -> Callable[[int], list[Figure]]:
    """The arithmetic behind the amount for so many units."""
    if isinstance(price, Flat):
        kind, counted = _kind(price.quantity, price.price, price.each, price.started)
        amount = _flat(price, fine)
        return lambda units: [(kind, counted(units), amount(units))]
    steps = [(band.to, *_step(price.quantity, band, fine)) for band in price.bands]

    def told(units: int) -> list[Figure]:
        found: list[Figure] = []
        below = 0
        for to, figure, anew in steps:
            if below and units <= below:
                break
            upper = units if to is None else min(units, to)
            found = [figure(upper - below)] if anew else [*found, figure(upper - below)]
            below = upper
        return found

    return told


def _step(quantity: Quantity, band: Band, fine: int) -> tuple[Callable[[int], Figure], bool]:
    """The figure for so many units within the band, and whether it stands for all below it."""
    if band.add is None:
        lump = (LUMP, 1, whole((band.price or Fraction()) * fine))
        return lambda _within: lump, True
    told = _told(Flat(quantity, band.add, band.each, band.started), fine)
    return lambda within: told(within)[0], False


def _kind(
    quantity: Quantity, price: Fraction, each: int, started: bool
) -> tuple[Kind, Callable[[int], int]]:
    """As a person reads it: per unit to the last digit, or for each one begun."""
    base, unit = quantity.base, quantity.shown
    if not started:
        return (unit, price * base / each, base), lambda units: units
    name = unit if each == base else f"{decimal(Fraction(each, base))} {unit}"
    return (name, price, 1), lambda units: -(-units // each)
