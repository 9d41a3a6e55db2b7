"""Which extras are worth trying: amounts and shares that unexplained orders have in common, where
the orders vote for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from gigwallet.rules.inferring.guess import DAY, KG, Extra, loads
from gigwallet.rules.inferring.receipts import Ints
from gigwallet.rules.inferring.reckoning import State, before_share
from gigwallet.rules.inferring.windows import best_run, best_window

_DAY_CLASSES: tuple[tuple[int, ...], ...] = ((), (5, 6), (0, 1, 2, 3, 4), (4, 5, 6))
_AMOUNTS_TRIED = 6
_PERCENTS_TRIED = 4
# Subsidies for weather and holidays come and go; what stays longer is a change of the rule.
LONGEST_SPAN = 10
_MOST_KG = 21


def candidates(state: State, least: int, *, spans: bool) -> Iterator[Extra]:
    """``least``: how many orders an extra must win over. ``spans``: also extras of a few days."""
    orders, clock = state.orders, state.guess.clock
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


def _offers(state: State, least: int) -> Iterator[Extra]:
    """The amounts and the shares that most unexplained orders have in common."""
    pay, reckoned = before_share(state)[~state.fits], state.totals[0][~state.fits]
    for amount in _common(pay - reckoned, least, _AMOUNTS_TRIED):
        yield Extra(amount=amount)
    positive = reckoned > 0
    share = np.rint(20 * pay[positive] / reckoned[positive]).astype(np.int64) * 5 - 100
    for percent in _common(share, least, _PERCENTS_TRIED):
        if -60 <= percent <= 200:
            yield Extra(percent=percent)


def _loads(state: State, least: int) -> Iterator[Extra]:
    """So much for each kilogram begun beyond a weight: the amount that most heavy orders share."""
    orders = state.orders
    if (orders.grams >= 0).mean() < 0.9:
        return
    off = before_share(state) - state.totals[0]
    for over_g in range(0, _MOST_KG * KG, KG):
        begun = loads(over_g, orders.grams)
        heavy = (begun > 0) & ~state.fits
        each, rest = np.divmod(off[heavy], begun[heavy])
        for amount in _common(each[rest == 0], least, 1):
            yield Extra(amount=amount, over_g=over_g)


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


def _common(values: Ints, least: int, most: int) -> list[int]:
    found, counts = np.unique(values[values != 0], return_counts=True)
    order = np.argsort(-counts, kind="stable")[:most]
    return [int(found[place]) for place in order if counts[place] >= least]
