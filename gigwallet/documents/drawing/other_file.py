"""Links from one file into another that lies beside it."""

from __future__ import annotations

import re

from gigwallet.documents.drawing.objects import text

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


def leading(file: str, page: int) -> str:
    """What a link says that goes there, in a window of its own."""
    return (
        f"/Contents {text(file)} /A << /Type /Action /S /GoToR /NewWindow true "
        f"/F {text(file)} /D [ {page - 1} /XYZ null null null ] >>"
    )
