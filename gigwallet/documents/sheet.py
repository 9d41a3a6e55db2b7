"""The sheets that a document is laid out on: frames, stamps, page numbers, bookmarks, specimen."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from reportlab import rl_config
from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfgen import canvas
from reportlab.platypus import (
    ActionFlowable,
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
)

from gigwallet.documents import fonts
from gigwallet.documents.captions import Captions
from gigwallet.documents.text import ACCENT, INK, QUIET, RULE

# 25 mm on the left for the binding, as Chinese files are bound.
LEFT, RIGHT, TOP, BOTTOM = 71.0, 48.0, 76.0, 58.0
WIDTH = A4[0] - LEFT - RIGHT
# The usual official sheet: above, below, on the binding edge, on the other.
OFFICIAL_MARGINS = (37 * mm, 35 * mm, 28 * mm, 26 * mm)
LYING_WIDTH = A4[1] - LEFT - RIGHT
_SPECIMEN = "样张 SPECIMEN"
_SPECIMEN_INK = HexColor("#b3261e")
_SPECIMEN_TINT = HexColor("#fbe9e7")
_SPECIMEN_FAINT = HexColor("#fdf1ef")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What stands above and below the frame of a page. ``number`` is the exhibit's, with its part
    of how many where it has more than one page."""

    number: str = ""
    part: str = ""
    title: str = ""
    detail: str = ""
    exhibit: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """A rectangle left free on page ``page`` (from 1) for view ``view`` of an exhibit: points from
    the lower left corner of the page."""

    exhibit: str
    view: int
    page: int
    x: float
    y: float
    width: float
    height: float


@dataclass(slots=True)
class Laid:
    """The result of one layout: ``pages`` says on which page each place stands."""

    pdf: bytes = b""
    total: int = 0
    pages: dict[str, int] = field(default_factory=dict)
    windows: list[Window] = field(default_factory=list)


Story = Callable[[dict[str, int]], list[Flowable]]


def lay_out(
    story: Story,
    *,
    captions: Captions,
    running_title: str,
    specimen: bool,
    contents_anchor: str = "",
    first: str = "words",
) -> Laid:
    """Lays ``story`` out until its page numbers are those that it prints about itself.

    ``story`` gets the page of each place as the last pass found it (empty at first). ``first`` is
    the kind of the first page, as ``new_page`` names them, or an official ``letter``'s.
    """
    known = Laid()
    for number in range(5):
        document = _Document(captions, running_title, specimen, known.total, contents_anchor, first)
        # Nothing is known at first, so that whatever were drawn would be drawn again.
        paper = Canvas(document.out, draft=number == 0)
        document.build(story(known.pages), canvasmaker=partial(_same, paper))
        laid = document.laid
        if laid.pages == known.pages and laid.total == known.total:
            laid.pdf = paper.written()
            return laid
        known = laid
    raise RuntimeError("page numbers did not settle")


def _same(paper: Canvas, *_arguments: Any, **_options: Any) -> Canvas:  # what reportlab passes
    return paper


class Canvas(canvas.Canvas):  # type: ignore[misc]  # reportlab has no types
    """Writes its file only when it is asked for it. On one that is a ``draft`` flowables find out
    where they come to stand and need not draw themselves."""

    def __init__(self, out: io.BytesIO, *, draft: bool) -> None:
        super().__init__(
            out, pagesize=A4, invariant=1, pageCompression=1, initialFontName=fonts.REGULAR
        )
        self.draft = draft
        self._out = out

    def save(self) -> None:
        """Nothing yet: the layout may turn out to be no more than another draft."""

    def written(self) -> bytes:
        # Streams are bytes in the file that this becomes; spelt in letters they are a quarter more.
        rl_config.useA85 = 0
        super().save()
        return self._out.getvalue()


class _Document(BaseDocTemplate):  # type: ignore[misc]  # reportlab has no types
    def __init__(
        self,
        captions: Captions,
        running_title: str,
        specimen: bool,
        total: int,
        contents: str,
        first: str,
    ) -> None:
        self.out = io.BytesIO()
        super().__init__(self.out, pagesize=A4, _pageBreakQuick=1)
        self.laid = Laid()
        self.stamp = Stamp()
        self._captions, self._running_title = captions, running_title
        self._specimen, self._total, self._contents = specimen, total, contents
        wide, tall = A4
        upright = Frame(LEFT, BOTTOM, WIDTH, tall - TOP - BOTTOM, 0, 0, 0, 0)
        lying = Frame(LEFT, BOTTOM, LYING_WIDTH, wide - TOP - BOTTOM, 0, 0, 0, 0)
        above, below, binding, other = OFFICIAL_MARGINS
        official = Frame(binding, below, wide - binding - other, tall - above - below, 0, 0, 0, 0)
        self.addPageTemplates(
            [
                PageTemplate("letter", [official], self._begin, self._finish, A4),
                PageTemplate("words", [upright], self._begin, self._finish, A4),
                PageTemplate("wide words", [lying], self._begin, self._finish, (tall, wide)),
                PageTemplate("upright", [upright], onPageEnd=self._finish, pagesize=A4),
                PageTemplate("lying", [lying], onPageEnd=self._finish, pagesize=(tall, wide)),
            ]
        )
        kinds = [each.id for each in self.pageTemplates]
        self._firstPageTemplateIndex = kinds.index(first)

    def _begin(self, canvas: Any, document: Any) -> None:  # reportlab's own, untyped
        """A faint diagonal under the words; pages of exhibits have none."""
        if self._specimen and not canvas.draft:
            wide, tall = canvas._pagesize
            canvas.saveState()
            canvas.translate(wide / 2, tall / 2)
            canvas.rotate(52 if tall > wide else 34)
            _write(canvas, 0, -30, _SPECIMEN, 88, True, "centre", _SPECIMEN_FAINT)
            canvas.restoreState()

    def _finish(self, canvas: Any, document: Any) -> None:  # reportlab's own, untyped
        wide, tall = canvas._pagesize
        page = canvas.getPageNumber()
        self.laid.total = page
        if canvas.draft:
            return
        canvas.saveState()
        if self._specimen:
            self._draw_specimen(canvas, wide, tall)
        self._draw_head(canvas, wide, tall)
        self._draw_foot(canvas, wide, page)
        canvas.restoreState()

    def _draw_head(self, canvas: Any, wide: float, tall: float) -> None:
        stamp = self.stamp
        line = tall - TOP + 12
        if stamp.number:
            right = wide - RIGHT
            text = f"{stamp.number}  {stamp.part}".strip()
            _write(canvas, right, line + 19, text, 12, bold=True, align="right")
            room = right - LEFT - fonts.width(text, fonts.BOLD, 12) - 16
            _write(canvas, LEFT, line + 19, _shortened(stamp.title, 10, room, True), 10, bold=True)
            detail = _shortened(stamp.detail, 7.5, right - LEFT, False)
            _write(canvas, LEFT, line + 6, detail, 7.5, colour=QUIET)
        else:
            _write(
                canvas,
                LEFT,
                line + 6,
                _shortened(self._running_title, 8, WIDTH, False),
                8,
                colour=QUIET,
            )
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.5)
        canvas.line(LEFT, line, wide - RIGHT, line)

    def _draw_foot(self, canvas: Any, wide: float, page: int) -> None:
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.5)
        canvas.line(LEFT, BOTTOM - 12, wide - RIGHT, BOTTOM - 12)
        count = self._captions("stamp.page", page=page, total=self._total or page)
        _write(canvas, wide - RIGHT, BOTTOM - 26, count, 9, align="right")
        if self.stamp.exhibit and self._contents:
            back = self._captions("stamp.back")
            _write(canvas, LEFT, BOTTOM - 26, back, 8, colour=ACCENT)
            size = fonts.width(back, fonts.REGULAR, 8)
            box = (LEFT, BOTTOM - 29, LEFT + size, BOTTOM - 17)
            canvas.linkRect("", self._contents, box, relative=0, Border="[0 0 0]")
        elif self.stamp.number or self._contents:
            title = _shortened(self._running_title, 8, WIDTH * 0.75, False)
            _write(canvas, LEFT, BOTTOM - 26, title, 8, colour=QUIET)

    def _draw_specimen(self, canvas: Any, wide: float, tall: float) -> None:
        """A band at the top and the foot of each page, both outside the frame: nothing of it lies
        over or shines through an exhibit."""
        canvas.setFillColor(_SPECIMEN_TINT)
        canvas.rect(0, tall - 24, wide, 24, stroke=0, fill=1)
        canvas.rect(0, 0, wide, 20, stroke=0, fill=1)
        words = "   ·   ".join([_SPECIMEN] * 4)
        _write(
            canvas, wide / 2, tall - 16, words, 11, bold=True, align="centre", colour=_SPECIMEN_INK
        )
        _write(canvas, wide / 2, 6, words, 9, bold=True, align="centre", colour=_SPECIMEN_INK)


class Place(Flowable):  # type: ignore[misc]  # reportlab has no types
    """Takes no room: names this place, bookmarks it, and changes the stamp of its page."""

    def __init__(
        self, anchor: str, bookmark: str = "", level: int = 0, stamp: Stamp | None = None
    ) -> None:
        super().__init__()
        self._anchor, self._bookmark, self._level, self._stamp = anchor, bookmark, level, stamp
        self.width = self.height = 0.0

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        return 0.0, 0.0

    def draw(self) -> None:
        document = self.canv._doctemplate
        document.laid.pages[self._anchor] = self.canv.getPageNumber()
        self.canv.bookmarkHorizontal(self._anchor, 0, 30)
        if self._bookmark:
            self.canv.addOutlineEntry(self._bookmark, self._anchor, self._level)
        if self._stamp is not None:
            document.stamp = self._stamp


class FreeWindow(Flowable):  # type: ignore[misc]  # reportlab has no types
    """Leaves the rest of its frame free for an exhibit, whose ``aspect`` is height over width."""

    def __init__(self, exhibit: str, view: int, aspect: float, largest_width: float) -> None:
        super().__init__()
        self._exhibit, self._view, self._aspect = exhibit, view, aspect
        self._largest_width = largest_width

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width, self.height = width, height - 0.5
        return self.width, self.height

    def draw(self) -> None:
        wide = min(self.width, self.height / self._aspect, self._largest_width)
        tall = wide * self._aspect
        left, bottom = self.canv.absolutePosition((self.width - wide) / 2, (self.height - tall) / 2)
        self.canv._doctemplate.laid.windows.append(
            Window(self._exhibit, self._view, self.canv.getPageNumber(), left, bottom, wide, tall)
        )


def new_page(kind: str = "words") -> list[Flowable | ActionFlowable]:
    """Go to the next page: ``words``, ``wide words``, or an exhibit's ``upright`` or ``lying``."""
    return [NextPageTemplate(kind), PageBreak()]


def _write(
    canvas: Any,  # reportlab's canvas has no types
    x: float,
    y: float,
    text: str,
    size: float,
    bold: bool = False,
    align: str = "left",
    colour: Color = INK,
) -> None:
    canvas.setFillColor(colour)
    canvas.setFont(fonts.BOLD if bold else fonts.REGULAR, size)
    {
        "left": canvas.drawString,
        "right": canvas.drawRightString,
        "centre": canvas.drawCentredString,
    }[align](x, y, text)


def _shortened(text: str, size: float, room: float, bold: bool) -> str:
    face = fonts.BOLD if bold else fonts.REGULAR
    if fonts.width(text, face, size) <= room:
        return text
    while text and fonts.width(text + "…", face, size) > room:
        text = text[:-1]
    return text + "…"
