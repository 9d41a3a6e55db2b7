"""What a person may want to hide: customers, and numbers of cards and identity papers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gigwallet.documents.redaction.rows import joined, rows
from gigwallet.domain.paper import Box, Page, Paper, Piece
from gigwallet.domain.redaction import Mask, MaskReason
from gigwallet.domain.screen import MarkKind
from gigwallet.ocr import Template, customer_marks
from gigwallet.ocr.fields.spotting import part_box

_REASONS = {
    MarkKind.PHONE: MaskReason.PHONE,
    MarkKind.ADDRESS: MaskReason.ADDRESS,
    MarkKind.NAME: MaskReason.NAME,
}
_LONG_NUMBER = re.compile(r"(?<![\d.])\d(?:[ -]?\d){14,18}[xX]?(?![\d.])|(?<!\d)\d{17}[xX]")
_CARD = range(15, 20)
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"


def suggested(sheets: Sequence[tuple[int, Page]], template: Template | None) -> tuple[Mask, ...]:
    """Masks to look at, in reading order of each sheet; nothing is hidden by them alone. Rather
    one too many: each can be dropped."""
    found: list[Mask] = []
    for number, page in sheets:
        lines = replace(page, pieces=tuple(joined(row) for row in rows(page.pieces)))
        here = [
            Mask(number, mark.box, _REASONS[mark.kind])
            for mark in customer_marks(Paper((lines,)), template)
        ]
        here += [Mask(number, box, why) for piece in lines.pieces for box, why in _numbers(piece)]
        words = page.pieces if len(lines.pieces) < len(page.pieces) else ()
        found += _once([_roomy(mask, page, words) for mask in here])
    return tuple(found)


def _numbers(piece: Piece) -> Iterator[tuple[Box, MaskReason]]:
    for match in _LONG_NUMBER.finditer(piece.text):
        digits = re.sub(r"[ -]", "", match[0]).upper()
        why = _kind_of(digits)
        if why is not None:
            yield part_box(piece.box, piece.text, *match.span()), why


def _kind_of(digits: str) -> MaskReason | None:
    if len(digits) == 18 and _is_id(digits):
        return MaskReason.ID_NUMBER
    if len(digits) in _CARD and digits.isdigit() and _is_card(digits):
        return MaskReason.CARD_NUMBER
    return None


def _is_id(digits: str) -> bool:
    """A Chinese resident number: GB 11643, its last sign checks the others."""
    if not digits[:17].isdigit():
        return False
    total = sum(int(each) * weight for each, weight in zip(digits, _ID_WEIGHTS, strict=False))
    return digits[17] == _ID_CHECKS[total % 11]


def _is_card(digits: str) -> bool:
    """ISO/IEC 7812: the Luhn sum of a card number ends in nought."""
    total = 0
    for place, each in enumerate(reversed(digits)):
        value = int(each) * (1 + place % 2)
        total += value - 9 * (value > 9)
    return total % 10 == 0


def _roomy(mask: Mask, page: Page, words: Sequence[Piece]) -> Mask:
    """Letters are not all of one width: where the words of a line are known each by itself, those
    that are half hidden are hidden whole."""
    box = mask.box
    for piece in words:
        if _mostly_in(piece.box, box):
            box = box.around(piece.box)
    room = max(4, box.height // 6)
    left, top = max(box.left - room, 0), max(box.top - room, 0)
    right, bottom = min(box.right + room, page.width), min(box.bottom + room, page.height)
    return replace(mask, box=Box(left, top, max(right - left, 1), max(bottom - top, 1)))


def _mostly_in(piece: Box, box: Box) -> bool:
    wide = min(piece.right, box.right) - max(piece.left, box.left)
    tall = min(piece.bottom, box.bottom) - max(piece.top, box.top)
    return 2 * tall >= piece.height and 2 * wide >= piece.width


def _once(masks: Sequence[Mask]) -> list[Mask]:
    """Without those that another one covers, from top to bottom."""
    kept: list[Mask] = []
    for each in sorted(masks, key=lambda mask: -mask.box.width * mask.box.height):
        if not any(other.box.around(each.box) == other.box for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda mask: (mask.box.top, mask.box.left, mask.reason))
