"""What counts as masked text, and how it is found again whatever way it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigwallet.documents.redaction.masked_words import Masked, masked_words
from gigwallet.documents.redaction.needles import Needles
from gigwallet.domain.paper import Box, Page, Piece
from gigwallet.domain.redaction import Mask, MaskReason
from tests.documents.redaction import papers

HIDDEN = masked_words(papers.CUSTOMER, [(1, papers.read_page())])
NEEDLES = Needles(HIDDEN)


def test_the_words_under_the_masks_are_those_that_the_person_meant() -> None:
    assert (
        Masked(1, "王小明先生"),
        Masked(1, "王小明"),
        Masked(2, "13800138000"),
        Masked(3, "中山路123号5栋602室"),
    ) == HIDDEN


def test_a_number_that_a_mask_cuts_is_meant_whole() -> None:
    page = Page(400, 60, (Piece("13800138000", Box(100, 10, 220, 30)),))
    masks = (Mask(1, Box(90, 5, 120, 40)),)

    assert masked_words(masks, [(1, page)]) == (Masked(1, "13800138000"),)


def test_words_beside_a_mask_are_not_meant() -> None:
    page = Page(400, 60, (Piece("total 18.50", Box(100, 10, 220, 30)),))

    assert masked_words((Mask(1, Box(220, 5, 120, 40)),), [(1, page)]) == (Masked(1, "1850"),)
    assert masked_words((Mask(1, Box(0, 5, 90, 40)),), [(1, page)]) == ()
    assert masked_words((Mask(1, Box(90, 40, 300, 20)),), [(1, page)]) == ()


@pytest.mark.parametrize(
    ("said", "mask"),
    [
        ("call 138-0013-8000 now", 2),
        ("１３８００１３８０００", 2),
        ("IMG_13800138000.jpg", 2),
        ("...001380...", 2),
        ("王小明先生", 1),
        ("小明先生", 1),
        ("送到 中山路 123 号", 3),
    ],
)
def test_masked_text_is_found_however_it_is_spaced_and_in_parts(said: str, mask: int) -> None:
    assert NEEDLES.of(said) == mask


@pytest.mark.parametrize(
    "said", ["", "18.50", "2025-07-03 19:41:08", "顾客", "电话", "收货地址", "山路", "订单 7788"]
)
def test_what_says_nothing_of_the_customer_is_no_find(said: str) -> None:
    assert NEEDLES.of(said) == 0


@given(
    digits=st.text("0123456789", min_size=8, max_size=19),
    gap=st.sampled_from(["", " ", "-", " - "]),
    encoding=st.sampled_from(["utf-8", "utf-16-le", "utf-16-be"]),
)
def test_a_number_is_found_in_any_bytes(digits: str, gap: str, encoding: str) -> None:
    needles = Needles([Masked(1, digits)])
    plain = encoding == "utf-8" or not gap
    written = (gap if plain else "").join(digits).encode(encoding)

    assert needles.in_bytes(b"\x00\xffabc" + written + b"\x80xyz") == 1


@given(text=st.text("王李张刘陈杨赵黄", min_size=4, max_size=12))
def test_ideographs_are_found_in_any_encoding(text: str) -> None:
    needles = Needles([Masked(3, text)])

    for encoding in ("utf-8", "utf-16-le", "gb18030"):
        assert needles.in_bytes(b"head " + text.encode(encoding) + b" tail") == 3


def test_a_word_that_the_person_calls_no_secret_is_not_looked_for() -> None:
    assert Needles([Masked(1, "新华书店")]).of("新华书店 (光谷店)") == 1
    assert not Needles([Masked(1, "新华书店")], ["新华 书店"])


def test_a_short_number_is_found_only_where_it_stands_alone() -> None:
    needles = Needles([Masked(1, "602")])

    assert needles.of("室号 602") == 1
    assert needles.of("160254 orders") == 0


def test_four_figures_left_beside_the_mask_are_found() -> None:
    assert NEEDLES.beside("8000", 2)
    assert not NEEDLES.beside("8000", 1)
    assert not NEEDLES.beside("18.50", 2)


def test_of_a_name_that_was_recognised_and_is_half_hidden_all_is_meant() -> None:
    """Ideographs do not show where a name ends: the mask alone hides two of its signs."""
    narrow = Mask(1, Box(16, 50, 80, 44))
    name = Mask(1, Box(60, 50, 160, 44))

    alone = masked_words([narrow], [(1, papers.read_page())])
    known = masked_words([narrow], [(1, papers.read_page())], [name])

    assert Needles(alone).of("小明先生") == 0
    assert Needles(known).of("小明先生") == 1
    assert masked_words([papers.CUSTOMER[2]], [(1, papers.read_page())], [name]) == (
        Masked(1, "中山路123号5栋602室"),
    )


def test_a_name_is_looked_for_without_the_label_and_the_title_that_were_hidden_with_it() -> None:
    whole = Mask(1, Box(10, 50, 300, 44), MaskReason.NAME)
    hidden = masked_words([whole], [(1, papers.read_page())])

    assert Masked(1, "顾客王小明先生") in hidden
    assert Needles(hidden).of("王小明的订单") == 1
    assert Needles(hidden).of("顾客须知") == 0


def test_a_street_that_begins_as_a_label_ends_is_no_name() -> None:
    """人 ends 收货人; 民路 would be found in every street of that name."""
    page = Page(400, 60, (Piece("人民路", Box(10, 10, 90, 30)),))

    hidden = masked_words([Mask(1, Box(6, 6, 110, 40))], [(1, page)])

    assert [each.text for each in hidden] == ["人民路"]


def test_a_mask_that_only_touches_a_line_means_what_it_touches() -> None:
    speck = Mask(1, Box(120, 110, 4, 4))
    edge = Mask(1, Box(60, 128, 320, 12))

    assert Masked(1, "138") in masked_words([speck], [(1, papers.read_page())])
    found = masked_words([edge], [(1, papers.read_page())])
    assert any("13800138000" in each.text for each in found)


def test_a_mask_over_a_picture_means_no_line_that_it_meets_by_chance() -> None:
    face = Mask(1, Box(0, 136, 390, 200))
    page = Page(400, 400, (Piece("收入 18.50", Box(16, 108, 140, 30)),))

    assert masked_words([face], [(1, page)]) == ()


def test_of_a_name_in_letters_each_word_is_looked_for_where_it_stands_alone() -> None:
    page = Page(400, 60, (Piece("Deliver to: John Smith", Box(10, 10, 220, 30)),))
    hidden = masked_words([Mask(1, Box(128, 6, 110, 40), MaskReason.NAME)], [(1, page)])
    needles = Needles(hidden)

    assert {each.text for each in hidden} == {"johnsmith", "john", "smith"}
    assert needles.of("order of Mr. Smith") == 1
    assert needles.of("a blacksmith") == 0
    assert needles.of("deliver it") == 0


@pytest.mark.parametrize(
    ("text", "right", "rest"),
    [("hn Smith", True, True), ("Jo", False, True), ("nice", True, False), ("n", True, True)],
)
def test_the_rest_of_a_word_is_all_of_what_stands_beside_the_mask(
    text: str, right: bool, rest: bool
) -> None:
    assert Needles([Masked(1, "john")]).rest_of(text, 1, right=right) is rest
