"""Exhibits are numbered as their office wants, and what was served keeps its number."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gigwallet.documents.bundles import profile_reading
from gigwallet.documents.bundles.numbering import (
    Earlier,
    NumberedGroup,
    Unnumbered,
    arranged,
    natural,
)
from gigwallet.documents.bundles.profile import BundleProfile
from gigwallet.domain.errors import GigWalletError
from tests.examples import examples

RESOURCES = Path(__file__).parents[3] / "resources"
PROFILES = {one.name: one for one in profile_reading.load_all(RESOURCES)}


def _things(*said: str) -> list[Unnumbered]:
    """``pay:a`` stands in the group ``pay`` and shows ``a``."""
    return [Unnumbered(one.partition(":")[0], None, one.partition(":")[2]) for one in said]


def _served(groups: tuple[NumberedGroup, ...], given: list[Unnumbered]) -> list[Earlier]:
    return [
        Earlier(given[each.place].identity, each.number, group.group, (1, 1))
        for group in groups
        for each in group.exhibits
    ]


def _numbers(groups: tuple[NumberedGroup, ...], given: list[Unnumbered]) -> str:
    return " ".join(
        f"{given[each.place].identity}={each.number}" for group in groups for each in group.exhibits
    )


def _told(profile: BundleProfile, given: list[Unnumbered]) -> str:
    return _numbers(arranged(profile, given), given)


def test_groups_stand_in_the_order_of_the_profile() -> None:
    things = _things("redress:r", "pay:p", "standing:s", "pay:q", "Weather:w")

    assert _told(PROFILES["cn_arbitration"], things) == "s=1 p=2 q=3 r=4 w=5"
    assert _told(PROFILES["cn_court"], things) == "s=1-1 p=2-1 q=2-2 r=3-1 w=4-1"


def test_a_bundle_in_order_of_time_puts_what_has_no_day_last() -> None:
    days = (None, date(2025, 7, 2), date(2025, 7, 1), None)
    things = [Unnumbered("", day, str(n)) for n, day in enumerate(days)]

    assert _told(PROFILES["gb_ew"], things) == "2=1 1=2 0=3 3=4"


def test_a_late_exhibit_is_called_after_the_one_before_it() -> None:
    profile = PROFILES["cn_arbitration"]
    before = _things("relation:a", "pay:b", "redress:c")
    served = _served(arranged(profile, before), before)

    now = _things("relation:a", "relation:x", "pay:b", "pay:y", "pay:z", "redress:c", "redress:w")

    assert _numbers(arranged(profile, now, served), now) == "a=1 x=1A b=2 y=2A z=2B c=3 w=4"


def test_in_numbered_groups_it_is_called_after_the_one_before_it_in_its_group() -> None:
    profile = PROFILES["cn_court"]
    before = _things("relation:a", "relation:b", "pay:c")
    served = _served(arranged(profile, before), before)

    now = _things("standing:s", "relation:a", "relation:x", "relation:b", "relation:y", "pay:c")

    assert _numbers(arranged(profile, now, served), now) == "a=1-1 x=1-1A b=1-2 y=1-3 c=2-1 s=3-1"


def test_a_second_late_exhibit_in_one_place_takes_the_next_letter() -> None:
    profile = PROFILES["eu_plain"]
    first = _things("work:a", "work:b")
    second = _things("work:a", "work:x", "work:b")
    third = _things("work:a", "work:y", "work:x", "work:b")
    served = _served(arranged(profile, first), first)
    again = _served(arranged(profile, second, served), second)

    assert _numbers(arranged(profile, third, again), third) == "a=1 x=1A y=1B b=2"


def test_what_was_served_cannot_be_left_out() -> None:
    profile = PROFILES["eu_plain"]
    before = _things("work:a", "work:b")
    served = _served(arranged(profile, before), before)

    with pytest.raises(GigWalletError) as refused:
        arranged(profile, before[:1], served)

    assert refused.value.code == "served_exhibit_gone"
    assert refused.value.facts == {"exhibit": "2"}


@settings(max_examples=examples(60), deadline=None)
@given(
    st.sampled_from(sorted(PROFILES)),
    st.lists(st.tuples(st.sampled_from(["work", "pay", "own"]), st.booleans()), max_size=12),
    st.randoms(use_true_random=False),
)
def test_served_numbers_never_change_and_no_number_comes_twice(
    name: str, said: list[tuple[str, bool]], chance: object
) -> None:
    profile = PROFILES[name]
    things = [Unnumbered(group, None, str(n)) for n, (group, _) in enumerate(said)]
    before = [one for one, (_, was) in zip(things, said, strict=True) if was]
    served = _served(arranged(profile, before), before)
    chance.shuffle(things)  # type: ignore[attr-defined]  # random.Random

    now = _served(arranged(profile, things, served), things)

    numbers = {one.identity: one.number for one in now}
    assert len(set(numbers.values())) == len(things)
    for one in served:
        assert numbers[one.identity] == one.number


def test_numbers_sort_as_people_read_them() -> None:
    numbers = ["12", "2", "12A", "13", "1-10", "1-2", "1-2A", "12AA", "12B"]

    assert sorted(numbers, key=natural) == [
        "1-2", "1-2A", "1-10", "2", "12", "12A", "12B", "12AA", "13",
    ]  # fmt: skip
