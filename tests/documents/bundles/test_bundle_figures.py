"""A bundle proves its letter and its computations: both are done anew from the file alone."""

from __future__ import annotations

import io
import random
from dataclasses import replace
from datetime import date
from functools import cache

import pypdf
import pytest

from gigwallet.app.letters.basis import LetterBasis
from gigwallet.app.letters.order import LetterOrder, worked_out
from gigwallet.app.letters.recompute_letter import recomputed
from gigwallet.documents import captions
from gigwallet.documents.bundles.composing import (
    BundleExhibit,
    BundleSpec,
    Composed,
    ExhibitGroup,
    Extract,
    ExtractLine,
    compose,
)
from gigwallet.documents.drawing.cells import speaking
from gigwallet.documents.letters.figures_file import Operation
from gigwallet.documents.letters.recomputing import recompute
from gigwallet.domain.instants import Instant
from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import ExhibitId
from gigwallet.pages import page_text
from tests.documents.letters.test_recompute import (
    RESOURCES,
    altered,
    basis,
    figures_in,
    ordered,
    resting_on,
    with_node,
)
from tests.reconciliation.invented import check, line
from tests.reconciliation.test_caps import PER_ORDER, cap, ride

BUNDLES = 4
ALTERED = 50  # of each bundle: 200 in all
NUMBERS = {ExhibitId("slip"): ("2-1",), ExhibitId("bill"): ("3-1",)}


def exhibit(number: str) -> BundleExhibit:
    return BundleExhibit(
        number, f"账单 {number}", "账单", "到账", "text/csv", f"{number}.csv", "0" * 64, 9,
        extract=Extract("table", ("金额",), (ExtractLine("2", ("9.00",)),)),
    )  # fmt: skip


def spec(seed: int, letter: LetterOrder | None, found: LetterBasis | None = None) -> BundleSpec:
    order = ordered(seed)
    with speaking(order.language):
        words = captions.load(RESOURCES, order.language)
        proof = worked_out(found or basis(seed), letter, RESOURCES, words, NUMBERS)
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


def capped() -> LetterBasis:
    """An order of which the platform kept more than a cap of law lets it."""
    outcome = check(
        trips=[ride("A1", "2025-07-02T12:00")],
        pay_lines=[line("A1", "27.10")],
        schemes=[cap(PER_ORDER)],
    )
    [totals] = outcome.totals
    items = tuple(outcome.discrepancies)
    return replace(basis(1), items=items, totals=totals, statements=(), payouts=())


@pytest.mark.parametrize(
    ("found", "with_letter"),
    [(basis(1), True), (basis(1), False), (capped(), True), (capped(), False)],
    ids=["orders-letter", "orders", "cap-letter", "cap"],
)
def test_every_amount_and_day_of_the_computations_is_bound(
    found: LetterBasis, with_letter: bool
) -> None:
    letter = replace(ordered(1), basis=found) if with_letter else None
    whole = spec(1, letter, found)
    bound = whole.arithmetic.cells if whole.arithmetic else {}

    free = [
        (table.name(index), column)
        for table in whole.computations
        for index, row in enumerate(table.rows)
        for column, cell in enumerate(row.cells)
        if isinstance(cell, Money | date | Period | Instant)
        and (table.name(index), column) not in bound
    ]
    assert free == []


def flagged_by(source: str, value: str) -> set[str]:
    """The rows that are named where one source value of the bundle is another."""
    figures = figures_in(bundle(0))
    changed = with_node(figures, replace(figures.nodes[source], value=value))
    return {flag.row for each in recompute(changed) for flag in each.flags}


def test_an_altered_day_of_a_source_names_the_rows_that_print_it() -> None:
    figures = figures_in(bundle(0))
    arrived = figures.nodes["payout1.at"]
    assert arrived.value == "2025-07-20T10:00:00+08:00"
    assert arrived.exhibits == ("3-1",)

    assert flagged_by("payout1.at", "2025-07-21T10:00:00+08:00") == {"D1"}
    assert {"C1", "E1"} <= flagged_by("statement1.days.last", "2025-08-30")
    [order] = [one.id for one in figures.nodes.values() if (one.where, one.unit) == ("A2", "day")]
    assert {row[0] for row in flagged_by(order, "2025-08-30")} == {"A"}


def test_a_time_is_bound_to_its_offset_too() -> None:
    """The clocks show the same, at another moment."""
    assert flagged_by("payout1.at", "2025-07-20T10:00:00+01:00") == {"D1"}


@pytest.mark.parametrize(
    ("letter", "claim"),
    [("pay_shortfall", ""), ("arbitration_application", ""), ("arbitration_application", "yes")],
)
def test_the_computations_stand_in_the_order_of_their_letters(letter: str, claim: str) -> None:
    order = replace(ordered(0), letter=letter)
    tables = spec(
        0, replace(order, fields={**order.fields, "claim_deductions": claim})
    ).computations

    keys = [table.key for table in tables]
    assert keys == sorted(keys)
    assert {"A", "G"} < set(keys)
    # A sum of amounts claimed stands only beside a letter that claims them.
    assert ("H" in keys) == bool(claim)


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
