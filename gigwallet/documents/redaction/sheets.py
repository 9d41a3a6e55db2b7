"""An original as sheets of plain pixels: the picture as it is shown, or each page of a PDF."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pypdfium2 as pdfium
from PIL import Image

from gigwallet import pages
from gigwallet.ocr.pixels import upright
from gigwallet.pages import MAX_RENDER_PIXELS, Media

RESOLUTION = 200  # dots per inch at which pages of a PDF are drawn
_POINTS = 72


def drawn_by(data: bytes, media_type: str) -> str:
    """What made the pixels, where two versions of it may make others: a letter of a page, a shade
    of a photograph."""
    if media_type == Media.PDF:
        return f"pdfium {pdfium.PDFIUM_INFO.build}"
    return pages.heic_reader(data) if media_type == Media.HEIC else ""


def sheets(data: bytes, media_type: str) -> Iterator[Image.Image]:
    """Each as RGB of 8 bits, one after the other: turned as EXIF says, what is transparent on
    white. Refuses as ``ocr.pixels.upright``, ``pages.heic_pixels`` and ``pages.rasterise`` do."""
    for number in range(1, sheet_count(data, media_type) + 1):
        yield sheet(data, media_type, number)


def sheet_count(data: bytes, media_type: str) -> int:
    return pages.page_count(data) if media_type == Media.PDF else 1


def sheet(data: bytes, media_type: str, number: int) -> Image.Image:
    """Sheet ``number`` (from 1). Refuses as ``sheets``, and with ``pdf_no_such_page``."""
    if media_type == Media.HEIC:
        return pages.heic_pixels(data)
    if media_type != Media.PDF:
        return upright(data, media_type)
    sizes = pages.describe_paper(data).sizes
    wide = _pixels(*sizes[number - 1]) if number <= len(sizes) else 1
    with Image.open(io.BytesIO(pages.rasterise(data, number, wide))) as drawn:
        return drawn.convert("RGB")


def pixel_size(points: tuple[float, float]) -> tuple[int, int]:
    """About the size at which a page of so many points is drawn."""
    wide, tall = points
    width = _pixels(wide, tall)
    return width, max(1, round(width * tall / max(wide, 1.0)))


def _pixels(wide: float, tall: float) -> int:
    """The width of a page; one that would be larger than anything is drawn more coarsely."""
    at_most = (MAX_RENDER_PIXELS * wide / max(tall, 1.0)) ** 0.5
    return max(1, int(min(wide * RESOLUTION / _POINTS, at_most)))
