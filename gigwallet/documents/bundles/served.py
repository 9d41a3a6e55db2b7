"""What a bundle that was served before says of itself: its exhibits, their numbers, their pages."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf

from gigwallet.documents.bundles import manifest
from gigwallet.documents.bundles.case import VolumeFile
from gigwallet.documents.bundles.numbering import Earlier
from gigwallet.documents.exhibits.exhibit import Extract
from gigwallet.domain import foreign_json
from gigwallet.domain.errors import GigWalletError
from gigwallet.pages.attached import attached_once

_SCHEMA = "gigwallet-evidence-manifest"

# An exhibit as a volume tells of it: number, digest of the original, volume, printed pages.
Told = tuple[str, str, int, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class ServedFile:
    """One file that was served: the whole bundle, or one of ``of`` volumes. ``total`` are the pages
    of all of them, ``rounds`` those of what had been served before it, ``own`` what it holds and
    ``elsewhere`` what it says that the others hold."""

    file: VolumeFile
    of: int
    total: int
    is_volume: bool
    prepared_on: date
    rounds: tuple[int, ...]
    profile: str
    language: str
    exhibits: tuple[Earlier, ...]
    own: frozenset[Told]
    elsewhere: frozenset[Told]


def identity(sha256: str, extract: Extract | None) -> str:
    """By which an exhibit is known again: its file, or the lines of it that it shows."""
    if extract is None:
        return sha256
    return _of_lines(sha256, [[line.line, *line.cells] for line in extract.lines])


def read_served(pdf: bytes | Path, name: str = "") -> ServedFile:
    """Out of the list inside the PDF, which is called ``name``. Call it in a worker process: the
    file is foreign. Refusal: ``served_unreadable``."""
    try:
        with pikepdf.open(pdf if isinstance(pdf, Path) else io.BytesIO(pdf)) as opened:
            held = attached_once(opened, manifest.NAME)
            listing = foreign_json.read(held.read_bytes()) if held is not None else {}
        return _served(listing, name, _digest(pdf))
    except (pikepdf.PdfError, KeyError, TypeError, AttributeError, ValueError) as wrong:
        raise GigWalletError("served_unreadable") from wrong


def _digest(pdf: bytes | Path) -> str:
    if isinstance(pdf, bytes):
        return hashlib.sha256(pdf).hexdigest()
    with pdf.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _served(listing: Any, name: str, sha256: str) -> ServedFile:  # Any: a stranger's JSON, checked
    if listing["schema"] != _SCHEMA:
        raise ValueError
    volume = listing.get("volume")
    pages = _count(listing["pages"])
    number = 1 if volume is None else _count(volume["number"])
    of = 1 if volume is None else _count(volume["of"])
    first = 1 if volume is None else _count(volume["first_page"])
    total = pages if volume is None else _count(volume["pages_of_all"])
    exhibits = tuple(_earlier(one, number, first) for one in listing["exhibits"])
    numbers = {one.number for one in exhibits}
    if len(numbers) != len(exhibits) or number > of or (volume is None and not exhibits):
        raise ValueError
    if any(one.pages[1] >= first + pages for one in exhibits):
        raise ValueError
    rounds = tuple(map(_count, listing["after"]["rounds"])) if "after" in listing else ()
    if [*rounds, total] != sorted({*rounds, total}):
        raise ValueError
    if any(one.round > len(rounds) for one in exhibits):
        raise ValueError
    return ServedFile(
        file=VolumeFile(number, name, first, pages, sha256),
        of=of,
        total=total,
        is_volume=volume is not None,
        prepared_on=date.fromisoformat(_text(listing["prepared_on"])),
        rounds=rounds,
        profile=_text(listing["profile"]),
        language=_text(listing["language"]),
        exhibits=exhibits,
        own=frozenset(
            (one.number, _text(said["original_sha256"]), number, one.pages)
            for one, said in zip(exhibits, listing["exhibits"], strict=True)
        ),
        elsewhere=frozenset(map(_told, volume["elsewhere"] if volume is not None else ())),
    )


def _earlier(one: Any, volume: int, first_page: int) -> Earlier:  # Any: as above
    first, last = map(_count, one["pages"])
    if first > last:
        raise ValueError
    sha256 = _text(one["original_sha256"])
    lines = one["extract"]["lines"] if "extract" in one else None
    shows = sha256 if lines is None else _of_lines(sha256, lines)
    came = _count(one["round"]) if "round" in one else 0
    printed = (first_page - 1 + first, first_page - 1 + last)
    return Earlier(shows, _text(one["number"]), _text(one["group"]), printed, came, volume)


def _told(one: Any) -> Told:  # Any: as above
    first, last = map(_count, one["pages"])
    return _text(one["number"]), _text(one["original_sha256"]), _count(one["volume"]), (first, last)


def _of_lines(sha256: str, lines: object) -> str:
    spelt = json.dumps([sha256, lines], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(spelt.encode("utf-8")).hexdigest()


def _text(value: Any) -> str:  # Any: as above
    if not isinstance(value, str):
        raise TypeError
    return value


def _count(value: Any) -> int:  # Any: as above
    if type(value) is not int or value < 1:
        raise ValueError
    return value
