"""What is proposed to be hidden: customers of screens, and numbers that their own sums tell."""

from __future__ import annotations

import pytest

from gigwallet.documents.redaction.suggesting import suggested
from gigwallet.domain.paper import Box, Page, Piece
from gigwallet.domain.redaction import MaskReason
from tests.documents.redaction import papers

CARD, OTHER_NUMBER = "4111 1111 1111 1111", "4111 1111 1111 1112"
RESIDENT, FALSE_RESIDENT = "11010519491231002X", "110105194912310021"


def _page(*texts: str) -> Page:
    pieces = [Piece(text, Box(20, 20 + 60 * place, 400, 30)) for place, text in enumerate(texts)]
    return Page(600, 60 * len(texts) + 40, tuple(pieces))


def test_a_customer_is_proposed_with_room_around() -> None:
    masks = suggested([(1, papers.read_page())], None)

    assert [each.reason for each in masks] == [
        MaskReason.NAME,
        MaskReason.PHONE,
        MaskReason.ADDRESS,
    ]
    for mask, place in zip(masks, (1, 2, 3), strict=True):
        piece = papers.read_page().pieces[place].box
        assert mask.box.top < piece.top
        assert mask.box.bottom > piece.bottom
        assert mask.box.right > piece.right


@pytest.mark.parametrize(
    ("text", "why"),
    [(CARD, MaskReason.CARD_NUMBER), (RESIDENT, MaskReason.ID_NUMBER)],
)
def test_numbers_of_cards_and_papers_are_told_by_their_check_digits(
    text: str, why: MaskReason
) -> None:
    (mask,) = suggested([(1, _page(text))], None)

    assert mask.reason is why


@pytest.mark.parametrize("text", [OTHER_NUMBER, FALSE_RESIDENT, "2025070319410812346"])
def test_other_long_numbers_are_left(text: str) -> None:
    assert suggested([(1, _page(text))], None) == ()


def test_the_words_of_a_pdf_are_read_as_lines_and_masked_whole() -> None:
    words = (
        Piece("phone", Box(20, 20, 80, 30)),
        Piece("138", Box(110, 20, 50, 30)),
        Piece("0013", Box(170, 20, 70, 30)),
        Piece("8000", Box(250, 20, 70, 30)),
    )

    (mask,) = suggested([(2, Page(600, 100, words))], None)

    assert (mask.page, mask.reason) == (2, MaskReason.PHONE)
    assert mask.box.left <= 110
    assert mask.box.right >= 320
