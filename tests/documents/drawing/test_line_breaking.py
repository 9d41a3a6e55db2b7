"""Lines end where Chinese and Latin readers expect them to."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gigwallet.documents.drawing.line_breaking import Piece, atoms, lines, with_loose_dates

NEVER_FIRST = "，。、；：？！）》”％"
NEVER_LAST = "（《“￥¥"
TEXTS = st.text(alphabet="差额报酬订单，。；：（）《》“”￥¥%.-/ 0123456789abcXYZ\n", max_size=120)


def _measure(text: str, look: int) -> float:
    return sum(
        look if character >= "\u2e80" or character in "“”" else look / 2 for character in text
    )


def _set(text: str, width: float) -> list[str]:
    return [
        "".join(piece.text for piece in line.pieces)
        for line in lines([Piece(text, 10)], width, _measure)
    ]


@settings(deadline=None)
@given(text=TEXTS, width=st.integers(60, 400))
def test_no_character_is_lost_but_spaces_at_line_ends(text: str, width: int) -> None:
    kept = re.sub(r"\s", "", text)

    assert re.sub(r"\s", "", "".join(_set(text, width))) == kept


@settings(deadline=None)
@given(text=TEXTS)
def test_atoms_joined_are_the_text(text: str) -> None:
    assert "".join(atoms(text)) == text


@settings(deadline=None)
@given(text=TEXTS, width=st.integers(150, 400))
def test_no_line_is_wider_than_its_room(text: str, width: int) -> None:
    assert all(line.natural <= width + 0.01 for line in lines([Piece(text, 10)], width, _measure))


@settings(deadline=None)
@given(
    words=st.lists(
        st.sampled_from(
            [
                "报酬差额",
                "￥1,234.50",
                "¥6,297.00",
                "（大写）",
                "《协议》",
                "，",
                "；",
                "订单 8801-220",
                "25%",
            ]
        ),
        max_size=30,
    ),
    width=st.integers(120, 300),
)
def test_signs_stand_with_what_they_belong_to(words: list[str], width: int) -> None:
    text = re.sub(r"[，；]{2,}", "，", "".join(words)).lstrip("，；")

    laid = _set(text, width)

    for line in laid[1:]:
        assert line[0] not in NEVER_FIRST
    for line in laid[:-1]:
        assert line[-1] not in NEVER_LAST


@pytest.mark.parametrize(
    "whole",
    [
        "￥1,234.50",
        "¥4,921.00",
        "−¥80.00",
        "US$12.00",
        "MT2025-07-02/8801",
        "25.5%",
        "2025-07-31",
        "2025年7月31日",
        "2025年7月",
        "platform",
    ],
)
def test_amounts_and_ids_stay_whole(whole: str) -> None:
    for width in range(100, 260, 10):
        assert any(whole in line for line in _set(f"差额合计为{whole}元以上，其他请求保留", width))


def test_what_is_wider_than_the_line_is_cut() -> None:
    assert _set("a" * 64, 160) == ["a" * 32, "a" * 32]


def test_a_look_that_changes_inside_a_word_does_not_break_it() -> None:
    laid = lines([Piece("差额 1,2", 10), Piece("34.50 元", 10)], 60, _measure)

    assert any("1,234.50" in "".join(p.text for p in line.pieces) for line in laid)


def test_a_joiner_holds_a_product_together_and_is_not_drawn() -> None:
    product = "\u2060".join("11 × 0.5 公里 × ¥1.50".replace(" ", "\N{NO-BREAK SPACE}"))

    for width in range(150, 300, 10):
        laid = _set(f"基础配送费 {product}；夜间补贴", width)
        assert "\u2060" not in "".join(laid)
        assert any("11 × 0.5 公里 × ¥1.50" in line.replace("\xa0", " ") for line in laid)


def test_a_loose_date_goes_on_behind_its_year_and_nowhere_else() -> None:
    text = with_loose_dates("期间为2025年6月30日至2025年8月31日")

    ends = {line for width in range(60, 260, 10) for line in _set(text, width)[:-1]}
    assert any(line.endswith("2025年") for line in ends)
    assert not any(line.endswith(("2025", "6", "6月", "6月30", "8月")) for line in ends)
    assert _set(text, 1000) == ["期间为2025年6月30日至2025年8月31日"]


def test_line_feeds_end_lines() -> None:
    assert _set("一\n\n二", 100) == ["一", "", "二"]
