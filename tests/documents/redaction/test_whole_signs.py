"""Half a sign can be guessed: a mask whose edge cuts one is told, and proposals cut none."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw

from gigwallet.documents.redaction.sheets import sheet
from gigwallet.documents.redaction.whole_signs import cut_signs, cut_still, with_whole_signs
from gigwallet.domain.paper import Box, Page, Piece
from gigwallet.domain.redaction import Mask, MaskReason
from tests.documents.redaction import papers

PNG = "image/png"
PAGE = papers.read_page()
# Where the ink of the phone number is: x 75 to 246, y 106 to 130.
NUMBER = Box(72, 96, 180, 40)


def cut(box: Box) -> tuple[Box, ...]:
    return cut_signs(sheet(papers.screenshot(), PNG, 1), box, PAGE)


def test_a_mask_around_all_signs_cuts_none() -> None:
    assert cut(NUMBER) == ()
    assert cut(papers.line_box(3)) == ()


@pytest.mark.parametrize(
    "box",
    [
        Box(72, 118, 180, 18),  # the upper half of the figures is left
        Box(72, 96, 180, 20),  # the lower half
        Box(72, 96, 165, 40),  # the right half of the last figure
        Box(120, 110, 6, 6),  # a speck in the middle
        Box(76, 50, 64, 44),  # 王小, and the 日 of 明
    ],
)
def test_what_sticks_out_of_a_mask_is_found(box: Box) -> None:
    assert cut(box)


def test_a_mask_grown_over_what_it_cuts_cuts_nothing_any_more() -> None:
    for box in (Box(72, 118, 180, 18), Box(76, 50, 64, 44), Box(120, 110, 6, 6)):
        (grown,) = with_whole_signs(papers.screenshot(), PNG, [Mask(1, box)], 1, PAGE)

        assert grown.box.around(box) == grown.box
        assert cut(grown.box) == ()


def test_what_sticks_out_but_lies_under_another_mask_is_hidden() -> None:
    upper, lower = Mask(1, Box(72, 96, 180, 22)), Mask(1, Box(72, 118, 180, 22))

    alone = cut_still(papers.screenshot(), PNG, [upper], 1, PAGE)

    assert {(each.mask, each.code, each.page) for each in alone} == {(1, "redaction_sign_cut", 1)}
    assert cut_still(papers.screenshot(), PNG, [upper, lower], 1, PAGE) == ()


def test_the_tail_of_a_letter_and_a_rule_through_the_edge_are_no_half_sign() -> None:
    picture = Image.new("RGB", (400, 60), "white")
    draw = ImageDraw.Draw(picture)
    draw.text((100, 14), "12", fill="black", font_size=26)
    draw.line((0, 42, 399, 42), fill="black")  # the frame of a field
    page = Page(400, 60, (Piece("12", Box(4, 12, 390, 32)),))

    assert cut_signs(picture, Box(90, 8, 60, 40), page) == ()


def test_a_letter_of_the_word_beside_may_lose_a_stroke() -> None:
    """The mask of the number reaches over the last letter of "phone"."""
    page = Page(833, 333, (Piece("phone", Box(236, 130, 106, 45)),))
    mask = Mask(1, Box(330, 120, 330, 70), MaskReason.PHONE)

    assert cut_still(papers.paper(), "application/pdf", [mask], 1, page) == ()
