"""The clock of a phone's status bar."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gigwallet.domain.paper import Page, Piece
from gigwallet.ocr.fields.spelling import plain

# The bar is the uppermost row; nothing of it lies deeper than this share of the picture's width.
_DEPTH = (13, 100)
_CLOCK = re.compile(r"(?:(?:[上下]午|[AaPp][Mm]) ?)?(\d{1,2}):([0-5]\d)(?: ?([AaPp])[Mm]|\b)(?!:)")
_SURE = 0.9


def status_bar(page: Page) -> tuple[Piece, ...]:
    """The pieces of the bar: those that end within the band, and are no deeper than the first row
    of it."""
    band = page.width * _DEPTH[0] // _DEPTH[1]
    within = [piece for piece in page.pieces if piece.box.bottom <= band]
    clocks = [piece for piece in within if _CLOCK.match(plain(piece.text))]
    if not clocks:
        return ()
    first = min(clocks, key=lambda piece: (piece.box.top, piece.box.left))
    return tuple(piece for piece in within if piece.box.top < first.box.bottom)


def clock(bar: Sequence[Piece]) -> str:
    """``20:31``, empty where no clock is sure. A clock of twelve hours without its half is read as
    it stands: whoever asks compares it with the time of the file."""
    for piece in sorted(bar, key=lambda each: each.box.left):
        found = _CLOCK.match(plain(piece.text))
        if found and piece.confidence >= _SURE and int(found[1]) < 24:
            hour = int(found[1])
            if found[3] and hour <= 12:
                hour = hour % 12 + (12 if found[3].lower() == "p" else 0)
            return f"{hour:02}:{found[2]}"
    return ""
