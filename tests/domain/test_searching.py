"""Where found words stand in a text, as the person wrote it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigwallet.domain.searching import excerpt, holds, normalised, spans, words_of
from tests.vault.searching import MIXED_TEXT


def _marked(text: str, query: str) -> list[str]:
    shown, places = spans(text, words_of(query))
    return [shown[begin:end] for begin, end in places]


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("满单奖 300 元", "单奖", ["单奖"]),
        ("Ｂｏｎｕｓ paid", "bonus", ["Ｂｏｎｕｓ"]),
        ("Straße", "STRASSE", ["Straße"]),
        ("Straße", "sse", ["ße"]),
        ("③ 罚款", "3", ["③"]),
        ("cafe\u0301 bonus", "caf\u00e9", ["cafe\u0301"]),
        ("ﾊﾞｲｸ", "バイク", ["ﾊﾞｲｸ"]),
        ("超时超时 超时", "超时", ["超时超时", "超时"]),
        ("奖励 Bonus", "bonus 奖", ["奖", "Bonus"]),
        ("aaa", "aa", ["aaa"]),
        ("👩‍🔧 骑手 🛵", "🛵", ["🛵"]),
    ],
)
def test_a_found_word_is_marked_as_it_was_written(text: str, query: str, marked: list[str]) -> None:
    assert _marked(text, query) == marked


def test_words_are_parted_by_every_kind_of_space_and_by_nothing_else() -> None:
    assert words_of("满单奖\u3000bonus\n12.50-A BONUS") == ("满单奖", "bonus", "12.50-a")


@given(MIXED_TEXT, st.data())
def test_what_is_marked_says_the_word(text: str, data: st.DataObject) -> None:
    """Also where the normalised text must be shown, since the places are its own."""
    plain = normalised(text)
    runs = plain.split()
    if not runs:
        return
    run = data.draw(st.sampled_from(runs))
    begin = data.draw(st.integers(0, len(run) - 1))
    word = run[begin : begin + data.draw(st.integers(1, 6))]

    shown, places = spans(text, [word])

    assert places
    assert normalised(shown) == plain or shown == plain
    assert all(word in plain and begin < end for begin, end in places)
    assert word in normalised(shown[places[0][0] : places[0][1]])


@given(MIXED_TEXT, st.text(max_size=6), st.integers(10, 80))
def test_an_excerpt_is_one_short_line_that_no_terminal_obeys(
    text: str, query: str, width: int
) -> None:
    words = words_of(query)
    line, places = excerpt(text, words, width)

    assert len(line) <= width + 2
    assert not any(unicodedata.category(sign) == "Cc" for sign in line)
    assert all(0 <= begin < end <= len(line) for begin, end in places)
    if words and holds(text, words):
        assert places


def test_an_excerpt_shows_what_stands_around_the_first_place() -> None:
    line, ((begin, end),) = excerpt("前" * 200 + "满单奖" + "后" * 200, ["满单奖"], 40)

    assert line.startswith("…前")
    assert line.endswith("后…")
    assert line[begin:end] == "满单奖"
