"""How ways to explain open rows are weighed against one another."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from gigwallet.reconciliation.matching.hypotheses import (
    Hypotheses,
    believed,
    hypotheses,
    of_alikes,
    together,
)
from gigwallet.reconciliation.matching.shares import MERGED, SINGLE, SPLIT


def _known(*ways: tuple[tuple[int, ...], tuple[int, ...], float]) -> Hypotheses:
    """Slips, trips and odds of each way."""
    kind = {(1, 1): SINGLE, (2, 1): SPLIT}
    return together(
        hypotheses(
            kind.get((len(slips), len(trips)), MERGED),
            np.log(np.array([odds])),
            slips=np.array([slips]),
            trips=np.array([trips]),
        )
        for slips, trips, odds in ways
    )


def _exactly(known: Hypotheses) -> list[float]:
    """By going through every set of ways that use no row twice."""
    rows = [
        {("s", s) for s in slips if s >= 0} | {("t", t) for t in trips if t >= 0}
        for slips, trips in zip(known.slips.tolist(), known.trips.tolist(), strict=True)
    ]
    odds = np.exp(known.weight).tolist()
    total, each = 0.0, [0.0] * len(rows)
    for size in range(len(rows) + 1):
        for chosen in combinations(range(len(rows)), size):
            used = [row for way in chosen for row in rows[way]]
            if len(used) != len(set(used)):
                continue
            weight = float(np.prod([odds[way] for way in chosen]))
            total += weight
            for way in chosen:
                each[way] += weight
    return [value / total for value in each]


TREES = {
    "one pair": _known(((0,), (0,), 3.0)),
    "a sum against a line of one of its orders": _known(((0,), (0, 1), 20.0), ((1,), (1,), 9.0)),
    "two parts against another order's line": _known(((0, 1), (0,), 40.0), ((1,), (1,), 5.0)),
    "a chain": _known(((0,), (0,), 4.0), ((1,), (0,), 2.0), ((1,), (1, 2), 9.0), ((2,), (2,), 3.0)),
}


@pytest.mark.parametrize("name", TREES)
def test_what_is_believed_is_exact_where_ways_hang_together_like_a_tree(name: str) -> None:
    known = TREES[name]

    assert believed(known, 3, 3).tolist() == pytest.approx(_exactly(known), abs=1e-3)


def test_no_row_is_believed_to_be_used_more_than_once() -> None:
    loop = _known(
        ((0,), (0,), 500.0), ((0,), (1,), 400.0), ((1,), (0,), 300.0), ((1,), (1,), 900.0),
        ((0,), (0, 1), 700.0), ((0, 1), (1,), 50.0),
    )  # fmt: skip
    sure = believed(loop, 2, 2)

    for rows in (loop.slips, loop.trips):
        for row in (0, 1):
            assert sure[(rows == row).any(axis=1)].sum() <= 1.05


def test_a_line_printed_twice_is_as_sure_as_one_printed_once() -> None:
    twice = _known(((0,), (0,), 200.0), ((1,), (0,), 200.0))
    sure = believed(twice, 2, 1)
    alike = np.array([0, 0])

    assert sure.max() < 0.51
    assert of_alikes(twice, sure, alike, np.array([0])).min() > 0.98
