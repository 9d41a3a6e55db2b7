"""Parts of a picture or of a page of a PDF, to be looked at closely."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageOps

from gigwallet.domain.paper import Box
from gigwallet.pages.media import Media
from gigwallet.pages.paper import describe_paper, rasterise
from gigwallet.pages.picture import opened

_SHARPER = 3  # pixels for each point of a page


def cut(
    data: bytes, media_type: str, boxes: Sequence[tuple[int, Box]], most: int = 1200
) -> tuple[bytes, ...]:
    """For each page (from 1; a picture is page 1) and box, a PNG at most ``most`` pixels wide;
    empty where the box lies outside. Boxes are in pixels of the picture as it is shown, or in
    points of the page. Refuses as ``opened`` and ``rasterise`` do."""
    drawn: dict[int, tuple[Image.Image, int]] = {}
    found = []
    for page, box in boxes:
        if page not in drawn:
            drawn[page] = _drawn(data, media_type, page)
        picture, scale = drawn[page]
        scaled = Box(box.left * scale, box.top * scale, box.width * scale, box.height * scale)
        found.append(_cut(picture, scaled, most))
    return tuple(found)


def _drawn(data: bytes, media_type: str, page: int) -> tuple[Image.Image, int]:
    scale = 1
    if media_type == Media.PDF:
        width, _ = describe_paper(data).sizes[page - 1]
        data, scale = rasterise(data, page, round(width) * _SHARPER), _SHARPER
    with opened(data) as picture:
        return ImageOps.exif_transpose(picture).convert("RGB"), scale


def _cut(picture: Image.Image, box: Box, most: int) -> bytes:
    left, top = max(box.left, 0), max(box.top, 0)
    right, bottom = min(box.right, picture.width), min(box.bottom, picture.height)
    if left >= right or top >= bottom:
        return b""
    part = picture.crop((left, top, right, bottom))
    if part.width > most:
        part = part.resize((most, max(1, part.height * most // part.width)))
    out = io.BytesIO()
    part.save(out, "PNG")
    return out.getvalue()
