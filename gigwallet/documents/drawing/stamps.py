"""What stands above and below the frame of a page: stamp, page number, signature, specimen."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.colors import HexColor

from gigwallet.documents.captions import Captions
from gigwallet.documents.drawing import fonts
from gigwallet.documents.drawing.edges import Edges
from gigwallet.documents.drawing.ink import Ink
from gigwallet.documents.drawing.text import ACCENT, INK, QUIET, RULE

_ACROSS = 56.0
_SPECIMEN = "样张 SPECIMEN"
_SPECIMEN_INK = HexColor("#b3261e")
_SPECIMEN_TINT = HexColor("#fbe9e7")
_SPECIMEN_FAINT = HexColor("#fdf1ef")

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Stamp:
    """``number`` is the exhibit's as it is printed, ``part`` which of its pages it is where it has
    more than one. Where it is ``counted``, ``{page}`` in ``number`` is the page within those that
    the stamp is set for. ``signature`` stands at the foot, for lists that are signed on each page;
    ``checked`` in its middle, to be ticked by whoever compares the page with its original.
    """

    number: str = ""
    part: str = ""
    title: str = ""
    detail: str = ""
    exhibit: bool = False
    counted: bool = False
    signature: str = ""
    checked: str = ""

    def on(self, page: int) -> str:
        """The number on the stamp's page ``page`` (from 1)."""
        return self.number.replace("{page}", str(page)) if self.counted else self.number


@dataclass(frozen=True, slots=True)
class Numbering:
    """How pages are counted in print: ``first`` is the number of this file's first page, ``total``
    that of all volumes (0: of this file). ``pattern`` may say ``{page}`` and ``{total}``, as in
    ``GW{page:06d}``; the document's own words without one."""

    first: int = 1
    total: int = 0
    pattern: str = ""

    def printed(self, page: int, total: int, captions: Captions) -> str:
        """The number of page ``page`` (from 1) of a file of ``total`` pages."""
        last = self.total or self.first - 1 + (total or page)
        facts = {"page": self.first - 1 + page, "total": last}
        return self.pattern.format(**facts) if self.pattern else captions("stamp.page", **facts)


@dataclass(frozen=True, slots=True)
class Around:
    """What one document prints around its pages. ``contents`` is the place that exhibits lead back
    to."""

    captions: Captions
    running_title: str
    specimen: bool
    edges: Edges
    numbering: Numbering
    contents: str = ""

    def behind(self, ink: Ink, size: tuple[float, float]) -> None:
        """A faint diagonal under the words of a specimen; pages of exhibits have none."""
        if not self.specimen:
            return
        wide, tall = size
        turned = 52.0 if tall > wide else 34.0
        ink.write(wide / 2 + 24, tall / 2 - 18, _SPECIMEN, 88, _SPECIMEN_FAINT, bold=True,
                  align="centre", turned=turned)  # fmt: skip

    def draw(
        self, ink: Ink, size: tuple[float, float], stamp: Stamp, page: int, total: int, run: int
    ) -> Box | None:
        """Everything outside the frame of page ``page``, the stamp's ``run``-th. Returns where the
        way back to the list of exhibits is, where there is one."""
        wide, tall = size
        if self.specimen:
            _bands(ink, wide, tall)
        self._head(ink, wide, tall, stamp, run)
        if edge := self.captions("stamp.edge"):
            _across(ink, wide, tall, edge)
        return self._foot(ink, wide, stamp, page, total)

    def _head(self, ink: Ink, wide: float, tall: float, stamp: Stamp, run: int) -> None:
        left, right = self.edges.left, wide - self.edges.right
        line = tall - self.edges.top + 12
        ink.line(left, line, right, RULE)
        if not stamp.number:
            title = shortened(self.running_title, 8, self.edges.width, False)
            ink.write(left, line + 6, title, 8, QUIET)
            return
        text = f"{stamp.on(run)}  {stamp.part}".strip()
        ink.write(right, line + 19, text, 12, INK, bold=True, align="right")
        room = right - left - fonts.width(text, fonts.BOLD, 12) - 16
        ink.write(left, line + 19, shortened(stamp.title, 10, room, True), 10, INK, bold=True)
        ink.write(left, line + 6, shortened(stamp.detail, 7.5, right - left, False), 7.5, QUIET)

    def _foot(self, ink: Ink, wide: float, stamp: Stamp, page: int, total: int) -> Box | None:
        left, bottom, right = self.edges.left, self.edges.bottom, wide - self.edges.right
        ink.line(left, bottom - 12, right, RULE)
        count = self.numbering.printed(page, total, self.captions)
        ink.write(right, bottom - 26, count, 9, INK, align="right")
        if stamp.signature:
            ink.write(left, bottom - 27, stamp.signature, 9, INK)
            return None
        if stamp.exhibit and self.contents:
            back = self.captions("stamp.back")
            ink.write(left, bottom - 26, back, 8, ACCENT)
            if stamp.checked:
                ink.write((left + right) / 2, bottom - 26, stamp.checked, 8, QUIET, align="centre")
            return left, bottom - 29, left + fonts.width(back, fonts.REGULAR, 8), bottom - 17
        if stamp.number or self.contents:
            title = shortened(self.running_title, 8, self.edges.width * 0.75, False)
            ink.write(left, bottom - 26, title, 8, QUIET)
        return None


def _across(ink: Ink, wide: float, tall: float, says: str) -> None:
    """Where a signature or seal goes across the edges of all sheets (骑缝), fanned out: between two
    marks on the edge that is not bound, at the same height on each sheet, outside of the frame."""
    middle = tall / 2
    for mark in (middle - _ACROSS, middle + _ACROSS):
        ink.line(wide - 16, mark, wide, QUIET)
    ink.write(wide - 7, middle, says, 6.5, QUIET, align="centre", turned=90)


def _bands(ink: Ink, wide: float, tall: float) -> None:
    """At the top and the foot of each page of a specimen, both outside the frame: nothing of it
    lies over or shines through an exhibit."""
    ink.box(0, tall - 24, wide, 24, _SPECIMEN_TINT)
    ink.box(0, 0, wide, 20, _SPECIMEN_TINT)
    words = "   ·   ".join([_SPECIMEN] * 4)
    ink.write(wide / 2, tall - 16, words, 11, _SPECIMEN_INK, bold=True, align="centre")
    ink.write(wide / 2, 6, words, 9, _SPECIMEN_INK, bold=True, align="centre")


def shortened(text: str, size: float, room: float, bold: bool) -> str:
    """``text`` with an ellipsis where it is wider than ``room``."""
    face = fonts.BOLD if bold else fonts.REGULAR
    if fonts.width(text, face, size) <= room:
        return text
    while text and fonts.width(text + "…", face, size) > room:
        text = text[:-1]
    return text + "…"
