"""Which rows of a scan may be believed: OCR is never sure, so arithmetic has to agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gigwallet.domain.paper import Box, Paper
from gigwallet.domain.reading import Reading, Rejection, Row
from gigwallet.domain.recorded import Locator

LEAST_SURE = 0.97


def believed(paper: Paper, readings: Iterable[Reading], *, adds_up: bool) -> Iterator[Reading]:
    """The readings of a PDF as they are. Of a scan, a row becomes a rejection where its pixels were
    hard to read, and every row does where the paper's own sums do not hold (``adds_up``): then one
    of its digits is wrong, and nobody knows which."""
    for each in readings:
        if not paper.engine or not isinstance(each, Row):
            yield each
        elif confidence(paper, each.locator) < LEAST_SURE:
            yield Rejection("read_unsurely", each.locator)
        elif not adds_up:
            yield Rejection("scan_not_proven", each.locator)
        else:
            yield each


def confidence(paper: Paper, where: Locator) -> float:
    """The lowest of all pieces at this place; 0 where there is none."""
    box = Box.of(where.pointer)
    if box is None or where.page is None or not 1 <= where.page <= len(paper.pages):
        return 0.0
    pieces = paper.pages[where.page - 1].pieces
    return min((each.confidence for each in pieces if _meet(each.box, box)), default=0.0)


def _meet(one: Box, other: Box) -> bool:
    across = one.left < other.right and other.left < one.right
    return across and one.top < other.bottom and other.top < one.bottom
