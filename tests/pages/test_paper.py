"""A PDF tells its pages, shows them as pixels, and refuses politely."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable

import pikepdf
import pytest
from PIL import Image

from gigwallet.domain.errors import GigWalletError
from gigwallet.pages import Media, describe_paper, page_count, page_text, rasterise, thumbnail


def test_pages_are_counted_and_measured(paper: Callable[..., bytes]) -> None:
    facts = describe_paper(paper(3))

    assert facts.pages == page_count(paper(3)) == 3
    assert facts.sizes[0] == pytest.approx((595, 420))


def test_the_text_of_a_page_is_that_page_alone(paper: Callable[..., bytes]) -> None:
    assert page_text(paper(2), 2).strip() == "Page number 2"


def test_a_page_becomes_pixels(paper: Callable[..., bytes]) -> None:
    with Image.open(io.BytesIO(rasterise(paper(1), 1, width_px=595))) as picture:
        assert picture.size == (595, 420)
        assert picture.convert("L").getextrema() == (0, 255)


def test_a_huge_page_is_drawn_coarser(paper: Callable[..., bytes]) -> None:
    with pikepdf.open(io.BytesIO(paper(1))) as pdf:
        pdf.pages[0].MediaBox = pikepdf.Array([0, 0, 14_400, 14_400])
        out = io.BytesIO()
        pdf.save(out)

    with Image.open(io.BytesIO(rasterise(out.getvalue(), 1, width_px=60_000))) as picture:
        assert picture.width * picture.height <= 24_100_000


def test_an_encrypted_pdf_says_so(paper: Callable[..., bytes]) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(paper(1))) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))

    with pytest.raises(GigWalletError) as refused:
        page_count(out.getvalue())

    assert refused.value.code == "pdf_encrypted"


@pytest.mark.parametrize("junk", [b"", b"%PDF-1.7 and no more", b"\0" * 5000, zlib.compress(b"x")])
def test_what_is_no_pdf_is_refused(junk: bytes) -> None:
    with pytest.raises(GigWalletError) as refused:
        page_count(junk)

    assert refused.value.code == "pdf_unreadable"


def test_a_page_that_is_not_there_is_refused(paper: Callable[..., bytes]) -> None:
    with pytest.raises(GigWalletError) as refused:
        rasterise(paper(2), 3)

    assert refused.value.code == "pdf_no_such_page"


def test_too_many_pages_are_refused(paper: Callable[..., bytes]) -> None:
    with pytest.raises(GigWalletError) as refused:
        page_count(paper(501))

    assert refused.value.code == "pdf_too_long"


def test_a_thumbnail_shows_the_first_page(paper: Callable[..., bytes]) -> None:
    with Image.open(io.BytesIO(thumbnail(paper(1), Media.PDF, side=100))) as picture:
        assert max(picture.size) == 100
