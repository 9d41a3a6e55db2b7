"""Exhibits can be moved, left out and reworded, and none is lost on the way."""

from hypothesis import given
from hypothesis import strategies as st

from gigwallet.app.bundles.build_bundle import BundleItem
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


def shown(items: pure.Items) -> str:
    return " ".join(f"{each.name}{each.group}" for each in items)


def test_an_exhibit_that_moves_joins_the_group_it_lands_in() -> None:
    assert shown(pure.moved([item("a", 1), item("b", 2)], {0}, 2)) == "b2 a2"
    assert shown(pure.moved([item("a", 1), item("b", 2)], {1}, 0)) == "b1 a1"


def test_what_is_dropped_between_two_groups_joins_the_one_it_passed_last() -> None:
    items = (item("a", 1), item("b", 1), item("c", 2), item("d", 2))

    assert shown(pure.moved(items, {0}, 2)) == "b1 a1 c2 d2"
    assert shown(pure.moved(items, {3}, 2)) == "a1 b1 d2 c2"
    assert shown(pure.moved(items, {0}, 4)) == "b1 c2 d2 a2"
    assert shown(pure.moved(items, {3}, 0)) == "d1 a1 b1 c2"


def test_several_move_together_and_keep_their_order() -> None:
    items = (item("a", 1), item("b", 1), item("c", 2), item("d", 2))

    assert shown(pure.moved(items, {0, 2}, 4)) == "b1 d2 a2 c2"
    assert shown(pure.moved(items, {1, 2}, 0)) == "b1 c1 a1 d2"
    assert shown(pure.moved(items, {1, 2}, 4)) == "a1 d2 b2 c2"


def test_moving_past_the_end_changes_nothing() -> None:
    items = (item("a", 1), item("b", 2))

    assert pure.moved(items, {0}, 9) == items
    assert pure.moved(items, {1}, -1) == items
    assert pure.moved(items, (), 1) == items


def test_a_move_onto_its_own_place_keeps_order_and_group() -> None:
    items = (item("a", 1), item("b", 1), item("c", 2), item("d", 3))

    assert pure.moved(items, {1}, 1) == items
    assert pure.moved(items, {1}, 2) == items
    assert pure.moved(items, {1, 2}, 2) == items


def test_an_empty_title_keeps_the_former_one() -> None:
    changed = pure.worded([item("a", 1)], 0, "", "shows the rule")

    assert (changed[0].title, changed[0].purpose) == ("a", "shows the rule")
    assert pure.worded(changed, 0, "b")[0].purpose == "shows the rule"


@given(st.lists(st.booleans(), max_size=8), st.sets(st.integers(0, 9)), st.integers(0, 9))
def test_moving_never_loses_an_exhibit(kept: list[bool], places: set[int], before: int) -> None:
    items = [item(str(n), 1 + n // 3, included) for n, included in enumerate(kept)]

    moved = pure.moved(items, places, before)

    assert sorted(each.name for each in moved) == sorted(each.name for each in items)
    groups = [each.group for each in moved]
    assert groups == sorted(groups)
    assert sum(each.included for each in moved) == sum(kept)
