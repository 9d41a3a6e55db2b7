"""What a letter is ordered from, and the letter with its annexes, ready for any writer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gigwallet.app.letters.annexes import Numbers, proven
from gigwallet.app.letters.basis import LetterBasis
from gigwallet.app.letters.enclosing import Days, enclosed, narrowed
from gigwallet.app.letters.exhibit_listing import NOTHING_LISTED, Listed, standing_alone
from gigwallet.app.letters.figure_cells import Cells, cells_of
from gigwallet.app.letters.figures import Telling
from gigwallet.documents import captions
from gigwallet.documents.bundles.figures import Arithmetic
from gigwallet.documents.drawing.cells import speaking
from gigwallet.documents.drawing.tables import Table
from gigwallet.documents.letters import writing as letters
from gigwallet.documents.letters.figures_file import Node
from gigwallet.documents.letters.form import WRITTEN_ON
from gigwallet.documents.letters.writing import LetterSpec
from gigwallet.domain.period import Period

ANSWER_DAYS = 15


@dataclass(frozen=True, slots=True)
class LetterOrder:
    """Everything that a letter is written from, as plain values; ``basis`` is None for a letter
    that rests on no pay check, ``item`` names the one item that it is about."""

    jurisdiction: str
    letter: str
    language: str
    fields: Mapping[str, str]
    period: Period
    written_on: date
    specimen: bool
    basis: LetterBasis | None = None
    item: str = ""
    listed: Listed = NOTHING_LISTED


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """The computations of a bundle with the arithmetic behind them, and the letter that it holds,
    where there are such."""

    tables: tuple[Table, ...] = ()
    arithmetic: Arithmetic | None = None
    letter: LetterSpec | None = None


def spec_of(order: LetterOrder, resources: Path) -> LetterSpec:
    """The letter with its annexes, ready for any writer."""
    return _enclosing(order, resources, None)[0]


def worked_out(
    basis: LetterBasis | None,
    letter: LetterOrder | None,
    resources: Path,
    words: captions.Captions,
    numbers: Numbers,
) -> WorkedOut:
    """What a bundle whose exhibits have ``numbers`` works out, in the language that is spoken."""
    if letter is not None and letter.basis is not None:
        spec, cells = _enclosing(letter, resources, numbers)
        return WorkedOut(spec.annexes, Arithmetic(spec.nodes, cells), spec)
    bare = None if letter is None else spec_of(letter, resources)
    if basis is None:
        return WorkedOut(letter=bare)
    proof = proven(basis, words, numbers)
    telling = Telling(basis, numbers)
    found = telling.amounts(basis.items, proof.amounts)
    cells = cells_of(telling, basis, proof, found)
    nodes = telling.graph.reachable(cells.values())
    return WorkedOut(proof.tables, Arithmetic(nodes, cells), bare)


def _enclosing(
    order: LetterOrder, resources: Path, numbers: Numbers | None
) -> tuple[LetterSpec, Cells]:
    """The letter as it goes into a bundle with all the tables that prove it, and what the cells of
    these print; without ``numbers`` as it goes alone."""
    form = letters.form(resources, order.jurisdiction, order.letter)
    fields = {name: text for name, text in order.fields.items() if name in form.fields}
    if "period" in form.fields:
        fields["period"] = str(order.period)
    with speaking(order.language, form.english):
        words = captions.load(resources, order.language)
        tables: tuple[Table, ...] = ()
        figures: dict[str, str] = {}
        nodes: dict[str, Node] = {}
        named: dict[str, str] = {}
        cells: Cells = {}
        if form.lists_exhibits:
            of_form = captions.load(resources, order.language, order.listed.profile)
            tables = (standing_alone(order.listed, of_form),)
        if order.basis is not None:
            days = Days(order.period, order.written_on, fields, ANSWER_DAYS)
            proof = enclosed(order.basis, form, order.item, days, words, numbers)
            tables = proof.tables
            own = narrowed(order.basis, form, order.item)
            telling = Telling(order.basis, numbers)
            about = own.items if form.about_one_item else ()
            found = telling.amounts(own.items, proof.amounts) | telling.days(days, about)
            for name, node in found.items():
                if name in proof.figures:
                    telling.graph.shown(node, proof.figures[name])
            told = form.fields.keys() | {WRITTEN_ON}
            figures = {name: row for name, row in proof.figures.items() if name in told}
            named = {name: node for name, node in found.items() if name in figures}
            cells = cells_of(telling, own, proof, found)
            nodes = telling.graph.reachable([*named.values(), *cells.values()])
            fields |= {
                name: f"{sum_} {sum_.currency}"
                for name, sum_ in proof.amounts.items()
                if name in figures
            }
    spec = LetterSpec(
        language=order.language,
        jurisdiction=order.jurisdiction,
        letter=order.letter,
        fields=fields,
        annexes=tables,
        written_on=order.written_on,
        figures=figures,
        specimen=order.specimen,
        nodes=nodes,
        named=named,
        cells=cells if numbers is None else {},
    )
    return spec, cells
