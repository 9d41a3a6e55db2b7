"""What counts on top in a window, on days of the week, on a few days: one piece after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from gigwallet.rules.inferring.guess import (
    DAY,
    KG,
    Extra,
    Guess,
    explained,
    hits,
    loads,
    on_top,
    ways,
)
from gigwallet.rules.inferring.receipts import Bools, Columns, Grain, Ints
from gigwallet.rules.inferring.windows import best_run, best_window

WEEKEND = (5, 6)
_DAY_CLASSES: tuple[tuple[int, ...], ...] = ((), WEEKEND, (0, 1, 2, 3, 4), (4, 5, 6))
_MOST_EXTRAS = 6
_AMOUNTS_TRIED = 6
_PERCENTS_TRIED = 4
# Subsidies for weather and holidays come and go; what stays longer is a change of the rule.
LONGEST_SPAN = 10
_MOST_KG = 21


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
    state = _State.of(guess, orders, grain)
    best = price.score(guess, state.fits)
    for _ in range(_MOST_EXTRAS):
        found: tuple[float, _State] | None = None
        for extra in _candidates(state, price, spans):
            wider = state.and_also(extra)
            score = price.score(wider.guess, wider.fits)
            if score > best and (found is None or score > found[0]):
                found = score, wider
        if found is None:
            break
        best, state = found
    return _without_idle(state.guess, orders, grain, price)


@dataclass(frozen=True, slots=True)
class _State:
    """A guess with what it comes to, so that one more extra is one more addition."""

    guess: Guess
    orders: Columns
    before: list[Ints]
    totals: list[Ints]
    fits: Bools

    @classmethod
    def of(cls, guess: Guess, orders: Columns, grain: Grain) -> _State:
        state = cls._bare(replace(guess, extras=()), orders, grain)
        for each in guess.extras:
            state = state.and_also(each)
        return state

    @classmethod
    def _bare(cls, guess: Guess, orders: Columns, grain: Grain) -> _State:
        before = ways(guess, orders, grain)
        return cls(guess, orders, before, before, hits(guess, before, orders))

    def and_also(self, extra: Extra) -> _State:
        wider = replace(self.guess, extras=(*self.guess.extras, extra))
        inside = extra.holds(self.orders, self.guess.clock)
        totals = self._raised(extra, inside)
        return _State(wider, self.orders, self.before, totals, hits(wider, totals, self.orders))

    def votes(self, extra: Extra) -> Ints:
        """Per order 1 where ``extra`` would explain it, -1 where it would no longer be."""
        then = hits(self.guess, self._raised(extra, None), self.orders)
        return then.astype(np.int64) - self.fits.astype(np.int64)

    def _raised(self, extra: Extra, inside: Bools | None) -> list[Ints]:
        added = [on_top(self.guess, extra, each, self.orders) for each in self.before]
        if inside is not None:
            added = [np.where(inside, each, 0) for each in added]
        return [total + each for total, each in zip(self.totals, added, strict=True)]


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


def _candidates(state: _State, price: Price, spans: bool) -> Iterator[Extra]:
    orders, clock = state.orders, state.guess.clock
    least = max(4, int(2 * price.orders))
    minutes, days = orders.minute(clock), orders.day(clock)
    timed = bool((minutes >= 0).mean() > 0.9)
    weekday = (days - 1) % 7
    yield from _loads(state, least)
    for one in _offers(state, least):
        votes = state.votes(one)
        by_day = np.bincount(weekday, votes, 7)
        liked = _liked(days, votes)
        if liked and by_day[list(liked)].sum() >= least:
            yield replace(one, days=liked if len(liked) < 7 else ())
        for chosen in _DAY_CLASSES if timed else ():
            within = np.isin(weekday, chosen) if chosen else slice(None)
            gain, start, end = best_window(minutes[within], votes[within])
            if gain >= least and start != end:
                for edges in _edges(start, end):
                    yield replace(one, start=edges[0], end=edges[1], days=chosen)
        if spans and one.amount > 0:
            yield from _spans(one, days, votes, least)


def _loads(state: _State, least: int) -> Iterator[Extra]:
    """So much for each kilogram begun beyond a weight: the amount that most heavy orders share."""
    orders = state.orders
    if (orders.grams >= 0).mean() < 0.9:
        return
    off = _before_share(state) - state.totals[0]
    for over_g in range(0, _MOST_KG * KG, KG):
        begun = loads(over_g, orders.grams)
        heavy = (begun > 0) & ~state.fits
        each, rest = np.divmod(off[heavy], begun[heavy])
        for amount in _common(each[rest == 0], least, 1):
            yield Extra(amount=amount, over_g=over_g)


def _before_share(state: _State) -> Ints:
    """What was paid, as it was before a share was taken."""
    if not state.guess.taken:
        return state.orders.pay
    share = 100 - state.guess.taken
    return np.asarray(np.rint(state.orders.pay * 100 / share), dtype=np.int64)


def _edges(start: int, end: int) -> Iterator[tuple[int, int]]:
    """The window itself, and those with round edges around it: a misread order may stand in the
    way of the edge that is meant."""
    yield start, end
    if start % 30 or end % 30:
        starts, ends = ({edge // 30 * 30, -(-edge // 30) * 30 % DAY} for edge in (start, end))
        for pair in sorted((one, other) for one in starts for other in ends):
            if pair[0] != pair[1] and pair != (start, end):
                yield pair


def _liked(days: Ints, votes: Ints) -> tuple[int, ...]:
    """The weekdays on most of whose dates the votes are for it: one wet Friday is no rule for
    Fridays."""
    first = int(days.min())
    per_date = np.bincount(days - first, votes)
    worked = np.bincount(days - first)
    weekday = (first + np.arange(len(per_date)) - 1) % 7
    found = []
    for each in range(7):
        dates = (weekday == each) & (worked > 0)
        for_it = int((per_date[dates] > 0).sum())
        if for_it >= 2 and 2 * for_it > int(dates.sum()):
            found.append(each)
    return tuple(found)


def _spans(one: Extra, days: Ints, votes: Ints, least: int) -> Iterator[Extra]:
    first = int(days.min())
    per_day = np.bincount(days - first, votes).astype(np.int64)
    gain, begin, end = best_run(per_day)
    if gain >= least and end - begin < LONGEST_SPAN:
        yield replace(one, dates=(first + begin, first + end))


def _offers(state: _State, least: int) -> Iterator[Extra]:
    """The amounts and the shares that most unexplained orders have in common."""
    pay, reckoned = _before_share(state)[~state.fits], state.totals[0][~state.fits]
    for amount in _common(pay - reckoned, least, _AMOUNTS_TRIED):
        yield Extra(amount=amount)
    positive = reckoned > 0
    share = np.rint(20 * pay[positive] / reckoned[positive]).astype(np.int64) * 5 - 100
    for percent in _common(share, least, _PERCENTS_TRIED):
        if -60 <= percent <= 200:
            yield Extra(percent=percent)


def _common(values: Ints, least: int, most: int) -> list[int]:
    found, counts = np.unique(values[values != 0], return_counts=True)
    order = np.argsort(-counts, kind="stable")[:most]
    return [int(found[place]) for place in order if counts[place] >= least]
