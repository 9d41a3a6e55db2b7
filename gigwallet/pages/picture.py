"""What a picture holds: its size, which way is up, when it was taken, and its pixels."""

from __future__ import annotations

import hashlib
import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from PIL import Image, ImageOps

from gigwallet.domain.errors import GigWalletError
from gigwallet.pages.limits import within_bytes, within_pixels
from gigwallet.pages.media import Media, sniff

_FORMATS = ("JPEG", "PNG", "WEBP")
_MAKE, _MODEL, _ORIENTATION, _CHANGED_AT, _EXIF_BLOCK, _TAKEN_AT, _TAKEN_OFFSET = (
    0x010F,
    0x0110,
    0x0112,
    0x0132,
    0x8769,
    0x9003,
    0x9011,
)
_LONGEST_NAME = 48
_PNG_SIGN = b"\x89PNG\r\n\x1a\n"
# Of as many stripes of rows one is packed to learn how well a picture packs.
_STRIPE, _STRIPES = 16, 8
_PNG_SAYINGS = frozenset({b"eXIf", b"tEXt", b"zTXt", b"iTXt"})
# What Pillow raises on broken pictures, as far as its decoders and the hostile samples show.
_BROKEN = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    OverflowError,
    MemoryError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
)


_Noted = tuple[int, datetime | None, timedelta | None, str]
_NOTHING_NOTED: _Noted = (1, None, None, "")


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """``width`` and ``height`` in pixels as stored, before ``orientation`` (EXIF, 1 to 8) turns
    them. ``taken_at`` is the naive wall time that the camera wrote, ``taken_offset`` its offset
    from UTC where it wrote one. ``device`` is the make and model that the file names, on one short
    line; no number of a single device. The place is never read."""

    media: Media
    width: int
    height: int
    orientation: int
    taken_at: datetime | None
    taken_offset: timedelta | None
    device: str = ""


@contextmanager
def opened(data: bytes) -> Iterator[Image.Image]:
    """The picture, not yet decoded. Refuses with ``picture_unreadable``, ``image_too_large``,
    ``file_too_large``; a broken picture may show only when its pixels are asked for."""
    within_bytes(data)
    try:
        with warnings.catch_warnings():
            # The limit is ours, below; Pillow's own warning would only print.
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
                within_pixels(*picture.size)
                yield picture
    except _BROKEN as broken:
        if isinstance(broken, Image.DecompressionBombError):
            within_pixels(1 << 20, 1 << 20)
        raise GigWalletError("picture_unreadable") from broken


def describe_picture(data: bytes) -> PictureFacts:
    """Size, orientation, the time the picture was taken, and with what."""
    media = sniff(data[:1024])
    if media is None or not media.is_picture:
        raise GigWalletError("picture_unreadable")
    with opened(data) as picture:
        width, height = picture.size
        told = media is not Media.PNG or _says_more(data)
        orientation, at, offset, device = _exif(picture) if told else _NOTHING_NOTED
    return PictureFacts(media, width, height, orientation, at, offset, device)


def _says_more(png: bytes) -> bool:
    """Whether it has a chunk in which EXIF may stand. To look for one that stands behind the
    pixels, Pillow would unpack them all."""
    at = 8
    while at + 8 <= len(png):
        length, kind = struct.unpack_from(">I4s", png, at)
        if kind in _PNG_SAYINGS:
            return True
        at += 12 + length
    return False


def _exif(picture: Image.Image) -> _Noted:
    try:
        exif = picture.getexif()
        block = exif.get_ifd(_EXIF_BLOCK)
        orientation = exif.get(_ORIENTATION, 1)
        wall = str(block.get(_TAKEN_AT) or exif.get(_CHANGED_AT) or "")
        offset = str(block.get(_TAKEN_OFFSET) or "")
        device = device_in(exif)
    except _BROKEN:
        # Torn EXIF beside sound pixels: the pixels are what matters.
        return _NOTHING_NOTED
    return (
        orientation if isinstance(orientation, int) and 1 <= orientation <= 8 else 1,
        _wall_time(wall),
        _offset(offset),
        device,
    )


def device_in(exif: Image.Exif) -> str:
    """Make and model as they stand there; empty where they do not."""
    return _device(exif.get(_MAKE), exif.get(_MODEL))


def _device(make: object, model: object) -> str:
    """A model often begins with its make; what is no text is no name."""
    first, second = (" ".join(_printable(each).split())[:_LONGEST_NAME] for each in (make, model))
    if second.casefold().startswith(first.casefold()):
        return second
    return f"{first} {second}".strip()


def _printable(said: object) -> str:
    if not isinstance(said, str):
        return ""
    with suppress(UnicodeError):
        # EXIF has no word for it, so it is read as Latin letters; some phones write UTF-8.
        said = said.encode("latin-1").decode("utf-8")
    return "".join(each if each.isprintable() else " " for each in said)


def _wall_time(text: str) -> datetime | None:
    try:
        return datetime.strptime(text.strip("\0 ")[:19], "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007
    except ValueError:
        return None


def _offset(text: str) -> timedelta | None:
    try:
        parsed = datetime.strptime(text.strip("\0 "), "%z").utcoffset()
    except ValueError:
        return None
    return parsed


@dataclass(frozen=True, slots=True)
class FlatLayers:
    """Plain PNGs: ``colours`` (or greys) of 8 bits, not interlaced, and ``alpha`` where some pixel
    is not opaque. ``pixels_sha256`` is ``pixel_digest`` of the picture."""

    colours: bytes
    alpha: bytes | None
    pixels_sha256: str


def flat_layers(data: bytes) -> FlatLayers:
    """The same pixels as one or two plain PNGs, not turned, without metadata."""
    with opened(data) as picture:
        plain = _plain(picture)
        pixels = plain.tobytes()
        digest = _pixels_sha256(plain, pixels)
        if plain.mode == "RGBA":
            return FlatLayers(_packed(plain.convert("RGB")), _packed(plain.getchannel("A")), digest)
        return FlatLayers(_packed(plain, pixels), None, digest)


def _packed(picture: Image.Image, pixels: bytes = b"") -> bytes:
    """A PNG. The rows of a screen, which are flat, pack smaller where nobody filters them, and in
    half the time; those of a photo do not."""
    pixels = pixels or picture.tobytes()
    wide = len(pixels) // picture.height
    view = memoryview(pixels)
    rows = [view[first : first + wide] for first in range(0, len(pixels), wide)]
    some = b"".join(row for number, row in enumerate(rows) if number // _STRIPE % _STRIPES == 0)
    if len(zlib.compress(some, 1)) * 4 > len(some):
        return _png(picture)
    colour = {"L": 0, "RGB": 2}[picture.mode]
    head = struct.pack(">IIBBBBB", picture.width, picture.height, 8, colour, 0, 0, 0)
    # Each row says first how it is filtered.
    body = zlib.compress(b"\0" + b"\0".join(rows), 1)
    return b"".join((_PNG_SIGN, *_chunk(b"IHDR", head), *_chunk(b"IDAT", body), *_chunk(b"IEND")))


def _chunk(kind: bytes, body: bytes = b"") -> tuple[bytes, ...]:
    check = zlib.crc32(body, zlib.crc32(kind))
    return struct.pack(">I", len(body)), kind, body, struct.pack(">I", check)


def _png(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    # A third quicker than the usual level, and hardly larger where the rows are filtered.
    picture.save(out, "PNG", compress_level=3)
    return out.getvalue()


def pixel_digest(data: bytes) -> str:
    """SHA-256 (hex) of the pixels written as a binary PPM file (``P6``, grey ``P5``), which
    ``pdfimages`` or any picture tool writes too; a picture with alpha as PAM (``P7``)."""
    with opened(data) as picture:
        plain = _plain(picture)
        return _pixels_sha256(plain, plain.tobytes())


def _pixels_sha256(plain: Image.Image, pixels: bytes) -> str:
    width, height = plain.size
    head = {
        "L": f"P5\n{width} {height}\n255\n",
        "RGB": f"P6\n{width} {height}\n255\n",
        "RGBA": f"P7\nWIDTH {width}\nHEIGHT {height}\nDEPTH 4\nMAXVAL 255\n"
        "TUPLTYPE RGB_ALPHA\nENDHDR\n",
    }[plain.mode]
    digest = hashlib.sha256(head.encode("ascii"))
    digest.update(pixels)
    return digest.hexdigest()


def _plain(picture: Image.Image) -> Image.Image:
    """As L, RGB or, where some pixel is not opaque, RGBA."""
    if picture.mode in ("L", "RGB") and "transparency" not in picture.info:
        picture.load()
        return _bare(picture)
    if picture.mode in ("1", "I;16", "I"):
        # Sixteen-bit grey keeps its high byte; screens never write it.
        grey = picture if picture.mode == "1" else picture.point(lambda value: value / 256)
        return _bare(grey.convert("L"))
    if picture.mode not in ("RGBA", "LA", "PA") and "transparency" not in picture.info:
        return _bare(picture.convert("RGB"))
    picture.load()
    with_alpha = picture if picture.mode == "RGBA" else picture.convert("RGBA")
    if with_alpha.getchannel("A").getextrema() == (255, 255):
        return _bare(with_alpha.convert("RGB"))
    return _bare(with_alpha)


def _bare(picture: Image.Image) -> Image.Image:
    picture.info = {}
    return picture


def shrunk(data: bytes, side: int) -> bytes:
    """An upright PNG that fits a square of ``side`` pixels."""
    with opened(data) as picture:
        picture.draft("RGB", (side * 2, side * 2))
        upright = ImageOps.exif_transpose(picture)
        upright.thumbnail((side, side))
        return _png(_plain(upright))
