"""Letters on their side or on their head are read, masked and searched for as others are."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from gigwallet.app.redaction.letters import original_of, proposed, read_letters, words_under
from gigwallet.app.redaction.redact_file import make_copy
from gigwallet.documents.redaction.lying import turned
from gigwallet.domain.paper import Box
from gigwallet.domain.redaction import Mask, MaskReason
from gigwallet.host.isolation import SameProcess
from tests.documents.redaction import papers

HERE = SameProcess()


def lying(quarters: int) -> bytes:
    """The screenshot, turned to the left."""
    out = io.BytesIO()
    with Image.open(io.BytesIO(papers.screenshot())) as picture:
        picture.rotate(90 * quarters, expand=True).save(out, "PNG")
    return out.getvalue()


@given(st.integers(0, 60), st.integers(0, 60), st.integers(1, 40), st.integers(1, 40),
       st.integers(0, 3))  # fmt: skip
def test_a_box_that_is_turned_and_turned_back_is_where_it_was(
    left: int, top: int, width: int, height: int, quarters: int
) -> None:
    box = Box(left, top, width, height)
    size = (140, 101) if quarters % 2 else (101, 140)
    there = turned(box, quarters, 101, 140)

    assert turned(there, 4 - quarters, *size) == box
    picture = Image.new("L", (101, 140))
    picture.paste(255, (box.left, box.top, box.right, box.bottom))
    lit = picture.rotate(90 * quarters, expand=True).getbbox()
    assert lit == (there.left, there.top, there.right, there.bottom)


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_customer_that_lies_is_proposed_hidden_and_gone(quarters: int) -> None:
    original = original_of("a.png", lying(quarters))
    letters = read_letters(HERE, original)
    masks = proposed(HERE, original, letters)

    made = make_copy(HERE, original, masks, letters)

    assert {each.reason for each in masks} == {
        MaskReason.NAME,
        MaskReason.PHONE,
        MaskReason.ADDRESS,
    }
    said = "".join(each.text for each in words_under(masks, letters))
    assert all(each in said for each in ("13800138000", "王小明", "中山路123号"))
    assert made.survivors == ()
    (left,) = (Image.open(io.BytesIO(made.redacted.data)),)
    upright = original_of("b.png", _turned_back(left, quarters))
    again = " ".join(each.text for _n, page in read_letters(HERE, upright).sheets
                     for each in page.pieces)  # fmt: skip
    assert "7788" in again
    assert not any(each in again for each in ("138", "8000", "小明", "中山", "602"))


def test_a_number_that_lies_and_is_masked_in_part_is_refused() -> None:
    original = original_of("a.png", lying(1))
    # Upright it is at 72,96 of 180 x 40; the first figures are left out.
    box = turned(Box(150, 96, 110, 40), 1, 400, 240)

    made = make_copy(HERE, original, [Mask(1, box, MaskReason.PHONE)])

    assert (1, "redaction_still_seen") in {(each.mask, each.code) for each in made.survivors}


def _turned_back(picture: Image.Image, quarters: int) -> bytes:
    out = io.BytesIO()
    picture.rotate(-90 * quarters, expand=True).save(out, "PNG")
    return out.getvalue()
