"""Tables whose rows have names, so that a letter can point at the row that proves a figure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from reportlab.platypus import CondPageBreak, Flowable

from gigwallet.documents.drawing.cells import Cell, is_figure, written
from gigwallet.documents.drawing.fonts import Coverage
from gigwallet.documents.drawing.grid import ruled
from gigwallet.documents.drawing.text import INK, QUIET, Paragraph, Run, Style
from gigwallet.domain.instants import Instant

_CELL = Style(size=8.5, leading=12.2, after=0)
_FIGURE = Style(size=8.5, leading=12.2, after=0, align="right")
_SMALL_CELL = Style(size=7.6, leading=10.4, after=0)
_SMALL_FIGURE = Style(size=7.6, leading=10.4, after=0, align="right")
_HEAD = Style(size=8.2, leading=11.5, bold=True, after=0, colour=INK)
_HEAD_FIGURE = Style(size=8.2, leading=11.5, bold=True, after=0, align="right", colour=INK)
# Room for the title, the head and a few rows: a table of many pages goes on from where it begins.
_ROOM = 110.0
_FEW, _HALF = 24, 380.0
NOTE = Style(size=8.5, leading=12.5, colour=QUIET, before=4, after=6)


@dataclass(frozen=True, slots=True)
class Column:
    """``share`` is the width that the column takes beside the others' shares."""

    title: str
    share: float = 1.0
    figures: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """``exhibits`` are exhibit numbers ("3-2"); ``strong`` marks a total."""

    cells: tuple[Cell, ...]
    exhibits: tuple[str, ...] = ()
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows are called ``key`` and their place from 1 (A1, A2...), or by their ``names``, which are
    unique. ``note`` stands below, ``intro``
    above. ``exhibits_title`` heads the column of exhibit numbers; empty leaves the column out.
    ``compact`` sets long lists in smaller type; ``names_title`` heads the names of the rows;
    ``headings`` go through all columns above the row (from 0) that each is told for."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    intro: str = ""
    note: str = ""
    exhibits_title: str = ""
    empty: str = ""
    compact: bool = False
    names_title: str = ""
    names: tuple[str, ...] = ()
    headings: tuple[tuple[int, str], ...] = ()

    def name(self, index: int) -> str:
        """The name of row ``index`` (from 0)."""
        return self.names[index] if self.names else f"{self.key}{index + 1}"


def anchor(row_name: str) -> str:
    """The place in the document that ``A3`` leads to."""
    return f"row-{row_name}"


def flowables(
    table: Table, width: float, coverage: Coverage, linked: Collection[str] = ()
) -> list[Flowable]:
    """The table with its title, ready for a page ``width`` points wide. ``linked`` are the numbers
    of the exhibits that stand in this file."""
    title = Style(size=11.5, leading=17, bold=True, before=10, after=4, tag="H2")
    parts: list[Flowable] = [Paragraph(coverage.drawable(table.title), title, f"table-{table.key}")]
    if table.intro:
        parts.append(Paragraph(coverage.drawable(table.intro), NOTE))
    if not table.rows:
        parts.append(Paragraph(coverage.drawable(table.empty), NOTE))
        return [CondPageBreak(_ROOM), *parts]
    heads = [Column(table.names_title, 0.65 if table.names else 0.42), *table.columns]
    if table.exhibits_title:
        heads.append(Column(table.exhibits_title, 0.85))
    rows: list[list[Paragraph]] = [
        [
            Paragraph(coverage.drawable(head.title), _HEAD_FIGURE if head.figures else _HEAD)
            for head in heads
        ]
    ]
    headings, strong, whole = dict(table.headings), [], []
    for index, row in enumerate(table.rows):
        if index in headings:
            whole.append(len(rows))
            rows.append([Paragraph(coverage.drawable(headings[index]), _HEAD)])
        if row.strong:
            strong.append(len(rows))
        rows.append(_row(table, index, row, coverage, linked))
    columns = [row for at, row in enumerate(rows) if at not in whole]
    widths = shared_widths(columns, [head.share for head in heads], width)
    parts.append(ruled(rows, widths, strong, table.compact, whole))
    if table.note:
        parts.append(Paragraph(coverage.drawable(table.note), NOTE))
    return [CondPageBreak(_room(parts, width) if len(rows) <= _FEW else _ROOM), *parts]


def _room(parts: Sequence[Flowable], width: float) -> float:
    """What a table needs that stays whole: half a page at most is left empty for it."""
    tall = sum(each.wrap(width, 1e6)[1] + each.getSpaceBefore() + 4 for each in parts)
    return tall if tall <= _HALF else _ROOM


def shared_widths(
    rows: Sequence[Sequence[object]], shares: Sequence[float], width: float
) -> list[float]:
    """``width`` divided by ``shares``, but no column narrower than its longest word or amount."""
    least = [
        max(cell.minWidth() if isinstance(cell, Paragraph) else 0.0 for cell in column) + 8.5
        for column in zip(*rows, strict=True)
    ]
    widths = [width * share / sum(shares) for share in shares]
    for _ in range(len(widths)):
        lacking = sum(max(0.0, low - wide) for low, wide in zip(least, widths, strict=True))
        spare = sum(max(0.0, wide - low) for low, wide in zip(least, widths, strict=True))
        if lacking < 0.01 or spare < 0.01:
            break
        give = min(1.0, lacking / spare)
        widths = [
            low if wide < low else wide - (wide - low) * give
            for low, wide in zip(least, widths, strict=True)
        ]
    total = sum(widths)
    return [width * wide / total for wide in widths]


def _row(
    table: Table, index: int, row: Row, coverage: Coverage, linked: Collection[str]
) -> list[Paragraph]:
    name = table.name(index)
    plain, figure = (_SMALL_CELL, _SMALL_FIGURE) if table.compact else (_CELL, _FIGURE)
    cells: list[Paragraph] = [Paragraph((Run(name),), plain, anchor(name))]
    for column, cell in zip(table.columns, row.cells, strict=True):
        style = figure if column.figures or is_figure(cell) else plain
        text = coverage.drawable(written(cell))
        if isinstance(cell, Instant):
            text = text.replace(" ", "\N{NO-BREAK SPACE}")
        cells.append(Paragraph((Run(text, bold=row.strong),), style))
    if table.exhibits_title:
        cells.append(Paragraph(_numbers(row.exhibits, linked), plain))
    return cells


def _numbers(exhibits: Sequence[str], linked: Collection[str]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for number in exhibits:
        if runs:
            runs.append(Run(",\N{NO-BREAK SPACE}"))
        runs.append(Run(number, link=f"exhibit-{number}" if number in linked else ""))
    return tuple(runs)
