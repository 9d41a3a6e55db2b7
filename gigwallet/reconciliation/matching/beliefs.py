"""The probability of each pair, when a slip pays one trip at most and a trip has one slip."""

from __future__ import annotations

import numpy as np

from gigwallet.reconciliation.matching.columns import Floats, Ints
from gigwallet.reconciliation.matching.pairs import Pairs

_ROUNDS = 12


def beliefs(pairs: Pairs, weight: Floats, slips: int, trips: int) -> Floats:
    """From odds to probabilities: each pair against all the others that want its slip or its trip,
    and against none at all. (Belief propagation for matchings: exact where pairs form a tree.)"""
    to_trip = np.ones(len(pairs))
    to_slip = np.ones(len(pairs))
    for _ in range(_ROUNDS):
        wanted = weight * to_slip
        to_trip = 1.0 / (1.0 + _others(wanted, pairs.slip, slips))
        wanted = weight * to_trip
        to_slip = 1.0 / (1.0 + _others(wanted, pairs.trip, trips))
    both = weight * to_trip * to_slip
    return both / (1.0 + both)


def _others(value: Floats, group: Ints, size: int) -> Floats:
    """What the other pairs of the same group come to."""
    total = np.bincount(group, weights=value, minlength=size)
    return np.maximum(total[group] - value, 0.0)


def of_alikes(pairs: Pairs, probability: Floats, slip_like: Ints, trip_like: Ints) -> Floats:
    """What is alike in everything is nobody's riddle: two equal lines for two equal trips are as
    sure as one for one, whichever is whose."""
    one, other = slip_like[pairs.slip], trip_like[pairs.trip]
    key = one * (int(trip_like.max()) + 1 if len(trip_like) else 1) + other
    _, place = np.unique(key, return_inverse=True)
    total = np.bincount(place, weights=probability)[place]
    count_slips = np.bincount(slip_like, minlength=int(slip_like.max()) + 1)[one]
    count_trips = np.bincount(trip_like, minlength=int(trip_like.max()) + 1)[other]
    return np.minimum(1.0, total / np.minimum(count_slips, count_trips))
