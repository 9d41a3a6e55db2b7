"""The one-to-one assignment with the greatest sum of scores; what is worth nothing stays out."""

from __future__ import annotations

import heapq
from collections import defaultdict

import numpy as np

from gigwallet.reconciliation.matching.columns import Bools, Floats, Ints
from gigwallet.reconciliation.matching.pairs import Pairs

_ROUNDS = 30


def assign(pairs: Pairs, score: Floats) -> Bools:
    """Which pairs are taken. Exact. Most are settled at once: a pair that is worth at least as much
    as the best other ones of its slip and of its trip together belongs to a best assignment. The
    rest falls apart into small components, each solved by shortest augmenting paths."""
    taken = np.zeros(len(pairs), dtype=np.bool_)
    alive = np.flatnonzero(score > 0)
    for _ in range(_ROUNDS):
        if not len(alive):
            return taken
        slip, trip, worth = pairs.slip[alive], pairs.trip[alive], score[alive]
        settled = _first_of_ties(
            alive[worth >= _best_other(slip, worth) + _best_other(trip, worth)], pairs
        )
        if not len(settled):
            break
        taken[settled] = True
        gone = np.isin(slip, pairs.slip[settled]) | np.isin(trip, pairs.trip[settled])
        alive = alive[~gone]
    if len(alive):
        taken[_solved(pairs, score, alive)] = True
    return taken


def _best_other(group: Ints, worth: Floats) -> Floats:
    """The best of the same group but for the pair itself; 0 where there is none."""
    order = np.lexsort((-worth, group))
    ranked = group[order]
    first = np.ones(len(order), dtype=np.bool_)
    first[1:] = ranked[1:] != ranked[:-1]
    second = np.zeros(len(order), dtype=np.bool_)
    second[1:] = first[:-1] & ~first[1:]
    size = int(group.max()) + 1
    best, next_best = np.zeros(size), np.zeros(size)
    best[ranked[first]] = worth[order[first]]
    next_best[ranked[second]] = worth[order[second]]
    leader = np.zeros(len(order), dtype=np.bool_)
    leader[order[first]] = True
    return np.where(leader, next_best[group], best[group])


def _first_of_ties(settled: Ints, pairs: Pairs) -> Ints:
    """Of pairs that are as good as one another, the first; no slip or trip twice."""
    for group in (pairs.slip, pairs.trip):
        _, first = np.unique(group[settled], return_index=True)
        settled = settled[np.sort(first)]
    return settled


def _solved(pairs: Pairs, score: Floats, alive: Ints) -> list[int]:
    """Slip by slip, each along the cheapest path of changes (Dijkstra over reduced costs)."""
    edges: defaultdict[int, list[tuple[int, float, int]]] = defaultdict(list)
    for number in alive.tolist():
        cost = -float(score[number])
        edges[int(pairs.slip[number])].append((int(pairs.trip[number]), cost, number))
    solver = _Paths(edges)
    for slip in sorted(edges):
        solver.place(slip)
    return solver.taken()


class _Paths:
    """Successive shortest paths over sparse rows. Staying alone costs a slip nothing, on a place
    that only this slip can take."""

    def __init__(self, edges: dict[int, list[tuple[int, float, int]]]) -> None:
        self._edges = {slip: [*known, (-1 - slip, 0.0, -1)] for slip, known in edges.items()}
        self._holder: dict[int, tuple[int, int]] = {}  # place: the slip on it, and by which pair
        self._stands_on: dict[int, int] = {}
        self._of_place: dict[int, float] = {}
        self._of_slip_rate: dict[int, float] = {}

    def taken(self) -> list[int]:
        return sorted(number for _, number in self._holder.values() if number >= 0)

    def place(self, start: int) -> None:
        prices, rates = self._of_place, self._of_slip_rate
        rates[start] = min(cost - prices.get(j, 0.0) for j, cost, _ in self._edges[start])
        length: dict[int, float] = {}
        came: dict[int, tuple[int, int]] = {}
        done: dict[int, None] = {}
        heap: list[tuple[float, int]] = []
        slip, far = start, 0.0
        while True:
            for j, cost, number in self._edges[slip]:
                # Never below what is reached already, which only rounding could make it.
                step = max(far, far + cost - rates[slip] - prices.get(j, 0.0))
                if j not in done and step < length.get(j, np.inf):
                    length[j], came[j] = step, (slip, number)
                    heapq.heappush(heap, (step, j))
            far, end = heapq.heappop(heap)
            while far > length[end] or end in done:
                far, end = heapq.heappop(heap)
            if end not in self._holder:
                break
            done[end] = None
            slip = self._holder[end][0]
        rates[start] += far
        for j in done:
            rates[self._holder[j][0]] += far - length[j]
            prices[j] = prices.get(j, 0.0) - (far - length[j])
        while True:
            slip, number = came[end]
            left = self._stands_on.get(slip)
            self._holder[end] = (slip, number)
            self._stands_on[slip] = end
            if left is None:
                return
            end = left
