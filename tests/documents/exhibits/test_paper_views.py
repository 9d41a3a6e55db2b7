"""Pages of somebody else's PDF, as they look or drawn with their words behind them."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdf
import pytest
from PIL import Image, ImageChops

from gigwallet.documents.bundles.composing import (
    BundleExhibit,
    BundleSpec,
    Composed,
    ExhibitGroup,
    compose,
    files,
    write_part,
)
from gigwallet.documents.drawing.cells import numbered
from gigwallet.documents.exhibits.showing import show
from gigwallet.domain.exhibit_choices import ExhibitChoices, Papers
from gigwallet.domain.paper import Box, Page, Paper, Piece
from gigwallet.pages import rasterise
from tests.documents.conftest import acting_pdf

_DRAWN = ExhibitChoices(papers=Papers.DRAWN)

Made = Callable[..., Composed]


@pytest.fixture(scope="module")
def bundled(
    make_spec: Callable[..., BundleSpec],
    make_exhibit: Callable[..., BundleExhibit],
    resources: Path,
) -> Made:
    """The bundle of one paper."""

    def bundle(data: bytes, choices: ExhibitChoices, **more: object) -> Composed:
        one = make_exhibit("1-1", "application/pdf", "paper.pdf", data)
        spec = replace(
            make_spec(), groups=(ExhibitGroup("", (one,)),), computations=(), choices=choices
        )
        (file,) = files(spec)
        return compose(spec, resources, [write_part([replace(file, **more)])])  # type: ignore[arg-type]  # fields of ExhibitFile

    return bundle


@pytest.fixture(scope="module")
def drawn(bundled: Made) -> Composed:
    return bundled(acting_pdf(), _DRAWN)


def _entry(made: Composed) -> dict[str, object]:
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf:
        listing = json.loads(pdf.attachments["manifest.json"].get_file().read_bytes())
    (entry,) = listing["exhibits"]
    return dict(entry)


def _said(made: Composed) -> str:
    reader = pypdf.PdfReader(io.BytesIO(made.pdf))
    first, last = made.exhibit_pages["1-1"]
    return "\n".join(reader.pages[page - 1].extract_text() for page in range(first, last + 1))


def _claims(made: Composed) -> bool:
    with pikepdf.open(io.BytesIO(made.pdf)) as pdf, pdf.open_metadata() as said:
        return said.pdfa_status == "3B"


def _scan(letters: bytes = b"") -> bytes:
    """A page of pixels alone, as a scanner writes it; with ``letters`` it writes them too."""
    out = io.BytesIO()
    picture = Image.new("L", (200, 300), "white")
    picture.paste(40, (30, 40, 150, 60))
    picture.save(out, "JPEG")
    with pikepdf.new() as pdf:
        image = pdf.make_stream(
            out.getvalue(),
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=200,
            Height=300,
            ColorSpace=pikepdf.Name.DeviceGray,
            BitsPerComponent=8,
            Filter=pikepdf.Name.DCTDecode,
        )
        page = pdf.add_blank_page(page_size=(200, 300))
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=image))
        content = b"q 200 0 0 300 0 0 cm /Im Do Q"
        if letters:
            font = pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.Type1,
                BaseFont=pikepdf.Name.Helvetica,
            )
            page.Resources.Font = pikepdf.Dictionary(F=font)
            content += b" BT /F 12 Tf 30 245 Td (" + letters + b") Tj ET"
        page.Contents = pdf.make_stream(content)
        saved = io.BytesIO()
        pdf.save(saved, static_id=True)
    return saved.getvalue()


_READ = Paper(
    (Page(200, 300, (Piece("扫描件上的字", Box(30, 40, 120, 20), 0.98),)),), "an engine 1"
)


def test_pages_that_break_the_archive_form_are_drawn_where_it_is_wanted(drawn: Composed) -> None:
    entry = _entry(drawn)

    assert _claims(drawn)
    assert entry["pages_drawn"] == [1, 2]
    assert "drawn_for_archive" in entry["changes"]  # type: ignore[operator]  # a list of JSON
    assert "exhibit_drawn_for_archive" in {note.code for note in drawn.notes}
    assert "bundle_not_archival" not in {note.code for note in drawn.notes}


def test_the_words_of_a_drawn_page_are_its_own(drawn: Composed) -> None:
    said = _said(drawn)

    for words in ("Agreement page 1", "filled in by hand", "Agreement page 2"):
        assert words in said
    # No program read them: they are what the page writes.
    assert "words_read_by" not in _entry(drawn)


def test_a_drawn_page_looks_as_the_page_that_was_taken_over(drawn: Composed, bundled: Made) -> None:
    kept = bundled(acting_pdf(), ExhibitChoices())
    page = kept.exhibit_pages["1-1"][0]

    assert drawn.exhibit_pages == kept.exhibit_pages
    with (
        Image.open(io.BytesIO(rasterise(drawn.pdf, page, 500))) as one,
        Image.open(io.BytesIO(rasterise(kept.pdf, page, 500))) as other,
    ):
        apart = ImageChops.difference(one.convert("L"), other.convert("L"))
        inked = other.convert("L").point(lambda value: 255 * (value < 128))
    # The form field and the letters are there, up to a softer edge.
    assert inked.getbbox() is not None
    assert sum(apart.tobytes()) / (500 * apart.height) < 2


def test_nothing_that_acts_comes_along_with_drawn_pages(
    drawn: Composed, unpacked: Callable[[bytes], bytes], canaries: tuple[bytes, ...]
) -> None:
    whole = unpacked(drawn.pdf)

    for canary in canaries:
        assert canary not in whole


def test_a_scan_without_letters_comes_in_as_it_is_and_the_claim_stands(bundled: Made) -> None:
    made = bundled(_scan(), ExhibitChoices(), read=_READ)

    assert _claims(made)
    assert _entry(made)["words_read_by"] == "an engine 1"
    assert "扫描件上的字" in _said(made)


def test_a_page_that_writes_its_own_letters_gets_no_second_ones(bundled: Made) -> None:
    made = bundled(_scan(b"Printed"), ExhibitChoices(), read=_READ)

    assert "扫描件" not in _said(made)
    assert "Printed" in _said(made)
    assert "words_read_by" not in _entry(made)


def test_words_are_left_out_where_the_person_wants_none(bundled: Made) -> None:
    made = bundled(_scan(), ExhibitChoices(words=False), read=_READ)

    assert "扫描件" not in _said(made)
    assert "words_read_by" not in _entry(made)


def _locked(password: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(_scan(b"Confidential"))) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="other", user=password))
    return out.getvalue()


def test_a_locked_paper_opens_with_its_password_and_says_so(
    bundled: Made, unpacked: Callable[[bytes], bytes]
) -> None:
    made = bundled(_locked("geheim-4711"), ExhibitChoices(), passwords=("other", "geheim-4711"))

    assert "Confidential" in _said(made)
    assert "encryption_removed" in _entry(made)["changes"]  # type: ignore[operator]  # JSON
    assert "exhibit_encryption_removed" in {note.code for note in made.notes}
    assert b"geheim-4711" not in unpacked(made.pdf)


@pytest.mark.parametrize(
    ("passwords", "code"), [((), "pdf_encrypted"), (("x", "y"), "pdf_password_wrong")]
)
def test_without_its_password_a_locked_paper_is_not_shown(
    passwords: tuple[str, ...], code: str
) -> None:
    shown = show(_locked("geheim-4711"), "application/pdf", passwords=passwords)

    assert (shown.refused, shown.views) == (code, ())


@pytest.mark.parametrize(
    ("pages", "text"), [((), ""), ((3,), "3"), ((1, 2, 3), "1-3"), ((7, 1, 2, 9), "1-2, 7, 9")]
)
def test_page_numbers_are_written_as_people_write_them(pages: tuple[int, ...], text: str) -> None:
    assert numbered(pages) == text
