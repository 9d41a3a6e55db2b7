"""An organiser's table from many contributions, without cells that speak of few people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from gigwallet import sharing
from gigwallet.app.exports.exporting import write_out
from gigwallet.app.reading import walked
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.job import Job
from gigwallet.domain.money import Money
from gigwallet.sharing.contribution import LARGEST_FILE

TABLE = "summary.csv"
REPORT = "summary.md"


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
) -> AggregateReport:
    """Writes ``summary.csv`` and ``summary.md`` into the folder ``out``. A folder among ``files``
    stands for all files in it.

    Refusals: ``campaigns_mixed`` (name one), ``contributions_missing``, ``file_exists``,
    ``folder_not_writable``, ``disk_full``.
    """
    contributions: list[sharing.Contribution] = []
    refused: list[RefusedContribution] = []
    paths = walked(files)
    for path in (job or Job()).watch(paths, len(paths), "reading"):
        try:
            read = sharing.read(_bytes(path))
        except sharing.Refused as refusal:
            refused.append(RefusedContribution(path.name, refusal.reason))
            continue
        if campaign and read.campaign != campaign:
            refused.append(RefusedContribution(path.name, "other_campaign"))
        else:
            contributions.append(read)
    campaigns = sorted({each.campaign for each in contributions})
    if not campaigns:
        raise GigWalletError("contributions_missing")
    if len(campaigns) > 1:
        raise GigWalletError("campaigns_mixed", choices=", ".join(campaigns))
    published = sharing.aggregate(contributions)
    if not replace and any((out / name).exists() for name in (TABLE, REPORT)):
        raise GigWalletError("file_exists", name=TABLE)
    table = write_out(out / TABLE, sharing.as_csv(published.cells), replace=replace)
    page = sharing.as_markdown(campaigns[0], published.cells)
    report = write_out(out / REPORT, page, replace=replace)
    return AggregateReport(
        campaigns[0],
        tuple(_shown(each) for each in published.cells),
        published.counted,
        published.duplicates,
        published.suppressed,
        tuple(refused),
        table,
        report,
    )


def _bytes(path: Path) -> bytes:
    """At most one byte more than a contribution may have, however large the file is."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError as cause:
        raise sharing.Refused("file_unreadable") from cause


def _shown(cell: sharing.Cell) -> PublishedCell:
    def money(value: int | None) -> Money | None:
        return None if value is None else Money.of(Decimal(value), cell.currency)

    return PublishedCell(
        cell.month,
        cell.platform,
        cell.city,
        cell.currency,
        cell.contributors,
        cell.orders,
        cell.hours,
        money(cell.expected),
        money(cell.stated),
        money(cell.received),
        money(cell.short),
    )
