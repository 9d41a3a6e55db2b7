"""Paragraphs on a page: looks, runs, links and places to link to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.platypus import Flowable

from gigwallet.documents.drawing import fonts
from gigwallet.documents.drawing.ink import Ink
from gigwallet.documents.drawing.line_breaking import Line, Piece, atoms, lines, with_loose_dates
from gigwallet.documents.drawing.structure import Told

INK = HexColor("#1b1f24")
QUIET = HexColor("#5b6470")
RULE = HexColor("#c9ced6")
TINT = HexColor("#f1f4f8")
ACCENT = HexColor("#0b4f8a")


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph is set: points; ``leading`` is the distance of two baselines; ``indent`` is
    that of the first line. ``align``: left, right, centre, both (both edges straight). ``tag`` is
    what it is to a reader of the document's structure."""

    size: float = 10.0
    leading: float = 15.0
    bold: bool = False
    align: str = "left"
    indent: float = 0.0
    before: float = 0.0
    after: float = 4.0
    colour: Color = INK
    tag: str = "P"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text. ``link`` names the place in this document that it leads to; a ``quiet``
    link looks like the words around it."""

    text: str
    bold: bool = False
    link: str = ""
    scale: float = 1.0
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class _Look:
    face: str
    size: float
    link: str
    raised: bool
    quiet: bool = False


class Paragraph(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A paragraph that breaks, splits over pages, and may be linked to by ``anchor``."""

    def __init__(
        self, runs: Sequence[Run] | str, style: Style, anchor: str = "", keep_next: bool = False
    ) -> None:
        super().__init__()
        self._runs = (Run(runs),) if isinstance(runs, str) else tuple(runs)
        self._style = style
        self._anchor = anchor
        self._lines: list[Line[_Look]] = []
        self._width_set = -1.0
        self._is_part = False
        self.keepWithNext = keep_next
        self.spaceBefore = style.before
        self.spaceAfter = style.after

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        if self._is_part and abs(self._width_set - width) > 0.01:
            # Its lines are some of those of the whole: broken anew it would begin again.
            raise ValueError("a paragraph that was parted is not set to another width")
        if self._width_set != width and not self._is_part:
            self.width = self._width_set = width
            self._lines = self._broken(width)
        self.height = len(self._lines) * self._style.leading
        return self.width, self.height

    def _broken(self, width: float) -> list[Line[_Look]]:
        pieces = tuple(self._pieces())
        broken = _set(pieces, width, self._style.indent)
        if self._style.align == "both" and (torn := self._torn(broken, width)):
            # Dates stay whole unless a line would be left short for one.
            loose = tuple(Piece(with_loose_dates(each.text), each.look) for each in pieces)
            other = _set(loose, width, self._style.indent)
            return other if self._torn(other, width) < torn else broken
        if self._style.align != "centre":
            return broken
        # A centred title is set in lines of about one length, not with one word left over.
        narrower = width
        while len(broken) > 1 and narrower > width / 2:
            narrower -= self._style.size
            closer = _set(pieces, narrower, 0.0)
            if len(closer) > len(broken):
                break
            broken = closer
        return broken

    def _torn(self, broken: Sequence[Line[_Look]], width: float) -> float:
        """How far the lines that cannot be stretched stay from the right edge, together."""
        indents = (self._style.indent, *[0.0] * len(broken))
        return sum(
            width - indent - line.natural
            for line, indent in zip(broken, indents, strict=False)
            if not line.ends_paragraph and self._stretch(line, width - indent) is None
        )

    def _stretch(self, line: Line[_Look], room: float) -> float | None:
        """Points between two characters that straighten the right edge. None: more than that and
        the line would look torn; a long id may well cause it."""
        slack = room - line.natural
        gaps = sum(len(piece.text) for piece in line.pieces) - 1
        return slack / gaps if gaps > 0 and slack / gaps < self._style.size * 0.12 else None

    def minWidth(self) -> float:  # noqa: N802  reportlab asks by this name
        """Points that the widest part takes which should not be cut, up to some twenty letters (a
        digest or a long file name may be cut)."""
        bold = self._style.bold or any(run.bold for run in self._runs)
        face = fonts.BOLD if bold else fonts.REGULAR
        whole = "".join(run.text for run in self._runs)
        return min(_widest(whole, face, self._style.size), self._style.size * 12)

    def natural_width(self) -> float:
        """Points that the longest line would take if nothing broke."""
        whole = _set(tuple(self._pieces()), 1e6, 0.0)
        return max(line.natural for line in whole)

    def split(self, width: float, height: float) -> list[Flowable]:
        self.wrap(width, height)
        fitting = int(height // self._style.leading)
        if fitting >= len(self._lines):
            return [self]
        # Neither a first nor a last line stands alone on a page.
        if fitting < 2 and len(self._lines) > 1 and len(self._lines) <= 3:
            return []
        if len(self._lines) - fitting == 1:
            fitting -= 1
        if fitting < 1:
            return []
        return [self._part(self._lines[:fitting], True), self._part(self._lines[fitting:], False)]

    def _part(self, some: list[Line[_Look]], is_first: bool) -> Paragraph:
        style = self._style if is_first else replace(self._style, indent=0.0, before=0.0)
        part = Paragraph(self._runs, style, self._anchor if is_first else "")
        part._is_part = True
        part._lines = some
        part.width = part._width_set = self._width_set
        part.height = len(some) * style.leading
        return part

    def _pieces(self) -> list[Piece[_Look]]:
        size, bold = self._style.size, self._style.bold
        return [
            Piece(
                run.text,
                _Look(
                    fonts.BOLD if bold or run.bold else fonts.REGULAR,
                    size * run.scale,
                    run.link,
                    run.scale < 1,
                    run.quiet,
                ),
            )
            for run in self._runs
            if run.text
        ]

    def draw(self) -> None:
        if self.canv.draft:
            return
        ink, structure = self.canv.ink(), self.canv.structure
        told = None
        if any(line.pieces for line in self._lines):
            element = structure.element(self._style.tag, self.canv.getPageNumber())
            told = Told(ink, structure, element)
        self.ink_on(self.canv, ink, 0.0, 0.0, told)
        self.canv.put(ink)

    def ink_on(
        self, canvas: Any, ink: Ink, left: float, bottom: float, told: Told | None = None
    ) -> None:
        """Draws it with its lower left corner there. ``canvas`` takes its links and its place;
        ``told`` is the element that its words belong to, none where they are the paper's."""
        style = self._style
        if self._anchor:
            canvas.name_place(self._anchor, left, bottom + self.height + 4)
        down = style.leading - (style.leading - style.size) / 2 - style.size * 0.14
        baseline = bottom + self.height - down
        for number, line in enumerate(self._lines):
            indent = style.indent if number == 0 else 0.0
            slack = self.width - indent - line.natural
            start, spacing = left + indent, 0.0
            if style.align == "right":
                start += slack
            elif style.align == "centre":
                start += slack / 2
            elif style.align == "both" and not line.ends_paragraph:
                spacing = self._stretch(line, self.width - indent) or 0.0
            _draw_line(canvas, ink, line, start, baseline, spacing, style, told)
            baseline -= style.leading
        if told is not None:
            told.end()


def _draw_line(
    canvas: Any,  # reportlab's canvas has no types
    ink: Ink,
    line: Line[_Look],
    x: float,
    y: float,
    spacing: float,
    style: Style,
    told: Told | None,
) -> None:
    for piece in line.pieces:
        look = piece.look
        wide = fonts.width(piece.text, look.face, look.size) + spacing * len(piece.text)
        lift = style.size * 0.3 if look.raised else 0.0
        colour = ACCENT if look.link and not look.quiet else style.colour
        bold = look.face == fonts.BOLD
        if look.link:
            box = (x, y - look.size * 0.2, x + wide, y + look.size * 1.05)
            link = canvas.lead(box, look.link, told and told.element)
            if told is not None:
                told.within(link)
        elif told is not None:
            told.words()
        ink.write(x, y + lift, piece.text, look.size, colour, bold=bold, spacing=spacing)
        x += wide


def _measure(text: str, look: _Look) -> float:
    return fonts.width(text, look.face, look.size)


@lru_cache(maxsize=4096)  # tables say the same words again and again, and twice at least
def _set(pieces: tuple[Piece[_Look], ...], width: float, indent: float) -> list[Line[_Look]]:
    return lines(pieces, width, _measure, indent)


@lru_cache(maxsize=4096)  # as above
def _widest(text: str, face: str, size: float) -> float:
    return max((fonts.width(atom.rstrip(), face, size) for atom in atoms(text)), default=0.0)
