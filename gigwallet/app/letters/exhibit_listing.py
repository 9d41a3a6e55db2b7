"""Exhibits as a letter lists them: numbers, sources, purposes, pages."""

from __future__ import annotations

from dataclasses import dataclass

from gigwallet.app.bundles.words import source_of
from gigwallet.documents.bundles.captions import Captions
from gigwallet.documents.drawing.cells import Cell
from gigwallet.documents.drawing.tables import Column, Row, Table
from gigwallet.domain.exhibit import Exhibit

Pages = tuple[int, int]


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
    pages: Pages


@dataclass(frozen=True, slots=True)
class Listed:
    """What the evidence PDF shows, in the order of its pages: the exhibits, and on
    ``computed`` (first and last page) the computations, where it has them."""

    exhibits: tuple[ListedExhibit, ...] = ()
    computed: Pages | None = None


NOTHING_LISTED = Listed()


def exhibit_table(listed: Listed, captions: Captions) -> Table:
    """In the language that is spoken; its rows are called by the numbers of the exhibits."""
    found = [(each.pages, each.number, _exhibit(each, captions)) for each in listed.exhibits]
    if listed.computed is not None:
        number = captions("index.computations_number")
        found.append((listed.computed, number, _computations(listed.computed, captions)))
    found.sort(key=lambda each: each[0])
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
        columns,
        tuple(Row(cells) for _pages, _number, cells in found),
        compact=True,
        names_title=captions("exhibits.number"),
        names=tuple(number for _pages, number, _cells in found),
    )


def _exhibit(each: ListedExhibit, captions: Captions) -> tuple[Cell, ...]:
    return (
        each.title,
        each.source or source_of(each.said),
        each.purpose,
        captions("kind.extract" if each.extract else "kind.electronic"),
        *_counted(each.pages),
        captions("exhibits.digest", digest=each.said.sha256[:16]),
    )


def _computations(pages: Pages, captions: Captions) -> tuple[Cell, ...]:
    """As the index of the evidence PDF lists them."""
    return (
        captions("computations.heading"),
        captions("index.computations_source"),
        captions("index.computations_purpose"),
        captions("index.computations_form"),
        *_counted(pages),
        "",
    )


def _counted(pages: Pages) -> tuple[Cell, Cell]:
    """How many pages, and which."""
    first, last = pages
    return last - first + 1, str(first) if first == last else f"{first}-{last}"
