"""What counts on top in a window, on days of the week, on a few days: one piece after the other."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gigwallet.rules.inferring.candidates import candidates
from gigwallet.rules.inferring.guess import Extra, Guess, explained
from gigwallet.rules.inferring.receipts import Bools, Columns, Grain
from gigwallet.rules.inferring.reckoning import State

_MOST_EXTRAS = 6


@dataclass(frozen=True, slots=True)
class Price:
    """What a number in a rule must explain to be worth writing down."""

    orders: float

    def score(self, guess: Guess, fits: Bools) -> float:
        return float(fits.sum()) - self.orders * guess.numbers


def price_for(count: int) -> Price:
    """Three orders, or one in two hundred, whichever is more."""
    return Price(max(3.0, count / 200))


def with_extras(guess: Guess, orders: Columns, grain: Grain, price: Price, *, spans: bool) -> Guess:
    """``guess`` with every extra that explains more orders than its numbers cost. ``spans``: also
    extras of a few days."""
    state = State.of(guess, orders, grain)
    best = price.score(guess, state.fits)
    least = max(4, int(2 * price.orders))
    for _ in range(_MOST_EXTRAS):
        found: tuple[float, State] | None = None
        for extra in candidates(state, least, spans=spans):
            wider = state.and_also(extra)
            score = price.score(wider.guess, wider.fits)
            if score > best and (found is None or score > found[0]):
                found = score, wider
        if found is None:
            break
        best, state = found
    return _without_idle(state.guess, orders, grain, price)


def _without_idle(guess: Guess, orders: Columns, grain: Grain, price: Price) -> Guess:
    """A later extra may make an earlier one idle."""
    guess = _drawn_together(guess)
    best = price.score(guess, explained(guess, orders, grain))
    for each in guess.extras:
        less = replace(guess, extras=tuple(other for other in guess.extras if other != each))
        score = price.score(less, explained(less, orders, grain))
        if score >= best:
            best, guess = score, less
    return guess


def _drawn_together(guess: Guess) -> Guess:
    """Two amounts for the same orders are one."""
    found: dict[Extra, int] = {}
    for each in guess.extras:
        where = replace(each, amount=0)
        found[where] = found.get(where, 0) + each.amount
    extras = (replace(where, amount=amount) for where, amount in found.items())
    return replace(guess, extras=tuple(each for each in extras if each.amount or each.percent))
