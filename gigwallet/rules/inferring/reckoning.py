"""A guess with what it comes to, and what one more extra would change."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from gigwallet.rules.inferring.guess import Extra, Guess, hits, on_top, ways
from gigwallet.rules.inferring.receipts import Bools, Columns, Grain, Ints


@dataclass(frozen=True, slots=True)
class State:
    """A guess with what it comes to, so that one more extra is one more addition."""

    guess: Guess
    orders: Columns
    before: list[Ints]
    totals: list[Ints]
    fits: Bools

    @classmethod
    def of(cls, guess: Guess, orders: Columns, grain: Grain) -> State:
        state = cls._bare(replace(guess, extras=()), orders, grain)
        for each in guess.extras:
            state = state.and_also(each)
        return state

    @classmethod
    def _bare(cls, guess: Guess, orders: Columns, grain: Grain) -> State:
        before = ways(guess, orders, grain)
        return cls(guess, orders, before, before, hits(guess, before, orders))

    def and_also(self, extra: Extra) -> State:
        wider = replace(self.guess, extras=(*self.guess.extras, extra))
        inside = extra.holds(self.orders, self.guess.clock)
        totals = self._raised(extra, inside)
        return State(wider, self.orders, self.before, totals, hits(wider, totals, self.orders))

    def votes(self, extra: Extra) -> Ints:
        """Per order 1 where ``extra`` would explain it, -1 where it would no longer be."""
        then = hits(self.guess, self._raised(extra, None), self.orders)
        return then.astype(np.int64) - self.fits.astype(np.int64)

    def _raised(self, extra: Extra, inside: Bools | None) -> list[Ints]:
        added = [on_top(self.guess, extra, each, self.orders) for each in self.before]
        if inside is not None:
            added = [np.where(inside, each, 0) for each in added]
        return [total + each for total, each in zip(self.totals, added, strict=True)]


def before_share(state: State) -> Ints:
    """What was paid, as it was before a share was taken."""
    if not state.guess.taken:
        return state.orders.pay
    share = 100 - state.guess.taken
    return np.asarray(np.rint(state.orders.pay * 100 / share), dtype=np.int64)
