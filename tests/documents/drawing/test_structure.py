"""A bundle tells what its words and pictures are, in reading order, to programs that read aloud."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from gigwallet.documents.bundles.composing import BundleSpec, Composed, compose


@pytest.fixture(scope="module")
def composed(make_spec: Callable[..., BundleSpec], resources: Path) -> Composed:
    return compose(make_spec("en", specimen=True), resources)


@pytest.fixture(scope="module")
def pdf(composed: Composed) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(composed.pdf)) as opened:
        yield opened


def _kids(element: pikepdf.Object) -> list[Any]:  # Any: numbers of marks are whole numbers
    kids = element.get("/K", pikepdf.Array())
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _below(element: pikepdf.Object) -> list[pikepdf.Object]:
    return [
        each for each in _kids(element) if isinstance(each, pikepdf.Dictionary) and "/S" in each
    ]


def _walk(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    yield element
    for each in _below(element):
        assert each.P.objgen == element.objgen
        yield from _walk(each)


def _elements(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    return list(_walk(pdf.Root.StructTreeRoot.K))


def _leaves(pdf: pikepdf.Pdf) -> list[tuple[int, int, pikepdf.Object]]:
    """Page (from 0), mark and element, in the order of the tree."""
    places = {page.obj.objgen: place for place, page in enumerate(pdf.pages)}

    def walk(element: pikepdf.Object) -> Iterator[tuple[int, int, pikepdf.Object]]:
        for each in _kids(element):
            if isinstance(each, int):
                yield places[element.Pg.objgen], each, element
            elif "/S" in each:
                yield from walk(each)

    return list(walk(pdf.Root.StructTreeRoot.K))


def _marked(page: pikepdf.Page) -> Iterator[tuple[str, int | None]]:
    """What each piece of a page's content is marked as, with its mark."""
    inside: list[tuple[str, int | None]] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC":
                inside.append((str(operands[0]), int(operands[1].MCID)))
                yield inside[-1]
            case "BMC":
                inside.append((str(operands[0]), None))
            case "EMC":
                inside.pop()
            case "Tj" | "Do" | "f" | "S":
                assert len(inside) == 1, "content that is neither an element's nor the paper's"
    assert not inside


def test_all_that_is_drawn_belongs_to_an_element_or_to_the_paper(pdf: pikepdf.Pdf) -> None:
    told = {(page, mark): str(each.S) for page, mark, each in _leaves(pdf)}

    drawn = {
        (place, mark): kind
        for place, page in enumerate(pdf.pages)
        for kind, mark in _marked(page)
        if mark is not None
    }

    assert drawn == told


def test_a_mark_leads_back_to_its_element(pdf: pikepdf.Pdf) -> None:
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    found = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))

    assert [int(page.obj.StructParents) for page in pdf.pages] == list(range(len(pdf.pages)))
    for page, mark, element in _leaves(pdf):
        assert found[page][mark].objgen == element.objgen
    pages = range(len(pdf.pages))
    assert sum(len(found[page]) for page in pages if page in found) == len(_leaves(pdf))


def test_a_link_is_an_element_that_its_words_and_its_rectangle_belong_to(pdf: pikepdf.Pdf) -> None:
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    found = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    told = {each.objgen: each for each in _elements(pdf) if str(each.S) == "/Link"}

    led = [(page.obj, each) for page in pdf.pages for each in page.obj.get("/Annots", [])]

    assert len(led) == len(told) > 30
    assert list(found) == sorted(found)
    assert {int(each.StructParent) for _, each in led} == set(
        range(len(pdf.pages), int(pdf.Root.StructTreeRoot.ParentTreeNextKey))
    )
    for page, each in led:
        element = told[found[int(each.StructParent)].objgen]
        [object_] = [one for one in _kids(element) if not isinstance(one, int) and "/Obj" in one]
        assert object_.Obj.objgen == each.objgen
        assert element.Pg.objgen == page.objgen
        # Its words stand in a paragraph or a cell; the way back to the list stands at the foot.
        if str(element.P.S) == "/Sect":
            assert str(element.Alt) == "← back to the index"
        else:
            assert any(isinstance(one, int) for one in _kids(element))


def test_the_tree_is_read_in_the_order_of_the_pages(pdf: pikepdf.Pdf) -> None:
    order = [(page, mark) for page, mark, _ in _leaves(pdf)]

    assert order == sorted(order)


def test_each_page_of_evidence_is_a_figure_with_words_in_its_place(
    pdf: pikepdf.Pdf, composed: Composed
) -> None:
    figures = {page + 1: each for page, _, each in _leaves(pdf) if str(each.S) == "/Figure"}
    shown = {
        page: number
        for number, (first, last) in composed.exhibit_pages.items()
        for page in range(first, last + 1)
        if number not in ("3-8", "3-9")  # a page that says why not, and an extract
    }

    assert set(figures) == set(shown)
    for page, number in shown.items():
        assert str(figures[page].Alt).startswith(f"Exhibit {number}, 证据名称 {number}, ")
        assert "/Figure <</MCID 0>> BDC" in _content(pdf.pages[page - 1])


def _content(page: pikepdf.Page) -> str:
    contents = page.obj.Contents
    parts = contents if isinstance(contents, pikepdf.Array) else [contents]
    return b"\n".join(part.read_bytes() for part in parts).decode("latin-1")


def test_rows_of_a_table_have_the_same_columns(pdf: pikepdf.Pdf) -> None:
    tables = [each for each in _elements(pdf) if str(each.S) == "/Table"]

    assert len(tables) == 4  # list, extract, computation, digests
    for table in tables:
        rows = [_below(row) for row in _below(table)]
        assert {str(cell.S) for cell in rows[0]} == {"/TH"}
        assert {str(cell.S) for row in rows[1:] for cell in row} == {"/TD"}
        widths = {sum(int(cell.get("/A", {}).get("/ColSpan", 1)) for cell in row) for row in rows}
        assert widths == {len(rows[0])}


def test_poppler_reads_the_structure_with_its_words(composed: Composed, tmp_path: Path) -> None:
    tool = shutil.which("pdfinfo")
    if tool is None:
        pytest.skip("pdfinfo is not installed")
    (tmp_path / "bundle.pdf").write_bytes(composed.pdf)

    told = subprocess.run(
        [tool, "-struct-text", tmp_path / "bundle.pdf"], capture_output=True, check=True
    ).stdout.decode("utf-8")

    lines = [line.strip() for line in told.splitlines()]
    assert lines.index("H1 (block)") < lines.index("Table (block)")
    assert "Index of exhibits" in told
    assert "证明完成单量与单价" in told
