"""How wide the columns of a table in a Word document are."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gigwallet.documents.letters.docx_tables import column_widths

_TEXTS = st.text("0123456789 ,.A年月日单", max_size=40)


@given(
    st.lists(st.tuples(_TEXTS, _TEXTS, _TEXTS), min_size=1, max_size=8),
    st.tuples(*[st.floats(0.2, 3.0)] * 3),
)
def test_columns_fill_the_page_and_none_vanishes(
    rows: list[tuple[str, str, str]], shares: tuple[float, float, float]
) -> None:
    found = column_widths(rows, shares, 9000)

    assert sum(found) == 9000
    assert min(found) > 0


def test_the_name_of_a_row_and_a_day_stay_in_one_line() -> None:
    rows = [("A112", "2025年7月16日", "什么都可以在这里说，而且可以说得很长，长到换行为止")]

    name, day, rest = column_widths(rows, (0.1, 0.5, 3.0), 9000)

    assert name >= (4 * 4.5 + 2) * 20  # points of four signs, in twips
    assert day >= (3 * 9 + 7 * 4.5) * 20
    assert rest == 9000 - name - day


def test_where_there_is_too_little_room_the_longest_parts() -> None:
    name, file = column_widths([("A112", "wechat-bill-20250701-" * 6)], (0.1, 3.0), 3000)

    assert name >= 4 * 4.5 * 20
    assert name + file == 3000
