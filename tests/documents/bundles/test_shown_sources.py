"""Source values held against the extracts that the same bundle prints: what was altered on one side
alone is named, with the sentences that rest on it and no others."""

from __future__ import annotations

import io
import json
import random
from dataclasses import replace
from functools import cache

import pikepdf
import pytest

from gigwallet.app.letters.basis import LetterBasis
from gigwallet.app.letters.order import worked_out
from gigwallet.app.letters.recompute_letter import recomputed
from gigwallet.documents import captions
from gigwallet.documents.bundles import manifest
from gigwallet.documents.bundles.composing import (
    BundleSpec,
    ExhibitGroup,
    Extract,
    ExtractLine,
    compose,
)
from gigwallet.documents.drawing.cells import speaking
from gigwallet.documents.exhibits.carried_files import carried
from gigwallet.documents.letters import figures_file
from gigwallet.documents.letters.figures_file import Figures, Node, Operation
from gigwallet.documents.letters.printed_cells import (
    LINE,
    Printed,
    extracts_in,
    printed_otherwise,
)
from gigwallet.documents.letters.recomputing import Fault, recompute, with_proofs
from gigwallet.documents.letters.shown_sources import Contradiction, held_against
from gigwallet.domain.recorded import ExhibitId
from gigwallet.pages import page_text
from tests.documents.bundles.test_bundle_figures import exhibit, spec
from tests.documents.letters.test_recompute import (
    RESOURCES,
    altered,
    basis,
    figures_in,
    ordered,
    resting_on,
    with_node,
)
from tests.examples import examples

BUNDLES = 4
ALTERED = examples(50)  # of each bundle and side: 200 in all, times what is asked for
NUMBERS = {
    ExhibitId("orders"): ("1-1",),
    ExhibitId("slip"): ("2-1",),
    ExhibitId("bill"): ("3-1",),
}


def shown_basis(seed: int) -> LetterBasis:
    """As the letters have it, its orders listed in a file of their own."""
    found = basis(seed)
    items = (
        replace(each, exhibits=(ExhibitId("orders"),)) if each.ref.startswith("A") else each
        for each in found.items
    )
    return replace(found, items=tuple(items))


def extracts(found: LetterBasis) -> dict[str, Extract]:
    """What the files of these orders, statements and payments say, each in its own spelling."""
    orders = [each for each in found.items if each.ref.startswith("A")]
    slips = [
        (each.line, each.fact.period, each.fact.gross, each.fact.deductions)
        for each in found.statements
    ]
    return {
        "1-1": Extract(
            "table", ("编号", "日期", "里程", "报酬"),
            tuple(
                ExtractLine(
                    str(place), (each.ref, f"{each.period.first:%Y/%m/%d}", "1.5 km",
                                 str(each.stated) if each.stated else "")
                )
                for place, each in enumerate(orders, start=2)
            ),
        ),
        "2-1": Extract(
            "table", ("第一天", "最后一天", "扣款前", "扣款"),
            tuple(
                ExtractLine(
                    str(line), (str(days.first), str(days.last), str(gross),
                                "; ".join(f"{one.label} {-one.amount}" for one in taken))
                )
                for line, days, gross, taken in slips
            ),
        ),
        "3-1": Extract(
            "table", ("交易时间", "金额(元)", "商品"),
            tuple(
                ExtractLine(
                    str(each.line), (f"{each.fact.at.local:%Y-%m-%d %H:%M:%S}",
                                     f"+¥{each.fact.amount}", "骑手收入")
                )
                for each in found.payouts
            ),
        ),
    }  # fmt: skip


def told(seed: int, files: dict[str, Extract] | None = None) -> BundleSpec:
    order = replace(ordered(seed), basis=shown_basis(seed))
    with speaking(order.language):
        words = captions.load(RESOURCES, order.language)
        proof = worked_out(order.basis, order, RESOURCES, words, NUMBERS)
    given = files or extracts(shown_basis(seed))
    exhibits = tuple(replace(exhibit(number), extract=given[number]) for number in given)
    return replace(
        spec(seed, None),
        groups=(ExhibitGroup("", exhibits),),
        computations=proof.tables,
        arithmetic=proof.arithmetic,
        letter=proof.letter,
    )


@cache
def bundle(seed: int) -> bytes:
    return compose(told(seed), RESOURCES).pdf


@cache
def listed(seed: int) -> dict[str, Printed]:
    data, _pages = carried(bundle(seed), manifest.NAME)
    assert data is not None
    return extracts_in(json.loads(data))


@cache
def printed(seed: int, number: str) -> str:
    first, last = listed(seed)[number].pages
    return "\n".join(page_text(bundle(seed), page) for page in range(first, last + 1))


@cache
def told_on_pages(seed: int) -> str:
    return "".join(page_text(bundle(seed), page) for page in figures_in(bundle(seed)).pages)


def stated_by_cells(figures: Figures) -> list[Node]:
    return [
        each for each in figures.nodes.values() if each.stated and each.stated[0].column != LINE
    ]


@pytest.mark.parametrize("seed", range(BUNDLES))
def test_what_nobody_altered_is_shown_as_it_is_listed(seed: int) -> None:
    found = recomputed(bundle(seed))
    figures = figures_in(bundle(seed))

    assert found.holds
    assert found.held.compared == len(stated_by_cells(figures)) > 10
    assert found.held.lines > 2
    for name in ("payout1", "payout1.at", "statement1.gross", "statement1.taken1"):
        assert [each.column for each in figures.nodes[name].stated] != [LINE], name


@pytest.mark.parametrize("seed", range(BUNDLES))
def test_a_source_value_that_was_altered_in_the_list_of_figures_alone_is_named(seed: int) -> None:
    """Even where the list was bound anew, so that nothing in it contradicts itself."""
    figures, pages = figures_in(bundle(seed)), told_on_pages(seed)
    dice = random.Random(seed)  # noqa: S311  which values are altered

    for _ in range(ALTERED):
        source = dice.choice(stated_by_cells(figures))
        bound = with_proofs(with_node(figures, altered(source, dice)))
        held = held_against(bound.nodes, listed(seed), {})
        checked = recompute(bound, pages, {each.node for each in held.against})

        assert [(one.node, one.how) for one in held.against] == [(source.id, Contradiction.VALUE)]
        flagged = [each.text for each in checked if each.flags]
        assert flagged == [each.text for each in resting_on(figures, source.id)], source.id
        assert flagged


@pytest.mark.parametrize("seed", range(BUNDLES))
def test_a_cell_that_was_altered_on_the_page_alone_is_named(seed: int) -> None:
    figures, pages = figures_in(bundle(seed)), told_on_pages(seed)
    dice = random.Random(seed)  # noqa: S311  which cells are altered
    named = 0

    for _ in range(ALTERED):
        number = dice.choice(list(listed(seed)))
        extract = listed(seed)[number]
        line = dice.choice(extract.lines)
        column = dice.choice([at for at, cell in enumerate(line[1:]) if cell])
        otherwise = {
            number: printed_otherwise(extract.lines, forged(seed, number, line, column, dice))
        }
        held = held_against(figures.nodes, listed(seed), otherwise)
        checked = recompute(figures, pages, {each.node for each in held.against})

        assert otherwise == {number: {(line[0], column)}}
        resting = {
            sentence.text
            for node in figures.nodes.values()
            for cell in node.stated
            if (cell.exhibit, cell.line) == (number, line[0]) and cell.column in (LINE, column)
            for sentence in resting_on(figures, node.id)
        }
        assert {each.text for each in checked if each.flags} == resting
        named += bool(resting)
    assert named > ALTERED / 2


def forged(seed: int, number: str, line: tuple[str, ...], column: int, dice: random.Random) -> str:
    """The text of the exhibit's pages with one cell of one line altered."""
    row = " ".join(each for each in line if each)
    assert printed(seed, number).count(row) == 1
    cell = line[1 + column]
    digits = [at for at, sign in enumerate(cell) if sign.isdigit()]
    at = dice.choice(digits) if digits else 0
    other = dice.choice([each for each in "0123456789" if each != cell[at]])
    cells = [*line[: 1 + column], cell[:at] + other + cell[at + 1 :], *line[2 + column :]]
    return printed(seed, number).replace(row, " ".join(each for each in cells if each))


def test_a_page_that_was_forged_in_the_file_itself_is_found() -> None:
    """Pages with another amount, around the lists of the bundle as it was."""
    files = extracts(shown_basis(0))
    first, *rest = files["3-1"].lines
    files["3-1"] = replace(
        files["3-1"], lines=(replace(first, cells=(first.cells[0], "+¥99.99", "骑手收入")), *rest)
    )
    out = io.BytesIO()
    with (
        pikepdf.open(io.BytesIO(compose(told(0, files), RESOURCES).pdf)) as pdf,
        pikepdf.open(io.BytesIO(bundle(0))) as honest,
    ):
        for name in (manifest.NAME, figures_file.NAME):
            data = honest.attachments[name].get_file().read_bytes()
            pdf.attachments[name].get_file().obj.write(data)
        pdf.save(out)

    found = recomputed(out.getvalue())

    assert [(one.node, one.how) for one in found.held.against] == [("payout1", Contradiction.PAGE)]
    assert found.held.against[0].column == "金额(元)"
    flagged = [each for each in found.sentences if each.flags]
    resting = resting_on(figures_in(bundle(0)), "payout1")
    assert [each.text for each in flagged] == [each.text for each in resting]
    assert {flag.fault for each in flagged for flag in each.flags} == {Fault.NOT_SHOWN}


@pytest.mark.parametrize("seed", range(BUNDLES))
def test_a_row_of_a_computation_that_prints_another_amount_is_named_alone(seed: int) -> None:
    """Also where other rows print the same amount."""
    figures, pages = figures_in(bundle(seed)), told_on_pages(seed)
    for name in ("C1", "D2"):
        [row] = [each for each in figures.sentences if each.text.startswith(f"{name}: ")]
        figure = next(each for each in row.figures if each.printed.startswith("¥"))
        at = pages.rindex(f"\n{name} ") + pages[pages.rindex(f"\n{name} ") :].index(figure.printed)
        other = f"{pages[:at]}¥9,999.00{pages[at + len(figure.printed) :]}"

        flagged = [each for each in recompute(figures, other) if each.flags]
        assert [each.text for each in flagged] == [row.text]
        assert {flag.fault for each in flagged for flag in each.flags} == {Fault.NOT_PRINTED}


LONG = tuple(
    (str(place), f"SP-{place:04}-W{place}", f"{place}.50", "很长的说明文字" * 12, "", "x" * 40)
    for place in range(1, 45)
)


@pytest.mark.parametrize("columns", [5, 14])
def test_extracts_over_many_pages_broken_cells_and_tables_below_one_another_are_read(
    columns: int,
) -> None:
    wide = [(line[0], *(line[1 + at % 5] for at in range(columns))) for line in LONG]
    files = extracts(shown_basis(0))
    files["1-1"] = Extract(
        "table", tuple(f"列{at}" for at in range(columns)),
        tuple(ExtractLine(line[0], line[1:]) for line in wide),
    )  # fmt: skip
    pdf = compose(told(0, files), RESOURCES).pdf
    data, _pages = carried(pdf, manifest.NAME)
    extract = extracts_in(json.loads(data or b""))["1-1"]
    first, last = extract.pages
    text = "\n".join(page_text(pdf, page) for page in range(first, last + 1))

    assert last > first
    assert printed_otherwise(extract.lines, text) == set()
    assert text.count("\r\n7 ") >= 1
    changed = text.replace("17.50", "17.60", 1)
    assert printed_otherwise(extract.lines, changed) == {("17", 1)}
    assert (Operation.GIVEN, figures_in(pdf).nodes["payout1"].stated != ()) == ("given", True)


def test_what_fonts_spell_otherwise_is_no_alteration_and_never_tried_in_every_way() -> None:
    lines = [("1", "★" * 60 + "好评", "9.00"), ("2", "a\u0301★b★", "8.00"), ("3", "שלום 5", "7.00")]
    text = "1 " + "*" * 60 + "好评 9.00\r\n2 á?b\r\n? 8.00\r\n3 5 םולש 7.00\r\n"

    assert printed_otherwise(lines, text) == set()
    assert printed_otherwise(lines, text.replace("9.00", "9.10")) == {("1", 1)}
    assert printed_otherwise(lines, text.replace("评", "坏")) == {("1", 0)}
    assert printed_otherwise(lines, text.replace("7.00", "7.10")) == {("3", 1)}
