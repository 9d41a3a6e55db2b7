"""The exhibits that a letter lists: numbers, sources, purposes, and on which pages each stands."""

from __future__ import annotations

from dataclasses import dataclass

from gigwallet.documents.captions import Captions
from gigwallet.documents.drawing.cells import Cell
from gigwallet.documents.drawing.tables import Column, Row, Table

Pages = tuple[int, int]
# A group's place among the groups of the file, and its heading; nothing where there are none.
Group = tuple[int, str]
NO_GROUP: Group = (0, "")


@dataclass(frozen=True, slots=True)
class ListedExhibit:
    """``number`` and ``pages`` (first and last, as they are printed) are those of the evidence PDF;
    ``form`` is a kind of copy (``electronic``, ``extract``...), ``volume`` the volume that holds it
    (0: there is one)."""

    number: str
    title: str
    purpose: str
    source: str
    form: str
    sha256: str
    pages: Pages
    volume: int = 0
    group: Group = NO_GROUP


@dataclass(frozen=True, slots=True)
class Computed:
    """Where the computations stand."""

    pages: Pages
    volume: int = 0
    group: Group = NO_GROUP


def exhibit_table(
    exhibits: tuple[ListedExhibit, ...],
    computed: Computed | None,
    captions: Captions,
    note: str = "",
) -> Table:
    """By group, each in the order of its pages; the rows are called by the numbers of the
    exhibits."""
    found = [
        (each.group, (each.volume, each.pages), each.number, _exhibit(each, captions))
        for each in exhibits
    ]
    if computed is not None:
        number = captions("index.computations_number")
        place = (computed.volume, computed.pages)
        found.append((computed.group, place, number, _computations(computed, captions)))
    found.sort(key=lambda each: each[:2])
    begun = {each[0]: at for at, each in reversed(list(enumerate(found)))}
    columns = (
        Column(captions("index.title"), 2.1),
        Column(captions("index.source"), 1.8),
        Column(captions("index.purpose"), 2.2),
        Column(captions("index.kind"), 1.8),
        Column(captions("index.count"), 0.5, figures=True),
        Column(captions("index.page"), 0.7),
        Column(captions("exhibits.remark"), 1.55),
    )
    return Table(
        "",
        captions("exhibits.title"),
        columns,
        tuple(Row(cells) for _group, _place, _number, cells in found),
        note=note,
        compact=True,
        names_title=captions("exhibits.number"),
        names=tuple(number for _group, _place, number, _cells in found),
        headings=tuple(sorted((at, title) for (_, title), at in begun.items() if title)),
    )


def _exhibit(each: ListedExhibit, captions: Captions) -> tuple[Cell, ...]:
    return (
        each.title,
        each.source,
        each.purpose,
        captions(f"kind.{each.form}"),
        *_counted(each.pages),
        "\n".join([*_volume(each.volume, captions), each.sha256[:16]]),
    )


def _computations(computed: Computed, captions: Captions) -> tuple[Cell, ...]:
    """As the index of the evidence PDF lists them."""
    return (
        captions("computations.heading"),
        captions("index.computations_source"),
        captions("index.computations_purpose"),
        captions("index.computations_form"),
        *_counted(computed.pages),
        "\n".join(_volume(computed.volume, captions)),
    )


def _volume(volume: int, captions: Captions) -> list[str]:
    return [captions("exhibits.volume", volume=volume)] if volume else []


def _counted(pages: Pages) -> tuple[Cell, Cell]:
    """How many pages, and which."""
    first, last = pages
    return last - first + 1, str(first) if first == last else f"{first}–{last}"
