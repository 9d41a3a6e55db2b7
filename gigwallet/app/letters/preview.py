"""A letter before it is written: its pages, drawn one by one, and what proves each figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from gigwallet.app.letters.basis import LetterBasis
from gigwallet.app.letters.composing import PREVIEW_WIDTH, compose
from gigwallet.app.letters.draft_letter import LetterDraft, order_of
from gigwallet.app.letters.order import LetterOrder, worked_out
from gigwallet.app.wallet import Wallet
from gigwallet.app.writing import written_apart
from gigwallet.documents import captions
from gigwallet.documents.bundles.figures import Arithmetic
from gigwallet.documents.drawing.cells import speaking, written
from gigwallet.documents.drawing.tables import Row, Table
from gigwallet.documents.letters.figures_file import Operation, in_order
from gigwallet.documents.letters.links import Link, Sheets, sheets
from gigwallet.documents.letters.writing import ComposedLetter
from gigwallet.documents.letters.writing import form as letter_form
from gigwallet.domain.job import Job
from gigwallet.domain.recorded import ExhibitId
from gigwallet.domain.step import Step
from gigwallet.pages import rasterise

__all__ = ["LaidLetter", "Link", "Proof", "draw_page", "lay_out"]

_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class Proof:
    """What stands behind a figure: the row of the annex that it leads to, cell by cell under the
    heads of their columns, ``sources`` source values, and the files that state them by name."""

    row: str
    title: str
    cells: tuple[tuple[str, str], ...]
    sources: int
    files: tuple[tuple[ExhibitId, str], ...]


@dataclass(frozen=True, slots=True)
class LaidLetter:
    """``notes`` are what the person should know before it is printed, such as characters that the
    faces lack."""

    pdf: bytes = field(repr=False)
    sheets: Sheets
    proofs: Mapping[str, Proof] = field(repr=False)
    notes: tuple[Step, ...] = ()

    @property
    def pages(self) -> int:
        return len(self.sheets.shapes)


def lay_out(wallet: Wallet, draft: LetterDraft, job: Job | None = None) -> LaidLetter:
    """The letter as it would be written, marked where nobody who would sign it has read the text.
    Refusal: ``letter_blocked``."""
    work = job or Job()
    order = order_of(draft)
    names = {
        each.id: each.exhibit.label or each.exhibit.name for each in wallet.vault.exhibits.all()
    }
    work.report(0, None, "writing")
    composed, laid, proofs = written_apart(
        wallet.isolation, _laid, order, wallet.resources, names, seconds=_SECONDS
    )
    return LaidLetter(composed.pdf, laid, proofs, composed.notes)


def draw_page(wallet: Wallet, laid: LaidLetter, page: int, width: int = PREVIEW_WIDTH) -> bytes:
    """One page (from 1) as a PNG."""
    return written_apart(wallet.isolation, rasterise, laid.pdf, page, width, seconds=_SECONDS)


def _laid(
    order: LetterOrder, resources: Path, names: Mapping[ExhibitId, str]
) -> tuple[ComposedLetter, Sheets, dict[str, Proof]]:
    composed = compose(order, resources, draft=True)
    laid = sheets(composed.pdf)
    rows = {each.row for each in laid.links}
    return composed, laid, dict(_proofs(order, resources, rows, names))


def _proofs(
    order: LetterOrder, resources: Path, rows: set[str], names: Mapping[ExhibitId, str]
) -> Iterator[tuple[str, Proof]]:
    """Of each row that a figure leads to. The files are numbered as in a bundle, only to find them
    again."""
    if order.basis is None or not rows:
        return
    numbers = {one: str(place) for place, one in enumerate(_files(order.basis), start=1)}
    found = {number: one for one, number in numbers.items()}
    form = letter_form(resources, order.jurisdiction, order.letter)
    with speaking(order.language, form.english):
        words = captions.load(resources, order.language)
        known = {one: (number,) for one, number in numbers.items()}
        proof = worked_out(order.basis, order, resources, words, known)
        for table in proof.tables:
            for index, row in enumerate(table.rows):
                name = table.name(index)
                if name not in rows:
                    continue
                sources, shown = _below(name, row, proof.arithmetic)
                files = tuple((found[each], names.get(found[each], "")) for each in shown)
                yield name, Proof(name, table.title, _cells(table, row), sources, files)


def _files(basis: LetterBasis) -> list[ExhibitId]:
    stated = (one for each in (*basis.statements, *basis.payouts) for one in each.exhibits)
    shown = (one for each in basis.items for one in each.exhibits)
    proofs = (each.scheme.proof for each in basis.rules if each.scheme.proof)
    return list(dict.fromkeys([*stated, *shown, *proofs]))


def _cells(table: Table, row: Row) -> tuple[tuple[str, str], ...]:
    texts = zip(table.columns, map(written, row.cells), strict=True)
    return tuple((column.title, text) for column, text in texts if text)


def _below(name: str, row: Row, arithmetic: Arithmetic | None) -> tuple[int, list[str]]:
    """How many source values the row rests on, and the numbers of the files that state them."""
    shown = dict.fromkeys(row.exhibits)
    if arithmetic is None:
        return 0, list(shown)
    nodes = arithmetic.nodes
    below = {node for (of, _column), node in arithmetic.cells.items() if of == name}
    for each in reversed(in_order(nodes)):
        if each in below:
            below.update(nodes[each].of)
    given = [nodes[each] for each in below if nodes[each].operation is Operation.GIVEN]
    for node in given:
        shown |= dict.fromkeys(node.exhibits)
    return len(given), sorted(shown, key=int)
