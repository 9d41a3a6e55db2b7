"""How an exhibit's file is shown on pages: its pixels or pages as they are, and their digests."""

from __future__ import annotations

import hashlib
import math
import struct
from collections.abc import Sequence
from dataclasses import dataclass

from gigwallet import pages
from gigwallet.documents import foreign_pdf
from gigwallet.domain.errors import GigWalletError
from gigwallet.pages import Media

# A picture longer than this (height over width) is shown in parts, each about as long as a phone
# is; the parts share one picture in the file.
_LONGEST = 2.9
_PART = 1.9
_MOST_PARTS = 40
_OVERLAP = 0.04
# Points per pixel at which a small picture stops growing (about 72 dots per inch).
_LARGEST_SCALE = 1.0
_LYING = 1.15


@dataclass(frozen=True, slots=True)
class Layer:
    """One picture stream of a PDF: ``data`` under ``filter`` (``DCTDecode`` or ``FlateDecode`` with
    PNG rows), ``palette`` as RGB triples where colours are indexed."""

    data: bytes
    filter: str
    width: int
    height: int
    bits: int
    channels: int
    palette: bytes = b""
    inverted: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """What one page shows: the height fractions ``top`` to ``bottom`` of picture ``page`` (from 0),
    or page ``page`` of a paper. ``aspect`` is height over width as shown."""

    aspect: float
    width: float
    top: float = 0.0
    bottom: float = 1.0
    page: int = 0

    @property
    def lying(self) -> bool:
        """Whether it is read best on a sheet that lies."""
        return self.aspect < 1 / _LYING


@dataclass(frozen=True, slots=True)
class Shown:
    """``layers`` are the pictures with their alphas, or ``paper`` the pages of a PDF.
    ``copy_sha256`` is of the file without metadata (pictures only), ``pixels_sha256`` of its
    pixels as a PPM file. ``changes`` are codes of what differs from the original, ``refused`` the
    code of why nothing can be shown."""

    views: tuple[View, ...]
    layers: tuple[tuple[Layer, Layer | None], ...] = ()
    orientation: int = 1
    paper: bytes = b""
    copy_sha256: str = ""
    pixels_sha256: str = ""
    changes: tuple[str, ...] = ()
    refused: str = ""


def show(data: bytes, media_type: str) -> Shown:
    """The views of a picture or a PDF. A file that cannot be shown says why in ``refused``."""
    try:
        if media_type == Media.PDF:
            return _paper(data)
        if media_type in (Media.JPEG, Media.PNG, Media.WEBP):
            return _picture(data, media_type)
    except GigWalletError as refusal:
        return Shown((), refused=refusal.code)
    return Shown((), refused="exhibit_kind_not_shown")


def _picture(data: bytes, media_type: str) -> Shown:
    facts = pages.describe_picture(data)
    copy = pages.strip_metadata(data, media_type)
    alpha: Layer | None = None
    if media_type == Media.JPEG:
        layer = _jpeg_layer(copy)
    elif media_type == Media.PNG and _passes_through(copy):
        layer = _png_layer(copy)
    else:
        colours, opacity = pages.flat_layers(copy)
        layer = _png_layer(colours)
        alpha = None if opacity is None else _png_layer(opacity)
    changes = [] if copy == data else ["metadata_removed"]
    if facts.orientation != 1:
        changes.append("turned_upright")
    wide, tall = facts.width, facts.height
    if facts.orientation >= 5:
        wide, tall = tall, wide
    return Shown(
        tuple(_parts(wide, tall)),
        ((layer, alpha),),
        facts.orientation,
        copy_sha256=hashlib.sha256(copy).hexdigest(),
        pixels_sha256=pages.pixel_digest(copy),
        changes=tuple(changes),
    )


def _parts(wide: int, tall: int) -> Sequence[View]:
    aspect = tall / wide
    width = wide * _LARGEST_SCALE
    if aspect <= _LONGEST:
        return [View(aspect, width)]
    count = min(math.ceil(aspect / _PART), _MOST_PARTS)
    share = 1 / count
    views = []
    for number in range(count):
        top = max(0.0, number * share - _OVERLAP * share)
        bottom = (number + 1) * share
        views.append(View(aspect * (bottom - top), width, top, bottom))
    return views


def _paper(data: bytes) -> Shown:
    try:
        imported = foreign_pdf.inert_copy(data)
    except GigWalletError as refusal:
        if refusal.code != "pdf_unreadable":
            raise
        return _paper_as_pixels(data)
    views = [
        View(tall / wide, wide * 1.4, page=number)
        for number, (wide, tall) in enumerate(imported.sizes)
    ]
    return Shown(tuple(views), paper=imported.data, changes=imported.changes)


def _paper_as_pixels(data: bytes) -> Shown:
    """For pages that can be drawn but not taken over safely: about 200 dots per inch."""
    facts = pages.describe_paper(data)
    views, layers = [], []
    for number, (wide, tall) in enumerate(facts.sizes):
        png, _ = pages.flat_layers(pages.rasterise(data, number + 1, round(wide * 200 / 72)))
        layers.append((_png_layer(png), None))
        views.append(View(tall / wide, wide * 1.4, page=number))
    return Shown(tuple(views), tuple(layers), changes=("drawn_as_pixels",))


def _jpeg_layer(jpeg: bytes) -> Layer:
    """From the frame header; the bytes go into the PDF as they are."""
    at, adobe = 2, False
    while at < len(jpeg):
        marker, length = struct.unpack_from(">xBH", jpeg, at)
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            # Lossless, hierarchical and arithmetic frames are not in PDF's DCTDecode.
            if marker not in (0xC0, 0xC1, 0xC2):
                raise GigWalletError("picture_unreadable")
            bits, tall, wide, channels = struct.unpack_from(">BHHB", jpeg, at + 4)
            if bits != 8 or channels not in (1, 3, 4):
                raise GigWalletError("picture_unreadable")
            inverted = adobe and channels == 4
            return Layer(jpeg, "DCTDecode", wide, tall, bits, channels, inverted=inverted)
        adobe = adobe or marker == 0xEE
        at += 2 + length
    raise GigWalletError("picture_unreadable")


def _png_head(png: bytes) -> tuple[int, int, int, int, int]:
    wide, tall, bits, colour, interlace = struct.unpack_from(">IIBBxxB", png, 16)
    return wide, tall, bits, colour, interlace


def _passes_through(png: bytes) -> bool:
    """Whether PDF can hold the compressed rows as they are."""
    *_, colour, interlace = _png_head(png)
    return colour in (0, 2, 3) and interlace == 0 and b"tRNS" not in png


def _png_layer(png: bytes) -> Layer:
    wide, tall, bits, colour, _ = _png_head(png)
    rows: list[bytes] = []
    palette = b""
    at = 8
    while at < len(png):
        length, kind = struct.unpack_from(">I4s", png, at)
        body = png[at + 8 : at + 8 + length]
        if kind == b"IDAT":
            rows.append(body)
        elif kind == b"PLTE":
            palette = body
        at += 12 + length
    channels = 3 if colour == 2 else 1
    return Layer(b"".join(rows), "FlateDecode", wide, tall, bits, channels, palette)
