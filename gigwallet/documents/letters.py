"""A letter: its fields, the figures in it, the annexes that prove them, and its files."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pikepdf

from gigwallet.documents import captions, figures_file, fonts, letter_form, letter_model
from gigwallet.documents.captions import Captions
from gigwallet.documents.cells import speaking
from gigwallet.documents.figures_file import Node
from gigwallet.documents.finishing import Attachment, finish
from gigwallet.documents.letter_docx import as_docx
from gigwallet.documents.letter_form import FieldType, LetterForm, LetterText
from gigwallet.documents.letter_model import Letter
from gigwallet.documents.letter_pages import LetterPages
from gigwallet.documents.letter_reading import ReadingPages
from gigwallet.documents.letter_sentences import figures_of
from gigwallet.documents.letter_text import as_text
from gigwallet.documents.letter_values import Values
from gigwallet.documents.seal_block import seal
from gigwallet.documents.sheet import lay_out
from gigwallet.documents.tables import Table
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.money import Money
from gigwallet.domain.step import Step


@dataclass(frozen=True, slots=True)
class LetterSpec:
    """``fields`` are texts as letter.toml types them (``4921.00 CNY``, ``2025-08-31``). ``figures``
    name, for each field that is an amount or a day, the annex row that proves it (``A3``).
    ``nodes`` is the arithmetic behind them and ``named`` the node of each such field; both travel
    inside the PDF, so that the figures can be done anew from the file alone."""

    language: str
    jurisdiction: str
    letter: str
    fields: Mapping[str, str]
    annexes: tuple[Table, ...]
    written_on: date
    figures: Mapping[str, str] = field(default_factory=dict)
    specimen: bool = False
    nodes: Mapping[str, Node] = field(default_factory=dict)
    named: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ComposedLetter:
    """``pdf`` is sealed; ``notes`` are what the person should know before it goes out."""

    pdf: bytes
    pages: int
    sha256: str
    notes: tuple[Step, ...]


def form(resources: Path, jurisdiction: str, letter: str) -> LetterForm:
    """The fields of a letter, its languages, and who reviewed it."""
    return letter_form.load(resources, jurisdiction, letter)


def write(spec: LetterSpec, resources: Path) -> bytes:
    """The sealed PDF. The same ``spec`` gives the same bytes, wherever it is written."""
    return compose(spec, resources).pdf


def modelled(
    spec: LetterSpec, resources: Path, words: Captions, coverage: fonts.Coverage
) -> Letter:
    """The letter with its fields put in, for a process that already speaks its language.

    Refuses with ``letter_field_missing`` (a required field is empty), ``letter_field_wrong`` (a day
    or amount that is none) and ``letter_language_missing``. A figure without a row that states the
    same amount is a bug and raises ``ValueError``.
    """
    the_form, text, values = _answered(spec, resources, coverage)
    _check_figures(spec, values)
    unread = "" if the_form.reviewed_by else words("letter.unread")
    return letter_model.filled(text, values, spec.figures, spec.annexes, the_form.layout, unread)


def compose(spec: LetterSpec, resources: Path, *, draft: bool = False) -> ComposedLetter:
    """The sealed PDF with what the writer found out; a ``draft`` prints what its reader must know.
    Refusals: as ``modelled``."""
    words = captions.load(resources, spec.language)
    coverage = fonts.Coverage()
    with speaking(spec.language):
        letter = modelled(spec, resources, words, coverage)
        pages = LetterPages(letter, coverage, draft)
        laid = lay_out(
            pages.story,
            captions=words,
            running_title=letter.title,
            specimen=spec.specimen,
            first=pages.template,
        )
        attached = _arithmetic(spec, letter, resources, words)
    return _sealed(spec, letter.title, laid.pdf, laid.total, coverage, attached)


def compose_reading(spec: LetterSpec, other: LetterSpec, resources: Path) -> ComposedLetter:
    """The reading copy: ``spec`` beside ``other``, the same letter in the signer's own language.
    Refusals: as ``modelled``."""
    words = captions.load(resources, other.language)
    coverage = fonts.Coverage()
    shown = []
    for each in (spec, other):
        with speaking(each.language):
            bare = replace(each, figures={}, annexes=())
            shown.append(_unproved(bare, resources, coverage))
    with speaking(other.language):
        pages = ReadingPages(shown[0], shown[1], words("letter.reading"), coverage)
        laid = lay_out(
            pages.story,
            captions=words,
            running_title=words("letter.reading_title"),
            specimen=spec.specimen,
            first=pages.template,
        )
    return _sealed(spec, shown[0].title, laid.pdf, laid.total, coverage)


def docx(spec: LetterSpec, resources: Path) -> bytes:
    """The letter as a Word document. Refusals: as ``modelled``."""
    words = captions.load(resources, spec.language)
    with speaking(spec.language):
        letter = modelled(spec, resources, words, fonts.Coverage(keep=True))
        notes = (words("letter.specimen") if spec.specimen else "", letter.unread)
        note = " ".join(each for each in notes if each)
        return as_docx(letter, f"{note} {words('letter.take_out')}" if note else "")


def text(spec: LetterSpec, resources: Path) -> str:
    """The letter as plain text. Refusals: as ``modelled``."""
    words = captions.load(resources, spec.language)
    with speaking(spec.language):
        letter = modelled(spec, resources, words, fonts.Coverage(keep=True))
        return (f"{words('letter.specimen')}\n\n" if spec.specimen else "") + as_text(letter)


def _arithmetic(
    spec: LetterSpec, letter: Letter, resources: Path, words: Captions
) -> tuple[Attachment, ...]:
    if not spec.named:
        return ()
    the_form = form(resources, spec.jurisdiction, spec.letter)
    told = figures_of(letter, the_form, spec.nodes, spec.named)
    data = figures_file.as_json(told)
    return (Attachment(figures_file.NAME, data, "application/json", words("letter.arithmetic")),)


def _sealed(
    spec: LetterSpec,
    title: str,
    pdf: bytes,
    pages: int,
    coverage: fonts.Coverage,
    attachments: tuple[Attachment, ...] = (),
) -> ComposedLetter:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        bare = finish(
            opened,
            title=title,
            language=spec.language,
            day=spec.written_on,
            attachments=attachments,
        )
    sealed = seal(bare, {})
    notes: tuple[Step, ...] = ()
    if coverage.replaced:
        facts = {"characters": " ".join(sorted(coverage.replaced))}
        notes = (Step("characters_replaced", facts),)
    return ComposedLetter(sealed, pages, hashlib.sha256(sealed).hexdigest(), notes)


def _unproved(spec: LetterSpec, resources: Path, coverage: fonts.Coverage) -> Letter:
    """The letter without links: what a reading copy shows."""
    the_form, text, values = _answered(spec, resources, coverage)
    return letter_model.filled(text, values, {}, (), the_form.layout, "")


def _answered(
    spec: LetterSpec, resources: Path, coverage: fonts.Coverage
) -> tuple[LetterForm, LetterText, Values]:
    """The form, its words in the letter's language, and the answers to its fields."""
    the_form = form(resources, spec.jurisdiction, spec.letter)
    text = the_form.texts.get(spec.language)
    if text is None:
        raise GigWalletError("letter_language_missing", language=spec.language)
    _check_fields(spec, the_form)
    fonts.load(resources)
    return the_form, text, Values(spec.fields, spec.written_on, the_form, coverage)


def _check_fields(spec: LetterSpec, the_form: LetterForm) -> None:
    if unknown := set(spec.fields) - set(the_form.fields):
        raise ValueError(f"the letter has no fields {sorted(unknown)}")
    for key, one in the_form.fields.items():
        if one.required and not spec.fields.get(key, "").strip():
            raise GigWalletError("letter_field_missing", field=key)


def _check_figures(spec: LetterSpec, values: Values) -> None:
    rows = {
        table.name(index): row for table in spec.annexes for index, row in enumerate(table.rows)
    }
    for key, one in values.form.fields.items():
        if one.type is not FieldType.MONEY or not spec.fields.get(key):
            continue
        row = rows.get(spec.figures.get(key, ""))
        if row is None:
            raise ValueError(f"no annex row proves {key}")
        amount = values.money(key)
        if not any(isinstance(cell, Money) and cell == amount for cell in row.cells):
            raise ValueError(f"the annex row of {key} states another amount")
