"""What a file says made it: a device, a program. Nothing is guessed from its bytes."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from PIL import Image

from gigwallet.domain.errors import GigWalletError
from gigwallet.pages.heic import hidden_details
from gigwallet.pages.media import Media
from gigwallet.pages.paper import opened_paper
from gigwallet.pages.picture import device_in
from gigwallet.pages.recording import boxes

_LONGEST = 60
_APPLE = "com.apple.quicktime."
_MOST_KEYS = 64
# Of the atoms that phones and cameras write: make, model, and the program that wrote the file.
_ATOMS = {b"\xa9mak": "make", b"\xa9mod": "model", b"\xa9too": "program", b"\xa9swr": "program"}
_KEYS = {
    f"{_APPLE}make": "make", f"{_APPLE}model": "model", f"{_APPLE}software": "program",
    "com.android.manufacturer": "make", "com.android.model": "model",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Maker:
    """As the file says; empty where it says nothing. One short line each."""

    device: str = ""
    program: str = ""


def maker_of(data: bytes, media_type: str) -> Maker:
    """Of a HEIC picture, a PDF or a recording. A torn note is none. The bytes are foreign: call it
    in a worker process."""
    try:
        if media_type == Media.HEIC:
            return Maker(device_in(hidden_details(data)))
        if media_type == Media.PDF:
            return _of_paper(data)
        if data[4:8] == b"ftyp":
            return _of_recording(data)
    except (GigWalletError, struct.error, IndexError, UnicodeError):
        pass
    return Maker()


def _of_paper(data: bytes) -> Maker:
    with opened_paper(data) as document:
        said = document.get_metadata_dict(skip_empty=True)
    told = dict.fromkeys(_line(str(said.get(each, ""))) for each in ("Creator", "Producer"))
    return Maker(program=", ".join(each for each in told if each))


def _of_recording(data: bytes) -> Maker:
    found: dict[str, str] = {}
    for name, text in _notes(data):
        found.setdefault(name, _line(text))
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = found.get("make", ""), found.get("model", "")
    return Maker(device_in(exif), found.get("program", ""))


def _notes(data: bytes) -> Iterator[tuple[str, str]]:
    """Make, model and program out of ``moov``: plain atoms, and keys with a list of values."""
    for kind, first, last in boxes(data, 0, len(data)):
        if kind != b"moov":
            continue
        for inner, start, stop in boxes(data, first, last):
            if inner == b"udta":
                yield from _atoms(data, start, stop)
            if inner == b"meta":
                yield from _keyed(data, start, stop)


def _atoms(data: bytes, first: int, last: int) -> Iterator[tuple[str, str]]:
    for kind, start, stop in boxes(data, first, last):
        if kind in _ATOMS and stop - start > 4:
            (length,) = struct.unpack_from(">H", data, start)
            yield _ATOMS[kind], data[start + 4 : min(start + 4 + length, stop)].decode("utf-8")
        elif kind == b"meta":
            yield from _keyed(data, start, stop)


def _keyed(data: bytes, first: int, last: int) -> Iterator[tuple[str, str]]:
    """MP4 has a version before the boxes of ``meta``, QuickTime has none."""
    if data[first + 4 : first + 8] != b"hdlr":
        first += 4
    keys: list[str] = []
    for kind, start, stop in boxes(data, first, last):
        if kind == b"keys":
            named = islice(boxes(data, start + 8, stop), _MOST_KEYS)
            keys = [data[at:end].decode("utf-8") for _, at, end in named]
        elif kind == b"ilst":
            for inner, at, end in boxes(data, start, stop):
                number = int.from_bytes(inner, "big")
                key = keys[number - 1] if 0 < number <= len(keys) else ""
                name = _KEYS.get(key) or _ATOMS.get(inner)
                if name and data[at + 4 : at + 8] == b"data":
                    yield name, data[at + 16 : end].decode("utf-8")


def _line(text: str) -> str:
    shown = "".join(each if each.isprintable() else " " for each in text)
    return " ".join(shown.split())[:_LONGEST]
