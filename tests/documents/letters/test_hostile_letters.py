"""Whatever is written into the fields of any letter, it stays words, in every file."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdf
import pytest

from gigwallet.documents.drawing.tables import Column, Row, Table
from gigwallet.documents.letters import form as letter_form
from gigwallet.documents.letters.form import CAPITALS, FieldType, Layout, LetterForm
from gigwallet.documents.letters.writing import LetterSpec, compose, compose_reading, docx, text
from gigwallet.domain.money import Money
from gigwallet.pages import page_text
from tests.documents.word_reader import faults, paragraphs

RESOURCES = Path(__file__).parents[3] / "resources"
FORMS = letter_form.load_all(RESOURCES)
NAMES = [f"{each.jurisdiction}/{each.name}" for each in FORMS]
# Markup, placeholders, XML that ends its element, direction and control characters, line feeds of
# every kind, and what a format string would take.
EVIL = (
    "<b>粗</b>{shortfall}{0}%s &amp; ]]></w:t><w:p/> ‮exe.fdp⁦x⁩"
    "\x00\x07\x1b\x7f\ufffe\r\n\v\f\u2028\u2029二行\t末"
)
MARKS = ("<b>粗</b>{shortfall}{0}%s", "&amp;", "]]></w:t><w:p/>")


def told(the_form: LetterForm, language: str, said: str) -> LetterSpec:
    """The letter with ``said`` in each of its fields that takes words."""
    fields, rows, figures = {}, [], {}
    for place, (key, one) in enumerate(the_form.fields.items(), start=1):
        match one.type:
            case FieldType.MONEY:
                amount = Money(place * 101, "CNY")
                rows.append(Row((key, amount)))
                fields[key], figures[key] = f"{amount} CNY", f"Z{len(rows)}"
            case FieldType.DAY:
                fields[key] = "2025-09-01"
            case FieldType.PERIOD:
                fields[key] = "2025-07-01/2025-07-31"
            case FieldType.TICK:
                fields[key] = "yes"
            case _:
                fields[key] = said
    table = Table("Z", "Z", (Column("a"), Column("b", figures=True)), tuple(rows))
    return LetterSpec(
        language,
        the_form.jurisdiction,
        the_form.name,
        fields,
        (table,) if rows else (),
        date(2025, 9, 15),
        figures,
    )


def bare(words: str) -> str:
    return re.sub(r"\s+", "", words)


def hidden(words: str) -> set[str]:
    """Control and direction characters that would make a text read as another."""
    return {each for each in words if unicodedata.category(each) in ("Cc", "Cf")} - {"\n"}


def fields_said(the_form: LetterForm, language: str) -> int:
    """How many fields that take words the letter can print at all."""
    used = the_form.texts[language].used()
    return sum(
        one.type in (FieldType.TEXT, FieldType.LINES) and key in used
        for key, one in the_form.fields.items()
    )


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("the_form", FORMS, ids=NAMES)
def test_in_a_word_document_and_in_plain_text(the_form: LetterForm, language: str) -> None:
    evil, good = (told(the_form, language, each) for each in (EVIL, "一\n末"))

    word, plain = docx(evil, RESOURCES), text(evil, RESOURCES)

    assert faults(word) == []
    assert faults(docx(good, RESOURCES)) == []
    in_word = "\n".join(paragraphs(word))
    for said in (in_word, plain):
        assert hidden(said) == set()
        assert all(bare(mark) in bare(said) for mark in MARKS)
        assert bare(said).count("<b>粗</b>") >= fields_said(the_form, language)
    # Not one paragraph, row or link more than harmless words of as many lines give.
    assert in_word.count("\n") == "\n".join(paragraphs(docx(good, RESOURCES))).count("\n")


@pytest.mark.parametrize("the_form", FORMS, ids=NAMES)
def test_on_the_pages(the_form: LetterForm) -> None:
    language = ("zh", "en")[FORMS.index(the_form) % 2]
    pdf = compose(told(the_form, language, EVIL), RESOURCES).pdf
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    said = "".join(page_text(pdf, page) for page in range(1, len(reader.pages) + 1))

    assert hidden(said.replace("\r", "").replace("\u2060", "")) == set()
    assert "<b>粗</b>{shortfall}{0}%s" in bare(said)
    notes = [note.get_object() for page in reader.pages for note in page.get("/Annots", ())]
    # Links within the letter and nothing that acts.
    assert all("/A" not in note and note["/Dest"] for note in notes)
    assert "/AA" not in reader.trailer["/Root"]


@pytest.mark.parametrize("name", ["cn/arbitration_application", "eu/data_request"])
def test_in_a_reading_copy(name: str) -> None:
    the_form = FORMS[NAMES.index(name)]
    here, there = (told(the_form, each, EVIL) for each in ("zh", "en"))
    pdf = compose_reading(here, there, RESOURCES).pdf
    pages = len(pypdf.PdfReader(io.BytesIO(pdf)).pages)

    said = bare("".join(page_text(pdf, page) for page in range(1, pages + 1)))
    assert said.count("<b>粗</b>") >= 2


def test_ten_thousand_characters_go_on_over_the_pages_to_the_last() -> None:
    """In one word and in many lines, in a paragraph, a row of a table and a list."""
    the_form = FORMS[NAMES.index("cn/inspection_complaint")]
    long = "长" * 4_999 + "x" * 4_999 + "末尾"
    short = told(the_form, "zh", "短")
    more = {"elsewhere": long, "applicant_job": long, "facts": long}
    spec = replace(short, fields={**short.fields, **more})

    pdf = compose(spec, RESOURCES).pdf
    pages = len(pypdf.PdfReader(io.BytesIO(pdf)).pages)
    said = bare("".join(page_text(pdf, page) for page in range(1, pages + 1)))
    assert said.count("末尾") == 3
    assert text(spec, RESOURCES).count("末尾") == 3
    assert compose_reading(spec, replace(spec, language="en"), RESOURCES).pages > 9
    assert faults(docx(spec, RESOURCES)) == []


@pytest.mark.parametrize("the_form", FORMS, ids=NAMES)
def test_the_same_words_give_the_same_word_document(the_form: LetterForm) -> None:
    spec = told(the_form, "zh", "样例")

    assert docx(spec, RESOURCES) == docx(spec, RESOURCES)


def test_a_word_document_has_its_cells_and_marks_as_the_standard_asks() -> None:
    """The strict reader itself finds what is wrong."""
    good = docx(told(FORMS[0], "zh", "样例"), RESOURCES)

    assert faults(good) == []
    for old, new, fault in (
        ("<w:kinsoku/><w:overflowPunct/>", "<w:overflowPunct/><w:kinsoku/>", "pPr holds"),
        ('r:id="r3"', 'r:id="r9"', "no such relation"),
        ("</w:p></w:tc>", "</w:p><w:tcPr/></w:tc>", "tc holds"),
    ):
        assert any(fault in each for each in faults(_changed(good, old, new))), fault


def _changed(data: bytes, old: str, new: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).decode().replace(old, new))
    return out.getvalue()


@pytest.mark.parametrize("name", [each for each in NAMES if each.startswith("cn/")])
def test_a_chinese_letter_writes_out_in_capitals_what_it_asks_for(name: str) -> None:
    """But for the text that goes into a form of an app."""
    the_form = FORMS[NAMES.index(name)]
    used = the_form.texts["zh"].used()

    for key in the_form.asks_for:
        assert the_form.layout is Layout.MESSAGE or key + CAPITALS in used
