"""Widths of columns: the room is used, nothing important is lost, what is spare goes first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from gigwallet.gui.widgets.widths import NARROWEST, fit

_columns = some.lists(
    some.tuples(some.integers(40, 400), some.booleans(), some.booleans()), min_size=1, max_size=9
)


@given(some.integers(0, 3000), _columns)
def test_the_room_is_filled_and_only_spare_columns_are_left_out(
    room: int, columns: list[tuple[int, bool, bool]]
) -> None:
    wanted = [wide for wide, _grows, _spare in columns]
    growing = {at for at, (_wide, grows, _spare) in enumerate(columns) if grows}
    spare = {at for at, (_wide, _grows, spare) in enumerate(columns) if spare}
    widths = fit(room, wanted, growing, spare)
    left_out = {at for at, wide in enumerate(widths) if wide == 0}

    assert left_out <= spare
    if left_out != set(range(len(wanted))):
        assert sum(widths) >= room or left_out == spare or sum(widths) == room
    for at, wide in enumerate(widths):
        if wide:
            assert wide >= (min(wanted[at], NARROWEST) if at in growing else wanted[at])
    if sum(widths) > room:
        assert left_out == spare
        assert all(widths[at] <= max(NARROWEST, 0) for at in growing if widths[at])


def test_spare_columns_go_from_the_end() -> None:
    assert fit(300, [100, 100, 100, 100], set(), {1, 3}) == [100, 100, 100, 0]
    assert fit(200, [100, 100, 100, 100], set(), {1, 3}) == [100, 0, 100, 0]


def test_a_growing_column_gives_way_before_anything_scrolls() -> None:
    assert fit(300, [100, 320, 60], {1}, set()) == [100, 140, 60]


def test_a_growing_column_takes_what_is_left() -> None:
    assert fit(600, [100, 320, 60], {1}, set()) == [100, 440, 60]
