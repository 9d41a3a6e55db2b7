"""What the words and pictures on the pages are to a program that reads them aloud: parts, headings,
paragraphs, tables and figures, in the order in which they are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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

    def __len__(self) -> int:
        return len(self._elements)

    def _add(self, element: _Element) -> int:
        self._elements.append(element)
        return len(self._elements) - 1

    def spelt(self, tree: int, first: int, page: int, pages: int) -> Iterator[str]:
        """The object ``tree``, which is the root, and those of the elements, numbered from
        ``first`` on. The objects of the ``pages`` pages are numbered from ``page`` on."""
        found = " ".join(
            f"{place - 1} [ {' '.join(_references(first, marks))} ]"
            for place, marks in sorted(self._marks.items())
        )
        yield (
            f"<< /Type /StructTreeRoot /K {first} 0 R /ParentTree << /Nums [ {found} ] >> "
            f"/ParentTreeNextKey {pages} >>"
        )
        below: dict[int, list[int]] = {}
        for number, element in enumerate(self._elements):
            below.setdefault(element.above, []).append(number)
        for number, element in enumerate(self._elements):
            above = tree if element.above < 0 else first + element.above
            parts = [f"<< /S /{element.kind} /P {above} 0 R"]
            if element.page:
                parts.append(f"/Pg {page + element.page - 1} 0 R /K {element.mark}")
            elif number in below:
                parts.append(f"/K [ {' '.join(_references(first, below[number]))} ]")
            yield " ".join((*parts, element.more, ">>"))


def _references(first: int, numbers: Sequence[int]) -> Iterator[str]:
    return (f"{first + number} 0 R" for number in numbers)
