"""Which text lies under a mask, as far as the words of the sheet tell."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from gigwallet.documents.redaction.rows import rows
from gigwallet.domain.paper import Box, Page, Piece
from gigwallet.domain.redaction import Mask, MaskReason
from gigwallet.ocr.fields.customers import NAME_LABELS, TITLES
from gigwallet.ocr.fields.spelling import is_ideographic
from gigwallet.ocr.fields.spotting import part_box

# Of a word of letters or figures: from here on the whole word is meant, though the mask is narrow.
MEANT = 0.3
# Of a sign: where it stands is reckoned, not seen, so both are looked for: the signs that a mask
# covers by half, and with them those that it covers by a quarter.
_BY_HALF, _BY_A_QUARTER = 0.5, 0.25
# Of the height of a line: by half, or of what a mask touches, where it hides nothing by half.
_LEVELS = (0.5, 0.25, 0.0)
_SPECK = 8  # pixels
_LOW = 2  # heights of a line: a taller mask hides something else and meets the line by chance
# Of a recognised name or number: less of it under a mask is the edge of a neighbour's.
_PART = 0.15
# How a label of a name ends, of which a mask hides a part: the 人 of 收货人.
_BEGINNINGS = sorted(
    {
        label[at:]
        for label in NAME_LABELS
        if all(map(is_ideographic, label))
        for at in range(len(label))
    }
)
_NAME = range(2, 5)  # signs of a Chinese name


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
        (place, Mask(mask.page, whole.box, whole.reason))
        for place, mask in enumerate(masks, start=1)
        for whole in recognised
        if mask.page == whole.page and _touches(mask.box, whole.box)
    ]
    found: dict[Masked, None] = {}
    for number, page in sheets:
        lines = [*rows(page.pieces)]
        for place, mask in meant:
            if mask.page == number:
                for text in _hidden_by(mask, lines):
                    found[Masked(place, text)] = None
    return tuple(found)


def _hidden_by(mask: Mask, lines: Sequence[Sequence[Piece]]) -> list[str]:
    """A mask over the edge of a line, or a tiny one, still means what it touches."""
    for share, level in (*((_BY_HALF, level) for level in _LEVELS), (0.0, 0.0)):
        if texts := _texts(mask, lines, share, level):
            return texts
    # Where signs stand is reckoned: a speck may be reckoned to lie in the blank between two.
    more = max(mask.box.width, mask.box.height, _SPECK)
    wide = Box(mask.box.left - more, mask.box.top, mask.box.width + 2 * more, mask.box.height)
    return _texts(replace(mask, box=wide), lines, 0.0, 0.0) if more <= 2 * _SPECK else []


def _texts(mask: Mask, lines: Sequence[Sequence[Piece]], share: float, level: float) -> list[str]:
    return [
        text
        for part in sorted({share, min(share, _BY_A_QUARTER)}, reverse=True)
        for row in lines
        for text in _under(row, mask, part, level)
    ]


def _touches(mask: Box, whole: Box) -> bool:
    wide = min(mask.right, whole.right) - max(mask.left, whole.left)
    tall = min(mask.bottom, whole.bottom) - max(mask.top, whole.top)
    area = max(wide, 0) * max(tall, 0)
    return area >= _PART * whole.width * whole.height


def bare(text: str) -> str:
    """Letters and figures alone, full-width signs as narrow ones, small letters."""
    wide = unicodedata.normalize("NFKC", text).casefold()
    return "".join(each for each in wide if each.isalnum())


def _under(row: Sequence[Piece], mask: Mask, share: float, level: float) -> Iterator[str]:
    """Runs of the row's signs of which ``mask`` covers more than ``share`` of the width, and
    ``level`` of the height. Of a name in letters each word too: a surname stands alone."""
    text = " ".join(piece.text for piece in row)
    hidden = list(_hidden(row, mask.box, share, level))
    for first, last in words_in(text):
        within = hidden[first:last]
        if any(within) and (MEANT * len(within) <= sum(within) or not share):
            hidden[first:last] = [True] * len(within)
            if mask.reason is MaskReason.NAME and text[first:last].isalpha():
                yield bare(text[first:last])
    run = ""
    for letter, covered in zip(text, hidden, strict=True):
        if covered:
            run += letter
        elif letter.isalnum():
            yield from _said(run)
            run = ""
    yield from _said(run)


def _hidden(row: Sequence[Piece], mask: Box, share: float, level: float) -> Iterator[bool]:
    """For each sign of the row, and for the blank between its words."""
    for number, piece in enumerate(row):
        if number:
            yield False
        tall = min(piece.box.bottom, mask.bottom) - max(piece.box.top, mask.top)
        aimed = level >= _LEVELS[0] or mask.height <= _LOW * piece.box.height
        enough = aimed and tall > 0 and tall >= level * piece.box.height
        for place in range(len(piece.text)):
            yield enough and _across(piece, place, mask) > share


def _said(run: str) -> Iterator[str]:
    """The run, and the name alone where a label or a title was hidden with it: it may stand
    elsewhere without them."""
    text = bare(run)
    if text:
        yield text
        yield from (each for each in _names(text) if len(each) in _NAME and each != text)


def _names(text: str) -> Iterator[str]:
    """One sign in front may be the end of a label, or the family name: the title decides."""
    if not all(map(is_ideographic, text)):
        return
    name = _untitled(text)
    yield name
    for begin in _BEGINNINGS:
        if text.startswith(begin) and (len(begin) > 1 or name != text):
            yield text[len(begin) :]
            yield name[len(begin) :]


def _untitled(text: str) -> str:
    return next((text[: -len(each)] for each in TITLES if text.endswith(each)), text)


def _across(piece: Piece, place: int, mask: Box) -> float:
    """The part of a sign's width that lies in the mask."""
    sign = part_box(piece.box, piece.text, place, place + 1)
    return (min(sign.right, mask.right) - max(sign.left, mask.left)) / sign.width


def words_in(text: str) -> Iterator[tuple[int, int]]:
    """Runs of letters and figures that are no ideographs: a number half seen is known."""
    first = None
    for place, letter in enumerate(f"{text} "):
        part = letter.isalnum() and not is_ideographic(letter)
        if part and first is None:
            first = place
        elif not part and first is not None:
            yield first, place
            first = None
