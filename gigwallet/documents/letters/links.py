"""Where a laid-out letter shows its figures, and the rows of the annexes that they lead to."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

from gigwallet.documents.drawing.tables import anchor

_ROW = anchor("")


@dataclass(frozen=True, slots=True)
class Link:
    """A figure on ``page`` (from 1): its rectangle as shares of the page, from its upper left
    corner. ``row`` is what proves it (``A12``), which stands on page ``leads_to``."""

    page: int
    left: float
    top: float
    width: float
    height: float
    row: str
    leads_to: int


@dataclass(frozen=True, slots=True)
class Sheets:
    """``shapes`` are height over width, page by page."""

    shapes: tuple[float, ...]
    links: tuple[Link, ...]


def sheets(pdf: bytes) -> Sheets:
    """Of a PDF that ``letters.compose`` gave."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        places = {page.obj.objgen: number for number, page in enumerate(opened.pages, start=1)}
        shapes = []
        links: list[Link] = []
        for number, page in enumerate(opened.pages, start=1):
            _left, _bottom, wide, tall = (float(each) for each in page.mediabox.as_list())
            shapes.append(tall / wide)
            links += _links(page, number, wide, tall, places)
    return Sheets(tuple(shapes), tuple(links))


def _links(
    page: pikepdf.Page,
    number: int,
    wide: float,
    tall: float,
    places: dict[tuple[int, int], int],
) -> Iterator[Link]:
    for note in page.obj.get("/Annots", ()):
        said = str(note.get("/Contents", ""))
        if not said.startswith(_ROW) or "/Dest" not in note:
            continue
        left, bottom, right, top = (float(each) for each in note.Rect.as_list())
        yield Link(
            number,
            left / wide,
            1 - top / tall,
            (right - left) / wide,
            (top - bottom) / tall,
            said.removeprefix(_ROW),
            places[note.Dest[0].objgen],
        )
