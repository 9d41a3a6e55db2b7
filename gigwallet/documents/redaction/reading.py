"""What stands on a sheet of an original, in the pixels that its masks are measured in."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil

from PIL import Image

from gigwallet import ocr, pages
from gigwallet.documents.redaction.lying import Lying, laid, stands_tall
from gigwallet.documents.redaction.masked_words import bare
from gigwallet.documents.redaction.sheets import pixel_size, sheet
from gigwallet.domain.paper import Box, Page, Piece
from gigwallet.pages import Media

# Below, a line may stand on its head; letters of a screen that stand upright are surer.
_UNSURE = 0.8
_AROUND = 12  # pixels: letters are found by the paper around them


@dataclass(frozen=True, slots=True)
class Seen:
    """What reads upright on a sheet, and what lies on its side or stands on its head."""

    page: Page
    lying: tuple[Lying, ...] = ()


def printed(data: bytes, media_type: str) -> tuple[Page, ...]:
    """The words that a PDF carries, page by page; none of a picture. Refuses as ``read_paper``."""
    if media_type != Media.PDF:
        return ()
    sizes = pages.describe_paper(data).sizes
    said = pages.read_paper(data).pages
    return tuple(_in_pixels(page, points) for page, points in zip(said, sizes, strict=True))


def seen(data: bytes, media_type: str, number: int) -> Seen:
    """What OCR reads of sheet ``number`` (from 1). Lines that lie on their side are read as they
    are; what can hardly be read is read once more upside down."""
    picture = sheet(data, media_type, number)
    page = ocr.read_picture(_png(picture), Media.PNG).pages[0]
    tall = [each for each in page.pieces if stands_tall(each)]
    rest = tuple(each for each in page.pieces if not stands_tall(each))
    lying = [laid(number, 1, page, tall)] if tall else []
    if unsure := [each.box for each in page.pieces if not _is_sure(each)]:
        over = _upside_down(picture, unsure)
        sure = [each for each in over.pieces if each.confidence >= _UNSURE]
        steep = [each for each in sure if stands_tall(each)]
        level = tuple(each for each in sure if not stands_tall(each))
        if level:
            lying.append(Lying(number, 2, replace(over, pieces=level)))
        if steep:
            side = laid(number, 1, over, steep)
            lying.append(replace(side, quarters=3))
    return Seen(replace(page, pieces=rest), tuple(lying))


def _upside_down(picture: Image.Image, boxes: Sequence[Box]) -> Page:
    """The whole sheet stood on its head, with what reads then where ``boxes`` are."""
    wide, tall = picture.size
    left = max(min(each.left for each in boxes) - _AROUND, 0)
    top = max(min(each.top for each in boxes) - _AROUND, 0)
    right = min(max(each.right for each in boxes) + _AROUND, wide)
    bottom = min(max(each.bottom for each in boxes) + _AROUND, tall)
    part = picture.crop((left, top, right, bottom)).rotate(180)
    read = ocr.read_picture(_png(part), Media.PNG).pages[0]
    across, down = wide - right, tall - bottom
    pieces = tuple(
        replace(
            each,
            box=Box(each.box.left + across, each.box.top + down, each.box.width, each.box.height),
        )
        for each in read.pieces
    )
    return Page(wide, tall, pieces)


def both(printed: Page, looked: Page) -> Page:
    """The words of the file, and what OCR read besides: words may lie under a picture."""
    more = tuple(each for each in looked.pieces if bare(each.text) not in _words_at(printed, each))
    return replace(printed, pieces=(*printed.pieces, *more))


def _words_at(printed: Page, piece: Piece) -> str:
    there = (each.text for each in printed.pieces if _meet(each.box, piece.box))
    return bare("".join(there))


def _meet(one: Box, other: Box) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > 0 and 2 * down > min(one.height, other.height)


def is_sure(page: Page) -> bool:
    """Whether every line of it could be read as it stands."""
    return all(map(_is_sure, page.pieces))


def _is_sure(piece: Piece) -> bool:
    return piece.confidence >= _UNSURE or len(piece.text) < 2


def picture_of(data: bytes, media_type: str, number: int) -> bytes:
    """Sheet ``number`` as a PNG, pixel by pixel as masks are measured on it."""
    return _png(sheet(data, media_type, number))


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", compress_level=1)
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
