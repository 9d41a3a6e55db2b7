"""What a letter is written from, as plain values, and its model with the fields put in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from gigwallet.documents.captions import Captions
from gigwallet.documents.drawing import fonts
from gigwallet.documents.drawing.tables import Table
from gigwallet.documents.letters import form as letter_form
from gigwallet.documents.letters import model as letter_model
from gigwallet.documents.letters.figures_file import Node
from gigwallet.documents.letters.form import FieldType, LetterForm, LetterText
from gigwallet.documents.letters.model import Letter
from gigwallet.documents.letters.values import Values
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.money import Money


@dataclass(frozen=True, slots=True)
class LetterSpec:
    """``fields`` are texts as letter.toml types them (``4921.00 CNY``, ``2025-08-31``). ``figures``
    name, for each field that is an amount or a day, the annex row that proves it (``A3``).
    ``nodes`` is the arithmetic behind them, ``named`` the node of each such field, and ``cells``
    the node of each cell of the annexes, by row and column (from 0); they travel inside the PDF, so
    that the figures can be done anew from the file alone. In a bundle the computations have the
    cells."""

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
    cells: Mapping[tuple[str, int], str] = field(default_factory=dict)


def form(resources: Path, jurisdiction: str, letter: str) -> LetterForm:
    """The fields of a letter, its languages, and who reviewed it."""
    return letter_form.load(resources, jurisdiction, letter)


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
    letter = letter_model.filled(text, values, spec.figures, spec.annexes, the_form.layout, unread)
    return replace(letter, signed_pages=the_form.signed_pages)


def unproved(spec: LetterSpec, resources: Path, coverage: fonts.Coverage) -> Letter:
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
    for key in sorted(the_form.required(spec.fields)):
        if not spec.fields.get(key, "").strip():
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
