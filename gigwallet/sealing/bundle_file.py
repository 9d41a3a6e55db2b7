"""A bundle as a PDF library reads it: its attached manifest, its pages, the pictures on them."""

from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import pikepdf

from gigwallet.pages.attached import attached_once
from gigwallet.sealing.lying import Lying

MANIFEST = "manifest.json"
# What is read where several files go by the name of the list: no list.
TWO_LISTS = b"several"
_MOST_MANIFEST_BYTES = 64 * 1024 * 1024
_MOST_DEPTH = 8
# What the library raises over a file that is not as it expects.
_UNREADABLE = (
    pikepdf.PdfError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    RuntimeError,
)


@dataclass(frozen=True, slots=True)
class BundleFile:
    """``manifest`` is empty where none is attached. ``pictures``: page (from 1) -> SHA-256 (hex) of
    the streams of the pictures that it shows, as they lie in the file."""

    manifest: bytes
    pages: int
    pictures: dict[int, frozenset[str]]


def read(data: bytes | Lying) -> BundleFile | None:
    """None where the library cannot read it. For a worker process: the file is a stranger's."""
    stream = io.BytesIO(data) if isinstance(data, bytes) else data.stream()
    try:
        with pikepdf.open(stream) as pdf:
            digests: dict[tuple[int, int], str] = {}
            pictures = {
                number: frozenset(_pictures(page.obj, digests))
                for number, page in enumerate(pdf.pages, start=1)
            }
            return BundleFile(_manifest(pdf), len(pdf.pages), pictures)
    except _UNREADABLE:
        return None


def attached(path: Path) -> bytes:
    """The manifest of a bundle on the disk, whatever its size; empty where there is none."""
    try:
        with pikepdf.open(path) as pdf:
            return _manifest(pdf)
    except _UNREADABLE:
        return b""


def _manifest(pdf: pikepdf.Pdf) -> bytes:
    """Unpacked here and not by the library, which has no limit. Two by its name are none: other
    readers may take the other one."""
    try:
        stream = attached_once(pdf, MANIFEST)
    except ValueError:
        return TWO_LISTS
    if stream is None:
        return b""
    raw = stream.read_raw_bytes()
    if "/Filter" not in stream:
        return bytes(raw[:_MOST_MANIFEST_BYTES])
    if stream.Filter not in (pikepdf.Name.FlateDecode, [pikepdf.Name.FlateDecode]):
        return b""
    try:
        return zlib.decompressobj().decompress(raw, _MOST_MANIFEST_BYTES)
    except zlib.error:
        return b""


def _pictures(page: pikepdf.Object, digests: dict[tuple[int, int], str]) -> Iterator[str]:
    """Each picture once, in forms within forms too; a digest is taken once for all pages."""
    waiting = [(page.get("/Resources"), 0)]
    seen: set[tuple[int, int]] = set()
    while waiting:
        resources, depth = waiting.pop()
        if not isinstance(resources, pikepdf.Dictionary) or depth > _MOST_DEPTH:
            continue
        named = resources.get("/XObject")
        if not isinstance(named, pikepdf.Dictionary):
            continue
        for _, thing in islice(named.items(), 10_000):
            if not isinstance(thing, pikepdf.Stream) or thing.objgen in seen:
                continue
            seen.add(thing.objgen)
            if thing.get("/Subtype") == pikepdf.Name.Image:
                if thing.objgen not in digests:
                    digests[thing.objgen] = hashlib.sha256(thing.read_raw_bytes()).hexdigest()
                yield digests[thing.objgen]
            else:
                waiting.append((thing.get("/Resources"), depth + 1))
