"""A page shows more than its own words: pictures, forms and letters on their side are looked at."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from gigwallet.app.redaction.letters import original_of, read_letters, suggest
from gigwallet.app.redaction.redact_file import Made, make_copy
from gigwallet.documents.redaction.beyond_words import pages_beyond_words
from gigwallet.documents.redaction.plain_files import Sheet, as_pdf
from gigwallet.documents.redaction.sheets import sheet
from gigwallet.domain.paper import Box
from gigwallet.domain.redaction import Mask, MaskReason
from gigwallet.host.isolation import SameProcess
from tests.documents.redaction import papers

HERE = SameProcess()
PDF = "application/pdf"


def _picture(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """The screenshot beside the words of page 2."""
    shot = as_pdf([Sheet.of(sheet(papers.screenshot(), "image/png", 1))], 200)
    with pikepdf.open(io.BytesIO(shot)) as other:
        held = pdf.copy_foreign(other.pages[0].obj.Resources.XObject.Sheet)
    page.obj.Resources.XObject = Dictionary(Shot=held)
    page.contents_add(b"q 200 0 0 100 60 10 cm /Shot Do Q")


def _form(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """A field that is filled in; its words are none of the page's."""
    font = page.obj.Resources.Font.F1
    drawn = pdf.make_stream(
        f"BT /F1 14 Tf 4 6 Td ({papers.PHONE}) Tj ET".encode(),
        Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 200, 24],
        Resources=Dictionary(Font=Dictionary(F1=font)),
    )  # fmt: skip
    field = pdf.make_indirect(
        Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="p", V=papers.PHONE, F=4,
                   Rect=[20, 20, 220, 44], AP=Dictionary(N=drawn), P=page.obj)
    )  # fmt: skip
    page.obj.Annots = pikepdf.Array([field])
    pdf.Root.AcroForm = Dictionary(Fields=pikepdf.Array([field]))


def _upwards(pdf: pikepdf.Pdf, page: pikepdf.Page) -> None:
    """Words at a right angle: each letter is a line of its own."""
    page.contents_add(f"BT /F1 9 Tf 0 1 -1 0 280 6 Tm ({papers.PHONE}) Tj ET".encode())


def _paper(more: Callable[[pikepdf.Pdf, pikepdf.Page], None] | None) -> bytes:
    with pikepdf.open(io.BytesIO(papers.paper())) as pdf:
        del pdf.pages[0].obj.Annots
        if more is not None:
            more(pdf, pdf.pages[1])
        out = io.BytesIO()
        pdf.save(out, static_id=True)
    return out.getvalue()


def _redacted(data: bytes) -> Made:
    """With a mask on page 1 alone."""
    box = Mask(1, Box(345, 120, 330, 70), MaskReason.PHONE)
    return make_copy(HERE, original_of("a.pdf", data), [box])


@pytest.mark.parametrize("more", [_picture, _form])
def test_pages_with_pictures_and_filled_forms_are_told(
    more: Callable[[pikepdf.Pdf, pikepdf.Page], None],
) -> None:
    assert pages_beyond_words(_paper(more)) == (2,)
    assert pages_beyond_words(_paper(None)) == ()


def test_letters_that_are_drawn_as_curves_are_told_and_the_rules_of_a_table_are_not() -> None:
    with pikepdf.open(io.BytesIO(_paper(None))) as pdf:
        pdf.pages[0].contents_add(b"20 20 200 30 re S 20 40 m 220 40 l S " * 20)
        pdf.pages[1].contents_add(b"20 20 m 30 30 40 30 50 20 c S " * 20)
        out = io.BytesIO()
        pdf.save(out)

    assert pages_beyond_words(out.getvalue()) == (2,)


@pytest.mark.parametrize("more", [_picture, _form, _upwards])
def test_what_another_page_says_outside_its_lines_is_found(
    more: Callable[[pikepdf.Pdf, pikepdf.Page], None],
) -> None:
    found = {(each.code, each.page) for each in _redacted(_paper(more)).survivors}

    assert found == {("redaction_still_seen", 2)}
    assert _redacted(_paper(None)).survivors == ()


def test_a_picture_among_words_is_proposed_for_what_it_shows() -> None:
    masks = suggest(read_letters(HERE, original_of("a.pdf", _paper(_picture))))

    assert {(each.page, each.reason) for each in masks} >= {
        (1, MaskReason.PHONE),
        (2, MaskReason.PHONE),
        (2, MaskReason.NAME),
    }
