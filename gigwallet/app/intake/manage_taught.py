"""What a person explained of files of their own, in order: how much it reads, another name, a try.

Keeping, handing on and forgetting are in ``keep_taught``.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from gigwallet.app.intake import (
    explain_report,
    keep_taught,
    map_table,
    point_at_paper,
    taught_form,
    teach_paper,
)
from gigwallet.app.wallet import Wallet
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.reading import Fact
from gigwallet.domain.recorded import ExhibitId
from gigwallet.domain.taught import (
    Lesson,
    PaperTemplate,
    ReportColumn,
    ReportPart,
    ReportWords,
    TableProfile,
)
from gigwallet.importers import generic_table, own_paper

__all__ = ["Explained", "NotRead", "Tried", "explained", "exported", "forget", "rename", "try_on"]

_File = tuple[ExhibitId, str]  # an original, and the file in it where it is an archive
_SHOWN = 12
_OTHER_KIND = frozenset(
    {"format_unknown", "paper_expected", "table_can_be_mapped", "report_expected"}
)


@dataclass(frozen=True, slots=True)
class Explained:
    """``files``: how many originals in the vault were read by it, and not undone since. None for
    words of reports: what was read keeps no trace of the single word."""

    lesson: Lesson
    files: int | None = 0

    @property
    def name(self) -> str:
        return self.lesson.name


@dataclass(frozen=True, slots=True)
class NotRead:
    """``where``: the line of a table, the page of a paper, 0 for the file; ``what`` the column or
    the label; ``reason`` is worded by ``words.refusals.reason``."""

    where: int
    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class Tried:
    """What an import would make of a file: how many ``facts`` and the first of them, how many lines
    say nothing, and what was not understood."""

    file: str
    count: int
    facts: tuple[Fact, ...]
    left_out: int = 0
    not_read: tuple[NotRead, ...] = ()


def explained(wallet: Wallet) -> tuple[Explained, ...]:
    """All of it, by name. Two tables that differ only in columns which are not read cannot be told
    apart by what they gave: their files count for the first."""
    known = keep_taught.taught(wallet)
    read = Counter[tuple[bool, str]]()
    for used in _tables_read(wallet):
        fitting = [each for each in known.tables if used <= {use.column for use in each.uses}]
        if fitting:
            read[False, min(fitting, key=lambda each: len(each.uses)).name] += 1
    for platform, labels in _papers_read(wallet):
        papers = [each for each in known.papers if _reads(each, platform, labels)]
        if papers:
            read[True, min(papers, key=lambda each: len(each.fields)).name] += 1
    lessons = sorted(_lessons(wallet), key=lambda each: each.name.casefold())
    return tuple(
        Explained(each, None if isinstance(each, ReportWords)
                  else read[isinstance(each, PaperTemplate), each.name])
        for each in lessons
    )  # fmt: skip


def rename(wallet: Wallet, lesson: Lesson, name: str) -> Lesson:
    """The same under another name. Refusals: ``taught_file_wrong``, ``taught_name_taken``,
    ``taught_unknown``, ``vault_read_only``."""
    name = " ".join(name.split())
    if name == lesson.name:
        return lesson
    if _of_name(wallet, type(lesson), name):
        raise GigWalletError("taught_name_taken", name=name)
    renamed = taught_form.lesson_of(taught_form.form_of(replace(lesson, name=name)))
    with wallet.vault.transaction():
        keep_taught.remove(wallet, lesson.name, type(lesson))
        keep_taught.keep(wallet, renamed)
    return renamed


def forget(wallet: Wallet, lesson: Lesson) -> None:
    """What was read with it stays. Refusals: ``taught_unknown``, ``vault_read_only``."""
    keep_taught.remove(wallet, lesson.name, type(lesson))


def take_in(wallet: Wallet, text: str, *, over: bool = False) -> Lesson:
    """Keeps what the file of another person holds. Refusals: ``taught_file_wrong``,
    ``taught_name_taken`` where something else has its name, ``taught_too_many``,
    ``vault_read_only``."""
    lesson = lesson_of(text)
    known = _of_name(wallet, type(lesson), lesson.name)
    if not over and any(_clash(each, lesson) for each in known):
        raise GigWalletError("taught_name_taken", name=lesson.name)
    if isinstance(lesson, ReportWords):
        return explain_report.keep_words(wallet, lesson)
    if isinstance(lesson, PaperTemplate):
        teach_paper.save_template(wallet, lesson)
    else:
        map_table.save_profile(wallet, lesson)
    return lesson


def lesson_of(text: str) -> Lesson:
    """What such a file holds, in one spelling. Refusal: ``taught_file_wrong``."""
    lesson = keep_taught.lesson_of(text)
    if isinstance(lesson, PaperTemplate):
        return lesson
    is_table = isinstance(lesson, TableProfile)
    return map_table.read_profile(text) if is_table else explain_report.read_words(text)


def exported(lesson: Lesson) -> str:
    """The text of a file for others, without a value of the person."""
    return taught_form.written(taught_form.form_of(lesson))


def try_on(wallet: Wallet, lesson: Lesson, path: Path, job: Job) -> Tried:
    """Stores nothing. Refusals: as ``map_table.preview`` and ``teach_paper.preview_paper``;
    ``taught_not_of_kind`` where the file is another one, also one that a known format reads."""
    try:
        return _tried(wallet, lesson, path, job)
    except GigWalletError as refusal:
        if refusal.code not in _OTHER_KIND:
            raise
        raise GigWalletError("taught_not_of_kind", name=path.name, taught=lesson.name) from refusal


def _tried(wallet: Wallet, lesson: Lesson, path: Path, job: Job) -> Tried:
    if isinstance(lesson, PaperTemplate):
        readings = teach_paper.preview_paper(path, lesson, isolation=wallet.isolation)
        read = point_at_paper.read_back(readings)
        facts = [each for each in (read.statement, read.tally) if each is not None]
        wrong = [NotRead(e.locator.page or 0, e.column, e.reason) for e in read.rejected]
        return Tried(path.name, len(facts), tuple(facts), 0, tuple(wrong))
    if isinstance(lesson, ReportWords):
        return _tried_report(wallet, lesson, path, job)
    seen = map_table.preview(path, lesson, job, isolation=wallet.isolation)
    if seen.file.importer != generic_table.IMPORTER.name:
        raise GigWalletError("format_unknown", name=path.name)
    lines = [row.fact for line in seen.lines for row in line.rows]
    return Tried(
        path.name,
        seen.file.found.rows,
        tuple(lines[:_SHOWN]),
        sum(each.count for each in seen.file.skipped),
        tuple(NotRead(e.line or 0, e.column, e.reason) for e in seen.file.rejected),
    )


def _tried_report(wallet: Wallet, lesson: ReportWords, path: Path, job: Job) -> Tried:
    known = keep_taught.taught(wallet)
    files = explain_report.preview(path, lesson, known, job, isolation=wallet.isolation).read
    if not files:
        raise GigWalletError("format_unknown", name=path.name)
    return Tried(
        path.name,
        sum(each.found.rows for each in files),
        (),
        sum(skip.count for each in files for skip in each.skipped),
        tuple(NotRead(e.line or 0, e.column, e.reason) for each in files for e in each.rejected),
    )


def _clash(ours: Lesson, theirs: Lesson) -> bool:
    """Whether taking in theirs would change ours. Words come together unless one has two
    meanings."""
    if isinstance(ours, ReportWords) and isinstance(theirs, ReportWords):
        known = {explain_report.plain_word(word): said for word, said in _words(ours)}
        return any(
            known.get(explain_report.plain_word(word), said) != said
            for word, said in _words(theirs)
        )
    return ours != theirs


def _words(lesson: ReportWords) -> list[tuple[str, ReportPart | ReportColumn]]:
    return [*lesson.parts, *lesson.columns]


def _lessons(wallet: Wallet) -> tuple[Lesson, ...]:
    known = keep_taught.taught(wallet)
    return (*known.papers, *known.tables, *known.reports)


def _of_name(wallet: Wallet, kind: type[Lesson], name: str) -> list[Lesson]:
    return [each for each in _lessons(wallet) if type(each) is kind and each.name == name]


def _reads(template: PaperTemplate, platform: str, labels: frozenset[str]) -> bool:
    return template.platform == platform and labels <= {each.label for each in template.fields}


def _tables_read(wallet: Wallet) -> list[frozenset[str]]:
    """Of each file that a table of the person's own was, the columns that it was read by."""
    fullest = wallet.vault.exhibits.fullest_lines(generic_table.IMPORTER.name)
    return [frozenset(raw) for raw in fullest]


def _papers_read(wallet: Wallet) -> list[tuple[str, frozenset[str]]]:
    """Of each paper that was read as one taught it, its platform and the labels found."""
    found: dict[_File, tuple[str, frozenset[str]]] = {}
    for each in wallet.vault.statements.all():
        for source in each.sources:
            if source.importer == own_paper.IMPORTER.name and source.exhibit_id is not None:
                file = (source.exhibit_id, source.locator.member)
                found[file] = (each.fact.platform, frozenset(source.raw))
    return list(found.values())
