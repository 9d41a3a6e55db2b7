"""The recovery sheet: one page, the whole code, and nothing that tells whose vault it is."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pikepdf
import pypdf
import pytest
from PIL import Image, ImageOps

from gigwallet.crypto import recovery_code
from gigwallet.documents import captions
from gigwallet.documents.drawing.fonts import Coverage, load
from gigwallet.documents.recovery_sheet import RecoverySheet, write
from gigwallet.pages import page_text, rasterise

CODE = recovery_code.written(bytes(range(7, 27)))
LANGUAGES = ["zh", "en"]


def _sheet(language: str, specimen: bool = False) -> RecoverySheet:
    return RecoverySheet(language, CODE, "3F2A-91C0", date(2025, 9, 3), specimen)


def _words(pdf: bytes) -> str:
    """The text of the page without any space: the signs of a group stand apart."""
    return "".join(page_text(pdf, 1).split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("specimen", [True, False])
def test_the_sheet_is_one_page_with_every_group_in_its_order(
    resources: Path, language: str, specimen: bool
) -> None:
    pdf = write(_sheet(language, specimen), resources)
    words = _words(pdf)
    places = [words.index(f"{number}{group}") for number, group in enumerate(CODE.split("-"), 1)]

    assert len(pypdf.PdfReader(io.BytesIO(pdf)).pages) == 1
    assert places == sorted(places)
    assert "3F2A-91C0" in words
    assert {"zh": "2025年9月3日", "en": "Sep3,2025"}[language] in words
    assert ("SPECIMEN" in words) is specimen


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_code_stands_on_the_page_and_not_in_what_a_file_list_shows(
    resources: Path, language: str
) -> None:
    pdf = write(_sheet(language), resources)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        told = [str(value) for value in dict(opened.docinfo).values()]
        told.append(bytes(opened.Root.Metadata.read_bytes()).decode())
        faces = {
            str(font.BaseFont): "/FontFile2" in font.get("/FontDescriptor", {})
            for font in opened.pages[0].Resources.Font.values()
        }

    assert not [text for text in told for group in CODE.split("-")[:-1] if group in text]
    assert all(faces.values())
    assert {"zh": "zh-Hans", "en": "en"}[language] in told[-1]


def test_the_same_sheet_is_the_same_bytes(resources: Path) -> None:
    assert write(_sheet("zh"), resources) == write(_sheet("zh"), resources)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sign_of_its_words_can_be_drawn(resources: Path, language: str) -> None:
    load(resources)
    coverage = Coverage()
    for key, text in captions.load(resources, language).texts.items():
        if key.startswith("recovery."):
            coverage.drawable(text)

    assert coverage.replaced == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_of_it_is_read_when_printed_on_letter_paper(resources: Path, language: str) -> None:
    """An A4 page on Letter, not made smaller, loses 25 points at its head and at its foot; a
    printer leaves another 15 blank. The number of the only page may go."""
    page = Image.open(io.BytesIO(rasterise(write(_sheet(language), resources), 1, 1190)))
    wide, tall = page.size
    ink = ImageOps.invert(page.convert("L"))
    lost = round(((841.89 - 792) / 2 + 15) * tall / 841.89)

    assert ink.crop((0, 0, wide, lost)).getbbox() is None
    assert ink.crop((0, tall - lost, wide * 3 // 4, tall)).getbbox() is None
    assert ink.getbbox() is not None


def test_a_sheet_does_not_show_its_code_to_who_prints_the_value() -> None:
    assert "0123" not in repr(RecoverySheet("en", "0123-4567", "3F2A-91C0", date(2025, 9, 3)))
