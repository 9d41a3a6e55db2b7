"""Files that hold pixels and nothing else: a PNG of three chunks, a PDF of one picture a page."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pikepdf
from pikepdf import Dictionary, Name
from PIL import Image

from gigwallet.domain.errors import GigWalletError
from gigwallet.pages.limits import within_pixels

_POINTS = 72
# The rows of screens and text shrink well under PNG's "up" filter, which costs little.
_UP = 2
_LEVEL = 6


@dataclass(frozen=True, slots=True)
class Sheet:
    """Pixels of one sheet, packed as PNG and PDF both hold them."""

    width: int
    height: int
    packed: bytes = field(repr=False)

    @classmethod
    def of(cls, picture: Image.Image) -> Sheet:
        """``picture`` is RGB."""
        stride = picture.width * 3
        pixels = picture.tobytes()
        packer = zlib.compressobj(_LEVEL)
        packed = []
        above = bytes(stride)
        for at in range(0, len(pixels), stride):
            row = pixels[at : at + stride]
            packed.append(packer.compress(bytes([_UP]) + _difference(row, above)))
            above = row
        packed.append(packer.flush())
        return cls(picture.width, picture.height, b"".join(packed))


def _difference(row: bytes, above: bytes) -> bytes:
    """Byte by byte, modulo 256."""
    import numpy as np

    return (np.frombuffer(row, np.uint8) - np.frombuffer(above, np.uint8)).tobytes()


def as_png(sheet: Sheet) -> bytes:
    """A head, the pixels, an end."""
    head = struct.pack(">IIBBBBB", sheet.width, sheet.height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"IDAT", sheet.packed), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in chunks)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def as_pdf(sheets: Sequence[Sheet], resolution: int) -> bytes:
    """Each sheet on a page of its own size; no information dictionary, no text, no attachment."""
    with pikepdf.new() as pdf:
        for sheet in sheets:
            wide, tall = (side * _POINTS / resolution for side in (sheet.width, sheet.height))
            page = pdf.add_blank_page(page_size=(max(wide, 3), max(tall, 3)))
            picture = pdf.make_indirect(_picture(pdf, sheet))
            page.obj.Resources = Dictionary(XObject=Dictionary(Sheet=picture))
            page.obj.Contents = pdf.make_stream(
                b"q %.4f 0 0 %.4f 0 0 cm /Sheet Do Q" % (wide, tall)
            )
        out = io.BytesIO()
        pdf.save(
            out,
            static_id=True,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return out.getvalue()


def _picture(pdf: pikepdf.Pdf, sheet: Sheet) -> pikepdf.Stream:
    picture = pikepdf.Stream(pdf, b"")
    rows = Dictionary(Predictor=15, Colors=3, BitsPerComponent=8, Columns=sheet.width)
    picture.write(sheet.packed, filter=Name.FlateDecode, decode_parms=rows)
    about = {
        "/Type": Name.XObject,
        "/Subtype": Name.Image,
        "/Width": sheet.width,
        "/Height": sheet.height,
        "/BitsPerComponent": 8,
        "/ColorSpace": Name.DeviceRGB,
    }
    for key, value in about.items():
        picture[key] = value
    return picture


def pictures_of(pdf: bytes) -> Iterator[Image.Image]:
    """The pixels of each page of such a PDF, exactly: nothing is drawn. Refusals:
    ``pdf_unreadable``, and ``redaction_other_kind`` for a page that is not one picture alone."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            for page in opened.pages:
                pictures = list(page.get_images().values())
                if len(pictures) != 1 or not isinstance(pictures[0], pikepdf.Stream):
                    raise GigWalletError("redaction_other_kind")
                within_pixels(int(pictures[0].Width), int(pictures[0].Height))
                yield pikepdf.PdfImage(pictures[0]).as_pil_image().convert("RGB")
    except (pikepdf.PdfError, NotImplementedError, ValueError, AttributeError) as broken:
        raise GigWalletError("pdf_unreadable") from broken
