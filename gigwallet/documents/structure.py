"""What the words and pictures on the pages are to a program that reads them aloud: parts, headings,
paragraphs, tables and figures, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reportlab.pdfbase import pdfdoc

ARTIFACT = "/Artifact BMC"
_COLUMN = "/A << /O /Table /Scope /Column >>"


@dataclass(frozen=True, slots=True)
class _Element:
    """``page`` (from 1) and ``mark`` are where its content stands, if it has any itself."""

    kind: str
    above: int
    page: int = 0
    mark: int = 0
    more: str = ""


class Structure:
    """Grows while the pages are drawn, one element after the other. An element is named by its
    number."""

    def __init__(self) -> None:
        self._elements = [_Element("Document", -1)]
        self._marks: dict[int, list[int]] = {}
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
        """The operator that begins the content of an element on ``page``. ``alt`` is read in its
        place; a cell may go over several columns."""
        marks = self._marks.setdefault(page, [])
        more = _COLUMN if kind == "TH" else ""
        if spans > 1:
            more = f"/A << /O /Table /ColSpan {spans} >>"
        if alt:
            spelt = f"\ufeff{alt}".encode("utf-16-be").hex()
            more = f"/Alt <{spelt}>"
        parent = self._part if above is None else above
        marks.append(self._add(_Element(kind, parent, page, len(marks), more)))
        return f"/{kind} <</MCID {len(marks) - 1}>> BDC"

    def _add(self, element: _Element) -> int:
        self._elements.append(element)
        return len(self._elements) - 1

    def put_into(self, document: Any) -> int:  # reportlab's own, untyped
        """Makes objects of the elements; the number of the object that is the root of the tree."""
        root: int = document.objectcounter + 1
        below: dict[int, list[int]] = {}
        for number, element in enumerate(self._elements):
            below.setdefault(element.above, []).append(number)
        pages = document.idToObjectNumberAndVersion
        document.Reference(_Spelt(self._tree(root)))
        for number, element in enumerate(self._elements):
            document.Reference(_Spelt(_spelt(element, root, below.get(number, []), pages)))
        return root

    def _tree(self, root: int) -> str:
        """The root, which finds the element that a mark on a page belongs to."""
        found = " ".join(
            f"{page - 1} [ {' '.join(_references(root, marks))} ]"
            for page, marks in sorted(self._marks.items())
        )
        return (
            f"<< /Type /StructTreeRoot /K {root + 1} 0 R /ParentTree << /Nums [ {found} ] >> "
            f"/ParentTreeNextKey {max(self._marks, default=0)} >>"
        )


def _spelt(
    element: _Element, root: int, below: list[int], pages: Mapping[str, tuple[int, int]]
) -> str:
    parts = [f"<< /S /{element.kind} /P {root + 1 + element.above} 0 R"]
    if element.page:
        parts.append(f"/Pg {pages[f'Page{element.page}'][0]} 0 R /K {element.mark}")
    elif below:
        parts.append(f"/K [ {' '.join(_references(root, below))} ]")
    return " ".join((*parts, element.more, ">>"))


def _references(root: int, numbers: list[int]) -> Iterator[str]:
    return (f"{root + 1 + number} 0 R" for number in numbers)


class _Spelt(pdfdoc.PDFObject):  # type: ignore[misc]  # reportlab has no types
    def __init__(self, text: str) -> None:
        self._text = text.encode("ascii")

    def format(self, _document: Any) -> bytes:
        return self._text
