"""Signs that the edge of a mask cuts: half of a figure or of a 汉字 is enough to know it by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from gigwallet.documents.redaction.gate import Survivor
from gigwallet.documents.redaction.masked_words import MEANT, words_in
from gigwallet.documents.redaction.sheets import sheet
from gigwallet.domain.paper import Box, Page, Piece
from gigwallet.domain.redaction import Mask
from gigwallet.ocr.fields.spotting import part_box

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from PIL import Image

    Ink = NDArray[np.bool_]  # rows, columns

# What differs from the paper by less (of 255) is its grain, or the noise of a JPEG.
_LEAST_INK, _INK = 40, 0.4
# Of the height of a line: what a mask covers less of is the neighbour of what it hides; what sticks
# out less at a side is the end of a stroke, above or below the tail of a letter; ink that goes on
# for more is a rule or the frame of a field.
_OWN, _END, _TAIL, _RULE = 0.3, 0.15, 0.22, 1.6
# Of heights: a taller mask that hides no line meets one by chance.
_LOW = 2
_MOST_ROUNDS = 4


def cut_signs(picture: Image.Image, box: Box, page: Page) -> tuple[Box, ...]:
    """What sticks out of ``box``, in pixels of ``picture``, at each edge that goes through the ink
    of a line of ``page``."""
    near = [each for each in page.pieces if _covered(each.box, box) > 0]
    own = [each for each in near if _covered(each.box, box) >= _OWN]
    near = [each for each in near if box.height <= _LOW * each.box.height]
    return tuple(part for line in own or near for part in _sticking_out(picture, line, box))


def with_whole_signs(
    data: bytes, media_type: str, masks: Sequence[Mask], number: int, page: Page
) -> tuple[Mask, ...]:
    """``masks`` of sheet ``number``, grown over what they would cut. Refuses as ``sheet``."""
    picture = sheet(data, media_type, number)
    return tuple(replace(each, box=_grown(picture, each.box, page)) for each in masks)


def cut_still(
    data: bytes, media_type: str, masks: Sequence[Mask], number: int, page: Page
) -> tuple[Survivor, ...]:
    """What the masks of sheet ``number`` of the original cut; a mask counts from 1 among all.
    Refuses as ``sheet``."""
    picture = sheet(data, media_type, number)
    black = [each.box for each in masks if each.page == number]
    return tuple(
        Survivor(place, "redaction_sign_cut", number, part)
        for place, mask in enumerate(masks, start=1)
        if mask.page == number
        for part in cut_signs(picture, mask.box, page)
        if not any(each.around(part) == each for each in black)
    )


def _grown(picture: Image.Image, box: Box, page: Page) -> Box:
    for _round in range(_MOST_ROUNDS):
        parts = cut_signs(picture, box, page)
        if not parts:
            break
        for part in parts:
            box = box.around(part)
    return box


def _covered(line: Box, box: Box) -> float:
    """The part of the line's height that lies in the box, where they meet at all."""
    if min(line.right, box.right) <= max(line.left, box.left):
        return 0.0
    return (min(line.bottom, box.bottom) - max(line.top, box.top)) / max(line.height, 1)


def _sticking_out(picture: Image.Image, piece: Piece, box: Box) -> list[Box]:
    line = piece.box
    ink = _ink(picture, line)
    if ink is None:
        return []
    tall, wide = ink.shape
    left, top = max(box.left - line.left, 0), max(box.top - line.top, 0)
    right, bottom = min(box.right - line.left, wide), min(box.bottom - line.top, tall)
    level, high = ink[top:bottom], _height(ink)
    longest, end = round(_RULE * line.height), round(_END * high)
    parts: list[Box] = []
    if (
        0 < left < wide
        and _meant(piece, box.left, box)
        and (out := _reach(level[:, :left][:, ::-1], level[:, left], longest, end))
    ):
        parts.append(Box(line.left + left - out, line.top, out, tall))
    if (
        0 < right < wide
        and _meant(piece, box.right, box)
        and (out := _reach(level[:, right:], level[:, right - 1], longest, end))
    ):
        parts.append(Box(line.left + right, line.top, out, tall))
    within, tail = ink[:, left:right].T, max(2, round(_TAIL * high))
    if 0 < top < tall and (out := _reach(within[:, :top][:, ::-1], within[:, top], tall, tail)):
        parts.append(Box(line.left + left, line.top + top - out, right - left, out))
    if 0 < bottom < tall and (out := _reach(within[:, bottom:], within[:, bottom - 1], tall, tail)):
        parts.append(Box(line.left + left, line.top + bottom, right - left, out))
    return parts


def _meant(piece: Piece, edge: int, box: Box) -> bool:
    """Whether the word that the edge goes through is one that the mask hides; its neighbour may
    lose a stroke. Ideographs do not show where a word ends."""
    for first, last in words_in(piece.text):
        word = part_box(piece.box, piece.text, first, last)
        if word.left < edge < word.right:
            hidden = min(word.right, box.right) - max(word.left, box.left)
            return hidden >= MEANT * word.width
    return True


def _reach(outside: Ink, edge: Ink, longest: int, least: int) -> int:
    """How far the ink that crosses an edge goes on: ``outside`` begins at the edge, row by row,
    ``edge`` is the last ink inside. 0 where none crosses, or only a rule does."""
    near = edge.copy()
    near[1:] |= edge[:-1]
    near[:-1] |= edge[1:]
    crossing = outside[:, 0] & near
    # A rule goes on and on in its own row; a sign ends.
    rules = outside[:, :longest].all(axis=1) if outside.shape[1] >= longest else crossing & False
    if not (crossing & ~rules).any():
        return 0
    kept = outside[~rules]
    columns = kept.any(axis=0)
    gap = np.flatnonzero(~columns)
    out = int(gap[0]) if gap.size else int(columns.size)
    return out if out >= least else 0


def _ink(picture: Image.Image, line: Box) -> Ink | None:
    """Where the line differs from its own background; None where nothing does."""
    part = picture.crop((line.left, line.top, line.right, line.bottom)).convert("L")
    grey = np.asarray(part, dtype=np.int16)
    if not grey.size:
        return None
    apart = np.abs(grey - np.median(grey))
    most = float(np.percentile(apart, 99))
    if most < _LEAST_INK:
        return None
    found: Ink = apart > max(_LEAST_INK / 2, _INK * most)
    return found


def _height(ink: Ink) -> int:
    rows = np.flatnonzero(ink.any(axis=1))
    return int(rows[-1] - rows[0] + 1) if rows.size else 1
