"""A list goes on over pages whole, and pages are counted and stamped as the form wants it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from reportlab.platypus import Flowable

from gigwallet.documents import captions
from gigwallet.documents.drawing import fonts
from gigwallet.documents.drawing.finishing import About, whole
from gigwallet.documents.drawing.grid import ruled
from gigwallet.documents.drawing.sheet import (
    Laid,
    Numbering,
    Place,
    Stamp,
    ViewPage,
    ViewPages,
    lay_out,
    new_page,
)
from gigwallet.documents.drawing.text import Paragraph, Style
from gigwallet.pages import page_text

CELL = Style(size=9, leading=13, after=0)
WIDTHS = (60.0, 300.0)


def _laid(resources: Path, *story: Flowable, **more: object) -> Laid:
    fonts.load(resources)
    return lay_out(
        lambda _pages: [*story],
        captions=captions.load(resources, "en"),
        running_title="Running",
        specimen=False,
        **more,  # type: ignore[arg-type]  # edges and numbering
    )


def _pages(laid: Laid) -> list[str]:
    pdf = whole(laid, About("Sheets", "en", date(2025, 9, 10)), sealed=False)
    return [page_text(pdf, page) for page in range(1, laid.total + 1)]


def _row(number: int, text: str = "") -> list[Paragraph]:
    return [Paragraph(f"r{number}", CELL), Paragraph(text or f"text of {number}", CELL)]


def _head() -> list[Paragraph]:
    return [Paragraph("HEAD", CELL), Paragraph("WORDS", CELL)]


def _made(resources: Path, rows: list[list[Paragraph]], whole: tuple[int, ...] = ()) -> list[str]:
    return _pages(_laid(resources, ruled([_head(), *rows], WIDTHS, whole=whole)))


def test_each_row_of_a_long_list_is_printed_once_under_the_head(resources: Path) -> None:
    pages = _made(resources, [_row(number) for number in range(1, 151)])

    assert len(pages) > 3
    assert all("HEAD" in page for page in pages)
    assert re.findall(r"\br(\d+)\b", "\n".join(pages)) == [str(n) for n in range(1, 151)]


def test_a_heading_never_stays_behind_at_the_foot_of_a_page(resources: Path) -> None:
    for before in range(31, 37):
        rows = [_row(n) for n in range(before)]
        rows += [[Paragraph("GROUP", CELL)], *(_row(n) for n in range(900, 903))]

        pages = _made(resources, rows, whole=(before + 1,))

        (page,) = (each for each in pages if "GROUP" in each)
        assert "r900" in page


def test_a_row_taller_than_a_page_goes_on_with_every_line(resources: Path) -> None:
    told = "\n".join(f"line{n}" for n in range(120))

    pages = _made(resources, [_row(1), _row(2, told), _row(3)])

    assert len(pages) == 3
    found = re.findall(r"\bline(\d+)\b", "\n".join(pages))
    assert found == [str(n) for n in range(120)]
    assert "r2" in pages[0]
    assert "r3" in pages[-1]


def test_pages_count_on_from_an_earlier_volume_in_the_form_s_own_way(resources: Path) -> None:
    plain = _laid(resources, Place("a"), *new_page(), Place("b"))
    later = _laid(
        resources, Place("a"), *new_page(), Place("b"), numbering=Numbering(41, 0, "GW{page:06d}")
    )
    of_all = _laid(resources, Place("a"), numbering=Numbering(41, 90))

    assert [re.findall(r"page \d+ of \d+", page) for page in _pages(plain)] == [
        ["page 1 of 2"],
        ["page 2 of 2"],
    ]
    assert [re.findall(r"GW\d+", page) for page in _pages(later)] == [["GW000041"], ["GW000042"]]
    assert later.pages == {"a": 1, "b": 2}
    assert "page 41 of 90" in _pages(of_all)[0]


def test_a_stamp_counts_the_pages_that_it_is_set_for(resources: Path) -> None:
    stamp = Stamp("3-{page}", counted=True)
    views = ViewPages(
        "4",
        [ViewPage(Stamp("4-{page}", counted=True), 1.5, 300.0, "told") for _ in range(3)],
        anchor="four",
        end="four-end",
        bookmark="Four",
    )

    laid = _laid(
        resources, Place("a"), *new_page(), Place("three", "Three", 0, stamp),
        *new_page(), Place("b"), views,
    )  # fmt: skip

    found = [re.findall(r"[34]-\d", page) for page in _pages(laid)]
    assert found == [[], ["3-1"], ["3-2"], ["4-1"], ["4-2"], ["4-3"]]
    assert (laid.pages["four"], laid.pages["four-end"], laid.total) == (4, 6, 6)
    assert [window.page for window in laid.windows] == [4, 5, 6]
