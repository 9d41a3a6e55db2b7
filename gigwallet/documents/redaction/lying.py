"""Letters that lie on their side or stand on their head, as whoever turns the sheet reads them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from gigwallet.domain.paper import Box, Page, Piece
from gigwallet.domain.redaction import Mask

_TALL = 1.5  # height over width from which a line of two signs or more lies on its side


@dataclass(frozen=True, slots=True)
class Lying:
    """``page`` is what reads upright once sheet ``number`` was turned by ``quarters`` to the left;
    its boxes are in pixels of the sheet so turned."""

    number: int
    quarters: int
    page: Page

    def masks(self, masks: Sequence[Mask]) -> tuple[Mask, ...]:
        """All of them in their order, those of this sheet as they lie on the turned one."""
        wide, tall = self._sheet()
        return tuple(
            replace(each, box=turned(each.box, self.quarters, wide, tall))
            if each.page == self.number
            else each
            for each in masks
        )

    def back(self, box: Box) -> Box:
        """From the turned sheet to the sheet."""
        return turned(box, 4 - self.quarters, self.page.width, self.page.height)

    def _sheet(self) -> tuple[int, int]:
        wide, tall = self.page.width, self.page.height
        return (tall, wide) if self.quarters % 2 else (wide, tall)


def turned(box: Box, quarters: int, wide: int, tall: int) -> Box:
    """Where ``box`` of a sheet of that size lies once it was turned to the left."""
    for _quarter in range(quarters % 4):
        box = Box(box.top, wide - box.right, box.height, box.width)
        wide, tall = tall, wide
    return box


def stands_tall(piece: Piece) -> bool:
    """A line that was read from above to below."""
    return len(piece.text.strip()) > 1 and piece.box.height > _TALL * piece.box.width


def laid(number: int, quarters: int, page: Page, pieces: Iterable[Piece]) -> Lying:
    """``pieces`` of ``page`` (the sheet as it is shown), as they read when it is turned."""
    wide, tall = page.width, page.height
    size = (tall, wide) if quarters % 2 else (wide, tall)
    lying = [replace(each, box=turned(each.box, quarters, wide, tall)) for each in pieces]
    lying.sort(key=lambda each: (each.box.top, each.box.left))
    return Lying(number, quarters, Page(*size, tuple(lying)))
