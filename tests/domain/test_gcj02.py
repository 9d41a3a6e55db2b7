from __future__ import annotations

from math import cos, hypot, radians

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gigwallet.domain.gcj02 import Position, _shift, may_be_shifted, to_wgs84
from tests.examples import examples

_IN_CHINA = st.tuples(st.floats(3.5, 53.5), st.floats(73.7, 135.0))
_ANYWHERE = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


def _shifted(position: Position) -> Position:
    """The way there, which only maps go: the product goes back."""
    north, east = _shift(*position)
    return position[0] + north, position[1] + east


def _metres(one: Position, other: Position) -> float:
    north = (one[0] - other[0]) * 111_320
    east = (one[1] - other[1]) * 111_320 * cos(radians(one[0]))
    return hypot(north, east)


# Pairs that the widely used open implementations of the same formula give (their own test values).
@pytest.mark.parametrize(
    ("wgs84", "gcj02"),
    [
        ((31.1774276, 121.5272106), (31.17530398364597, 121.531541859215)),  # Shanghai
        ((22.543847, 113.912316), (22.540796131694766, 113.9171764808363)),  # Shenzhen
        ((39.911954, 116.377817), (39.91334545536069, 116.38404722455657)),  # Beijing
    ],
)
def test_the_formula_is_the_public_one(wgs84: Position, gcj02: Position) -> None:
    assert _metres(_shifted(wgs84), gcj02) < 0.01


@given(_IN_CHINA)
@settings(max_examples=examples(200))
def test_the_way_back_is_exact_to_a_centimetre(position: Position) -> None:
    assert _metres(to_wgs84(_shifted(position)), position) < 0.01


@given(_IN_CHINA)
@settings(max_examples=examples(100))
def test_the_way_there_follows_the_way_back(position: Position) -> None:
    assert _metres(_shifted(to_wgs84(position)), position) < 0.01


@given(_IN_CHINA)
@settings(max_examples=examples(100))
def test_the_shift_is_some_hundred_metres_and_never_a_kilometre(position: Position) -> None:
    assert 1 < _metres(_shifted(position), position) < 1000


@given(_ANYWHERE)
@settings(max_examples=examples(100))
def test_outside_the_rectangle_nothing_moves(position: Position) -> None:
    if not may_be_shifted(position):
        assert to_wgs84(position) == position
