"""Groups of different lengths that stand one after another in one column."""

from __future__ import annotations

import numpy as np

from gigwallet.reconciliation.matching.columns import Floats, Ints


def places(counts: Ints) -> Ints:
    """Within each group, counted from 0."""
    found: Ints = np.arange(int(counts.sum())) - np.repeat(starts(counts), counts)
    return found


def starts(counts: Ints) -> Ints:
    """Where each group begins."""
    found: Ints = np.cumsum(counts) - counts
    return found


def best_of_each(group: Ints, weight: Floats, most: int) -> Ints:
    """The places of the heaviest of each group, heaviest first; groups in the order of their
    numbers, and what weighs alike in the order in which it stands."""
    order = np.lexsort((-weight, group))
    counts = np.bincount(group)
    found: Ints = order[places(counts) < most]
    return found
