"""A paper on the table: its pages as pictures, what can be pointed at, and what was pointed at so
far read back, before any of it is a template."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from gigwallet import pages
from gigwallet.app.reading import named, read_bytes
from gigwallet.app.screens.read_apart import read_apart
from gigwallet.app.wallet import Surroundings
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.paper import Box, Paper
from gigwallet.domain.ports import Isolation
from gigwallet.domain.reading import Reading, Rejection, Row
from gigwallet.domain.statement import Statement
from gigwallet.domain.tally import Tally
from gigwallet.domain.taught import PaperTemplate, Taught
from gigwallet.importers.own_paper import IMPORTER
from gigwallet.importers.own_paper.learning import (
    Added,
    Lesson,
    Pointed,
    added,
    learn,
    left_open,
)
from gigwallet.importers.own_paper.pointing import Printed, Spot
from gigwallet.importers.own_paper.values import AMOUNTS
from gigwallet.tabular.currencies import may_be, shared_sign_of

__all__ = [
    "Added",
    "Draft",
    "Lesson",
    "PaperRead",
    "PaperSheet",
    "Pointed",
    "Spot",
    "could_be_in",
    "draft",
    "lay_out",
    "read_back",
]

MOST_DRAWN = 8  # pages; a payslip has one or two
_WIDEST = 1400  # pixels: the small print of a page that is shown half as wide
_SECONDS = 240.0


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """``pictures``: the first ``MOST_DRAWN`` pages as PNG; boxes are in the units of
    ``paper.pages``."""

    name: str
    paper: Paper
    pictures: tuple[bytes, ...]
    printed: Printed


@dataclass(frozen=True, slots=True)
class PaperRead:
    """What a template makes of a paper: at most one statement, the count beside it, and what is not
    as it was on the example."""

    statement: Statement | None = None
    tally: Tally | None = None
    rejected: tuple[Rejection, ...] = ()

    @property
    def residue(self) -> int | None:
        """Gross less deductions less net in minor units, None where one of them is not read."""
        said = self.statement
        if said is None or said.gross is None or said.net is None:
            return None
        return (
            said.gross.minor + sum(each.amount.minor for each in said.deductions) - said.net.minor
        )


@dataclass(frozen=True, slots=True)
class Draft:
    """A lesson as far as it goes. ``template`` only where it reads the example and agrees with
    itself; else ``refusal`` says what is missing or wrong. ``sum`` is what the amounts come to;
    ``left_open`` what only the person can tell (``currency``, ``decimal``, ``day_order``)."""

    template: PaperTemplate | None = None
    refusal: GigWalletError | None = None
    sum: Added = field(default_factory=Added)
    read: PaperRead = field(default_factory=PaperRead)
    left_open: frozenset[str] = frozenset()


def lay_out(path: Path, *, isolation: Isolation | None = None) -> PaperSheet:
    """The paper to be pointed at. Refusals: as ``read_bytes``, ``pdf_*``, ``picture_*``;
    ``paper_expected`` for any other file, ``paper_without_words`` where nothing is printed."""
    data = read_bytes(path)
    apart = isolation or Surroundings().aside
    try:
        paper, pictures = apart.run(seen_apart, data, path.name, seconds=_SECONDS)
    except GigWalletError as refusal:
        raise named(refusal, path.name) from refusal
    if not paper.texts:
        raise GigWalletError("paper_without_words", name=path.name)
    return PaperSheet(path.name, paper, pictures, Printed(paper))


def seen_apart(data: bytes, name: str) -> tuple[Paper, tuple[bytes, ...]]:
    """Runs in the other process."""
    media = pages.sniff(data[:1024])
    if media is None:
        raise GigWalletError("paper_expected", name=name)
    paper = read_apart(data, media.value, name, ()).reading.paper
    whole = [
        (number, Box(0, 0, page.width, page.height))
        for number, page in enumerate(paper.pages[:MOST_DRAWN], start=1)
    ]
    return paper, pages.cut(data, media.value, whole, _WIDEST)


def draft(sheet: PaperSheet, lesson: Lesson) -> Draft:
    """What the lesson comes to so far; pure and quick, for every change on a screen."""
    try:
        total = added(lesson)
    except GigWalletError:
        total = Added()
    unknown = left_open(lesson)
    try:
        template = learn(sheet.paper, lesson)
    except GigWalletError as refusal:
        return Draft(None, refusal, total, left_open=unknown)
    own = IMPORTER.knowing(Taught(papers=(template,)))
    read = read_back(own.read_paper(sheet.name, sheet.paper))
    return Draft(template, None, total, read, unknown)


def could_be_in(currency: str, lesson: Lesson) -> bool:
    """Whether the signs on the example may be those of ``currency``: ``$`` is none of the euro."""
    amounts = (each.value for each in lesson.fields if each.role in AMOUNTS)
    return all(may_be(currency, shared_sign_of(each)) for each in amounts)


def read_back(readings: Iterable[Reading]) -> PaperRead:
    """The readings of one paper together."""
    statement, tally, rejected = None, None, []
    for each in readings:
        if isinstance(each, Rejection):
            rejected.append(each)
        elif isinstance(each, Row) and isinstance(each.fact, Statement):
            statement = each.fact
        elif isinstance(each, Row) and isinstance(each.fact, Tally):
            tally = each.fact
    return PaperRead(statement, tally, tuple(rejected))
