"""Other rules that explain the same receipts, and an order on which the two would differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from gigwallet.domain.money import Rounding
from gigwallet.rules.inferring.guess import DAY, KM, Band, Extra, Guess, amounts, explained, plain
from gigwallet.rules.inferring.pricing import repriced, snapped
from gigwallet.rules.inferring.receipts import Columns, Grain, Ints
from gigwallet.rules.inferring.tidying import moved_edge
from gigwallet.rules.inferring.writing import clock

_EDGE_MOVES = (-500, -250, -100, 100, 250, 500)
_WINDOW_STEPS = range(5, 12 * 60, 5)
# A few minutes of doubt about an edge are worth no sentence.
_WORTH_SAYING = 15


@dataclass(frozen=True, slots=True)
class Doubt:
    """``about``: ``clock``, ``window``, ``share``, ``begun``, ``edge``, ``time`` or ``rounding``.
    ``first`` and ``second`` say the two readings; an order of ``metres`` at ``minute`` of the day
    would pay ``this`` under the draft and ``other`` under the second reading (minor units); all
    None where no ordinary order tells them apart either."""

    about: str
    first: str
    second: str
    metres: int | None = None
    minute: int | None = None
    this: int | None = None
    other: int | None = None


def doubts(guess: Guess, orders: Columns, grain: Grain) -> list[Doubt]:
    """Only readings that explain as many orders with no more numbers, and pay some order
    differently."""
    count = int(explained(guess, orders, grain).sum())
    found: list[Doubt] = []
    for about, first, second, other in _readings(guess, orders, grain, count):
        if about != "window" and other.numbers > guess.numbers:
            continue
        if int(explained(other, orders, grain).sum()) < count:
            continue
        told = _told_apart(guess, other, orders)
        if told is not None:
            found.append(Doubt(about, first, second, *told))
    return found


def _readings(
    guess: Guess, orders: Columns, grain: Grain, count: int
) -> Iterator[tuple[str, str, str, Guess]]:
    if any(each.start != each.end for each in guess.extras):
        other = "completed" if guess.clock == "accepted" else "accepted"
        yield "clock", guess.clock, other, replace(guess, clock=other)
    for place, extra in enumerate(guess.extras):
        if extra.start != extra.end:
            for edge in ("start", "end"):
                yield from _edges(guess, place, edge, orders, grain, count)
        yield from _shares(guess, place, orders)
    yield from _distances(guess, orders, grain)
    for each in (Rounding.HALF_UP, Rounding.DOWN, Rounding.UP):
        if each is not guess.rounding:
            yield "rounding", guess.rounding.value, each.value, replace(guess, rounding=each)


def _distances(
    guess: Guess, orders: Columns, grain: Grain
) -> Iterator[tuple[str, str, str, Guess]]:
    for place, band in enumerate(guess.bands):
        if band.each:
            turned = replace(band, started=not band.started)
            names = ("exact", "started")
            now = names[band.started], names[turned.started]
            yield "begun", *now, _fitted(guess, place, turned, orders, grain)
        for move in _EDGE_MOVES:
            over = band.over + move
            if over > 0 and band.over:
                moved = _fitted(guess, place, replace(band, over=over), orders, grain)
                yield "edge", _km(band.over), _km(over), moved
    if guess.minute and guess.bands:
        without = snapped(repriced(replace(guess, minute=0), orders), orders, grain)
        yield "time", "minutes", "distance", without


def _fitted(guess: Guess, place: int, band: Band, orders: Columns, grain: Grain) -> Guess:
    bands = (*guess.bands[:place], band, *guess.bands[place + 1 :])
    other = replace(guess, bands=bands)
    if any(a.over >= b.over for a, b in pairwise(other.bands)):
        return guess
    return snapped(repriced(other, orders), orders, grain)


def _edges(
    guess: Guess, place: int, edge: str, orders: Columns, grain: Grain, count: int
) -> Iterator[tuple[str, str, str, Guess]]:
    """How far an edge may move on both sides without any order telling."""
    now = getattr(guess.extras[place], edge)
    reach: dict[int, tuple[int, Guess]] = {-1: (0, guess), 1: (0, guess)}
    for sign in reach:
        for step in _WINDOW_STEPS:
            moved = _moved(guess, place, edge, (now + sign * step) % DAY)
            if moved is None or int(explained(moved, orders, grain).sum()) != count:
                break
            reach[sign] = step, moved
    farthest = max(reach.values(), key=lambda each: each[0])
    if farthest[0] >= _WORTH_SAYING:
        low, high = (clock((now + sign * reach[sign][0]) % DAY) for sign in (-1, 1))
        yield "window", low, high, farthest[1]


def _moved(guess: Guess, place: int, edge: str, minute: int) -> Guess | None:
    moved = moved_edge(guess.extras[place], edge, minute)
    if moved.start == moved.end:
        return None
    return replace(guess, extras=(*guess.extras[:place], moved, *guess.extras[place + 1 :]))


def _shares(guess: Guess, place: int, orders: Columns) -> Iterator[tuple[str, str, str, Guess]]:
    """An amount on top of equal pay is a share of it as well."""
    extra = guess.extras[place]
    if extra.over_g is not None:
        return
    base = plain(guess, orders.metres, orders.seconds)[extra.holds(orders, guess.clock)]
    if not len(base) or (common := int(np.median(base))) <= 0:
        return
    if extra.amount and (100 * extra.amount) % common == 0:
        share = replace(extra, amount=0, percent=100 * extra.amount // common)
        yield "share", "amount", f"{share.percent} %", _instead(guess, place, share)
    if extra.percent and (common * extra.percent) % 100 == 0:
        amount = replace(extra, amount=common * extra.percent // 100, percent=0)
        yield "share", f"{extra.percent} %", "amount", _instead(guess, place, amount)


def _instead(guess: Guess, place: int, extra: Extra) -> Guess:
    return replace(guess, extras=(*guess.extras[:place], extra, *guess.extras[place + 1 :]))


def _told_apart(
    guess: Guess, other: Guess, orders: Columns
) -> tuple[int | None, int | None, int | None, int | None] | None:
    """The first ordinary order that the two would pay differently."""
    probes = _probes(orders)
    here, there = amounts(guess, probes), amounts(other, probes)
    differing = np.flatnonzero(here != there)
    if not len(differing):
        return None
    if guess.clock != other.clock:
        return None, None, None, None
    # The most ordinary of them: as long as orders mostly are.
    usual = np.median(orders.metres)
    one = int(differing[np.abs(probes.metres[differing] - usual).argmin()])
    return (
        int(probes.metres[one]),
        int(probes.minute_accepted[one]),
        int(here[one]),
        int(there[one]),
    )


def _probes(orders: Columns) -> Columns:
    """Orders as long as those that are known, at every quarter of an hour of a week."""
    known = orders.metres[orders.metres >= 0]
    shortest, longest = (int(known.min()), int(known.max())) if len(known) else (KM, 5 * KM)
    step = max(50, (longest - shortest) // 60 // 50 * 50)
    metres = np.arange(shortest, longest + 1, step, dtype=np.int64)
    week = int(orders.day_completed.max(initial=1)) + 1 + np.arange(7, dtype=np.int64)
    minutes = np.arange(0, DAY, 15, dtype=np.int64)
    day, minute, metre = (
        each.ravel() for each in np.meshgrid(week, minutes, metres, indexing="ij")
    )
    seconds: Ints = np.full(len(metre), 600, dtype=np.int64) + metre // 5
    apart: Ints = minute + seconds // 60
    return Columns(
        np.zeros(len(metre), dtype=np.int64), metre, seconds, np.zeros(len(metre), dtype=np.int64),
        minute, apart % DAY, day, day + apart // DAY, np.arange(len(metre)),
    )  # fmt: skip


def _km(metres: int) -> str:
    return f"{metres / KM:g} km"
