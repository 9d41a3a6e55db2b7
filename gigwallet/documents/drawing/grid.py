"""A ruled table under a repeated head, which goes on over pages between its rows and within them.

The library's own table reckons each cell anew for every page that it is split over, and draws each
cell by itself; a list of two thousand exhibits has thirty thousand of them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter

from reportlab.platypus import Flowable

from gigwallet.documents.drawing.ink import Ink
from gigwallet.documents.drawing.structure import ARTIFACT, Told
from gigwallet.documents.drawing.text import ACCENT, INK, RULE, TINT, Paragraph

Cell = tuple[Paragraph, ...]
_ASIDE = 4.0
# A row that is at least this tall may go on over the end of a page; a lower one moves as a whole.
_TALL = 240.0
_TALL_OF = attrgetter("tall")


@dataclass(slots=True)
class Line:
    """One row. ``whole``: its first cell takes the whole width, as the heading of what follows;
    ``strong``: a total, with a line above it. ``tall`` is reckoned once (0: not yet)."""

    cells: tuple[Cell, ...]
    strong: bool = False
    whole: bool = False
    tall: float = 0.0


class Grid(Flowable):  # type: ignore[misc]  # reportlab has no types
    """``lines`` below ``head``. ``ends``: the last line closes the table."""

    def __init__(
        self,
        head: Line,
        lines: Sequence[Line],
        widths: Sequence[float],
        *,
        compact: bool,
        ends: bool = True,
    ) -> None:
        super().__init__()
        self._head, self._lines, self._widths = head, lines, widths
        self._compact, self._ends = compact, ends
        self._above, self._below = (1.2, 2.2) if compact else (3.0, 4.0)
        self._measured = False
        self._begun: list[int] = []  # shared by the parts of one table: its element
        self.hAlign = "LEFT"

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = sum(self._widths)
        for line in (self._head, *self._lines) if not self._measured else ():
            self._height(line)
        self._measured = True
        self.height = self._head.tall + sum(map(_TALL_OF, self._lines))
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:
        self.wrap(width, height)
        left = height - self._head.tall
        fitting = 0
        for line in self._lines:
            left -= line.tall
            if left < 0:
                break
            fitting += 1
        else:
            return [self]
        parted = self._parted(self._lines[fitting], left + self._lines[fitting].tall)
        if parted is not None:
            first, rest = parted
            above: Sequence[Line] = (*self._lines[:fitting], first)
            below: Sequence[Line] = (rest, *self._lines[fitting + 1 :])
        else:
            # A heading does not stay behind on the page before.
            while fitting and self._lines[fitting - 1].whole:
                fitting -= 1
            if not fitting:
                return []
            above, below = self._lines[:fitting], self._lines[fitting:]
        return [self._part(above, ends=False), self._part(below, ends=self._ends)]

    def _part(self, lines: Sequence[Line], *, ends: bool) -> Grid:
        part = Grid(self._head, lines, self._widths, compact=self._compact, ends=ends)
        part._measured, part._begun = True, self._begun
        return part

    def _height(self, line: Line) -> float:
        if not line.tall:
            columns = zip(self._columns(line), line.cells, strict=False)
            tallest = max(_height(cell, wide - 2 * _ASIDE) for (_, wide), cell in columns)
            line.tall = tallest + self._above + self._below
        return line.tall

    def _columns(self, line: Line) -> Iterable[tuple[float, float]]:
        """Where each cell begins and how wide it is."""
        if line.whole:
            yield 0.0, sum(self._widths)
            return
        x = 0.0
        for wide in self._widths:
            yield x, wide
            x += wide

    def _parted(self, line: Line, room: float) -> tuple[Line, Line] | None:
        """A tall row in two, the first ``room`` points tall."""
        if line.tall < _TALL:
            return None
        room -= self._above + self._below
        above: list[Cell] = []
        below: list[Cell] = []
        for (_, wide), cell in zip(self._columns(line), line.cells, strict=False):
            first, rest = _cut(cell, wide - 2 * _ASIDE, room)
            above.append(first)
            below.append(rest)
        if not any(above) or not any(below):
            return None
        both = Line(tuple(above), line.strong), Line(tuple(below))
        for half in both:
            self._height(half)
        return both

    def draw(self) -> None:
        if self.canv.draft:
            return
        ink = self.canv.ink()
        ink.begin(ARTIFACT)
        y = self.height
        tall = self._head.tall
        ink.box(0, y - tall, self.width, tall, TINT)
        ink.line(0, y, self.width, INK, 0.8)
        ink.line(0, y - tall, self.width, INK, 0.5)
        y -= tall
        for line in self._lines:
            if line.strong:
                ink.line(0, y, self.width, ACCENT, 0.6)
            y -= line.tall
            ink.line(0, y, self.width, RULE, 0.3)
        if self._ends:
            ink.line(0, 0, self.width, INK, 0.8)
        ink.end()
        self._write(ink)
        self.canv.put(ink)

    def _write(self, ink: Ink) -> None:
        y = self.height
        if self._begun:
            # The head was read where the table began.
            ink.begin(ARTIFACT)
            for (x, _), cell in zip(self._columns(self._head), self._head.cells, strict=False):
                self._cell(ink, cell, x, y)
            ink.end()
        else:
            self._begun.append(self.canv.structure.holder("Table"))
            self._row(ink, self._head, y, "TH")
        y -= self._head.tall
        for line in self._lines:
            self._row(ink, line, y, "TD")
            y -= line.tall

    def _row(self, ink: Ink, line: Line, top: float, kind: str) -> None:
        structure, page = self.canv.structure, self.canv.getPageNumber()
        row = structure.holder("TR", self._begun[0])
        spans = len(self._widths) if line.whole else 1
        for (x, _), cell in zip(self._columns(line), line.cells, strict=False):
            element = structure.element(kind, page, above=row, spans=spans)
            self._cell(ink, cell, x, top, Told(ink, structure, element))

    def _cell(self, ink: Ink, cell: Cell, x: float, top: float, told: Told | None = None) -> None:
        y = top - self._above
        for paragraph in cell:
            y -= paragraph.height
            paragraph.ink_on(self.canv, ink, x + _ASIDE, y, told)


def ruled(
    rows: Sequence[Sequence[Paragraph | Sequence[Paragraph]]],
    widths: Sequence[float],
    strong: Collection[int] = (),
    compact: bool = False,
    whole: Collection[int] = (),
) -> Grid:
    """The table of ``rows``, the first of which is the head. ``strong`` and ``whole`` are numbers
    of rows (see ``Line``)."""
    lines = [
        Line(
            tuple((cell,) if isinstance(cell, Paragraph) else tuple(cell) for cell in row),
            number in strong,
            number in whole,
        )
        for number, row in enumerate(rows)
    ]
    return Grid(lines[0], lines[1:], widths, compact=compact)


def _height(cell: Cell, wide: float) -> float:
    return sum(paragraph.wrap(wide, 0.0)[1] for paragraph in cell)


def _cut(cell: Cell, wide: float, room: float) -> tuple[Cell, Cell]:
    """What of a cell fits ``room``, and the rest."""
    for place, paragraph in enumerate(cell):
        tall = paragraph.wrap(wide, 0.0)[1]
        if tall <= room:
            room -= tall
            continue
        parts = paragraph.split(wide, room)
        first, rest = (parts[:1], parts[1:]) if len(parts) == 2 else ([], [paragraph])
        return (*cell[:place], *first), (*rest, *cell[place + 1 :])
    return cell, ()
