"""Writes the seal into a finished PDF: docs/seal-format.md says what it is and how to check it.

The checking is written apart, in ``gigwallet.sealing``, from the same page and not from this code.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

import pikepdf

_TABLE = re.compile(rb"xref\n0 (\d+)\n")
_PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class SealBlock:
    """What takes the place of everything from byte ``at`` of the bare file on. ``sha256`` (hex) is
    of the file that this makes."""

    at: int
    content: bytes
    sha256: str

    def write(self, stream: BinaryIO) -> None:
        stream.seek(self.at)
        stream.write(self.content)
        stream.truncate()


def seal(pdf: bytes, exhibit_pages: Mapping[int, str]) -> bytes:
    """``pdf`` with its seal."""
    stream = io.BytesIO(pdf)
    block_for(stream, exhibit_pages).write(stream)
    return stream.getvalue()


def block_for(stream: BinaryIO, exhibit_pages: Mapping[int, str]) -> SealBlock:
    """The seal of a bare file, which stands in front of ``startxref``. ``exhibit_pages`` names the
    exhibit that a page (from 1) belongs to.

    The file is as pikepdf writes it without object streams: one classic cross-reference table. It
    is read once, piece by piece, whatever its size.
    """
    turn, ending = _ending(stream)
    lines = [b"%GigWallet seal, version 1\n"]
    whole = hashlib.sha256()
    for first, end, label in _parts(stream, turn, ending, exhibit_pages):
        digest = hashlib.sha256()
        stream.seek(first)
        left = end - first
        while left:
            piece = stream.read(min(left, _PIECE))
            left -= len(piece)
            digest.update(piece)
            whole.update(piece)
        lines.append(f"%part {first} {end - first} {digest.hexdigest()} {label}\n".encode())
    lines.append(b"%seal ")
    block = b"".join(lines)
    tail = b""
    # The last number counts its own digits too.
    while tail != (longer := f" {turn + len(block)} {len(tail)}\n".encode("ascii") + ending):
        tail = longer
    file = whole.copy()
    whole.update(block)
    whole.update(tail)
    content = b"".join((block, whole.hexdigest().encode("ascii"), tail))
    file.update(content)
    return SealBlock(turn, content, file.hexdigest())


def _ending(stream: BinaryIO) -> tuple[int, bytes]:
    """Where ``startxref`` stands, and everything from there on."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - 64))
    last = stream.read()
    turn = last.rindex(b"startxref\n")
    return size - len(last) + turn, last[turn:]


def _parts(
    stream: BinaryIO, end: int, ending: bytes, exhibit_pages: Mapping[int, str]
) -> Iterator[tuple[int, int, str]]:
    """Runs of bytes of one label, from byte 0 to ``end`` without gaps."""
    table = int(ending.split(b"\n")[1])
    offsets = _offsets(stream, table, end)
    labels = _labels(stream, exhibit_pages)
    marks = sorted((offset, labels.get(number, "document")) for number, offset in offsets.items())
    marks.append((table, "document"))
    first, label = 0, "document"
    for offset, following in marks:
        if following != label:
            if offset > first:
                yield first, offset, label
            first, label = offset, following
    yield first, end, label


def _offsets(stream: BinaryIO, start: int, end: int) -> dict[int, int]:
    stream.seek(start)
    text = stream.read(end - start)
    head = _TABLE.match(text)
    if head is None:
        raise ValueError("not one classic cross-reference table")
    count = int(head.group(1))
    rows = text[head.end() : head.end() + 20 * count]
    return {
        number: int(rows[20 * number : 20 * number + 10])
        for number in range(count)
        if rows[20 * number + 17 : 20 * number + 18] == b"n"
    }


def _labels(stream: BinaryIO, exhibit_pages: Mapping[int, str]) -> dict[int, str]:
    """Object number -> ``exhibit 3-2`` or ``page 5``; objects that pages share have none."""
    labels: dict[int, str] = {}
    shared: set[int] = set()
    stream.seek(0)
    with pikepdf.open(stream) as document:
        for number, page in enumerate(document.pages, start=1):
            exhibit = exhibit_pages.get(number)
            label = f"page {number}" if exhibit is None else f"exhibit {exhibit}"
            for own in _own_objects(page.obj):
                if labels.setdefault(own, label) != label:
                    shared.add(own)
    return {number: label for number, label in labels.items() if number not in shared}


def _own_objects(page: pikepdf.Object) -> Iterator[int]:
    """The page itself, its contents, and everything below its picture or form."""
    seen: set[int] = set()
    waiting = [page.get("/Contents"), page.get("/Resources", pikepdf.Dictionary()).get("/XObject")]
    yield page.objgen[0]
    while waiting:
        thing = waiting.pop()
        if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream | pikepdf.Array):
            continue
        if not isinstance(thing, pikepdf.Array) and thing.get("/Type") == pikepdf.Name.Page:
            continue
        if thing.is_indirect:
            number = thing.objgen[0]
            if number in seen:
                continue
            seen.add(number)
            yield number
        if isinstance(thing, pikepdf.Array):
            waiting.extend(thing)
        else:
            waiting.extend(value for _, value in thing.items())
