"""What a PDF holds: how many pages, and each page as pixels or text."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2 as pdfium

from gigwallet.domain.errors import GigWalletError
from gigwallet.pages.limits import MAX_RENDER_PIXELS, within_bytes, within_pages


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
def sheet_of(document: pdfium.PdfDocument, number: int) -> Iterator[pdfium.PdfPage]:
    """Page ``number`` (from 1); ``pdf_no_such_page`` beyond the end."""
    if not 1 <= number <= len(document):
        raise GigWalletError("pdf_no_such_page", page=number, pages=len(document))
    page = document[number - 1]
    try:
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
        sizes = tuple(document.get_page_size(index) for index in range(len(document)))
    return PaperFacts(len(sizes), sizes)


def rasterise(data: bytes, page: int = 1, width_px: int = 1000) -> bytes:
    """Page ``page`` (from 1) as PNG, ``width_px`` wide, or less where it would exceed 24 million
    pixels."""
    with opened_paper(data) as document, sheet_of(document, page) as sheet:
        width, height = sheet.get_size()
        scale = width_px / max(width, 1.0)
        scale = min(scale, (MAX_RENDER_PIXELS / max(width * height, 1.0)) ** 0.5)
        bitmap = sheet.render(scale=scale, may_draw_forms=True)
        out = io.BytesIO()
        bitmap.to_pil().save(out, "PNG")
        bitmap.close()
    return out.getvalue()


def page_text(data: bytes, page: int) -> str:
    """The text of page ``page`` (from 1), as far as the PDF carries it."""
    with opened_paper(data) as document, sheet_of(document, page) as sheet:
        text_page = sheet.get_textpage()
        try:
            return str(text_page.get_text_bounded())
        finally:
            text_page.close()
