"""A PDF that is handed out while it is written: each object as it comes, where they are at the end.

What is laid out here is spelt here. A library would hold all pages, links and bookmarks at once
(0060); nothing is held here but where each object began.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterable, Iterator

from gigwallet.documents.drawing.seal_block import Seal

DOCUMENT = "document"
# The second line tells programs that move files about that this one is not text.
_HEAD = b"%PDF-1.7\n%\xbf\xf7\xa2\xfe\n"


_PIECE = 256 * 1024


def in_pieces(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same in fewer pieces, for whoever hands them on one by one."""
    waiting: list[bytes] = []
    size = 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size >= _PIECE:
            yield b"".join(waiting)
            waiting, size = [], 0
    yield b"".join(waiting)


class PdfFile:
    """What its functions give is the file, piece by piece, in the order in which they are asked.
    Every number that was given out must get its object."""

    def __init__(self) -> None:
        self._offsets = array("Q", [0])
        self._at = 0
        self._seal = Seal()
        self.sha256 = ""  # of the whole file, once all of it was handed out

    def numbers(self, count: int = 1) -> int:
        """The first of so many new numbers, one after the other."""
        self._offsets.extend([0] * count)
        return len(self._offsets) - count

    def head(self) -> bytes:
        return self._out(_HEAD, DOCUMENT)

    def thing(self, number: int, text: str | bytes, label: str = DOCUMENT) -> bytes:
        """An object. ``label`` is what its bytes belong to (docs/seal-format.md)."""
        spelt = text.encode("ascii") if isinstance(text, str) else text
        self._offsets[number] = self._at
        return self._out(b"%d 0 obj\n%b\nendobj\n" % (number, spelt), label)

    def packed(self, number: int, keys: str, data: bytes, label: str = DOCUMENT) -> bytes:
        """A stream that is packed here; ``keys`` say what it is."""
        small = zlib.compress(data)
        text = f"<< {keys} /Filter /FlateDecode /Length {len(small)} >>".encode("ascii")
        return self.thing(number, b"%b\nstream\n%b\nendstream" % (text, small), label)

    def stream(
        self, number: int, text: bytes, pieces: Iterable[bytes], label: str = DOCUMENT
    ) -> Iterator[bytes]:
        """A stream as it is; ``text`` is its dictionary with its length."""
        self._offsets[number] = self._at
        yield self._out(b"%d 0 obj\n%b\nstream\n" % (number, text), label)
        for piece in pieces:
            yield self._out(piece, label)
        yield self._out(b"\nendstream\nendobj\n", label)

    def end(self, root: int, about: int, *, sealed: bool) -> Iterator[bytes]:
        """The table and, where it is ``sealed``, the seal."""
        table = self._at
        if not all(self._offsets[1:]):
            raise RuntimeError("a number without its object")
        count = len(self._offsets)
        yield self._out(b"xref\n0 %d\n0000000000 65535 f \n" % count, DOCUMENT)
        for first in range(1, count, 4096):
            rows = (b"%010d 00000 n \n" % each for each in self._offsets[first : first + 4096])
            yield self._out(b"".join(rows), DOCUMENT)
        # The same content has the same name, which is not that of any other.
        name = self._seal.so_far()[:32]
        trailer = f"trailer << /Size {count} /Root {root} 0 R /Info {about} 0 R /ID [ <{name}> "
        yield self._out(f"{trailer}<{name}> ] >>\n".encode("ascii"), DOCUMENT)
        ending = b"startxref\n%d\n%%%%EOF\n" % table
        last = self._seal.block(ending) if sealed else ending
        self.sha256 = self._seal.closed(last)
        yield last

    def _out(self, piece: bytes, label: str) -> bytes:
        self._at += len(piece)
        self._seal.over(piece, label)
        return piece
