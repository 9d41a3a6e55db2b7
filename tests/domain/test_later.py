"""A sequence that is made when somebody looks, and then stands for a tuple."""

from __future__ import annotations

import pickle

from gigwallet.domain.later import Later


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
