"""Widths of columns: the room is used, nothing important is lost, what is spare goes first."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as some

from gigwallet.gui.widgets.widths import TIGHTEST, fit

_columns = some.lists(
    some.tuples(some.integers(40, 400), some.booleans(), some.booleans()), min_size=1, max_size=9
)


@given(some.integers(0, 3000), _columns)
def test_the_room_is_used_and_only_spare_columns_are_left_out(
    room: int, columns: list[tuple[int, bool, bool]]
) -> None:
    wanted = [wide for wide, _gives, _spare in columns]
    giving = {at for at, (_wide, gives, _spare) in enumerate(columns) if gives}
    spare = {at for at, (_wide, _gives, spare) in enumerate(columns) if spare}
    widths = fit(room, wanted, giving, giving, spare)
    left_out = {at for at, wide in enumerate(widths) if not wide}
    least = [min(wide, TIGHTEST) if at in giving else wide for at, wide in enumerate(wanted)]

    assert left_out <= spare
    assert all(wide >= least[at] for at, wide in enumerate(widths) if wide)
    if len(left_out) < len(widths):
        assert sum(widths) >= room
    if sum(widths) > room:
        assert left_out == spare
        assert all(widths[at] == least[at] for at in giving - left_out)


def test_spare_columns_go_from_the_end() -> None:
    assert fit(300, [100, 100, 100, 100], (), (), {1, 3}) == [100, 100, 100, 0]
    assert fit(200, [100, 100, 100, 100], (), (), {1, 3}) == [100, 0, 100, 0]


def test_words_give_way_before_anything_scrolls() -> None:
    assert fit(300, [100, 320, 60], {1}, {1}, ()) == [100, 140, 60]
    assert fit(440, [100, 160, 260], {1}, {1, 2}, ()) == [100, 160, 180]


def test_words_are_cut_short_before_a_table_scrolls_sideways() -> None:
    assert fit(400, [120, 160, 70, 130], {1}, {1, 3}, ()) == [120, 96, 70, 114]


def test_a_growing_column_takes_what_is_left() -> None:
    assert fit(600, [100, 320, 60], {1}, {1}, ()) == [100, 440, 60]
