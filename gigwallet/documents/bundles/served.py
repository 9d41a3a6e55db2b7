"""What a bundle that was served before says of itself: its exhibits, their numbers, their pages."""

from __future__ import annotations

import hashlib
import io
import json
from typing import Any

import pikepdf

from gigwallet.documents.bundles import manifest
from gigwallet.documents.bundles.case import Served
from gigwallet.documents.bundles.numbering import Earlier
from gigwallet.documents.bundles.spec import Extract
from gigwallet.domain.errors import GigWalletError

_SCHEMA = "gigwallet-evidence-manifest"


def identity(sha256: str, extract: Extract | None) -> str:
    """By which an exhibit is known again: its file, or the lines of it that it shows."""
    if extract is None:
        return sha256
    return _of_lines(sha256, [[line.line, *line.cells] for line in extract.lines])


def read_served(pdf: bytes) -> Served:
    """Out of the list inside the PDF. Call it in a worker process: the file is foreign. Refusals:
    ``served_unreadable``, ``served_in_volumes``."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            listing = json.loads(opened.attachments[manifest.NAME].get_file().read_bytes())
        served = _served(listing, hashlib.sha256(pdf).hexdigest())
    except (pikepdf.PdfError, KeyError, TypeError, ValueError, RecursionError) as wrong:
        raise GigWalletError("served_unreadable") from wrong
    if "volume" in listing:
        raise GigWalletError("served_in_volumes")
    return served


def _served(listing: Any, sha256: str) -> Served:  # Any: JSON of a stranger, checked by its use
    if listing["schema"] != _SCHEMA:
        raise ValueError
    exhibits = tuple(_earlier(one) for one in listing["exhibits"])
    if not exhibits or len({one.number for one in exhibits}) != len(exhibits):
        raise ValueError
    pages = listing["pages"]
    rounds = listing["after"]["rounds"] if "after" in listing else []
    if any(type(each) is not int for each in (pages, *rounds)):
        raise ValueError
    if max(one.pages[1] for one in exhibits) > pages:
        raise ValueError
    if [*rounds, pages] != sorted({*rounds, pages}) or max(map(_round, exhibits)) > len(rounds):
        raise ValueError
    return Served(
        prepared_on=_text(listing["prepared_on"]),
        rounds=(*rounds, pages),
        profile=_text(listing["profile"]),
        language=_text(listing["language"]),
        exhibits=exhibits,
        sha256=sha256,
    )


def _earlier(one: Any) -> Earlier:  # Any: as above
    first, last = one["pages"]
    if type(first) is not int or type(last) is not int or not 0 < first <= last:
        raise ValueError
    sha256 = _text(one["original_sha256"])
    lines = one["extract"]["lines"] if "extract" in one else None
    shows = sha256 if lines is None else _of_lines(sha256, lines)
    came = one.get("round", 0)
    if type(came) is not int or came < 0:
        raise ValueError
    return Earlier(shows, _text(one["number"]), _text(one["group"]), (first, last), came)


def _round(one: Earlier) -> int:
    return one.round


def _of_lines(sha256: str, lines: object) -> str:
    spelt = json.dumps([sha256, lines], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(spelt.encode("utf-8")).hexdigest()


def _text(value: Any) -> str:  # Any: as above
    if not isinstance(value, str):
        raise TypeError
    return value
