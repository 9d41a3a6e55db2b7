"""The clock of a phone's status bar."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gigwallet.domain.paper import Page, Piece
from gigwallet.ocr.fields import geometry
from gigwallet.ocr.fields.spelling import plain, skeleton

# The bar is the uppermost row; nothing of it lies deeper than this share of the picture's width.
_DEPTH = (13, 100)
_CLOCK = re.compile(
    r"(?:([上下])午|([AaPp])[Mm] )? ?(\d{1,2}):([0-5]\d)(?: ?([AaPp])[Mm]|\b)(?!:)", re.ASCII
)
_CARRIER = re.compile(r"移动|联通|电信|广电|[2-6]G|LTE|WLAN|Wi-?Fi|VoLTE|Mobile|Telecom", re.I)
_SURE, _WORDS = 0.9, 3


def status_bar(page: Page) -> tuple[Piece, ...]:
    """The pieces of the bar: those that end within the band, and are no deeper than the first row
    of it."""
    band = page.width * _DEPTH[0] // _DEPTH[1]
    within = [piece for piece in page.pieces if piece.box.bottom <= band]
    clocks = [piece for piece in within if _CLOCK.match(plain(piece.text))]
    if not clocks:
        return ()
    first = min(clocks, key=lambda piece: (piece.box.top, piece.box.left))
    if any(_is_words(piece) for piece in within if _left_in_row(piece, first)):
        return ()  # the first row of a cut-out: a label with its time
    return tuple(piece for piece in within if piece.box.top < first.box.bottom)


def _left_in_row(piece: Piece, other: Piece) -> bool:
    return piece.box.left < other.box.left and geometry.beside(piece.box, other.box)


def _is_words(piece: Piece) -> bool:
    """Whether it says more than a carrier or a kind of network does."""
    text = plain(piece.text)
    return len(skeleton(text)) >= _WORDS and not _CARRIER.search(text)


def clock(bar: Sequence[Piece]) -> str:
    """``20:31``, empty where no clock is sure. A clock of twelve hours without its half is read as
    it stands: whoever asks compares it with the time of the file."""
    for piece in sorted(bar, key=lambda each: each.box.left):
        found = _CLOCK.match(plain(piece.text))
        if found and piece.confidence >= _SURE and int(found[3]) < 24:
            hour, half = int(found[3]), (found[1] or found[2] or found[5] or "").lower()
            if half and hour <= 12:
                hour = hour % 12 + (12 if half in "下p" else 0)
            return f"{hour:02}:{found[4]}"
    return ""
