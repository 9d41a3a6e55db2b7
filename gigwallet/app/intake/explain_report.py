"""Words of a fleet's report whose language is not known here, named once by their person.

The way: ``ask`` what a report leaves open; ``named`` with what the person said; ``preview`` what an
import would make of it; ``keep_words``. From then on reports with these words are read by
``import_files`` without a question.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from gigwallet.app.intake import keep_taught, taught_form
from gigwallet.app.intake.import_outcome import FilePreview
from gigwallet.app.intake.import_reading import read_original
from gigwallet.app.reading import named as naming
from gigwallet.app.reading import read_bytes
from gigwallet.app.wallet import Surroundings, Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.ports import Isolation
from gigwallet.domain.taught import NOTHING, ReportColumn, ReportPart, ReportWords, Taught
from gigwallet.importers import uber_fleet_reports
from gigwallet.importers.uber_fleet_reports.asking import ReportQuestions, UnknownWord, questions
from gigwallet.importers.uber_fleet_reports.vocabulary import bare as plain_word

__all__ = [
    "ReportPreview",
    "ReportQuestions",
    "UnknownWord",
    "ask",
    "keep_words",
    "named",
    "plain_word",
    "preview",
    "read_words",
]

M = TypeVar("M", ReportPart, ReportColumn)

_SECONDS = 120.0
_WORDS_MISSING = "report_words_unknown"


@dataclass(frozen=True, slots=True)
class ReportPreview:
    """``open``: what is not named yet. ``files`` is what an import would find, a file of an archive
    each; those that need a word still have their ``error``, and a single one is not there."""

    open: ReportQuestions
    files: tuple[FilePreview, ...]

    @property
    def read(self) -> tuple[FilePreview, ...]:
        """The reports that would be read."""
        known = uber_fleet_reports.IMPORTER.name
        return tuple(each for each in self.files if each.importer == known and not each.error)


def ask(path: Path, known: Taught = NOTHING, *, isolation: Isolation | None = None
) -> ReportQuestions:  # fmt: skip
    """What a report, or an archive of several, leaves open beside what is ``known``. Refusals:
    ``report_expected``, as ``read_bytes``, as archives."""
    data = read_bytes(path)
    try:
        found: ReportQuestions = _apart(isolation).run(
            questions, path.name, data, known, seconds=_SECONDS
        )
    except GigWalletError as refusal:
        raise naming(refusal, path.name) from refusal
    return found


def named(
    name: str, parts: Mapping[str, ReportPart], columns: Mapping[str, ReportColumn]
) -> ReportWords:
    """A lesson of what the person said of single words. Refusal: ``taught_file_wrong``, also where
    nothing was said."""
    return _tidied(ReportWords(name, tuple(parts.items()), tuple(columns.items())))


def preview(
    path: Path,
    words: ReportWords,
    known: Taught,
    job: Job,
    *,
    isolation: Isolation | None = None,
) -> ReportPreview:
    """What an import would make of the file if these words were kept beside what is ``known``;
    stores nothing. Refusals: as ``ask``, as imports, but for words that are missing still."""
    together = replace(known, reports=(words, *known.reports))
    still_open = ask(path, together, isolation=isolation)
    original = read_original(_apart(isolation), path, {}, "UTC", "", job, together)
    if original.error is not None and original.error.code != _WORDS_MISSING:
        raise original.error
    read = tuple(each.preview(path.name, frozenset(), None) for each in original.files)
    return ReportPreview(still_open, read)


def keep_words(wallet: Wallet, words: ReportWords) -> ReportWords:
    """Keeps them under their name, beside those that it named before; where both name one, the new
    meaning counts. Refusals: ``taught_file_wrong``, ``vault_read_only``, ``taught_too_many``."""
    words = _tidied(words)
    before = [each for each in keep_taught.taught(wallet).reports if each.name == words.name]
    for each in before:
        words = replace(
            words,
            parts=_together(each.parts, words.parts),
            columns=_together(each.columns, words.columns),
        )
    keep_taught.keep(wallet, words)
    return words


def read_words(text: str) -> ReportWords:
    """What was handed on of such a lesson, or a person changed in it. Refusal:
    ``taught_file_wrong``."""
    said = taught_form.read(text)
    if said["kind"] != taught_form.REPORT:
        raise GigWalletError("taught_file_wrong", field="kind")
    return _tidied(taught_form.report_of(said))


def _tidied(words: ReportWords) -> ReportWords:
    tidy = ReportWords(
        " ".join(words.name.split()), _together(words.parts), _together(words.columns)
    )
    return taught_form.report_of(taught_form.report_form(tidy))


def _together(*named: tuple[tuple[str, M], ...]) -> tuple[tuple[str, M], ...]:
    """Each word once, in whatever spelling: the last one that said what it means."""
    known = {plain_word(word): (word.strip(), said) for each in named for word, said in each}
    return tuple(known.values())


def _apart(isolation: Isolation | None) -> Isolation:
    return isolation or Surroundings().isolation
