"""The prices of a form: robustly fitted, then moved to the amounts that most orders agree on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from gigwallet.domain.money import Rounding
from gigwallet.rules.inferring.forms import form_of
from gigwallet.rules.inferring.guess import FINE, Band, Guess, amounts, explained, on_top
from gigwallet.rules.inferring.receipts import Columns, Grain
from gigwallet.rules.inferring.robust import Floats, least_absolute

# The steps in which prices are written, in minor units, the plainest first.
_PLAIN = (100, 50, 10, 5, 1)
_ROUNDINGS = (Rounding.HALF_UP, Rounding.DOWN, Rounding.UP)


def repriced(guess: Guess, orders: Columns) -> Guess:
    """The same form and extras with prices fitted to these orders."""
    form = form_of(guess)
    found = least_absolute(form.design(orders)[None], before_extras(guess, orders))[0]
    return form.priced(found, guess)


def before_extras(guess: Guess, orders: Columns) -> Floats:
    """What was paid, less what the extras gave."""
    paid = orders.pay.astype(np.float64) / (1 - guess.taken / 100)
    share = np.ones(len(orders))
    for each in guess.extras:
        inside = each.holds(orders, guess.clock)
        if each.amount:
            paid = paid - np.where(inside, on_top(guess, each, orders.pay, orders), 0)
        share = share + np.where(inside, each.percent / 100, 0)
    return np.asarray(paid / np.maximum(share, 0.05), dtype=np.float64)


def snapped(guess: Guess, orders: Columns, grain: Grain) -> Guess:
    """Each price moved by cents, and to the plainest number that explains as many orders."""
    best = based(guess, orders)
    fits = int(explained(best, orders, grain).sum())
    for _ in range(2):
        before = best
        for trial in _near(best):
            trial = based(trial, orders)
            count = int(explained(trial, orders, grain).sum())
            if count > fits or (count == fits and plainness(trial) > plainness(best)):
                best, fits = trial, count
        if best == before:
            break
    return best


def rounded_best(guess: Guess, orders: Columns, grain: Grain) -> Guess:
    """With the way of rounding that explains most orders; half up where it makes no difference."""
    tried = [based(replace(guess, rounding=each), orders) for each in _ROUNDINGS]
    return max(tried, key=lambda each: int(explained(each, orders, grain).sum()))


def based(guess: Guess, orders: Columns) -> Guess:
    """With the base that most orders agree on."""
    off = orders.pay - amounts(guess, orders)
    if any(each.percent for each in guess.extras):
        shared = [each for each in guess.extras if each.percent]
        outside = ~np.any([each.holds(orders, guess.clock) for each in shared], axis=0)
        off = off[outside] if outside.any() else off
    values, counts = np.unique(off, return_counts=True)
    if not len(values):
        return guess
    more = int(values[counts.argmax()])
    return replace(guess, base=guess.base + round(more / (1 - guess.taken / 100)))


def plainness(guess: Guess) -> int:
    """How plain the prices are, the sum of the steps that they are whole multiples of."""
    prices = [guess.base * FINE, guess.minute, *(band.price for band in guess.bands)]
    return sum(next((s for s in _PLAIN if price % (s * FINE) == 0), 0) for price in prices)


def _near(guess: Guess) -> Iterator[Guess]:
    for place, band in enumerate(guess.bands):
        for price in _prices(band.price):
            changed: Sequence[Band] = (
                *guess.bands[:place],
                replace(band, price=price),
                *guess.bands[place + 1 :],
            )
            yield replace(guess, bands=tuple(changed))
    if guess.minute:
        for price in _prices(guess.minute):
            yield replace(guess, minute=price)


def _prices(price: int) -> list[int]:
    minor = round(price / FINE)
    near = {(minor + step) * FINE for step in range(-2, 3)}
    plainer = {round(minor / step) * step * FINE for step in _PLAIN if step > 1}
    return sorted((near | plainer) - {price, 0})
