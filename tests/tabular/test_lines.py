from __future__ import annotations

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gigwallet.tabular import lines
from gigwallet.tabular.lines import BadLine, Cells, physical_lines, records, split

# A line inside a quoted cell that is a whole record by itself is taken for one: no line has that.
_LETTERS = st.characters(
    exclude_categories=["Cs", "Cc"], include_characters="\n", exclude_characters="\ufffd"
)
_CELL = st.text(_LETTERS, max_size=8).filter(
    lambda text: not any(mark in line for line in text.split("\n")[1:] for mark in ",;\t")
)


def _read(text: str, delimiter: str = ",", width: int = 3) -> list[Cells | BadLine]:
    return list(records(physical_lines(text), 0, delimiter, width))


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    assert physical_lines("a\r\nb\rc\n\u2028d\n") == ["a", "b", "c", "\u2028d"]


def test_quotes_inside_a_cell_need_no_escape() -> None:
    line = '1,"打开拼多多，点击底部"多多视频"","/"'

    assert _read(line)[0] == Cells(1, ("1", '打开拼多多，点击底部"多多视频"', "/"))


def test_blanks_and_tabs_behind_a_closing_quote_are_dropped() -> None:
    assert split('"3985734"\t,"129847129"\t,"/"', ",") == ["3985734", "129847129", "/"]


def test_a_quoted_cell_may_go_on_over_lines_and_keeps_its_first_line_number() -> None:
    read = _read('a,b,c\n1,"two\nlines",3\n4,5,6\n')

    assert read == [
        Cells(1, ("a", "b", "c")),
        Cells(2, ("1", "two\nlines", "3")),
        Cells(4, ("4", "5", "6")),
    ]


def test_the_first_cell_may_go_on_over_lines_too() -> None:
    assert _read('"a\nb",2,3\n4,5,6\n') == [Cells(1, ("a\nb", "2", "3")), Cells(3, ("4", "5", "6"))]


def test_a_torn_line_costs_only_itself() -> None:
    read = _read('1,"cut\n2,"whole","x"\n3,4,5\n')

    assert read == [
        BadLine(1, "cut_off_line"),
        Cells(2, ("2", "whole", "x")),
        Cells(3, ("3", "4", "5")),
    ]


def test_too_few_and_too_many_cells_are_told_apart_from_a_cut_off_end() -> None:
    assert _read("1,2\n1,2,3,4\n1,2,3,,\n1,2") == [
        BadLine(1, "wrong_column_count"),
        BadLine(2, "wrong_column_count"),
        Cells(3, ("1", "2", "3")),
        BadLine(4, "cut_off_line"),
    ]


def test_lines_of_nothing_but_delimiters_are_no_data_lines() -> None:
    assert _read(',,\n\n"",,\n1,2,3\n') == [Cells(4, ("1", "2", "3"))]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@example(rows=[("", "", '"\n0')])
@given(rows=st.lists(st.tuples(_CELL, _CELL, _CELL), max_size=6))
def test_what_a_spreadsheet_writes_is_read_back(
    delimiter: str, rows: list[tuple[str, str, str]]
) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(
        [("x" + a, b, c) for a, b, c in rows]
    )

    read = _read(out.getvalue(), delimiter)

    expected = [tuple(cell.strip() for cell in ("x" + a, b, c)) for a, b, c in rows]
    assert [each.cells for each in read if isinstance(each, Cells)] == expected


@given(text=st.text(max_size=200))
def test_every_line_with_content_is_told_exactly_once(text: str) -> None:
    given_lines = physical_lines(text)

    read = _read(text)

    starts = [each.line for each in read]
    assert starts == sorted(set(starts))
    assert all(1 <= line <= len(given_lines) for line in starts)


@given(st.text(st.sampled_from('a ,;\t"\n'), max_size=14), st.sampled_from(",;\t"))
def test_the_quick_way_through_a_clean_line_finds_the_same_cells(line: str, delimiter: str) -> None:
    clean, _ = lines._clean(delimiter)
    slowly = lines._letter_by_letter(line, delimiter, True)

    if clean.fullmatch(line + delimiter):
        assert split(line, delimiter) == slowly[0]
        assert not slowly[1]
