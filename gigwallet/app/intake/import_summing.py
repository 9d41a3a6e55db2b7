"""What a read file holds: counts, sums by our categories and by the source's own, payers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from gigwallet.app.intake.import_outcome import (
    PrintedSum,
    SkippedLines,
    SourceSums,
    Sums,
)
from gigwallet.domain.instants import Instant
from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayLine
from gigwallet.domain.payout import Payout
from gigwallet.domain.reading import EngagementHint, Fact, PrintedTotal, Row
from gigwallet.domain.shift import Shift
from gigwallet.domain.statement import Statement
from gigwallet.domain.tally import Tally
from gigwallet.domain.track import Track
from gigwallet.domain.track_point import TrackPoint
from gigwallet.domain.trip import Trip

KINDS: dict[type, str] = {
    Trip: "trips",
    PayLine: "pay_lines",
    Statement: "statements",
    Payout: "payouts",
    Shift: "shifts",
    Tally: "tallies",
    TrackPoint: "track_points",
    Track: "track_points",
}

Span = tuple[Instant | None, Instant | None]


_WITH_AN_END = (Trip, Shift, Track, Tally, Statement)


class RowSums:
    """What rows come to, gathered one by one: nothing of a row is kept."""

    def __init__(self) -> None:
        self.kinds: Counter[str] = Counter()
        self.statuses: Counter[str] = Counter()
        self._minor: Counter[tuple[str, str]] = Counter()
        self._spans: dict[EngagementHint, list[Instant | None]] = {}
        self._span: list[Instant | None] = [None, None]
        self._hint: EngagementHint | None = None

    def add(self, row: Row) -> None:
        fact = row.fact
        self.kinds[KINDS[type(fact)]] += 1
        if isinstance(fact, Trip):
            self.statuses[fact.status.value] += 1
        category = _category(fact)
        if category and row.amount is not None:
            self._minor[row.amount.currency, category] += row.amount.minor
        if row.hint is not self._hint:  # most rows of a file share theirs
            self._hint = row.hint
            self._span = self._spans.setdefault(row.hint, [None, None])
        first, last = span = self._span
        begin = begun(row)
        end = ended(row) if isinstance(fact, _WITH_AN_END) else begin
        if begin is not None and (first is None or begin.utc < first.utc):
            span[0] = begin
        if end is not None and (last is None or end.utc > last.utc):
            span[1] = end

    @property
    def sums(self) -> Sums:
        made: dict[str, dict[str, Money]] = {}
        for (currency, category), minor in self._minor.items():
            made.setdefault(currency, {})[category] = Money(minor, currency)
        return made

    @property
    def spans(self) -> tuple[tuple[EngagementHint, Instant | None, Instant | None], ...]:
        """The first and the last moment, apart for each place that rows name: a file that names no
        zone is placed later."""
        return tuple((hint, first, last) for hint, (first, last) in self._spans.items())


class Footings:
    """Amounts by the source's own columns and values, over every line that has one."""

    def __init__(self) -> None:
        self._minor: Counter[tuple[str, str, str]] = Counter()

    def add(self, amount: Money, footing: Mapping[str, str]) -> None:
        for column, value in footing.items():
            self._minor[amount.currency, column, value] += amount.minor

    @property
    def sums(self) -> SourceSums:
        made: dict[str, dict[str, dict[str, Money]]] = {}
        for (currency, column, value), minor in self._minor.items():
            made.setdefault(currency, {}).setdefault(column, {})[value] = Money(minor, currency)
        return made


def span_of(
    spans: Iterable[tuple[EngagementHint, Instant | None, Instant | None]],
) -> Span:
    """The first and the last moment of all."""
    placed = list(spans)
    firsts = [first for _, first, _ in placed if first is not None]
    lasts = [last for _, _, last in placed if last is not None]
    return (
        min(firsts, key=lambda each: each.utc, default=None),
        max(lasts, key=lambda each: each.utc, default=None),
    )


def skipped_lines(skipped: Mapping[str, int]) -> tuple[SkippedLines, ...]:
    return tuple(SkippedLines(reason, count) for reason, count in skipped.items() if count)


def printed_sums(printed: Iterable[PrintedTotal], sums: SourceSums) -> tuple[PrintedSum, ...]:
    """The file's own totals beside ``sums``: a total that is labelled as a value of a column
    (收入) is held against the lines with that value."""
    return tuple(
        PrintedSum(each.label, each.count, each.amount, _residue(each, sums)) for each in printed
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
        case Shift() | Track():
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
        case Shift() | Track():
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
