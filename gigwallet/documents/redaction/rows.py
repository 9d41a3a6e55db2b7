"""Words that follow each other: a PDF gives them one by one, OCR as they stand on a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gigwallet.domain.paper import Box, Piece


def rows(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, ...]]:
    """Neighbours on one line with no more than a blank between them; ``pieces`` in reading
    order."""
    row: list[Piece] = []
    for each in pieces:
        if row and not _goes_on(row[-1].box, each.box):
            yield tuple(row)
            row = []
        row.append(each)
    if row:
        yield tuple(row)


def joined(row: Sequence[Piece]) -> Piece:
    """One piece that says what the row says."""
    box = row[0].box
    for each in row[1:]:
        box = box.around(each.box)
    return Piece(" ".join(each.text for each in row), box, min(each.confidence for each in row))


def _goes_on(one: Box, other: Box) -> bool:
    level = min(one.bottom, other.bottom) - max(one.top, other.top)
    height = min(one.height, other.height)
    # Boxes were made larger to whole pixels, so that words may meet.
    return 2 * level > height and -height <= 2 * (other.left - one.right) <= height
