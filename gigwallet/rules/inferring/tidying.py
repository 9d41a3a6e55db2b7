"""Windows with edges as somebody would write them down."""

from __future__ import annotations

from dataclasses import replace

from gigwallet.rules.inferring.extras import Price
from gigwallet.rules.inferring.guess import DAY, Extra, Guess, explained
from gigwallet.rules.inferring.receipts import Columns, Grain


def tidied(guess: Guess, orders: Columns, grain: Grain, price: Price) -> Guess:
    """Windows moved to the round edges near by, where that loses no more orders than an odd edge
    costs: a tip just before eleven must not make it 10:58."""
    best = price.score(guess, explained(guess, orders, grain))
    for place, extra in enumerate(guess.extras):
        if extra.start == extra.end:
            continue
        for edge in ("start", "end"):
            now = getattr(guess.extras[place], edge)
            for minute in _round_near(now):
                moved = moved_edge(guess.extras[place], edge, minute)
                if moved.start == moved.end:
                    continue
                extras = (*guess.extras[:place], moved, *guess.extras[place + 1 :])
                trial = replace(guess, extras=extras)
                score = price.score(trial, explained(trial, orders, grain))
                if score > best or (score == best and _plainer(moved, guess.extras[place])):
                    best, guess = score, trial
    return guess


def moved_edge(extra: Extra, edge: str, minute: int) -> Extra:
    """``edge``: start or end."""
    return replace(extra, start=minute) if edge == "start" else replace(extra, end=minute)


def _plainer(one: Extra, other: Extra) -> bool:
    """Of windows that explain the same: the one with more whole hours, then the one that claims
    less of the day."""

    def rank(extra: Extra) -> tuple[int, int]:
        whole = (extra.start % 60 == 0) + (extra.end % 60 == 0)
        length = (extra.end - extra.start) % DAY
        return whole, length if extra.amount < 0 else -length

    return rank(one) > rank(other)


def _round_near(minute: int) -> list[int]:
    half = minute // 30 * 30
    near = {half + step for step in (-60, -30, 0, 30, 60, 90)} | {minute // 15 * 15 + 15}
    return sorted({each % DAY for each in near} - {minute}, key=lambda each: abs(each - minute))
