"""The library's canvas, on which words are drawn; its pages are ours, spelt as they come."""

from __future__ import annotations

import io
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas

from gigwallet.documents.drawing import fonts
from gigwallet.documents.drawing.ink import Ink
from gigwallet.documents.drawing.objects import Streams, Thing, Things
from gigwallet.documents.drawing.structure import Structure

Box = tuple[float, float, float, float]
Link = tuple[Box, str]  # a rectangle and the place that it leads to
Bookmark = tuple[str, str, int]  # its words, its place and its level


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: ``code`` is packed."""

    size: tuple[float, float]
    code: bytes
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Faces:
    """The faces that were written with, as objects; the last is the dictionary of all."""

    things: tuple[Thing, ...] = ()
    content: bytes = b""


class Canvas(canvas.Canvas):  # type: ignore[misc]  # reportlab has no types
    """Keeps its pages until they are asked for. On one that is a ``draft`` flowables find out where
    they come to stand and need not draw themselves."""

    def __init__(self, *, draft: bool) -> None:
        super().__init__(io.BytesIO(), pagesize=A4, invariant=1, initialFontName=fonts.REGULAR)
        self.draft = draft
        self.structure = Structure()
        self.sheets: list[Sheet] = []
        self.places: dict[str, tuple[int, float, float]] = {}
        self.bookmarks: list[Bookmark] = []
        self._links: list[Link] = []

    def ink(self) -> Ink:
        return Ink(self._doc)

    def put(self, ink: Ink, content: str = "") -> None:
        """Draws what ``ink`` holds where the canvas stands now, as one ``content`` of the page."""
        if not ink.blank:
            self._code.append(ink.code(content))

    def name_place(self, place: str, left: float, top: float) -> None:
        """What leads to ``place`` shows this page from there on, in points from where the canvas
        stands now."""
        self.places[place] = (self.getPageNumber(), *self.absolutePosition(left, top))

    def lead(self, box: Box, place: str, above: int | None = None, alt: str = "") -> int:
        """Makes a rectangle, from where the canvas stands now, lead to ``place``: a link, within
        the element ``above`` whose words it stands in. Returns its own element."""
        left, low = self.absolutePosition(*box[:2])
        right, high = self.absolutePosition(*box[2:])
        self._links.append(((left, low, right, high), place))
        return self.structure.link(self.getPageNumber(), above, alt)

    def mark(self, words: str, place: str, level: int) -> None:
        """A bookmark that leads to ``place``."""
        self.bookmarks.append((words, place, level))

    def add_page(self, size: tuple[float, float], code: str, links: Sequence[Link]) -> None:
        """A whole page; whose ``links`` are is told before or behind, in their order."""
        if not self.draft:
            packed = zlib.compress(code.encode("ascii"))
            self.sheets.append(Sheet(size, packed, tuple(links)))
        self._pageNumber += 1

    def showPage(self) -> None:  # noqa: N802  reportlab calls it by this name
        self.add_page(self._pagesize, "\n".join(self._code), self._links)
        self._links = []
        # It counts the page too.
        self._pageNumber -= 1
        self._startPage()

    def save(self) -> None:
        """Nothing: the pages are kept."""

    def faces(self) -> Faces:
        """Once all is drawn."""
        # Streams are bytes in the file that this becomes; spelt in letters they are a quarter more.
        rl_config.useA85 = 0
        streams = Streams()
        things = Things(streams)
        document = self._doc
        document.setCompression(1)
        with pikepdf.open(io.BytesIO(document.GetPDFData(self))) as pdf:
            holder = pdf.make_indirect(pikepdf.Dictionary())
            for thing in pdf.objects:
                if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font":
                    holder[str(thing.Name)] = thing
            things.take(holder)
        return Faces(things.all, streams.content)
