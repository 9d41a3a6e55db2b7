"""Links from one file into another that lies beside it."""

from __future__ import annotations

import re
from typing import Any

from reportlab.pdfbase import pdfdoc

from gigwallet.documents.drawing.ink import number

_MARK = "other-file:"
# A PDF in the same folder, by a name that looks like what it is: no path, nothing that turns
# around, nothing that a reader could take for the address of something else. In ASCII: for other
# letters a dictionary would have to name the file, and veraPDF takes each for an embedded file.
_PLAIN = re.compile(r"(?!\.)[A-Za-z0-9_ .,\[\]{}@&'+=~#-]{1,116}\.[pP][dD][fF]")


def link(file: str, page: int) -> str:
    """The place on page ``page`` (from 1) of the PDF ``file``; empty for a name that is not opened
    from a document."""
    return f"{_MARK}{page}:{file}" if _PLAIN.fullmatch(file) else ""


def read(place: str) -> tuple[str, int] | None:
    """File and page of a ``link``; None for a place in the document itself."""
    if not place.startswith(_MARK):
        return None
    page, _colon, file = place.removeprefix(_MARK).partition(":")
    return file, int(page)


class LinkAway(pdfdoc.PDFObject):  # type: ignore[misc]  # reportlab has no types
    """An annotation that goes there, in a window of its own."""

    def __init__(self, box: tuple[float, float, float, float], file: str, page: int) -> None:
        self._box, self._file, self._page = box, file, page

    def format(self, _document: Any) -> bytes:  # Any: reportlab's document
        box = " ".join(map(number, self._box))
        return (
            f"<< /Type /Annot /Subtype /Link /Border [ 0 0 0 ] /Rect [ {box} ] /F 4 "
            f"/Contents ({self._file}) /A << /Type /Action /S /GoToR /NewWindow true "
            f"/F ({self._file}) /D [ {self._page - 1} /XYZ null null null ] >> >>"
        ).encode("ascii")
