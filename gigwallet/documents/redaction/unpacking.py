"""What is packed or spelt inside a stream of a PDF: files in files, signs written as numbers."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

_STREAM = re.compile(rb"stream\r?\n")
_MOST = 1 << 26  # bytes of one thing inside another
_MOST_MEMBERS = 2_000
_DEEPEST = 3
_GZIP = 31  # for zlib: with the head of a gzip file
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})|&#(\d{1,7});|&#x([0-9a-fA-F]{1,6});")
_ENCODINGS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_LONGEST_TEXT = 1 << 24


def packed_inside(blob: bytes, depth: int = 0) -> Iterator[bytes]:
    """An attachment may be a PDF, an archive (a spreadsheet is one), or a picture with comments of
    its own: everything inside it, unpacked, as far as it can be."""
    if depth == _DEEPEST:
        return
    for inside in _one_level(blob):
        yield inside
        yield from packed_inside(inside, depth + 1)


def _one_level(blob: bytes) -> Iterator[bytes]:
    if blob.startswith(b"%PDF-"):
        for start in _STREAM.finditer(blob):
            yield from _inflated(blob[start.end() :], zlib.MAX_WBITS)
    elif blob.startswith(b"PK"):
        yield from _members(blob)
    elif blob.startswith(b"\x1f\x8b"):
        yield from _inflated(blob, _GZIP)
    elif blob.startswith(b"\x89PNG"):
        yield from _comments(blob)


def _inflated(data: bytes, window: int) -> Iterator[bytes]:
    try:
        yield zlib.decompressobj(window).decompress(data, _MOST)
    except zlib.error:
        return


def _members(blob: bytes) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(blob)) as archive:
            for member in archive.infolist()[:_MOST_MEMBERS]:
                yield member.filename.encode()
                with archive.open(member) as opened:
                    yield opened.read(_MOST)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError, EOFError):
        return


def _comments(png: bytes) -> Iterator[bytes]:
    at = 8
    while at + 12 <= len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        if png[at + 4 : at + 8] in (b"zTXt", b"iTXt", b"iCCP"):
            body = png[at + 8 : at + 8 + length]
            packed = body.find(b"\x78")
            while packed >= 0:
                yield from _inflated(body[packed:], zlib.MAX_WBITS)
                packed = body.find(b"\x78", packed + 1)
        at += 12 + length


def spelt_out(blob: bytes) -> str:
    """The blob as a text, with signs that JSON, XML or HTML spell by number; empty where it is
    none."""
    if len(blob) > _LONGEST_TEXT:
        return ""
    encoding = _ENCODINGS.get(blob[:2], "utf-8")
    try:
        text = blob.decode(encoding)
    except UnicodeDecodeError:
        return ""
    return _ESCAPED.sub(_sign, text)


def _sign(match: re.Match[str]) -> str:
    code = int(match[2]) if match[2] else int(match[1] or match[3], 16)
    return chr(code) if code < 0xD800 or 0xDFFF < code <= 0x10FFFF else " "
