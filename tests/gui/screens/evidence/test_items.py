"""Exhibits can be moved, left out and reworded, and their numbers have no gaps."""

from hypothesis import given
from hypothesis import strategies as st

from gigwallet.app.build_bundle import BundleItem
from gigwallet.domain.recorded import ExhibitId
from gigwallet.gui.screens.evidence import items as pure


def item(name: str, group: int, included: bool = True) -> BundleItem:
    return BundleItem(
        exhibit=ExhibitId(name),
        name=name,
        media_type="image/png",
        title=name,
        purpose="",
        source="",
        group=group,
        included=included,
    )


def test_numbers_follow_group_and_place() -> None:
    items = [item("a", 1), item("b", 1), item("c", 3, included=False), item("d", 4)]

    assert pure.numbers(items) == ["1-1", "1-2", "", "2-1"]


def test_an_exhibit_that_moves_joins_the_group_it_lands_in() -> None:
    moved = pure.moved([item("a", 1), item("b", 2)], 0, 1)

    assert [(each.name, each.group) for each in moved] == [("b", 2), ("a", 2)]


def test_moving_past_the_end_changes_nothing() -> None:
    items = (item("a", 1), item("b", 2))

    assert pure.moved(items, 1, 1) == items
    assert pure.moved(items, 0, -1) == items


def test_an_empty_title_keeps_the_former_one() -> None:
    changed = pure.worded([item("a", 1)], 0, "", "shows the rule")

    assert (changed[0].title, changed[0].purpose) == ("a", "shows the rule")


@given(st.lists(st.booleans(), max_size=8), st.integers(0, 8), st.integers(-1, 1))
def test_moving_never_loses_an_exhibit(kept: list[bool], place: int, by: int) -> None:
    items = [item(str(n), 1 + n // 3, included) for n, included in enumerate(kept)]

    moved = pure.moved(items, place, by)

    assert sorted(each.name for each in moved) == sorted(each.name for each in items)
    assert len([n for n in pure.numbers(moved) if n]) == sum(kept)
