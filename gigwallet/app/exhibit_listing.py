"""Exhibits as a letter lists them: numbers, sources, purposes, pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gigwallet.app.bundle_words import source_of
from gigwallet.documents.captions import Captions
from gigwallet.documents.tables import Column, Row, Table
from gigwallet.domain.exhibit import Exhibit


@dataclass(frozen=True, slots=True)
class ListedExhibit:
    """``number`` and ``pages`` (first and last) are those of the evidence PDF; an ``extract`` shows
    chosen lines of the file."""

    number: str
    title: str
    purpose: str
    source: str
    said: Exhibit
    extract: bool
    pages: tuple[int, int]


def exhibit_table(exhibits: Sequence[ListedExhibit], captions: Captions) -> Table:
    """In the language that is spoken; its rows are called 1, 2, 3... Where these are the numbers of
    the exhibits, they are not said twice."""
    places = [str(place) for place in range(1, len(exhibits) + 1)]
    running = [each.number for each in exhibits] == places
    number = captions("exhibits.number")
    rows = []
    for each in exhibits:
        first, last = each.pages
        cells = (
            each.title,
            each.source or source_of(each.said),
            each.purpose,
            captions("kind.extract" if each.extract else "kind.electronic"),
            last - first + 1,
            str(first) if first == last else f"{first}-{last}",
            captions("exhibits.digest", digest=each.said.sha256[:16]),
        )
        rows.append(Row(cells if running else (each.number, *cells)))
    columns = (
        Column(captions("index.title"), 2.2),
        Column(captions("index.source"), 2.0),
        Column(captions("index.purpose"), 2.0),
        Column(captions("index.kind"), 1.1),
        Column(captions("index.count"), 0.7, figures=True),
        Column(captions("index.page"), 0.9),
        Column(captions("exhibits.remark"), 1.6),
    )
    return Table(
        "",
        captions("exhibits.title"),
        columns if running else (Column(number, 0.7), *columns),
        tuple(rows),
        compact=True,
        names_title=number if running else "",
    )
