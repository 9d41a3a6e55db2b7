"""What a PDF holds: how many pages, and each page as pixels or text."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2 as pdfium
from PIL import Image, ImageChops

from gigwallet.domain.errors import GigWalletError
from gigwallet.pages.limits import MAX_RENDER_PIXELS, within_bytes, within_pages, within_points

# A drawn page of words has some 60 kB; from here on it shows a photograph.
_LARGE_PAGE = 1_000_000


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """``sizes`` are width and height in points, one per page, as the page is shown."""

    pages: int
    sizes: tuple[tuple[float, float], ...]


@contextmanager
def opened_paper(data: bytes) -> Iterator[pdfium.PdfDocument]:
    """The document. Refuses with ``pdf_encrypted``, ``pdf_unreadable``, ``pdf_too_long``,
    ``file_too_large``."""
    within_bytes(data)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as broken:
        code = "pdf_encrypted" if "password" in str(broken).lower() else "pdf_unreadable"
        raise GigWalletError(code) from broken
    try:
        if within_pages(len(document)) == 0:
            raise GigWalletError("pdf_unreadable")
        yield document
    except pdfium.PdfiumError as broken:
        raise GigWalletError("pdf_unreadable") from broken
    finally:
        document.close()


@contextmanager
def _filled_in(data: bytes) -> Iterator[pdfium.PdfDocument]:
    """PDFium draws the fields of a form only for who asks before the first page is opened."""
    with opened_paper(data) as document:
        if document.get_formtype() != pdfium.raw.FORMTYPE_NONE:
            document.init_forms()
        yield document


@contextmanager
def sheet_of(document: pdfium.PdfDocument, number: int) -> Iterator[pdfium.PdfPage]:
    """Page ``number`` (from 1); ``pdf_no_such_page`` beyond the end, ``pdf_unreadable`` where its
    size is none of a page."""
    if not 1 <= number <= len(document):
        raise GigWalletError("pdf_no_such_page", page=number, pages=len(document))
    page = document[number - 1]
    try:
        within_points(page.get_size())
        yield page
    finally:
        page.close()


def page_count(data: bytes) -> int:
    """How many pages, 1 to 500."""
    with opened_paper(data) as document:
        return len(document)


def describe_paper(data: bytes) -> PaperFacts:
    """The number of pages and the size of each."""
    with opened_paper(data) as document:
        sizes = tuple(
            within_points(document.get_page_size(index)) for index in range(len(document))
        )
    return PaperFacts(len(sizes), sizes)


def rasterise(data: bytes, page: int = 1, width_px: int = 1000) -> bytes:
    """Page ``page`` (from 1) as PNG, ``width_px`` wide, or less where it would exceed 24 million
    pixels. What was filled into a form is drawn."""
    with _filled_in(data) as document, sheet_of(document, page) as sheet:
        width, height = sheet.get_size()
        scale = width_px / max(width, 1.0)
        scale = min(scale, (MAX_RENDER_PIXELS / max(width * height, 1.0)) ** 0.5)
        bitmap = sheet.render(scale=scale, may_draw_forms=True)
        out = io.BytesIO()
        bitmap.to_pil().save(out, "PNG")
        bitmap.close()
    return out.getvalue()


def drawn_pages(data: bytes, numbers: Sequence[int], dots: int = 200) -> Iterator[bytes]:
    """These pages (from 1) as pictures of ``dots`` to the inch, less where they would exceed 24
    million pixels: PNG, grey where nothing has a colour, or JPEG where that is far smaller."""
    with _filled_in(data) as document:
        for number in numbers:
            with sheet_of(document, number) as sheet:
                width, height = sheet.get_size()
                most = (MAX_RENDER_PIXELS / max(width * height, 1.0)) ** 0.5
                bitmap = sheet.render(scale=min(dots / 72, most), may_draw_forms=True)
                yield _packed(bitmap.to_pil().convert("RGB"))
                bitmap.close()


def _packed(picture: Image.Image) -> bytes:
    red, green, blue = picture.split()
    if not any(ImageChops.difference(red, other).getbbox() for other in (green, blue)):
        picture = red
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=6)
    if out.tell() > _LARGE_PAGE:
        photo = io.BytesIO()
        picture.save(photo, "JPEG", quality=90, subsampling=0)
        if photo.tell() * 3 < out.tell():
            return photo.getvalue()
    return out.getvalue()


def silent_pages(data: bytes) -> list[int]:
    """The pages (from 1) that carry no letters at all, drawn or not."""
    silent = []
    with opened_paper(data) as document:
        for number in range(1, len(document) + 1):
            with sheet_of(document, number) as sheet:
                letters = sheet.get_textpage()
                if letters.count_chars() == 0:
                    silent.append(number)
                letters.close()
    return silent


def page_text(data: bytes, page: int) -> str:
    """The text of page ``page`` (from 1), as far as the PDF carries it."""
    with opened_paper(data) as document, sheet_of(document, page) as sheet:
        text_page = sheet.get_textpage()
        try:
            return str(text_page.get_text_bounded())
        finally:
            text_page.close()
