"""A small picture of an exhibit, for lists."""

from __future__ import annotations

from gigwallet.pages.heic import jpeg_of
from gigwallet.pages.media import Media
from gigwallet.pages.paper import rasterise
from gigwallet.pages.picture import shrunk


def thumbnail(data: bytes, media_type: str, side: int = 256) -> bytes:
    """An upright PNG that fits a square of ``side`` pixels: the picture, or page 1 of a PDF."""
    if media_type == Media.PDF:
        return shrunk(rasterise(data, 1, width_px=side * 2), side)
    if media_type == Media.HEIC:
        return shrunk(jpeg_of(data), side)
    return shrunk(data, side)
