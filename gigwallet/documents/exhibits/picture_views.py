"""How a picture is shown: its pixels as they are, on one page or, where it is long, on several."""

from __future__ import annotations

import hashlib
import math
import struct
from collections.abc import Sequence
from dataclasses import replace

from gigwallet import pages
from gigwallet.documents.exhibits.text_layer import part_of
from gigwallet.documents.exhibits.views import Layer, Loaded, View
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.paper import Page, Paper
from gigwallet.pages import Media

# A picture longer than this (height over width) is shown in parts, each about as long as a phone
# is; the parts share one picture in the file.
_LONGEST = 2.9
_PART = 1.9
_MOST_PARTS = 40
_OVERLAP = 0.04
# Points per pixel at which a small picture stops growing (about 72 dots per inch).
_LARGEST_SCALE = 1.0


def show_heic(data: bytes, read: Paper | None) -> Loaded:
    """As a JPEG that is made of it, and this is declared: PDF has no place for it as it is."""
    made = show_picture(pages.jpeg_of(data), Media.JPEG, False, read)
    return replace(made, changes=("metadata_removed", "converted_to_jpeg"))


def show_picture(
    data: bytes, media_type: str, keep_metadata: bool, read: Paper | None, sha256: str = ""
) -> Loaded:
    """Its views; ``read`` is what a program read of it, ``sha256`` its digest, where it is known.
    Refuses as functions of ``pages`` do."""
    facts = pages.describe_picture(data)
    copy = pages.strip_metadata(data, media_type)
    kept = keep_metadata and media_type == Media.JPEG
    if kept:
        copy = data
    alpha: Layer | None = None
    layer = jpeg_layer(copy) if media_type == Media.JPEG else None
    same = copy == data
    changes = [] if same else ["metadata_removed"]
    pixels = ""
    if media_type == Media.PNG and _passes_through(copy):
        layer = png_layer(copy)
    elif layer is None or layer.channels == 4:
        changes.append("packed_anew" if layer is None else "colours_converted")
        flat = pages.flat_layers(copy)
        layer, pixels = png_layer(flat.colours), flat.pixels_sha256
        alpha = None if flat.alpha is None else png_layer(flat.alpha)
    if facts.orientation != 1:
        changes.append("turned_upright")
    wide, tall = facts.width, facts.height
    if facts.orientation >= 5:
        wide, tall = tall, wide
    copied = sha256 if same and sha256 else _digest(copy)
    views = tuple(_parts(wide, tall))
    words = _words(views, read)
    return Loaded(
        views,
        facts.orientation,
        stored_as=layer.filter,
        stored_sha256=copied if layer.data is copy else _digest(layer.data),
        copy_sha256=copied,
        pixels_sha256=pixels,
        changes=tuple(changes),
        worded=any(words),
        read_by=read.engine if read and any(words) else "",
        device=facts.device if kept else "",
        device_left_out=bool(facts.device) and not kept,
        layers=((layer, alpha),),
        words=words,
    )


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _words(views: Sequence[View], read: Paper | None) -> tuple[Page | None, ...]:
    """What lies behind each view."""
    if read is None or len(read.pages) != 1 or not read.pages[0].pieces:
        return ()
    return tuple(part_of(read.pages[0], view.top, view.bottom) for view in views)


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


def jpeg_layer(jpeg: bytes) -> Layer:
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


def png_layer(png: bytes) -> Layer:
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
