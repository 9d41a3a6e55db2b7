"""Which characters the bytes of a table mean: UTF-8 strictly, UTF-16 by its mark, then GB 18030 and
what spreadsheets saved in before."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from gigwallet.tabular.older_encodings import likely

REPLACED = "\N{REPLACEMENT CHARACTER}"

# One broken character among so many sound ones is damage; more than that is another encoding.
_SOUND_PER_BROKEN = 10
_TEXT_PER_BROKEN = 200
# More of them are a binary file, or UTF-16 without its mark.
_STRAY_NULS = 8
_PIECE_BYTES = 256 * 1024
_LOOKED_AT = 4 * _PIECE_BYTES
_MARKS = (
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF8, "utf-8"),
)


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the bytes behind the first ``skipped`` ones are decoded. ``errors`` is ``replace`` where
    a few are broken, so that their lines can be rejected and the rest kept."""

    name: str
    errors: str = "strict"
    skipped: int = 0

    def pieces(self, stream: BinaryIO) -> Iterator[str]:
        """The whole text, a piece at a time."""
        stream.seek(self.skipped)
        decoder = codecs.getincrementaldecoder(self.name)(self.errors)
        while piece := stream.read(_PIECE_BYTES):
            yield decoder.decode(piece)
        yield decoder.decode(b"", final=True)


def encoding_of(stream: BinaryIO, complete: bool = True) -> Encoding | None:
    """The encoding of all that ``stream`` holds, which is read once or twice and never held whole;
    None where it is no text. ``complete=False`` forgives a character that is cut off at the end."""
    stream.seek(0)
    head = stream.read(4)
    mark, marked = next((each for each in _MARKS if head.startswith(each[0])), (b"", "utf-8"))
    if marked != "utf-8":
        return _if_strict(stream, Encoding(marked, skipped=len(mark)), complete)
    size, nuls, strict = _as_utf8(stream, len(mark), complete)
    if nuls > max(_STRAY_NULS, size // _TEXT_PER_BROKEN):
        return None
    if strict:
        return Encoding("utf-8", skipped=len(mark))
    damaged = Encoding("utf-8", "replace", len(mark))
    length = broken = foreign = 0
    for piece in damaged.pieces(stream):
        length += len(piece)
        broken += piece.count(REPLACED)
        foreign += len(piece) - len(piece.encode("ascii", errors="ignore"))
    if broken * _SOUND_PER_BROKEN <= foreign - broken:
        return damaged
    for name in () if mark else likely(_foreign(stream)):
        if found := _if_strict(stream, Encoding(name), complete):
            return found
    return damaged if broken * _TEXT_PER_BROKEN <= length else None


def decoded(data: bytes, complete: bool = True) -> str | None:
    """The text, without a byte order mark, or None where the bytes are no text.

    A few broken bytes in a UTF-8 file show up as U+FFFD, so that their lines can be rejected and
    the rest kept. ``complete=False`` forgives a character that is cut off at the end.
    """
    found = encoding_of(io.BytesIO(data), complete)
    if found is None:
        return None
    decoder = codecs.getincrementaldecoder(found.name)(found.errors)
    return decoder.decode(data[found.skipped :], final=complete or found.errors == "replace")


def _as_utf8(stream: BinaryIO, skipped: int, complete: bool) -> tuple[int, int, bool]:
    """How many bytes there are, how many of them are zero, and whether all are UTF-8."""
    stream.seek(skipped)
    decoder = codecs.getincrementaldecoder("utf-8")()
    size = nuls = 0
    strict = True
    while piece := stream.read(_PIECE_BYTES):
        size += len(piece)
        nuls += piece.count(0)
        strict = strict and _fits(decoder, piece)
    return size, nuls, strict and _fits(decoder, b"", final=complete)


def _foreign(stream: BinaryIO) -> bytes:
    """The lines with more than ASCII, of the first ones."""
    stream.seek(0)
    head = bytearray()
    while len(head) < _LOOKED_AT and (piece := stream.read(_PIECE_BYTES)):
        head += piece
    return b"".join(line for line in head.splitlines(keepends=True) if not line.isascii())


def _fits(decoder: codecs.IncrementalDecoder, piece: bytes, final: bool = False) -> bool:
    try:
        decoder.decode(piece, final)
    except UnicodeDecodeError:
        return False
    return True


def _if_strict(stream: BinaryIO, encoding: Encoding, complete: bool) -> Encoding | None:
    """``encoding`` where every byte fits it."""
    stream.seek(encoding.skipped)
    decoder = codecs.getincrementaldecoder(encoding.name)()
    while piece := stream.read(_PIECE_BYTES):
        if not _fits(decoder, piece):
            return None
    return encoding if _fits(decoder, b"", final=complete) else None
