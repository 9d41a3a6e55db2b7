"""What a read file holds: counts, sums by our categories and by the source's own, payers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from gigwallet.app.import_outcome import (
    Counts,
    FilePreview,
    PayerPreview,
    PrintedSum,
    RejectedLine,
    SkippedLines,
    SourceSums,
    Sums,
)
from gigwallet.domain.instants import Instant
from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayLine
from gigwallet.domain.payout import Payout
from gigwallet.domain.reading import Fact, PrintedTotal, Reading, Rejection, Row, Skip
from gigwallet.domain.shift import Shift
from gigwallet.domain.statement import Statement
from gigwallet.domain.tally import Tally
from gigwallet.domain.track_point import TrackPoint
from gigwallet.domain.trip import Trip
from gigwallet.importers import ReadFile

KINDS: dict[type, str] = {
    Trip: "trips",
    PayLine: "pay_lines",
    Statement: "statements",
    Payout: "payouts",
    Shift: "shifts",
    Tally: "tallies",
    TrackPoint: "track_points",
}


@dataclass(frozen=True, slots=True)
class Summed:
    """The parts of a preview or outcome that follow from the readings alone."""

    rejected: tuple[RejectedLine, ...]
    skipped: tuple[SkippedLines, ...]
    sums: Sums
    source_sums: SourceSums
    statuses: dict[str, int]
    first: Instant | None
    last: Instant | None


def chosen_rows(readings: Iterable[Reading], payers: frozenset[str]) -> list[Row]:
    """Rows without a payer to confirm, and those whose payer is confirmed."""
    return [
        each
        for each in readings
        if isinstance(each, Row) and (not each.payer or each.payer in payers)
    ]


def payers_of(readings: Iterable[Reading], confirmed: frozenset[str]) -> tuple[PayerPreview, ...]:
    """Everyone in the file who may pay wages, the known ones first, then by sum."""
    rows: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for each in readings:
        if isinstance(each, Row) and each.payer and each.amount is not None:
            rows[each.payer, each.amount.currency].append(each)
    found = [
        PayerPreview(
            name=name,
            count=len(own),
            sum=_added(row.amount for row in own if row.amount is not None),
            suggested=any(row.suggested for row in own),
            confirmed=name in confirmed,
        )
        for (name, _), own in rows.items()
    ]
    return tuple(sorted(found, key=lambda each: (not each.suggested, -each.sum.minor, each.name)))


def preview_of(file: str, read: ReadFile, confirmed: frozenset[str]) -> FilePreview:
    """A file before it is stored: all its rows count, whoever the payer is."""
    rows = [each for each in read.readings if isinstance(each, Row)]
    summed = summed_up(read.readings, rows)
    counts = Counter(KINDS[type(row.fact)] for row in rows)
    return FilePreview(
        file=file,
        member=read.member,
        importer=read.importer,
        media_type=read.media_type,
        found=Counts(**counts, exhibits=1 if read.importer else 0),
        rejected=summed.rejected,
        skipped=summed.skipped,
        sums=summed.sums,
        source_sums=summed.source_sums,
        statuses=summed.statuses,
        first=summed.first,
        last=summed.last,
        payers=payers_of(read.readings, confirmed),
        printed=tuple(each for each in read.readings if isinstance(each, PrintedTotal)),
    )


def summed_up(
    readings: Iterable[Reading],
    rows: list[Row],
    more_rejected: Iterable[RejectedLine] = (),
    more_skipped: dict[str, int] | None = None,
) -> Summed:
    """``source_sums`` are over every line with an amount, stored or not; all else over ``rows``."""
    skipped: Counter[str] = Counter(more_skipped or {})
    rejected = list(more_rejected)
    by_source: dict[str, dict[str, dict[str, Money]]] = {}
    for each in readings:
        if isinstance(each, Skip):
            skipped[each.reason] += 1
        elif isinstance(each, Rejection):
            rejected.append(RejectedLine.at(each.locator, each.reason, each.column))
        if isinstance(each, Skip | Row) and each.amount is not None:
            for column, value in each.footing.items():
                sums = by_source.setdefault(each.amount.currency, {}).setdefault(column, {})
                _add(sums, value, each.amount)
    by_category: dict[str, dict[str, Money]] = {}
    for row in rows:
        category = _category(row.fact)
        if row.amount is not None and category:
            _add(by_category.setdefault(row.amount.currency, {}), category, row.amount)
    firsts = [moment for row in rows if (moment := begun(row)) is not None]
    lasts = [moment for row in rows if (moment := ended(row)) is not None]
    return Summed(
        rejected=tuple(sorted(rejected, key=lambda each: (each.sheet, each.line or 0))),
        skipped=tuple(SkippedLines(reason, count) for reason, count in skipped.items() if count),
        sums=by_category,
        source_sums=by_source,
        statuses=dict(Counter(row.fact.status.value for row in rows if isinstance(row.fact, Trip))),
        first=min(firsts, default=None),
        last=max(lasts, key=lambda each: each.utc, default=None),
    )


def printed_sums(readings: Iterable[Reading], sums: SourceSums) -> tuple[PrintedSum, ...]:
    """The file's own totals beside ``sums``: a total that is labelled as a value of a column
    (收入) is held against the lines with that value."""
    return tuple(
        PrintedSum(each.label, each.count, each.amount, _residue(each, sums))
        for each in readings
        if isinstance(each, PrintedTotal)
    )


def _residue(printed: PrintedTotal, sums: SourceSums) -> Money | None:
    if printed.amount is None:
        return None
    columns = sums.get(printed.amount.currency, {}).values()
    seen = [values[printed.label] for values in columns if printed.label in values]
    return printed.amount - seen[0] if len(seen) == 1 else None


def begun(row: Row) -> Instant | None:
    """When what the row states began; of a day, its first moment."""
    fact = row.fact
    match fact:
        case Trip():
            return fact.begun
        case Shift():
            return fact.started_at
        case PayLine():
            return fact.occurred_at or fact.recognised_at
        case Payout() | TrackPoint():
            return fact.at
        case Tally() | Statement():
            return Instant.from_day(fact.period.first, row.hint.zone or "UTC")


def ended(row: Row) -> Instant | None:
    """When it ended; of a period, the day that closes it."""
    fact = row.fact
    match fact:
        case Trip():
            return fact.ended
        case Shift():
            return fact.ended_at or fact.started_at
        case Tally() | Statement():
            return Instant.from_day(fact.period.last, row.hint.zone or "UTC")
        case _:
            return begun(row)


def _category(fact: Fact) -> str:
    """Our word for what an amount is; a statement's amounts would count its lines twice."""
    match fact:
        case PayLine():
            return "" if fact.is_subtotal else fact.category.value
        case Payout():
            return f"payout_{fact.side.value}"
        case _:
            return ""


def _add(sums: dict[str, Money], key: str, amount: Money) -> None:
    sums[key] = sums[key] + amount if key in sums else amount


def _added(amounts: Iterable[Money]) -> Money:
    first, *others = amounts
    for each in others:
        first = first + each
    return first
