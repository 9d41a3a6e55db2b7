"""Which text lies under a mask, as far as the words of the sheet tell."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gigwallet.documents.redaction.rows import rows
from gigwallet.domain.paper import Box, Page, Piece
from gigwallet.domain.redaction import Mask
from gigwallet.ocr.fields.spelling import is_ideographic
from gigwallet.ocr.fields.spotting import part_box

# Of a word of letters or figures: from here on the whole word is meant, though the mask is narrow.
_MEANT = 0.3
# Of a recognised name or number: less of it under a mask is the edge of a neighbour's.
_PART = 0.15


@dataclass(frozen=True, slots=True)
class Masked:
    """``text`` is letters and figures alone, of one width and case; ``mask`` counts from 1."""

    mask: int
    text: str


def masked_words(
    masks: Sequence[Mask],
    sheets: Iterable[tuple[int, Page]],
    recognised: Sequence[Mask] = (),
) -> tuple[Masked, ...]:
    """What the pieces of each numbered sheet say under each mask, every text once. What stands in
    a ``recognised`` box (a name, a number) of which a mask covers a good part is hidden whole:
    ideographs do not show where a name ends."""
    meant = [(place, mask) for place, mask in enumerate(masks, start=1)]
    meant += [
        (place, Mask(mask.page, whole.box))
        for place, mask in enumerate(masks, start=1)
        for whole in recognised
        if mask.page == whole.page and _touches(mask.box, whole.box)
    ]
    found: dict[Masked, None] = {}
    for number, page in sheets:
        for place, mask in meant:
            if mask.page == number:
                for row in rows(page.pieces):
                    for text in _under(row, mask.box):
                        found[Masked(place, text)] = None
    return tuple(found)


def _touches(mask: Box, whole: Box) -> bool:
    wide = min(mask.right, whole.right) - max(mask.left, whole.left)
    tall = min(mask.bottom, whole.bottom) - max(mask.top, whole.top)
    area = max(wide, 0) * max(tall, 0)
    return area >= _PART * whole.width * whole.height


def bare(text: str) -> str:
    """Letters and figures alone, full-width signs as narrow ones, small letters."""
    wide = unicodedata.normalize("NFKC", text).casefold()
    return "".join(each for each in wide if each.isalnum())


def _under(row: Sequence[Piece], mask: Box) -> Iterator[str]:
    """Runs of the row's signs whose middle lies in ``mask``."""
    text = " ".join(piece.text for piece in row)
    hidden = list(_hidden(row, mask))
    for first, last in _words(text):
        within = hidden[first:last]
        if _MEANT * len(within) <= sum(within):
            hidden[first:last] = [True] * len(within)
    run = ""
    for letter, covered in zip(text, hidden, strict=True):
        if covered:
            run += letter
        elif letter.isalnum():
            yield from _said(run)
            run = ""
    yield from _said(run)


def _hidden(row: Sequence[Piece], mask: Box) -> Iterator[bool]:
    """For each sign of the row, and for the blank between its words."""
    for number, piece in enumerate(row):
        if number:
            yield False
        level = _level(piece.box, mask)
        for place in range(len(piece.text)):
            yield level and _middle_inside(piece, place, mask)


def _said(run: str) -> Iterator[str]:
    if text := bare(run):
        yield text


def _level(box: Box, mask: Box) -> bool:
    """Whether the mask covers half of the line's height."""
    shared = min(box.bottom, mask.bottom) - max(box.top, mask.top)
    return 2 * shared >= box.height


def _middle_inside(piece: Piece, place: int, mask: Box) -> bool:
    letter = part_box(piece.box, piece.text, place, place + 1)
    middle = letter.left + letter.width / 2
    return mask.left <= middle < mask.right


def _words(text: str) -> Iterator[tuple[int, int]]:
    """Runs of letters and figures that are no ideographs: a number half seen is known."""
    first = None
    for place, letter in enumerate(f"{text} "):
        part = letter.isalnum() and not is_ideographic(letter)
        if part and first is None:
            first = place
        elif not part and first is not None:
            yield first, place
            first = None
