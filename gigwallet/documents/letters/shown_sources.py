"""Source values held against the extracts that the same bundle prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from gigwallet.documents.letters.figures_file import Node, Operation, Stated
from gigwallet.documents.letters.printed_cells import LINE, Printed
from gigwallet.documents.letters.stating import holds


class Contradiction(StrEnum):
    """``value_differs``: the cell that should state the value states another. ``page_differs``: the
    page does not print the cell as the list of the bundle has it. ``original_differs``: the file
    that the extract is of has it otherwise."""

    VALUE = "value_differs"
    PAGE = "page_differs"
    ORIGINAL = "original_differs"


@dataclass(frozen=True, slots=True)
class Contradicted:
    """A source value (``node``) and the cell against it; ``column`` is the file's own name of it,
    empty for the number of the line, ``listed`` what the list has there."""

    node: str
    value: str
    unit: str
    exhibit: str
    line: str
    column: str
    listed: str
    how: Contradiction


@dataclass(frozen=True, slots=True)
class Held:
    """``compared`` counts the source values that a cell here states, ``lines`` those that were
    worked out of lines that are printed here: of them the lines alone are compared."""

    against: tuple[Contradicted, ...] = ()
    compared: int = 0
    lines: int = 0


NOTHING_HELD = Held()


def held_against(
    nodes: Mapping[str, Node],
    extracts: Mapping[str, Printed],
    otherwise: Mapping[str, set[tuple[str, int]]],
    unlike: Mapping[str, set[tuple[str, int]]] | None = None,
) -> Held:
    """``otherwise``: by exhibit the cells that its pages print otherwise than the list has them;
    ``unlike``: those that its original has otherwise."""
    against: list[Contradicted] = []
    compared = lines = 0
    for node in nodes.values():
        here = [each for each in node.stated if each.exhibit in extracts]
        if node.operation is not Operation.GIVEN or not here:
            continue
        whole = any(each.column == LINE for each in here)
        compared, lines = compared + (not whole), lines + whole
        if holds(node, extracts) is False:
            against.append(_told(node, here[0], extracts, Contradiction.VALUE))
        for place, column in _among(here, otherwise):
            against.append(_told(node, place, extracts, Contradiction.PAGE, column))
        for place, column in _among(here, unlike or {}):
            against.append(_told(node, place, extracts, Contradiction.ORIGINAL, column))
    return Held(tuple(against), compared, lines)


def _among(
    cells: Sequence[Stated], otherwise: Mapping[str, set[tuple[str, int]]]
) -> list[tuple[Stated, int]]:
    """A line whose number is another on the page is another line."""
    return [
        (cell, column)
        for cell in cells
        for line, column in sorted(otherwise.get(cell.exhibit, ()))
        if line == cell.line and (cell.column == LINE or column in (cell.column, LINE))
    ]


def _told(
    node: Node,
    place: Stated,
    extracts: Mapping[str, Printed],
    how: Contradiction,
    column: int | None = None,
) -> Contradicted:
    extract = extracts[place.exhibit]
    at = place.column if column is None else column
    line = next((each for each in extract.lines if each[0] == place.line), ())
    listed = line[1 + at] if 0 <= 1 + at < len(line) else ""
    name = extract.columns[at] if 0 <= at < len(extract.columns) else ""
    return Contradicted(
        node.id, node.value, node.unit, place.exhibit, place.line, name, listed, how
    )
