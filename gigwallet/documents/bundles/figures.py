"""The figures of a bundle: those of the letter in it and of its computations, to be done anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gigwallet.documents.drawing.cells import Cell, written
from gigwallet.documents.drawing.tables import Row, Table
from gigwallet.documents.letters import figures_file
from gigwallet.documents.letters import spec as letter_spec
from gigwallet.documents.letters.figures_file import MOMENT, Figure, Figures, Node, Sentence, Shape
from gigwallet.documents.letters.model import Letter
from gigwallet.documents.letters.printed_cells import Printed
from gigwallet.documents.letters.recomputing import printed_as, with_proofs
from gigwallet.documents.letters.sentences import figures_of
from gigwallet.documents.letters.spec import LetterSpec
from gigwallet.documents.letters.stating import stated_in
from gigwallet.domain.instants import Instant
from gigwallet.domain.money import Money
from gigwallet.domain.period import Period

_FITTING: Mapping[type, tuple[Shape, ...]] = {
    Money: (Shape.MONEY, Shape.LESS),
    date: (Shape.DAY,),
    Period: (Shape.PERIOD,),
    # Where only the day is known, the day is printed.
    Instant: (Shape.MOMENT, Shape.DAY),
}


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """``cells`` names the node that a cell of a computation prints, by row and column (from 0)."""

    nodes: Mapping[str, Node]
    cells: Mapping[tuple[str, int], str]


def bundled(
    tables: Sequence[Table],
    arithmetic: Arithmetic,
    language: str,
    spec: LetterSpec | None,
    letter: Letter | None,
    resources: Path,
    pages: Sequence[int],
    extracts: Mapping[str, Printed],
) -> bytes:
    """``figures.json`` of the sentences of the letter and the rows of the computations, in the
    language that is spoken. ``pages`` are those that print them; ``extracts`` are those of the
    exhibits of this file, by their numbers."""
    sentences: tuple[Sentence, ...] = ()
    if spec is not None and letter is not None:
        the_form = letter_spec.form(resources, spec.jurisdiction, spec.letter)
        sentences = figures_of(letter, the_form, arithmetic.nodes, spec.named).sentences
    rows = tuple(row_sentences(tables, arithmetic))
    nodes = stated_in(arithmetic.nodes, extracts)
    told = Figures(language, nodes, (*sentences, *rows), tuple(pages))
    return figures_file.as_json(with_proofs(told))


def row_sentences(tables: Sequence[Table], arithmetic: Arithmetic) -> Iterator[Sentence]:
    """Each row with a figure, by its name and its cells."""
    for table in tables:
        for index, row in enumerate(table.rows):
            name = table.name(index)
            figures = tuple(_figures(name, row, arithmetic))
            if figures:
                yield Sentence(f"{name}: {'; '.join(_words(row))}", figures)


def _words(row: Row) -> Iterator[str]:
    yield from (text for cell in row.cells if (text := written(cell)))


def _figures(name: str, row: Row, arithmetic: Arithmetic) -> Iterator[Figure]:
    for column, cell in enumerate(row.cells):
        node = arithmetic.nodes.get(arithmetic.cells.get((name, column), ""))
        if node is not None:
            yield Figure(node.id, _shape(node, cell), written(cell), name)


def _shape(node: Node, cell: Cell) -> Shape:
    """How the cell prints the node. A cell that prints another figure is a mistake of whoever named
    its node and raises ``ValueError``."""
    for shape in _FITTING.get(type(cell), ()):
        if (shape is Shape.MOMENT) == (node.unit == MOMENT) and printed_as(
            shape, node.value, node.unit
        ) == written(cell):
            return shape
    raise ValueError(f"{node.id} is not what the cell prints: {cell}")
