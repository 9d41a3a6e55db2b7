"""Writes the seal into a finished PDF: docs/seal-format.md says what it is and how to check it.

The checking is written apart, in ``gigwallet.sealing``, from the same page and not from this code.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator, Mapping

import pikepdf

_TABLE = re.compile(rb"xref\n0 (\d+)\n")


def seal(pdf: bytes, exhibit_pages: Mapping[int, str]) -> bytes:
    """``pdf`` with its seal in front of ``startxref``. ``exhibit_pages`` names the exhibit that a
    page (from 1) belongs to.

    ``pdf`` is as pikepdf writes it without object streams: one classic cross-reference table.
    """
    turn = pdf.rindex(b"startxref\n")
    ending = pdf[turn:]
    body = memoryview(pdf)[:turn]
    lines = [b"%GigWallet seal, version 1\n"]
    for first, end, label in _parts(pdf, turn, exhibit_pages):
        digest = hashlib.sha256(body[first:end]).hexdigest()
        lines.append(f"%part {first} {end - first} {digest} {label}\n".encode())
    lines.append(b"%seal ")
    block = b"".join(lines)
    tail = b""
    # The last number counts its own digits too.
    while tail != (longer := f" {turn + len(block)} {len(tail)}\n".encode("ascii") + ending):
        tail = longer
    whole = hashlib.sha256(body)
    whole.update(block)
    whole.update(tail)
    return b"".join((body, block, whole.hexdigest().encode("ascii"), tail))


def _parts(
    pdf: bytes, end: int, exhibit_pages: Mapping[int, str]
) -> Iterator[tuple[int, int, str]]:
    """Runs of bytes of one label, from byte 0 to ``end`` without gaps."""
    offsets = _offsets(pdf)
    labels = _labels(pdf, exhibit_pages)
    marks = sorted((offset, labels.get(number, "document")) for number, offset in offsets.items())
    table = int(pdf[end:].split(b"\n")[1])
    marks.append((table, "document"))
    first, label = 0, "document"
    for offset, following in marks:
        if following != label:
            if offset > first:
                yield first, offset, label
            first, label = offset, following
    yield first, end, label


def _offsets(pdf: bytes) -> dict[int, int]:
    start = int(pdf[pdf.rindex(b"startxref\n") :].split(b"\n")[1])
    head = _TABLE.match(pdf, start)
    if head is None:
        raise ValueError("not one classic cross-reference table")
    count = int(head.group(1))
    rows = pdf[head.end() : head.end() + 20 * count]
    return {
        number: int(rows[20 * number : 20 * number + 10])
        for number in range(count)
        if rows[20 * number + 17 : 20 * number + 18] == b"n"
    }


def _labels(pdf: bytes, exhibit_pages: Mapping[int, str]) -> dict[int, str]:
    """Object number -> ``exhibit 3-2`` or ``page 5``; objects that pages share have none."""
    labels: dict[int, str] = {}
    shared: set[int] = set()
    with pikepdf.open(io.BytesIO(pdf)) as document:
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
