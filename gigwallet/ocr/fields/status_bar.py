"""The clock of a phone's status bar."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gigwallet.domain.paper import Page, Piece
from gigwallet.ocr.fields import geometry
from gigwallet.ocr.fields.spelling import plain, skeleton

# The bar is the uppermost row; nothing of it lies deeper than this share of the picture's width.
_DEPTH = (13, 100)
# Which half of the day, as phones of several languages write it, before the hour or behind.
_EARLY, _LATE, _NOON, _NIGHT = "上午|凌晨|清晨|早上|午前", "下午|傍晚|午後", "中午", "晚上"
_WORDS_BEFORE = rf"{_EARLY}|{_LATE}|{_NOON}|{_NIGHT}"
_LETTERS = r"[AaPp]\.? ?[Mm]\.?"
_CLOCK = re.compile(
    rf"(?:({_WORDS_BEFORE}|{_LETTERS}) ?)?(\d{{1,2}}):([0-5]\d)(?: ?({_LETTERS})|\b)(?!:)", re.ASCII
)
_HALF = re.compile(rf"{_WORDS_BEFORE}|{_LETTERS}")
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
    """``20:31``, empty where no clock is sure. ``09:41/21:41`` where it may be of twelve hours and
    nothing says which half: an hour from 1 to 12 that is written without a nought before it."""
    ordered = sorted(bar, key=lambda each: each.box.left)
    for number, piece in enumerate(ordered):
        found = _CLOCK.match(plain(piece.text))
        if found is None or piece.confidence < _SURE or int(found[2]) > 23:
            continue
        near = ordered[max(0, number - 1) : number] + ordered[number + 1 : number + 2]
        half = found[1] or found[4] or next(filter(None, map(_half, near)), "")
        return _told(found[2], found[3], half)
    return ""


def _half(piece: Piece) -> str:
    """What a piece beside the clock says of it, where it says nothing else."""
    text = plain(piece.text)
    return text if piece.confidence >= _SURE and _HALF.fullmatch(text) else ""


def _told(hours: str, minutes: str, half: str) -> str:
    hour = int(hours)
    if half and hour <= 12:
        return f"{_of_half(hour, half):02}:{minutes}"
    if half or hours[0] == "0" or hour > 12:
        return f"{hour:02}:{minutes}"
    return f"{hour % 12:02}:{minutes}/{hour % 12 + 12:02}:{minutes}"


def _of_half(hour: int, half: str) -> int:
    if half == _NOON:
        return hour if hour > 9 else hour + 12
    late = half in _LATE.split("|") or (half == _NIGHT and hour != 12) or half[0] in "Pp"
    return hour % 12 + (12 if late else 0)
