"""Sequences that are made when somebody looks, and then stand for a tuple."""

from __future__ import annotations

import pickle

import pytest

from gigwallet.domain.later import Later, OneByOne


def test_it_is_made_once_and_only_when_somebody_looks() -> None:
    made: list[int] = []

    def make() -> tuple[str, ...]:
        made.append(1)
        return ("a", "b")

    later = Later(make)
    assert made == []
    assert (len(later), later[0], later[1:], list(later)) == (2, "a", ("b",), ["a", "b"])
    assert bool(later)
    assert made == [1]


def test_it_equals_a_tuple_of_the_same_and_is_pickled_as_one() -> None:
    later = Later(lambda: ("a",))

    assert later == ("a",)
    assert later == Later(lambda: ("a",))
    assert later != ("b",)
    assert later != ["a"]
    assert hash(later) == hash(("a",))
    assert pickle.loads(pickle.dumps(later)) == ("a",)  # noqa: S301  our own bytes
    assert type(pickle.loads(pickle.dumps(later))) is tuple  # noqa: S301  as above
    assert not Later(tuple)


def test_what_is_made_one_by_one_is_made_for_each_look_and_stands_for_a_tuple() -> None:
    looks: list[int] = []

    def make(place: int) -> str:
        looks.append(place)
        return "abc"[place]

    several = OneByOne(3, make)
    assert (len(several), bool(several), looks) == (3, True, [])
    assert (several[0], several[-1], several[1:]) == ("a", "c", ("b", "c"))
    assert looks == [0, 2, 1, 2]
    assert list(several) == ["a", "b", "c"]
    with pytest.raises(IndexError):
        several[3]
    assert several == ("a", "b", "c")
    assert several == OneByOne(3, make)
    assert several != ("a", "b")
    assert several != ["a", "b", "c"]
    assert hash(several) == hash(("a", "b", "c"))
    assert pickle.loads(pickle.dumps(several)) == ("a", "b", "c")  # noqa: S301  our own bytes
    assert not OneByOne(0, make)
