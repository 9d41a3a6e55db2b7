"""Invented pictures and papers, made in memory, with canaries that no copy may carry on."""

from __future__ import annotations

import io
import random
from collections.abc import Callable

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

CANARY = "GPSCANARY48.8584N"


def _noise(mode: str, size: tuple[int, int]) -> Image.Image:
    noise = random.Random(7)  # noqa: S311  invented pixels
    image = Image.frombytes("RGB", size, noise.randbytes(size[0] * size[1] * 3))
    return image.convert(mode)


def _exif(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = CANARY
    exif[0x0132] = "2025:07:03 09:00:00"
    exif.get_ifd(0x8769)[0x9003] = "2025:07:02 18:20:31"
    exif.get_ifd(0x8769)[0x9011] = "+08:00"
    exif.get_ifd(0x8825)[0x0002] = (48.0, 51.0, 30.0)
    exif.get_ifd(0x8825)[0x001D] = CANARY
    return exif


@pytest.fixture
def canary() -> bytes:
    return CANARY.encode("ascii")


@pytest.fixture
def make() -> Callable[..., bytes]:
    """``make(kind, mode, size, orientation)``: a picture of ``kind`` that carries the canary in
    every kind of metadata that ``kind`` can hold."""

    def picture(
        kind: str,
        mode: str = "RGB",
        size: tuple[int, int] = (61, 43),
        orientation: int = 1,
        **options: object,
    ) -> bytes:
        image = _noise(mode, size)
        out = io.BytesIO()
        exif = _exif(orientation)
        if kind == "JPEG":
            image.save(out, "JPEG", exif=exif, comment=CANARY.encode(), **options)
            body = out.getvalue()
            photoshop = b"\xff\xed" + (2 + 14 + len(CANARY)).to_bytes(2, "big")
            body = body[:2] + photoshop + b"Photoshop 3.0\0" + CANARY.encode() + body[2:]
            return body + b"trailing " + CANARY.encode()
        if kind == "PNG":
            text = PngInfo()
            text.add_text("Comment", CANARY)
            text.add_itxt("XML:com.adobe.xmp", CANARY)
            text.add_text("Long", CANARY, zip=True)
            image.save(out, "PNG", exif=exif, pnginfo=text, **options)
            return out.getvalue() + CANARY.encode()
        image.save(out, "WEBP", lossless=True, exif=exif, xmp=CANARY.encode(), **options)
        return out.getvalue() + CANARY.encode()

    return picture


@pytest.fixture
def paper() -> Callable[..., bytes]:
    """``paper(count)``: a PDF of ``count`` pages, A5 lying, with a word on each."""

    def pdf(count: int = 2) -> bytes:
        sheets = []
        for number in range(1, count + 1):
            words = f"BT /F1 24 Tf 72 200 Td (Page number {number}) Tj ET".encode()
            sheets.append(words)
        parts = [b"%PDF-1.4\n"]
        offsets: list[int] = []

        def add(body: bytes) -> None:
            offsets.append(sum(map(len, parts)))
            parts.append(b"%d 0 obj\n%s\nendobj\n" % (len(offsets), body))

        kids = b" ".join(b"%d 0 R" % (4 + 2 * n) for n in range(count))
        add(b"<</Type/Catalog/Pages 2 0 R>>")
        add(b"<</Type/Pages/Kids[%s]/Count %d/MediaBox[0 0 595 420]>>" % (kids, count))
        add(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
        for number, words in enumerate(sheets):
            add(
                b"<</Type/Page/Parent 2 0 R/Resources<</Font<</F1 3 0 R>>>>/Contents %d 0 R>>"
                % (5 + 2 * number)
            )
            add(b"<</Length %d>>stream\n%s\nendstream" % (len(words), words))
        start = sum(map(len, parts))
        table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
        parts.append(
            b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\n"
            b"startxref\n%d\n%%%%EOF\n" % (len(offsets) + 1, table, len(offsets) + 1, start)
        )
        return b"".join(parts)

    return pdf
