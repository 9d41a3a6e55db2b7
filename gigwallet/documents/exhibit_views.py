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
    """What pages need to know of a file. ``copy_sha256`` is of the file without metadata (pictures
    only). ``stored_as`` is the PDF filter of a picture, ``stored_sha256`` of its stream in the PDF:
    a JPEG's is the copy itself, a PNG's are its compressed rows as they are. Where pixels had to be
    packed anew, ``pixels_sha256`` is of them as a PPM file. ``changes`` are codes of what differs
    from the original, ``refused`` the code of why nothing is shown. ``archival``: it may stand in a
    PDF/A file."""

    views: tuple[View, ...]
    orientation: int = 1
    stored_as: str = ""
    stored_sha256: str = ""
    copy_sha256: str = ""
    pixels_sha256: str = ""
    changes: tuple[str, ...] = ()
    refused: str = ""
    archival: bool = True


@dataclass(frozen=True, slots=True)
class Loaded(Shown):
    """``Shown`` with its bytes: ``layers`` are pictures with their alphas, or ``paper`` the pages
    of a PDF."""

    layers: tuple[tuple[Layer, Layer | None], ...] = ()
    paper: bytes = b""


def show(data: bytes, media_type: str, *, keep_metadata: bool = False) -> Loaded:
    """The views of a picture or a PDF. A file that cannot be shown says why in ``refused``.
    ``keep_metadata`` leaves a JPEG byte for byte as it is, with the place and device in it."""
    try:
        if media_type == Media.PDF:
            return _paper(data)
        if media_type in (Media.JPEG, Media.PNG, Media.WEBP):
            return _picture(data, media_type, keep_metadata)
    except GigWalletError as refusal:
        return Loaded((), refused=refusal.code)
    return Loaded((), refused="exhibit_kind_not_shown")


def _picture(data: bytes, media_type: str, keep_metadata: bool) -> Loaded:
    facts = pages.describe_picture(data)
    copy = pages.strip_metadata(data, media_type)
    if keep_metadata and media_type == Media.JPEG:
        copy = data
    alpha: Layer | None = None
    layer = _jpeg_layer(copy) if media_type == Media.JPEG else None
    changes = [] if copy == data else ["metadata_removed"]
    pixels = ""
    if media_type == Media.PNG and _passes_through(copy):
        layer = _png_layer(copy)
    elif layer is None or layer.channels == 4:
        if layer is not None:
            changes.append("colours_converted")
        flat = pages.flat_layers(copy)
        layer, pixels = _png_layer(flat.colours), flat.pixels_sha256
        alpha = None if flat.alpha is None else _png_layer(flat.alpha)
    if facts.orientation != 1:
        changes.append("turned_upright")
    wide, tall = facts.width, facts.height
    if facts.orientation >= 5:
        wide, tall = tall, wide
    return Loaded(
        tuple(_parts(wide, tall)),
        facts.orientation,
        stored_as=layer.filter,
        stored_sha256=hashlib.sha256(layer.data).hexdigest(),
        copy_sha256=hashlib.sha256(copy).hexdigest(),
        pixels_sha256=pixels,
        changes=tuple(changes),
        layers=((layer, alpha),),
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


def _paper(data: bytes) -> Loaded:
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
    return Loaded(
        tuple(views),
        changes=imported.changes,
        archival=imported.archival,
        paper=imported.data,
    )


def _paper_as_pixels(data: bytes) -> Loaded:
    """For pages that can be drawn but not taken over safely: about 200 dots per inch."""
    facts = pages.describe_paper(data)
    views, layers = [], []
    for number, (wide, tall) in enumerate(facts.sizes):
        drawn = pages.rasterise(data, number + 1, round(wide * 200 / 72))
        layers.append((_png_layer(pages.flat_layers(drawn).colours), None))
        views.append(View(tall / wide, wide * 1.4, page=number))
    return Loaded(
        tuple(views),
        stored_as="FlateDecode",
        changes=("drawn_as_pixels",),
        layers=tuple(layers),
    )


def _jpeg_layer(jpeg: bytes) -> Layer:
    """From the frame header; the bytes go into the PDF as they are."""
    at = 2
    while at < len(jpeg):
        marker, length = struct.unpack_from(">xBH", jpeg, at)
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            # Lossless, hierarchical and arithmetic frames are not in PDF's DCTDecode.
            if marker not in (0xC0, 0xC1, 0xC2):
                raise GigWalletError("picture_unreadable")
            bits, tall, wide, channels = struct.unpack_from(">BHHB", jpeg, at + 4)
            if bits != 8 or channels not in (1, 3, 4):
                raise GigWalletError("picture_unreadable")
            return Layer(jpeg, "DCTDecode", wide, tall, bits, channels)
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
