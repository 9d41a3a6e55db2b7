"""The files of a letter: sealed PDF, Word document, plain text, reading copy."""

from __future__ import annotations

import hashlib
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path

from gigwallet.documents import captions
from gigwallet.documents.bundles.figures import Arithmetic, row_sentences
from gigwallet.documents.drawing import fonts
from gigwallet.documents.drawing.cells import speaking
from gigwallet.documents.drawing.finishing import About, Attachment, whole
from gigwallet.documents.drawing.sheet import Laid, lay_out
from gigwallet.documents.letters import figures_file
from gigwallet.documents.letters.docx import as_docx
from gigwallet.documents.letters.model import Letter
from gigwallet.documents.letters.pages import LetterPages
from gigwallet.documents.letters.reading import ReadingPages
from gigwallet.documents.letters.recomputing import with_proofs
from gigwallet.documents.letters.sentences import figures_of
from gigwallet.documents.letters.spec import LetterSpec, form, modelled, unproved
from gigwallet.documents.letters.text import as_text
from gigwallet.domain.step import Step
from gigwallet.words import spoken

__all__ = [
    "ComposedLetter",
    "LetterSpec",
    "compose",
    "compose_reading",
    "docx",
    "form",
    "modelled",
    "text",
    "write",
]


@dataclass(frozen=True, slots=True)
class ComposedLetter:
    """``pdf`` is sealed; ``notes`` are what the person should know before it goes out."""

    pdf: bytes
    pages: int
    sha256: str
    notes: tuple[Step, ...]


def write(spec: LetterSpec, resources: Path) -> bytes:
    """The sealed PDF. The same ``spec`` gives the same bytes, wherever it is written."""
    return compose(spec, resources).pdf


def compose(spec: LetterSpec, resources: Path, *, draft: bool = False) -> ComposedLetter:
    """The sealed PDF with what the writer found out; a ``draft`` prints what its reader must know.
    Refusals: as ``modelled``."""
    words = captions.load(resources, spec.language)
    coverage = fonts.Coverage()
    with _speaking(spec, resources):
        letter = modelled(spec, resources, words, coverage)
        pages = LetterPages(letter, coverage, words, draft)
        laid = lay_out(
            pages.story,
            captions=words,
            running_title=letter.title,
            specimen=spec.specimen,
            first=pages.template,
        )
        attached = _arithmetic(spec, letter, resources, words)
        return _sealed(spec, letter.title, laid, coverage, attached)


def compose_reading(spec: LetterSpec, other: LetterSpec, resources: Path) -> ComposedLetter:
    """The reading copy: ``spec`` beside ``other``, the same letter in the signer's own language.
    Refusals: as ``modelled``."""
    words = captions.load(resources, other.language)
    coverage = fonts.Coverage()
    shown = []
    for each in (spec, other):
        with _speaking(each, resources):
            bare = replace(each, figures={}, annexes=())
            shown.append(unproved(bare, resources, coverage))
    with _speaking(other, resources):
        pages = ReadingPages(shown[0], shown[1], words("letter.reading"), coverage)
        laid = lay_out(
            pages.story,
            captions=words,
            running_title=words("letter.reading_title"),
            specimen=spec.specimen,
            first=pages.template,
        )
    with _speaking(spec, resources):
        return _sealed(spec, shown[0].title, laid, coverage)


def docx(spec: LetterSpec, resources: Path) -> bytes:
    """The letter as a Word document. Refusals: as ``modelled``."""
    words = captions.load(resources, spec.language)
    with _speaking(spec, resources):
        letter = modelled(spec, resources, words, fonts.Coverage(keep=True))
        notes = (words("letter.specimen") if spec.specimen else "", letter.unread)
        note = " ".join(each for each in notes if each)
        return as_docx(letter, f"{note} {words('letter.take_out')}" if note else "")


def text(spec: LetterSpec, resources: Path) -> str:
    """The letter as plain text. Refusals: as ``modelled``."""
    words = captions.load(resources, spec.language)
    with _speaking(spec, resources):
        letter = modelled(spec, resources, words, fonts.Coverage(keep=True))
        return (f"{words('letter.specimen')}\n\n" if spec.specimen else "") + as_text(letter)


def _speaking(spec: LetterSpec, resources: Path) -> AbstractContextManager[None]:
    """A letter alone is written as its own place writes; in a bundle, as the bundle's does."""
    return speaking(spec.language, form(resources, spec.jurisdiction, spec.letter).english)


def _arithmetic(
    spec: LetterSpec, letter: Letter, resources: Path, words: captions.Captions
) -> tuple[Attachment, ...]:
    if not (spec.named or spec.cells):
        return ()
    the_form = form(resources, spec.jurisdiction, spec.letter)
    told = figures_of(letter, the_form, spec.nodes, spec.named)
    rows = row_sentences(spec.annexes, Arithmetic(spec.nodes, spec.cells))
    told = with_proofs(replace(told, sentences=(*told.sentences, *rows)))
    data = figures_file.as_json(told)
    return (Attachment(figures_file.NAME, data, "application/json", words("letter.arithmetic")),)


def _sealed(
    spec: LetterSpec,
    title: str,
    laid: Laid,
    coverage: fonts.Coverage,
    attachments: tuple[Attachment, ...] = (),
) -> ComposedLetter:
    about = About(title, spoken(), spec.written_on, attachments)
    sealed = whole(laid, about, sealed=True)
    notes: tuple[Step, ...] = ()
    if coverage.replaced:
        facts = {"characters": " ".join(sorted(coverage.replaced))}
        notes = (Step("characters_replaced", facts),)
    return ComposedLetter(sealed, laid.total, hashlib.sha256(sealed).hexdigest(), notes)
