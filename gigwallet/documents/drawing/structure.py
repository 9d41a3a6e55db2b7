"""What the words and pictures on the pages are to a program that reads them aloud: parts, headings,
paragraphs, links, tables and figures, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gigwallet.documents.drawing.ink import Ink

ARTIFACT = "/Artifact BMC"
_COLUMN = "/A << /O /Table /Scope /Column >>"


_NO_MARK = -1


@dataclass(slots=True)
class _Element:
    """``page`` (from 1) and ``mark`` are where its content begins, if it has any itself."""

    kind: str
    above: int
    page: int = 0
    mark: int = _NO_MARK
    more: str = ""


class Structure:
    """Grows while the pages are drawn, one element after the other. An element is named by its
    number."""

    def __init__(self) -> None:
        self._elements = [_Element("Document", -1)]
        self._marks: dict[int, list[int]] = {}
        # What few have: words around a link, links. By element, in the order of reading: a mark,
        # another element, or a link of its page (how many links were there before it).
        self._kids: dict[int, list[tuple[str, int]]] = {}
        self._linked: list[int] = []
        self._part = 0

    def begin_part(self) -> None:
        """What follows belongs to a new part of the document."""
        self._part = self._add(_Element("Sect", 0))

    def holder(self, kind: str, above: int | None = None) -> int:
        """An element whose content are others."""
        return self._add(_Element(kind, self._part if above is None else above))

    def content(
        self, kind: str, page: int, *, above: int | None = None, alt: str = "", spans: int = 1
    ) -> str:
        """The operator that begins the content of an element on ``page``, all of it. Else as
        ``element``."""
        return self.mark(self.element(kind, page, above=above, alt=alt, spans=spans))

    def element(
        self, kind: str, page: int, *, above: int | None = None, alt: str = "", spans: int = 1
    ) -> int:
        """An element with content on ``page``. ``alt`` is read in its place; a cell may go over
        several columns."""
        more = _COLUMN if kind == "TH" else ""
        if spans > 1:
            more = f"/A << /O /Table /ColSpan {spans} >>"
        if alt:
            spelt = f"\ufeff{alt}".encode("utf-16-be").hex()
            more = f"/Alt <{spelt}>"
        parent = self._part if above is None else above
        return self._add(_Element(kind, parent, page, more=more))

    def mark(self, element: int) -> str:
        """The operator that begins content of ``element``, behind what it has already."""
        own = self._elements[element]
        marks = self._marks.setdefault(own.page, [])
        if own.mark == _NO_MARK and element not in self._kids:
            own.mark = len(marks)
        else:
            self._kids.setdefault(element, []).append(("mark", len(marks)))
        marks.append(element)
        return f"/{own.kind} <</MCID {len(marks) - 1}>> BDC"

    def link(self, page: int, above: int | None = None, alt: str = "") -> int:
        """The element of the next link on ``page``, within ``above`` where it stands in its words.
        Links are told in the order in which the pages have them."""
        made = self.element("Link", page, above=above, alt=alt)
        if above is not None:
            self._kids.setdefault(above, []).append(("element", made))
        self._kids[made] = [("link", len(self._linked))]
        self._linked.append(made)
        return made

    def __len__(self) -> int:
        return len(self._elements)

    def _add(self, element: _Element) -> int:
        self._elements.append(element)
        return len(self._elements) - 1

    def spelt(
        self, tree: int, first: int, page: int, pages: int, links: Sequence[int]
    ) -> Iterator[str]:
        """The object ``tree``, which is the root, and those of the elements, numbered from
        ``first`` on. The objects of the ``pages`` pages are numbered from ``page`` on; ``links``
        are those of the links. What leads back here is counted through: pages, then links."""
        found = " ".join(
            f"{place - 1} [ {' '.join(_references(first, marks))} ]"
            for place, marks in sorted(self._marks.items())
        )
        led = " ".join(
            f"{key} {first + element} 0 R" for key, element in enumerate(self._linked, start=pages)
        )
        yield (
            f"<< /Type /StructTreeRoot /K {first} 0 R /ParentTree << /Nums [ {found} {led} ] >> "
            f"/ParentTreeNextKey {pages + len(links)} >>"
        )
        below: dict[int, list[int]] = {}
        for number, element in enumerate(self._elements):
            below.setdefault(element.above, []).append(number)
        for number, element in enumerate(self._elements):
            above = tree if element.above < 0 else first + element.above
            parts = [f"<< /S /{element.kind} /P {above} 0 R"]
            if element.page:
                kids = [str(element.mark)] if element.mark != _NO_MARK else []
                kids += [
                    _kid(kind, what, first, links) for kind, what in self._kids.get(number, ())
                ]
                if kids:
                    all_of_it = kids[0] if len(kids) == 1 else f"[ {' '.join(kids)} ]"
                    parts.append(f"/Pg {page + element.page - 1} 0 R /K {all_of_it}")
            elif number in below:
                parts.append(f"/K [ {' '.join(_references(first, below[number]))} ]")
            yield " ".join((*parts, element.more, ">>"))


class Told:
    """An element of ``page`` while it is drawn with ``ink``: its own words, and the links in them,
    each an element within it. Nothing is begun before something is drawn of it."""

    def __init__(self, ink: Ink, structure: Structure, element: int) -> None:
        self._ink, self._structure, self._element = ink, structure, element
        self._open = _NO_MARK

    @property
    def element(self) -> int:
        return self._element

    def words(self) -> None:
        """What is drawn next are words of the element itself."""
        self._go(self._element)

    def within(self, link: int) -> None:
        """What is drawn next are words of a link in it."""
        self._go(link)

    def end(self) -> None:
        if self._open != _NO_MARK:
            self._ink.end()
            self._open = _NO_MARK

    def _go(self, element: int) -> None:
        if self._open != element:
            self.end()
            self._ink.begin(self._structure.mark(element))
            self._open = element


def _kid(kind: str, what: int, first: int, links: Sequence[int]) -> str:
    if kind == "link":
        return f"<< /Type /OBJR /Obj {links[what]} 0 R >>"
    return str(what) if kind == "mark" else f"{first + what} 0 R"


def _references(first: int, numbers: Sequence[int]) -> Iterator[str]:
    return (f"{first + number} 0 R" for number in numbers)
