"""The words of a PDF come with their places, as the page is shown, and nothing else is read."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import reduce

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.paper import Box, Page, Piece
from gigwallet.pages import describe_paper, rasterise, read_paper


def _drawn(*texts: tuple[float, float, str], mode: int = 0, pages: int = 1) -> bytes:
    """Each text begins ``left`` and ``top`` points (of its base line) from the upper left."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(400, 300))
    for _ in range(pages):
        canvas.setFont("Helvetica", 10)
        for left, top, text in texts:
            words = canvas.beginText(left, 300 - top)
            words.setTextRenderMode(mode)
            words.textOut(text)
            canvas.drawText(words)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _changed(data: bytes, **entries: object) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for name, value in entries.items():
            pdf.pages[0][f"/{name}"] = value
        pdf.save(out)
    return out.getvalue()


def _said(data: bytes) -> list[str]:
    return [piece.text for piece in read_paper(data).pages[0].pieces]


def _all_of(page: Page) -> Box:
    return reduce(Box.around, (piece.box for piece in page.pieces))


def _place(data: bytes, text: str) -> Box:
    return next(p.box for p in read_paper(data).pages[0].pieces if p.text == text)


def test_words_come_line_by_line_whatever_the_order_in_the_file() -> None:
    data = _drawn((200, 50, "12.50"), (20, 80, "Net pay"), (20, 50, "Gross pay"))

    assert _said(data) == ["Gross", "pay", "12.50", "Net", "pay"]
    assert _place(data, "12.50").left == 200
    assert 38 <= _place(data, "12.50").top < 50 < _place(data, "12.50").bottom <= 54


def test_letters_that_were_placed_one_by_one_are_one_word() -> None:
    assert _said(_drawn((20, 50, "T"), (26, 50, "ue, Aug 4"))) == ["Tue,", "Aug", "4"]


def test_columns_that_touch_are_two_words() -> None:
    assert _said(_drawn((20, 50, "Expenses"), (64, 50, "Payouts"))) == ["Expenses", "Payouts"]
    assert _said(_drawn((20, 50, "$0.00"), (45, 50, "$5.35"))) == ["$0.00", "$5.35"]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_is_read_as_it_is_shown(turn: int) -> None:
    upright = _drawn((20, 50, "Gross pay"), (20, 90, "Net"))

    page = read_paper(_changed(upright, Rotate=turn)).pages[0]

    box = _all_of(read_paper(upright).pages[0])
    turned = {
        90: Box(300 - box.bottom, box.left, box.height, box.width),
        180: Box(400 - box.right, 300 - box.bottom, box.width, box.height),
        270: Box(box.top, 400 - box.right, box.height, box.width),
    }
    assert _all_of(page) == turned[turn]
    assert (page.width, page.height) == ((400, 300) if turn == 180 else (300, 400))


def test_a_page_that_was_laid_sideways_and_turned_is_read_upright() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(300, 400))
    canvas.translate(300, 0)
    canvas.rotate(90)
    canvas.setFont("Helvetica", 10)
    canvas.drawString(20, 250, "Gross pay 12.50")
    canvas.drawString(20, 230, "Net pay 10.00")
    canvas.save()

    assert _said(_changed(out.getvalue(), Rotate=90)) == [
        "Gross", "pay", "12.50", "Net", "pay", "10.00",
    ]  # fmt: skip


def test_what_is_cut_off_by_the_crop_box_is_not_read_and_the_rest_moves() -> None:
    data = _drawn((20, 50, "margin"), (120, 150, "inside"))

    cropped = _changed(data, CropBox=pikepdf.Array([100, 50, 380, 220]))

    page = read_paper(cropped).pages[0]
    assert (page.width, page.height) == (280, 170)
    assert [piece.text for piece in page.pieces] == ["inside"]
    assert page.pieces[0].box.left == 20


def test_text_without_ink_is_not_read() -> None:
    assert _said(_drawn((20, 50, "9,999.00"), mode=3)) == []


def test_a_page_of_pixels_has_no_words_and_keeps_its_size() -> None:
    (page,) = read_paper(_drawn()).pages

    assert page.pieces == ()
    assert (page.width, page.height) == (400, 300)


def test_every_page_is_read_and_its_text_can_be_searched() -> None:
    paper = read_paper(_drawn((20, 50, "Page"), pages=3))

    assert paper.texts == {1: "Page", 2: "Page", 3: "Page"}
    assert paper.engine == ""
    assert isinstance(paper.pages[0].pieces[0], Piece)


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(GigWalletError) as refused:
        read_paper(b"%PDF-1.7 and no more")

    assert refused.value.code == "pdf_unreadable"


def test_too_many_pages_are_refused() -> None:
    with pytest.raises(GigWalletError) as refused:
        read_paper(_drawn(pages=501))

    assert refused.value.code == "pdf_too_long"


@pytest.mark.parametrize("height", ["2000000", "1" + "0" * 41 + ".0"])
@pytest.mark.parametrize("look", [read_paper, describe_paper, rasterise])
def test_a_page_larger_than_any_paper_is_refused(
    look: Callable[[bytes], object], height: str
) -> None:
    grown = _drawn((20, 50, "Page")).replace(b"400 300", f"400 {height}".encode())
    assert height.encode() in grown

    with pytest.raises(GigWalletError) as refused:
        look(grown)

    assert refused.value.code == "pdf_unreadable"


def test_a_word_that_reaches_out_of_its_page_ends_where_the_page_does() -> None:
    [page] = read_paper(_drawn((380, 50, "Page"))).pages

    assert page.pieces[0].box.left + page.pieces[0].box.width <= page.width
