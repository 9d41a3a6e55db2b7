"""A bundle proves its letter and its computations: both are done anew from the file alone."""

from __future__ import annotations

import io
import random
from dataclasses import replace
from functools import cache

import pypdf
import pytest

from gigwallet.app.letter_order import LetterOrder, worked_out
from gigwallet.app.recompute_letter import recomputed
from gigwallet.documents import captions
from gigwallet.documents.bundle import (
    BundleExhibit,
    BundleSpec,
    Composed,
    ExhibitGroup,
    Extract,
    ExtractLine,
    compose,
)
from gigwallet.documents.cells import speaking
from gigwallet.documents.figures_file import Operation
from gigwallet.documents.recomputing import recompute
from gigwallet.domain.recorded import ExhibitId
from gigwallet.pages import page_text
from tests.documents.test_recompute import (
    RESOURCES,
    altered,
    basis,
    figures_in,
    ordered,
    resting_on,
    with_node,
)

BUNDLES = 4
ALTERED = 50  # of each bundle: 200 in all
NUMBERS = {ExhibitId("slip"): ("2-1",), ExhibitId("bill"): ("3-1",)}


def exhibit(number: str) -> BundleExhibit:
    return BundleExhibit(
        number, f"账单 {number}", "账单", "到账", "text/csv", f"{number}.csv", "0" * 64, 9,
        extract=Extract("table", ("金额",), (ExtractLine("2", ("9.00",)),)),
    )  # fmt: skip


def spec(seed: int, letter: LetterOrder | None) -> BundleSpec:
    order = ordered(seed)
    with speaking(order.language):
        words = captions.load(RESOURCES, order.language)
        proof = worked_out(basis(seed), letter, RESOURCES, words, NUMBERS)
    return BundleSpec(
        title="样例证据",
        language=order.language,
        prepared_on=order.written_on,
        parties=(),
        groups=(ExhibitGroup("", (exhibit("2-1"), exhibit("3-1"))),),
        computations=proof.tables,
        arithmetic=proof.arithmetic,
        letter=proof.letter,
    )


@cache
def composed(seed: int) -> Composed:
    return compose(spec(seed, ordered(seed)), RESOURCES)


def bundle(seed: int) -> bytes:
    return composed(seed).pdf


def text_of(pdf: bytes) -> str:
    return "".join(page_text(pdf, page) for page in figures_in(pdf).pages)


@pytest.mark.parametrize("seed", range(BUNDLES))
def test_one_altered_source_value_names_exactly_the_sentences_and_rows_that_rest_on_it(
    seed: int,
) -> None:
    figures, pages = figures_in(bundle(seed)), text_of(bundle(seed))
    dice = random.Random(seed)  # noqa: S311  which values are altered
    sources = [one for one in figures.nodes.values() if one.operation is Operation.GIVEN]

    assert recomputed(bundle(seed)).holds
    for _ in range(ALTERED):
        source = dice.choice(sources)
        checked = recompute(with_node(figures, altered(source, dice)), pages)
        flagged = [each.text for each in checked if each.flags]
        assert flagged == [each.text for each in resting_on(figures, source.id)], source.id
        assert flagged


@pytest.mark.parametrize("with_letter", [True, False])
def test_every_amount_of_the_computations_is_bound_to_the_arithmetic(with_letter: bool) -> None:
    whole = spec(1, ordered(1) if with_letter else None)
    bound = whole.arithmetic.cells if whole.arithmetic else {}

    free = [
        (table.name(index), column)
        for table in whole.computations
        for index, row in enumerate(table.rows)
        for column, cell in enumerate(row.cells)
        if type(cell).__name__ == "Money" and (table.name(index), column) not in bound
    ]
    assert free == []


@pytest.mark.parametrize("letter", ["pay_shortfall", "arbitration_application"])
def test_the_computations_stand_in_the_order_of_their_letters(letter: str) -> None:
    tables = spec(0, replace(ordered(0), letter=letter)).computations

    keys = [table.key for table in tables]
    assert keys == sorted(keys)
    assert {"A", "G", "H"} < set(keys)


def test_a_source_value_names_the_exhibits_that_show_it() -> None:
    nodes = figures_in(bundle(0)).nodes

    assert nodes["payout1"].exhibits == ("3-1",)
    assert nodes["statement1.gross"].exhibits == ("2-1",)


def test_a_source_that_is_said_to_stand_in_another_exhibit_is_found() -> None:
    figures = figures_in(bundle(0))
    moved = replace(figures.nodes["payout1"], exhibits=("2-1",))

    flagged = [each.text for each in recompute(with_node(figures, moved)) if each.flags]

    assert flagged == [each.text for each in resting_on(figures, "payout1")]


def test_each_figure_of_the_letter_leads_to_its_computation_and_that_to_the_exhibits_page() -> None:
    pages = pypdf.PdfReader(io.BytesIO(bundle(1))).pages
    numbers = {page.indirect_reference.idnum: at for at, page in enumerate(pages, start=1)}  # type: ignore[union-attr]
    exhibits = {first for first, _last in composed(1).exhibit_pages.values()}

    def led_to(printing: list[int]) -> set[int]:
        notes = [
            one.get_object() for each in printing for one in pages[each - 1].get("/Annots", ())
        ]
        return {numbers[note["/Dest"][0].idnum] for note in notes if "/Dest" in note}

    printing = figures_in(bundle(1)).pages
    letter = [page for page in printing if page < min(exhibits)]
    computations = [page for page in printing if page > max(exhibits)]

    assert letter
    assert led_to(letter) <= set(computations)
    assert exhibits <= led_to(computations)
