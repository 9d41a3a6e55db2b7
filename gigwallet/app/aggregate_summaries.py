"""An organiser's table from many contributions, without cells that speak of few people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from gigwallet.app.wallet import Surroundings
from gigwallet.domain.job import Job
from gigwallet.domain.money import Money


@dataclass(frozen=True, slots=True)
class PublishedCell:
    """One row of the table. A measure is None where too few gave it. ``contributors`` is cut down
    to a multiple of 5."""

    month: str
    platform: str
    city: str
    currency: str
    contributors: int
    orders: int | None
    hours: int | None
    expected: Money | None
    stated: Money | None
    received: Money | None
    short: Money | None


@dataclass(frozen=True, slots=True)
class RefusedContribution:
    """A file that was not counted, and why: ``reason`` is worded by ``words.refusals.reason``."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class AggregateReport:
    """For the organiser's screen. ``counted``, ``suppressed`` and ``refused`` are not in the
    written files: from them more could be worked out than from the published cells alone."""

    campaign: str
    cells: tuple[PublishedCell, ...]
    counted: int
    duplicates: int
    suppressed: int
    refused: tuple[RefusedContribution, ...]
    table: Path
    report: Path


def aggregate(
    files: Sequence[Path],
    out: Path,
    *,
    campaign: str = "",
    replace: bool = False,
    job: Job | None = None,
    around: Surroundings | None = None,
) -> AggregateReport:
    """Writes ``summary.csv`` and ``summary.md`` into the folder ``out``.

    Refusals: ``campaigns_mixed`` (name one), ``contributions_missing``, ``file_exists``,
    ``folder_not_writable``, ``disk_full``.
    """
    raise NotImplementedError
