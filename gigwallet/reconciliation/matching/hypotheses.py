"""Ways to explain open rows, weighed against one another: which slips pay which trips."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from gigwallet.reconciliation.matching.columns import Bools, Floats, Ints

_ROUNDS = 24
# What is likelier than this against nothing at all is as good as certain.
_LARGEST = 25.0


@dataclass(frozen=True, slots=True)
class Hypotheses:
    """``slips`` has two places and ``trips`` three, -1 where there is none; ``beside`` is the
    number of what is joined already and would pay these trips as well, else -1. ``weight`` is the
    logarithm of the odds against all of these rows staying alone; ``slack`` is how far the amount
    may be off by rounding; ``kind`` is how the amount of a single pair differs."""

    slips: Ints
    trips: Ints
    beside: Ints
    weight: Floats
    way: Ints
    kind: Ints
    slack: Ints

    def __len__(self) -> int:
        return len(self.weight)

    def where(self, kept: Bools | Ints) -> Hypotheses:
        return Hypotheses(
            self.slips[kept],
            self.trips[kept],
            self.beside[kept],
            self.weight[kept],
            self.way[kept],
            self.kind[kept],
            self.slack[kept],
        )


def hypotheses(
    way: int,
    weight: Floats,
    *,
    slips: Ints | None = None,
    trips: Ints,
    beside: Ints | None = None,
    kind: Ints | None = None,
    slack: Ints | None = None,
) -> Hypotheses:
    """Columns of one or more slips and trips, filled up."""
    count = len(weight)
    none = np.full(count, -1, dtype=np.int64)
    return Hypotheses(
        _filled(none[:, None] if slips is None else slips, 2),
        _filled(trips, 3),
        none if beside is None else beside,
        weight,
        np.full(count, way, dtype=np.int64),
        none if kind is None else kind,
        np.zeros(count, dtype=np.int64) if slack is None else slack,
    )


def _filled(rows: Ints, width: int) -> Ints:
    found = np.full((len(rows), width), -1, dtype=np.int64)
    found[:, : rows.shape[1]] = rows
    return found


def together(several: Iterable[Hypotheses]) -> Hypotheses:
    known = list(several)
    return Hypotheses(
        np.concatenate([each.slips for each in known]),
        np.concatenate([each.trips for each in known]),
        np.concatenate([each.beside for each in known]),
        np.concatenate([each.weight for each in known]),
        np.concatenate([each.way for each in known]),
        np.concatenate([each.kind for each in known]),
        np.concatenate([each.slack for each in known]),
    )


def believed(known: Hypotheses, slips: int, trips: int) -> Floats:
    """The probability of each, where every row is explained in one way at most. (Belief propagation
    for packings: exact where hypotheses hang together like a tree.)"""
    of, node = _rows_of(known, slips, trips)
    if len(node):
        # A row that is explained in one way alone has nothing to say against it.
        disputed = np.bincount(node)[node] > 1
        of, node = of[disputed], node[disputed]
    weight = np.minimum(known.weight, _LARGEST)
    own = weight[of]
    says = np.zeros(len(of))
    many = int(node.max()) + 1 if len(node) else 0
    for _ in range(_ROUNDS):
        heard = np.bincount(of, weights=says, minlength=len(known))
        wants = np.exp(own + heard[of] - says)
        others = np.bincount(node, weights=wants, minlength=many)[node] - wants
        # Half way to what it would say now: so that loops settle.
        says = 0.5 * (says - np.log1p(np.maximum(others, 0.0)))
    heard = weight + np.bincount(of, weights=says, minlength=len(known))
    sure: Floats = 1.0 / (1.0 + np.exp(-heard))
    return sure


def _rows_of(known: Hypotheses, slips: int, trips: int) -> tuple[Ints, Ints]:
    """Which of the hypotheses speaks of which row: slips first, then trips, then what is joined."""
    rows = np.concatenate(
        [known.slips, _after(known.trips, slips), _after(known.beside[:, None], slips + trips)],
        axis=1,
    )
    of, place = np.nonzero(rows >= 0)
    return of, rows[of, place]


def _after(rows: Ints, first: int) -> Ints:
    return np.where(rows >= 0, rows + first, -1)


def of_alikes(known: Hypotheses, sure: Floats, slip_like: Ints, trip_like: Ints) -> Floats:
    """What is alike in everything is nobody's riddle: two equal lines for two equal trips are as
    sure as one for one, whichever is whose."""
    if not len(known):
        return sure
    slips = np.where(known.slips >= 0, slip_like[known.slips], -1)
    trips = np.where(known.trips >= 0, trip_like[known.trips], -1)
    place = _same(np.column_stack([np.sort(slips, axis=1), np.sort(trips, axis=1), known.beside]))
    total = np.bincount(place, weights=sure)[place]
    many = np.full(len(known), len(known), dtype=np.int64)
    for rows, like in ((known.slips, slip_like), (known.trips, trip_like)):
        # So many of each likeness are spoken of.
        spoken = np.unique(rows[rows >= 0])
        count = np.bincount(like[spoken], minlength=int(like.max()) + 1)
        for column in rows.T:
            there = column >= 0
            many[there] = np.minimum(many[there], count[like[column[there]]])
    return np.minimum(1.0, total / np.maximum(1, many))


def _same(rows: Ints) -> Ints:
    """A number for each row, the same for rows that are equal."""
    order = np.lexsort(rows.T)
    new = np.ones(len(rows), dtype=np.bool_)
    new[1:] = (rows[order[1:]] != rows[order[:-1]]).any(axis=1)
    found = np.empty(len(rows), dtype=np.int64)
    found[order] = np.cumsum(new) - 1
    return found
