"""The sheets that a document is laid out on: frames, places, bookmarks, windows for exhibits."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import (
    ActionFlowable,
    BaseDocTemplate,
    Flowable,
    Frame,
    PageTemplate,
)
from reportlab.platypus.flowables import PageBreakIfNotEmpty

from gigwallet.documents.captions import Captions
from gigwallet.documents.drawing.canvas import Bookmark, Canvas, Faces, Sheet
from gigwallet.documents.drawing.edges import Edges
from gigwallet.documents.drawing.stamps import Around, Numbering, Stamp
from gigwallet.documents.drawing.structure import ARTIFACT, Structure

__all__ = ["Laid", "Numbering", "Place", "Stamp", "ViewPage", "ViewPages", "Window", "lay_out"]

EDGES = Edges()
WIDTH, LYING_WIDTH = EDGES.width, EDGES.lying_width
# The usual official sheet: above, below, on the binding edge, on the other.
OFFICIAL_MARGINS = (37 * mm, 35 * mm, 28 * mm, 26 * mm)


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
    """The result of one layout: ``pages`` says on which page each place stands. The last layout,
    which is drawn, has ``sheets``, and in ``places`` where what leads to a place leads: to which
    page, how far from its left and its lower edge."""

    total: int = 0
    pages: dict[str, int] = field(default_factory=dict)
    windows: list[Window] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)
    places: dict[str, tuple[int, float, float]] = field(default_factory=dict)
    bookmarks: list[Bookmark] = field(default_factory=list)
    faces: Faces = field(default_factory=Faces)
    structure: Structure = field(default_factory=Structure)


Story = Callable[[dict[str, int]], list[Flowable]]


def lay_out(
    story: Story,
    *,
    captions: Captions,
    running_title: str,
    specimen: bool,
    contents_anchor: str = "",
    first: str = "words",
    edges: Edges = EDGES,
    numbering: Numbering = Numbering(),  # noqa: B008  a frozen value
) -> Laid:
    """Lays ``story`` out until its page numbers are those that it prints about itself.

    ``story`` gets the page of each place as the last pass found it (empty at first). ``first`` is
    the kind of the first page, as ``new_page`` names them, or an official ``letter``'s.
    """
    around = Around(captions, running_title, specimen, edges, numbering, contents_anchor)
    known = Laid()
    for turn in range(5):
        document = _Document(io.BytesIO(), around, known.total, first)
        # Nothing is known at first, so that whatever were drawn would be drawn again.
        paper = Canvas(draft=turn == 0)
        document.build(story(known.pages), canvasmaker=partial(_same, paper))
        laid = document.laid
        if laid.pages == known.pages and laid.total == known.total:
            laid.sheets, laid.places, laid.bookmarks = paper.sheets, paper.places, paper.bookmarks
            laid.faces, laid.structure = paper.faces(), paper.structure
            return laid
        known = laid
    raise RuntimeError("page numbers did not settle")


def _same(paper: Canvas, *_arguments: Any, **_options: Any) -> Canvas:  # what reportlab passes
    return paper


class _Document(BaseDocTemplate):  # type: ignore[misc]  # reportlab has no types
    def __init__(self, out: io.BytesIO, around: Around, total: int, first: str) -> None:
        super().__init__(out, pagesize=around.edges.size, _pageBreakQuick=1)
        self.laid = Laid()
        self._stamp, self._stamped = Stamp(), 1
        self._around, self._total = around, total
        edges = around.edges
        wide, tall = edges.size
        high, low = edges.top, edges.bottom
        upright = Frame(edges.left, low, edges.width, tall - high - low, 0, 0, 0, 0)
        lying = Frame(edges.left, low, edges.lying_width, wide - high - low, 0, 0, 0, 0)
        above, below, binding, other = OFFICIAL_MARGINS
        official = Frame(binding, below, A4[0] - binding - other, A4[1] - above - below, 0, 0, 0, 0)
        self.addPageTemplates(
            [
                PageTemplate("letter", [official], self._begin, self._finish, A4),
                PageTemplate("words", [upright], self._begin, self._finish, (wide, tall)),
                PageTemplate("wide words", [lying], self._begin, self._finish, (tall, wide)),
            ]
        )
        kinds = [each.id for each in self.pageTemplates]
        self._firstPageTemplateIndex = kinds.index(first)

    def set_stamp(self, stamp: Stamp) -> None:
        """From this page on."""
        self._stamp, self._stamped = stamp, self.canv.getPageNumber()

    def handle_flowable(self, flowables: list[Flowable]) -> None:
        """Pages of exhibits need no frames: they are drawn one after the other, as they come."""
        if not isinstance(flowables[0], ViewPages):
            super().handle_flowable(flowables)
            return
        self.handle_pageEnd()
        while flowables and isinstance(flowables[0], ViewPages):
            flowables.pop(0).draw(self.canv, self.laid, self._around, self._total)

    def _begin(self, canvas: Any, document: Any) -> None:  # reportlab's own, untyped
        if self._around.specimen and not canvas.draft:
            ink = canvas.ink()
            self._around.behind(ink, canvas._pagesize)
            canvas.put(ink, ARTIFACT)

    def _finish(self, canvas: Any, document: Any) -> None:  # reportlab's own, untyped
        page = canvas.getPageNumber()
        self.laid.total = page
        if canvas.draft:
            return
        ink = canvas.ink()
        run = page - self._stamped + 1
        back = self._around.draw(ink, canvas._pagesize, self._stamp, page, self._total, run)
        canvas.put(ink, ARTIFACT)
        if back is not None:
            canvas.lead(back, self._around.contents, alt=self._around.captions("stamp.back"))


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
        self.canv.name_place(self._anchor, 0, 30)
        if self._bookmark:
            self.canv.mark(self._bookmark, self._anchor, self._level)
            self.canv.structure.begin_part()
        if self._stamp is not None:
            document.set_stamp(self._stamp)


@dataclass(frozen=True, slots=True)
class ViewPage:
    """One page of an exhibit: its stamp, and a window for a view whose ``aspect`` is height over
    width, ``widest`` points wide at most. ``alt`` is read in its place. ``lies``: on a sheet that
    lies."""

    stamp: Stamp
    aspect: float
    widest: float
    alt: str
    lies: bool = False


class ViewPages(ActionFlowable):  # type: ignore[misc]  # reportlab has no types
    """All pages of an exhibit that is shown as it is, each with a window left free for it.
    ``anchor`` names the first of them, ``end`` the last."""

    def __init__(
        self, exhibit: str, pages: Sequence[ViewPage], *, anchor: str, end: str, bookmark: str
    ) -> None:
        super().__init__(())
        self._exhibit, self._pages = exhibit, pages
        self._anchor, self._end, self._bookmark = anchor, end, bookmark

    def draw(self, canvas: Canvas, laid: Laid, around: Around, total: int) -> None:
        first = canvas.getPageNumber()
        laid.pages[self._anchor] = first
        tall = around.edges.size[0 if self._pages[0].lies else 1]
        canvas.name_place(self._anchor, 0, tall)
        canvas.mark(self._bookmark, self._anchor, 0)
        canvas.structure.begin_part()
        for place, each in enumerate(self._pages):
            self._draw(place, each, canvas, laid, around, total)
        laid.pages[self._end] = laid.total = first + len(self._pages) - 1

    def _draw(
        self, place: int, page: ViewPage, canvas: Canvas, laid: Laid, around: Around, total: int
    ) -> None:
        wide, tall = around.edges.size
        if page.lies:
            wide, tall = tall, wide
        number = canvas.getPageNumber()
        if canvas.draft:
            canvas.add_page((wide, tall), "", ())
            return
        ink = canvas.ink()
        back = around.draw(ink, (wide, tall), page.stamp, number, total, place + 1)
        links = [(back, around.contents)] if back is not None else []
        canvas.add_page((wide, tall), ink.code(ARTIFACT), links)
        # Its content is drawn later, when the window is filled: the first on its page.
        canvas.structure.content("Figure", number, alt=page.alt)
        if links:
            canvas.structure.link(number, alt=around.captions("stamp.back"))
        edges = around.edges
        room = (wide - edges.left - edges.right, tall - edges.top - edges.bottom - 0.5)
        width = min(room[0], room[1] / page.aspect, page.widest)
        height = width * page.aspect
        left = edges.left + (room[0] - width) / 2
        bottom = edges.bottom + (room[1] - height) / 2
        laid.windows.append(Window(self._exhibit, place, number, left, bottom, width, height))


def new_page(kind: str = "words") -> list[Flowable]:
    """Go to the next page: ``words``, or ``wide words`` on a sheet that lies."""
    return [PageBreakIfNotEmpty(kind)]
