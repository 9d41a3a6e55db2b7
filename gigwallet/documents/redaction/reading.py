"""What stands on a sheet of an original, in the pixels that its masks are measured in."""

from __future__ import annotations

import io
from math import ceil

from gigwallet import ocr, pages
from gigwallet.documents.redaction.sheets import pixel_size, sheet
from gigwallet.domain.paper import Box, Page, Piece
from gigwallet.pages import Media


def sheet_count(data: bytes, media_type: str) -> int:
    return pages.page_count(data) if media_type == Media.PDF else 1


def printed(data: bytes, media_type: str) -> tuple[Page, ...]:
    """The words that a PDF carries, page by page; none of a picture. Refuses as ``read_paper``."""
    if media_type != Media.PDF:
        return ()
    sizes = pages.describe_paper(data).sizes
    said = pages.read_paper(data).pages
    return tuple(_in_pixels(page, points) for page, points in zip(said, sizes, strict=True))


def seen(data: bytes, media_type: str, number: int) -> Page:
    """What OCR reads of sheet ``number`` (from 1)."""
    if media_type == Media.PDF:
        data, media_type = picture_of(data, media_type, number), Media.PNG
    return ocr.read_picture(data, media_type).pages[0]


def picture_of(data: bytes, media_type: str, number: int) -> bytes:
    """Sheet ``number`` as a PNG, pixel by pixel as masks are measured on it."""
    out = io.BytesIO()
    sheet(data, media_type, number).save(out, "PNG", compress_level=1)
    return out.getvalue()


def _in_pixels(page: Page, points: tuple[float, float]) -> Page:
    """Boxes grow to whole pixels: points are coarse."""
    width, height = pixel_size(points)
    across, down = width / max(page.width, 1), height / max(page.height, 1)
    pieces = []
    for each in page.pieces:
        left, top = int(each.box.left * across), int(each.box.top * down)
        right, bottom = ceil(each.box.right * across), ceil(each.box.bottom * down)
        box = Box(left, top, max(right - left, 1), max(bottom - top, 1))
        pieces.append(Piece(each.text, box, each.confidence))
    return Page(width, height, tuple(pieces))
