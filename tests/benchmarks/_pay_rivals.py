"""Other ways of matching pay with orders, as anybody might write them, to compare with.

They get what the matcher gets: numbers joined first, repeated lines dropped, and each document's
clock put right by the shift that the matcher learnt. They know one order to one line only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Open:
    """What numbers left: when orders ended and what they are worth, when lines stand (clocks put
    right) and what they say. In order of time."""

    ended: Floats
    worth: Floats
    at: Floats
    amount: Floats


Rival = Callable[[Open], Iterator[tuple[int, int]]]


def greedy(rows: Open) -> Iterator[tuple[int, int]]:
    """The pairs of an equal amount within half an hour first, the nearest before all; then the
    nearest in time whatever their amounts."""
    pairs = sorted(
        (abs(rows.amount[line] - rows.worth[trip]) > 0.5, off, trip, line)
        for trip, line, off in _near(rows, 1800.0)
    )
    return _once((trip, line) for _, _, trip, line in pairs)


def as_of(rows: Open) -> Iterator[tuple[int, int]]:
    """Each line with the nearest order of exactly its amount within half an hour, as a data frame's
    merge_asof by amount does it."""
    pairs = sorted(
        (line, off, trip)
        for trip, line, off in _near(rows, 1800.0)
        if abs(rows.amount[line] - rows.worth[trip]) < 0.5
    )
    return _once((trip, line) for line, _, trip in pairs)


def window(rows: Open) -> Iterator[tuple[int, int]]:
    """As importers of bank statements do it: line after line, the first open order within an hour
    whose amount is within five per cent, the nearest amount first."""
    pairs = sorted(
        (line, abs(rows.amount[line] - rows.worth[trip]), trip)
        for trip, line, _ in _near(rows, 3600.0)
        if abs(rows.amount[line] - rows.worth[trip]) <= 0.05 * rows.worth[trip]
    )
    return _once((trip, line) for line, _, trip in pairs)


def linkage(rows: Open) -> Iterator[tuple[int, int]]:
    """Fellegi and Sunter's record linkage: levels of agreement in time and amount, their weights by
    expectation and maximisation over all pairs within two hours, then the best pairs first."""
    near = list(_near(rows, 7200.0))
    if not near:
        return iter(())
    trip = np.array([each[0] for each in near])
    line = np.array([each[1] for each in near])
    off = np.array([each[2] for each in near])
    lacking = np.abs(rows.amount[line] - rows.worth[trip])
    time_level = np.digitize(off, [120, 300, 600, 1200, 2400])
    money_level = np.digitize(lacking, [0.5, 5.5, 50.5, 150.5])
    weight, matched = _fitted([time_level, money_level])
    order = np.lexsort((off, -weight))
    chosen = order[matched[order] > 0.5]
    return _once((int(trip[i]), int(line[i])) for i in chosen)


def _fitted(levels: Sequence[npt.NDArray[np.int64]]) -> tuple[Floats, Floats]:
    """The weight of each pair and the probability that it is a match."""
    sizes = [int(each.max()) + 1 for each in levels]
    meant = [np.linspace(2.0, 0.1, size) / np.linspace(2.0, 0.1, size).sum() for size in sizes]
    chance = [
        np.bincount(each, minlength=size) / len(each)
        for each, size in zip(levels, sizes, strict=True)
    ]
    share = 0.1
    for _ in range(50):
        ratio = np.ones(len(levels[0]))
        for each, m, u in zip(levels, meant, chance, strict=True):
            ratio *= m[each] / np.maximum(u[each], 1e-9)
        matched: Floats = share * ratio / (share * ratio + 1 - share)
        share = float(matched.mean())
        meant = [
            (np.bincount(each, weights=matched, minlength=size) + 1e-6)
            / (matched.sum() + 1e-6 * size)
            for each, size in zip(levels, sizes, strict=True)
        ]
        rest = 1 - matched
        chance = [
            (np.bincount(each, weights=rest, minlength=size) + 1e-6) / (rest.sum() + 1e-6 * size)
            for each, size in zip(levels, sizes, strict=True)
        ]
    return np.log(ratio), matched


def _near(rows: Open, seconds: float) -> Iterator[tuple[int, int, float]]:
    first = np.searchsorted(rows.ended, rows.at - seconds)
    last = np.searchsorted(rows.ended, rows.at + seconds, side="right")
    for line in range(len(rows.at)):
        for trip in range(first[line], last[line]):
            yield trip, line, float(abs(rows.at[line] - rows.ended[trip]))


def _once(pairs: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    trips: set[int] = set()
    lines: set[int] = set()
    for trip, line in pairs:
        if trip not in trips and line not in lines:
            trips.add(trip)
            lines.add(line)
            yield trip, line


RIVALS: dict[str, Rival] = {
    "greedy": greedy,
    "as-of join": as_of,
    "window": window,
    "record linkage": linkage,
}
