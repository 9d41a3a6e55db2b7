"""A letter: its fields, the figures in it, the annexes that prove them, and the sealed PDF."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pikepdf

from gigwallet.documents import captions, fonts, letter_form
from gigwallet.documents.cells import speaking
from gigwallet.documents.finishing import finish
from gigwallet.documents.letter_form import FieldType, LetterForm
from gigwallet.documents.letter_pages import LetterPages
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
    name, for each field that is an amount, the annex row that proves it (``A3``)."""

    language: str
    jurisdiction: str
    letter: str
    fields: Mapping[str, str]
    annexes: tuple[Table, ...]
    written_on: date
    figures: Mapping[str, str] = field(default_factory=dict)
    specimen: bool = False


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


def compose(spec: LetterSpec, resources: Path) -> ComposedLetter:
    """The sealed PDF with what the writer found out.

    Refuses with ``letter_field_missing`` (a required field is empty), ``letter_field_wrong`` (a day
    or amount that is none) and ``letter_language_missing``. A figure without a row that states the
    same amount is a bug and raises ``ValueError``.
    """
    the_form = form(resources, spec.jurisdiction, spec.letter)
    text = the_form.texts.get(spec.language)
    if text is None:
        raise GigWalletError("letter_language_missing", language=spec.language)
    _check_fields(spec, the_form)
    fonts.load(resources)
    words = captions.load(resources, spec.language)
    coverage = fonts.Coverage()
    with speaking(spec.language):
        values = Values(spec.fields, spec.written_on, the_form, coverage)
        _check_figures(spec, values)
        pages = LetterPages(text, values, spec.figures, spec.annexes, coverage)
        laid = lay_out(
            pages.story, captions=words, running_title=pages.title, specimen=spec.specimen
        )
        title = pages.title
    with pikepdf.open(io.BytesIO(laid.pdf)) as pdf:
        bare = finish(pdf, title=title, language=spec.language, day=spec.written_on)
    sealed = seal(bare, {})
    notes: tuple[Step, ...] = ()
    if coverage.replaced:
        facts = {"characters": " ".join(sorted(coverage.replaced))}
        notes = (Step("characters_replaced", facts),)
    return ComposedLetter(sealed, laid.total, hashlib.sha256(sealed).hexdigest(), notes)


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
