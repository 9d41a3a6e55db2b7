"""A rule in whole numbers: what it gives for many orders at once, exactly as a scheme reckons."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from gigwallet.domain.money import Rounding
from gigwallet.rules.inferring.receipts import UNKNOWN, Bools, Columns, Grain, Ints

# Prices per distance and time are counted in hundredths of a minor unit.
FINE = 100
DAY = 1440
KM = 1000
HALF_KM = 500
KG = 1000


@dataclass(frozen=True, slots=True)
class Band:
    """Beyond ``over`` metres, up to where the next band begins: ``price`` for each ``each`` metres,
    a begun one whole if ``started``. ``each`` 0: ``price`` once, whatever the distance."""

    over: int
    price: int
    each: int = KM
    started: bool = False

    @property
    def way(self) -> tuple[int, bool]:
        return self.each, self.started


@dataclass(frozen=True, slots=True)
class Extra:
    """On top for the orders of a window of the day, of weekdays, of a span of days (ordinals):
    ``amount`` minor units, or ``percent`` of what the order pays otherwise (50: half as much more).
    ``start == end``: the whole day. ``over_g``: the amount counts for each kilogram begun beyond
    so many grams."""

    amount: int = 0
    percent: int = 0
    start: int = 0
    end: int = 0
    days: tuple[int, ...] = ()
    dates: tuple[int, int] | None = None
    over_g: int | None = None

    def holds(self, orders: Columns, clock: str) -> Bools:
        minute, day = orders.minute(clock), orders.day(clock)
        inside = np.ones(len(orders), dtype=np.bool_)
        if self.start != self.end:
            if self.start < self.end:
                inside = (minute >= self.start) & (minute < self.end)
            else:
                late = minute >= self.start
                early = (minute < self.end) & (minute != UNKNOWN)
                inside = late | early
                # After midnight the window still belongs to the day on which it began.
                day = np.where(early & ~late, day - 1, day)
        if self.days:
            inside = inside & np.isin((day - 1) % 7, self.days)
        if self.dates is not None:
            inside = inside & (day >= self.dates[0]) & (day <= self.dates[1])
        return inside

    @property
    def numbers(self) -> int:
        """An edge like 10:58 is written down by nobody: it counts as more than one number."""
        window = sum(1 + (edge % 30 != 0) + (edge % 5 != 0) for edge in (self.start, self.end))
        window = window if self.start != self.end else 0
        load = 0 if self.over_g is None else 1
        return 1 + window + bool(self.days) + (2 if self.dates else 0) + load


@dataclass(frozen=True, slots=True)
class Guess:
    """``base`` minor units per order, bands over the distance, ``minute`` (``FINE``) per minute,
    extras; rounded to whole ``step`` minor units line by line. ``clock`` picks the time of day.
    ``taken`` percent of all of it is kept by somebody else."""

    base: int
    bands: tuple[Band, ...] = ()
    minute: int = 0
    extras: tuple[Extra, ...] = ()
    clock: str = "accepted"
    rounding: Rounding = Rounding.HALF_UP
    step: int = 1
    taken: int = 0

    @property
    def lasting(self) -> Guess:
        """Without what counted on a few days only."""
        return replace(self, extras=tuple(each for each in self.extras if each.dates is None))

    @property
    def numbers(self) -> int:
        """How many numbers somebody has to write down to state this rule."""
        found = int(self.base != 0) + int(self.minute != 0) + int(self.taken != 0)
        way = (KM, False)
        for band in self.bands:
            if band.price:
                # An edge at 4.6 km is rarer than one at 4.5, and must explain more.
                edge = (band.over > 0) + (band.over % HALF_KM != 0)
                found += 1 + edge + (band.each != 0 and band.way != way)
                way = band.way if band.each else way
            else:
                found += 1
        return found + sum(each.numbers for each in self.extras)


def plain(guess: Guess, metres: Ints, seconds: Ints) -> Ints:
    """What an order pays before the extras, in minor units."""
    total = np.full(len(metres), guess.base, dtype=np.int64)
    if guess.bands:
        total += _rounded(_along(guess.bands, metres), KM * FINE, guess)
    if guess.minute:
        total += _rounded(np.maximum(seconds, 0) * guess.minute, 60 * FINE, guess)
    return total


def amounts(guess: Guess, orders: Columns) -> Ints:
    return left(guess, _with_extras(guess, orders, plain(guess, orders.metres, orders.seconds)))


def explained(guess: Guess, orders: Columns, grain: Grain) -> Bools:
    """Whether the rule comes to what was paid: to the cent, or between what it gives for the
    shortest and the longest distance and time that are printed the same way."""
    totals = [_with_extras(guess, orders, each) for each in ways(guess, orders, grain)]
    return hits(guess, totals, orders)


def ways(guess: Guess, orders: Columns, grain: Grain) -> list[Ints]:
    """What the orders pay before the extras: as printed, and where that is coarse, for the
    shortest and the longest that is printed the same way."""
    found = [plain(guess, orders.metres, orders.seconds)]
    if (grain.metres and guess.bands) or (grain.seconds and guess.minute):
        for sign in (-1, 1):
            metres = np.maximum(orders.metres + sign * grain.metres, 0)
            seconds = np.maximum(orders.seconds + sign * grain.seconds, 0)
            found.append(plain(guess, metres, seconds))
    return found


def left(guess: Guess, totals: Ints) -> Ints:
    """What is left when the share is taken."""
    return totals - _rounded(totals * guess.taken, 100, guess) if guess.taken else totals


def hits(guess: Guess, totals: list[Ints], orders: Columns) -> Bools:
    """``totals`` are those of ``ways`` with their extras."""
    totals = [left(guess, each) for each in totals]
    exact = totals[0] == orders.pay
    if len(totals) == 1:
        return np.asarray(exact, dtype=np.bool_)
    low, high = np.minimum(totals[1], totals[2]), np.maximum(totals[1], totals[2])
    return np.asarray(exact | ((low <= orders.pay) & (orders.pay <= high)), dtype=np.bool_)


def on_top(guess: Guess, extra: Extra, base: Ints, orders: Columns) -> Ints | int:
    """What ``extra`` adds where it holds, to orders that pay ``base`` otherwise."""
    if extra.percent:
        return _rounded(base * extra.percent, 100, guess)
    if extra.over_g is not None:
        return loads(extra.over_g, orders.grams) * extra.amount
    return extra.amount


def loads(over_g: int, grams: Ints) -> Ints:
    """Kilograms begun beyond ``over_g``."""
    return np.asarray(-(-np.maximum(grams - over_g, 0) // KG), dtype=np.int64)


def units(band: Band, until: int | None, metres: Ints) -> NDArray[np.float64]:
    """How often the price of a band counts for each distance."""
    within = np.maximum((metres if until is None else np.minimum(metres, until)) - band.over, 0)
    if not band.each:
        return (metres > band.over).astype(np.float64)
    return np.asarray(-(-within // band.each) if band.started else within / band.each, np.float64)


def _along(bands: tuple[Band, ...], metres: Ints) -> Ints:
    """Sum of the bands, in minor units x FINE x KM, exact."""
    total = np.zeros(len(metres), dtype=np.int64)
    for place, band in enumerate(bands):
        if not band.each:
            total += np.where(metres > band.over, band.price * KM, 0)
            continue
        ends = bands[place + 1].over if place + 1 < len(bands) else None
        within = metres if ends is None else np.minimum(metres, ends)
        within = np.maximum(within - band.over, 0)
        if band.started:
            total += -(-within // band.each) * (band.price * KM)
        else:
            total += within * (band.price * KM // band.each)
    return total


def _with_extras(guess: Guess, orders: Columns, base: Ints) -> Ints:
    total = base.copy()
    for each in guess.extras:
        inside = each.holds(orders, guess.clock)
        total += np.where(inside, on_top(guess, each, base, orders), 0)
    return total


def _rounded(numerator: Ints, denominator: int, guess: Guess) -> Ints:
    parts = denominator * guess.step
    steps, rest = np.divmod(np.abs(numerator), parts)
    if guess.rounding is Rounding.UP:
        steps = steps + (rest > 0)
    elif guess.rounding is Rounding.HALF_UP:
        steps = steps + (2 * rest >= parts)
    return np.asarray(np.sign(numerator) * steps * guess.step, dtype=np.int64)
