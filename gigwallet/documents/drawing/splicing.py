"""Long streams stay out of a PDF while it is put together, and come in while it is handed out.

The library holds every stream that it takes over from another file. So a part carries a *mark* in
place of each long one (its SHA-256), and the bytes lie beside it. A file of marks is small; it is
handed out with the bytes in their places, their lengths, and the offsets of what lies behind them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from gigwallet.documents.drawing.structure import Structure

_SIGN = b"gigwallet stream "
_MARK_BYTES = len(_SIGN) + 64
_LENGTH = b"/Length %d" % _MARK_BYTES
_BEGIN = b"\nstream\n"
_MARKED = re.compile(_BEGIN + _SIGN + rb"([0-9a-f]{64})(?=\n?endstream)")
_TABLE = re.compile(rb"xref\n0 (\d+)\n")
_KIDS = re.compile(rb"/Kids \[ ((?:\d+ 0 R )+)\]")
_SHORTEST = 4096
_PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Bytes:
    """Where a stream lies: ``length`` bytes from ``first`` of a file, or of what is in memory."""

    first: int
    length: int
    source: str | bytes = b""

    def pieces(self) -> Iterator[bytes]:
        if isinstance(self.source, bytes):
            yield self.source[self.first : self.first + self.length]
            return
        with Path(self.source).open("rb") as stream:
            stream.seek(self.first)
            left = self.length
            while left:
                piece = stream.read(min(left, _PIECE))
                if not piece:
                    raise EOFError
                left -= len(piece)
                yield piece


class Beside:
    """Streams that lie beside a file: their bytes joined, and where each lies in them, by its mark.
    What comes twice is kept once."""

    def __init__(self) -> None:
        self.where: dict[str, Bytes] = {}
        self._pieces: list[bytes] = []
        self._size = 0
        self._ours: set[tuple[int, int]] = set()

    @property
    def content(self) -> bytes:
        return b"".join(self._pieces)

    def put(self, stream: pikepdf.Object, raw: bytes, sha256: str) -> None:
        """Keeps ``raw``, whose digest is ``sha256`` (hex), and puts its mark into ``stream``, which
        then says of itself no longer how it is packed."""
        stream.write(_SIGN + sha256.encode("ascii"))
        self._ours.add(stream.objgen)
        if sha256 not in self.where:
            self.where[sha256] = Bytes(self._size, len(raw))
            self._pieces.append(raw)
            self._size += len(raw)

    def take_out(self, pdf: pikepdf.Pdf) -> None:
        """Does so with the other long streams of ``pdf``."""
        for thing in pdf.objects:
            # The list may name an object twice, and a mark of ours is not a stranger's.
            if not isinstance(thing, pikepdf.Stream) or "/Filter" not in thing:
                continue
            if thing.objgen in self._ours:
                continue
            raw = thing.read_raw_bytes()
            # What a stranger made to look like a mark is taken out too: every mark is ours.
            if len(raw) >= _SHORTEST or raw.startswith(_SIGN):
                packed = {key: thing[key] for key in ("/Filter", "/DecodeParms") if key in thing}
                self.put(thing, raw, hashlib.sha256(raw).hexdigest())
                for key, value in packed.items():
                    thing[key] = value


def spliced(
    pdf: bytes, streams: Mapping[str, Bytes], structure: Structure | None = None
) -> Iterator[bytes]:
    """The file with each marked stream in its place, and the objects of ``structure`` behind the
    others. ``pdf`` is as pikepdf writes it without object streams: one classic cross-reference
    table."""
    turn = pdf.rindex(b"startxref\n")
    table = int(pdf[turn:].split(b"\n")[1])
    head = _TABLE.match(pdf, table)
    if head is None:
        raise ValueError("not one classic cross-reference table")
    count = int(head.group(1))
    rows = [pdf[head.end() + 20 * n : head.end() + 20 * n + 20] for n in range(count)]
    offsets = sorted((int(row[:10]), n) for n, row in enumerate(rows) if row[17:18] == b"n")
    ends = [offset for offset, _ in offsets[1:]] + [table]
    tree = 0
    told: Iterator[bytes] = iter(())
    if structure is not None:
        place = {number: first for first, number in offsets}
        tree, pages = _tree_and_pages(pdf, table, place)
        told = (each.encode("ascii") for each in structure.spelt(tree, count, pages))
    yield pdf[: offsets[0][0]]
    moved = 0
    for (first, number), end in zip(offsets, ends, strict=True):
        rows[number] = b"%010d" % (first + moved) + rows[number][10:]
        if number == tree:
            thing = _object(number, next(told))
            moved += len(thing) - (end - first)
            yield thing
            continue
        thing = pdf[first:end]
        # Names and strings in front of it are spelt without line feeds: this is where it begins.
        marked = _MARKED.match(thing, max(0, thing.find(_BEGIN)))
        if marked is None:
            yield thing
            continue
        stream = streams[marked.group(1).decode("ascii")]
        front, said, rest = thing[: marked.start()].rpartition(_LENGTH)
        if not said:
            raise ValueError("a mark without its length")
        about = front + b"/Length %d" % stream.length + rest
        yield about + _BEGIN
        yield from stream.pieces()
        yield thing[marked.end() :]
        moved += len(about) - marked.start() + stream.length - _MARK_BYTES
    for each in told:
        thing = _object(len(rows), each)
        rows.append(b"%010d 00000 n \n" % (table + moved))
        moved += len(thing)
        yield thing
    yield b"xref\n0 %d\n" % len(rows) + b"".join(rows)
    behind = pdf[head.end() + 20 * count : turn].replace(
        b"/Size %d " % count, b"/Size %d " % len(rows), 1
    )
    yield behind + b"startxref\n%d\n%%%%EOF\n" % (table + moved)


def _object(number: int, content: bytes) -> bytes:
    return b"%d 0 obj\n%s\nendobj\n" % (number, content)


def _tree_and_pages(pdf: bytes, table: int, place: Mapping[int, int]) -> tuple[int, list[int]]:
    """The numbers of the objects that are the root of the structure and the pages, from the
    catalogue on: so far, all that is read was written here."""

    def named(key: bytes, at: int) -> int:
        found = re.compile(key + rb" (\d+) 0 R").search(pdf, at)
        if found is None:
            raise ValueError(f"no {key.decode()}")
        return int(found.group(1))

    catalogue = place[named(b"/Root", table)]
    pages = _KIDS.search(pdf, place[named(b"/Pages", catalogue)])
    if pages is None:
        raise ValueError("no list of pages")
    numbers = [int(each) for each in pages.group(1).split(b" 0 R")[:-1]]
    return named(b"/StructTreeRoot", catalogue), numbers
