"""Which parts of a picture file say where and with what it was taken; a copy without them.

The compressed pixels are copied byte for byte; only the segments around them go.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator

from gigwallet.domain.errors import GigWalletError
from gigwallet.pages.limits import within_bytes
from gigwallet.pages.media import Media, sniff

# PNG: the critical chunks, and those without which colours would change.
_PNG_KEPT = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP",
             b"sBIT", b"cICP", b"bKGD", b"pHYs"}  # fmt: skip
_WEBP_KEPT = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"}
_WEBP_EXIF_AND_XMP_FLAGS = 0x0C
_SOI, _EOI, _SOS, _COM = 0xD8, 0xD9, 0xDA, 0xFE
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)
_APP0, _APP2, _APP14, _APP15 = 0xE0, 0xE2, 0xEE, 0xEF


def strip_metadata(data: bytes, media_type: str) -> bytes:
    """A copy of a JPEG, PNG or WebP without EXIF, XMP, IPTC, comments, thumbnails, text chunks and
    anything behind the end of the picture. Stripping twice changes nothing more.

    Note that a JPEG's EXIF orientation goes as well: whoever shows the copy turns it by
    ``PictureFacts.orientation`` of the original. Refuses with ``picture_unreadable`` a file whose
    structure is torn, and with ``picture_not_stripped`` one of another kind.
    """
    within_bytes(data)
    if sniff(data[:1024]) != media_type:
        raise GigWalletError("picture_unreadable")
    try:
        if media_type == Media.JPEG:
            return b"".join(_jpeg(data))
        if media_type == Media.PNG:
            return b"".join(_png(data))
        if media_type == Media.WEBP:
            return _webp(data)
    except (struct.error, IndexError) as torn:
        raise GigWalletError("picture_unreadable") from torn
    raise GigWalletError("picture_not_stripped", media_type=media_type)


def _jpeg(data: bytes) -> Iterator[bytes]:
    yield data[:2]
    at = 2
    while True:
        if data[at] != 0xFF:
            raise GigWalletError("picture_unreadable")
        while data[at + 1] == 0xFF:  # fill bytes
            at += 1
        marker = data[at + 1]
        if marker == _EOI:
            yield b"\xff\xd9"
            return
        if marker == _SOI or 0xD0 <= marker <= 0xD7 or marker <= 0x01:
            raise GigWalletError("picture_unreadable")
        (length,) = struct.unpack_from(">H", data, at + 2)
        end = at + 2 + length
        if length < 2 or end > len(data):
            raise GigWalletError("picture_unreadable")
        body = data[at + 4 : end]
        if _APP0 <= marker <= _APP15 or marker == _COM:
            yield _kept_application_segment(marker, body)
        else:
            yield data[at:end]
        at = end
        if marker == _SOS:
            at = _end_of_scan(data, end)
            yield data[end:at]


def _kept_application_segment(marker: int, body: bytes) -> bytes:
    """JFIF without its thumbnail, the colour profile, Adobe's colour transform; else nothing."""
    if marker == _APP0 and body.startswith(b"JFIF\0") and len(body) >= 14:
        body = body[:12] + b"\0\0"
    elif not (
        (marker == _APP2 and body.startswith(b"ICC_PROFILE\0"))
        or (marker == _APP14 and body.startswith(b"Adobe"))
    ):
        return b""
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def _end_of_scan(data: bytes, at: int) -> int:
    """Where the next marker that is neither a stuffed byte nor a restart stands."""
    found = _MARKER.search(data, at)
    if found is None:
        raise GigWalletError("picture_unreadable")
    return found.start()


def _png(data: bytes) -> Iterator[bytes]:
    yield data[:8]
    at = 8
    while True:
        length, kind = struct.unpack_from(">I4s", data, at)
        end = at + 12 + length
        if end > len(data):
            raise GigWalletError("picture_unreadable")
        (checksum,) = struct.unpack_from(">I", data, end - 4)
        if checksum != zlib.crc32(data[at + 4 : end - 4]):
            raise GigWalletError("picture_unreadable")
        if kind in _PNG_KEPT:
            yield data[at:end]
        elif not kind[0] & 0x20:  # a critical chunk that nobody knows
            raise GigWalletError("picture_unreadable")
        if kind == b"IEND":
            return
        at = end


def _webp(data: bytes) -> bytes:
    (size,) = struct.unpack_from("<I", data, 4)
    stop = min(8 + size, len(data))
    kept: list[bytes] = []
    at = 12
    while at + 8 <= stop:
        kind, length = struct.unpack_from("<4sI", data, at)
        end = at + 8 + length + length % 2
        if at + 8 + length > len(data):
            raise GigWalletError("picture_unreadable")
        chunk = data[at:end]
        if kind == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~_WEBP_EXIF_AND_XMP_FLAGS]) + chunk[9:]
        if kind in _WEBP_KEPT:
            kept.append(chunk)
        at = end
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body
