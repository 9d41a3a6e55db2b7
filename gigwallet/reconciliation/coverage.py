"""Which time the stated pay demonstrably covers: outside of it, nothing is called unpaid."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from gigwallet.domain.intervals import Interval, union
from gigwallet.domain.pay_line import PayLine
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import CoveredSpan
from gigwallet.domain.recorded import ExhibitId, Recorded
from gigwallet.domain.statement import Coverage, Statement
from gigwallet.domain.trip import Trip
from gigwallet.reconciliation.facts import Book, exhibits_of
from gigwallet.reconciliation.matching import Matching, line_time

# Pay is booked up to a day after the order, or as late as this book has shown it to be.
LAG = timedelta(days=1)
LONGEST_LAG = timedelta(days=31)


class Covered:
    """Spans of time in which a paid order would have had to show up in the stated pay."""

    def __init__(self, spans: Iterable[Interval], lag: timedelta) -> None:
        self.spans = union(spans)
        self.lag = lag
        self._starts = [span.start for span in self.spans]

    def holds(self, trip: Trip) -> bool:
        """Whether the trip and the lag after it lie within one span."""
        begun, ended = trip.begun, trip.ended
        if begun is None or ended is None:
            return False
        found = bisect_right(self._starts, begun.utc) - 1
        return found >= 0 and ended.utc + self.lag <= self.spans[found].end


def covered(book: Book, matching: Matching) -> Covered:
    """Two kinds of documents show that they are complete: a platform's export, from its first to
    its last pay line, and a statement for a whole period whose listed lines add up to its own
    total. A few lines that somebody typed show nothing about the orders between them."""
    times = _times(matching)
    shown = _Shown(book, times)
    spans = [
        Interval(min(seen), max(seen))
        for span in book.coverage
        if span.what == "pay" and (seen := shown.within(span))
    ]
    spans += [
        whole_days(each.fact.period, book.zone)
        for each in book.statements
        if each.fact.covers is Coverage.WHOLE_PERIOD
        and adds_up(each.fact, book.lines_by_statement.get(each.fact.ref, []))
    ]
    return Covered(spans, _lag(matching, times))


def _times(matching: Matching) -> dict[str, datetime]:
    """When each line was booked; without a time of its own, when its trip ended."""
    found: dict[str, datetime] = {}
    for joined in matching.joined:
        ends = [each.fact.ended.utc for each in joined.trips if each.fact.ended is not None]
        for line in joined.lines:
            at = line_time(line.fact)
            if at is not None or ends:
                found[line.id] = at.utc if at is not None else max(ends)
    for line in matching.alone_lines:
        at = line_time(line.fact)
        if at is not None:
            found[line.id] = at.utc
    return found


class _Shown:
    """When the lines of each document were booked, asked for many spans."""

    def __init__(self, book: Book, times: dict[str, datetime]) -> None:
        self._zone = ZoneInfo(book.zone)
        self._all: list[datetime] = []
        self._by_exhibit: dict[ExhibitId, list[datetime]] = {}
        for line in book.lines:
            at = times.get(line.id)
            if at is None:
                continue
            self._all.append(at)
            for exhibit in exhibits_of([line]):
                self._by_exhibit.setdefault(exhibit, []).append(at)

    def within(self, span: CoveredSpan) -> list[datetime]:
        named = [at for each in span.exhibits for at in self._by_exhibit.get(each, ())]
        return [
            at
            for at in (named if span.exhibits else self._all)
            if at.astimezone(self._zone).date() in span.period
        ]


def _lag(matching: Matching, times: dict[str, datetime]) -> timedelta:
    """The longest that an order of this book waited for its line."""
    lag = LAG
    for joined in matching.joined:
        ends = [each.fact.ended.utc for each in joined.trips if each.fact.ended is not None]
        for line in joined.lines if ends else ():
            if line.id in times:
                lag = max(lag, min(times[line.id] - max(ends), LONGEST_LAG))
    return lag


def adds_up(statement: Statement, lines: Sequence[Recorded[PayLine]]) -> bool:
    """Whether the listed lines are demonstrably all: their orders are as many, or their amounts as
    much, as the statement prints itself."""
    by_order = [each.fact for each in lines if each.fact.trip_ref]
    if not by_order:
        return False
    if statement.orders is not None:
        return len({each.trip_ref for each in by_order}) == statement.orders
    own = [each.fact.amount for each in lines if each.fact.amount.currency == statement.currency]
    above = sum(amount.minor for amount in own if amount.minor > 0)
    in_all = sum(amount.minor for amount in own)
    gross = statement.gross is not None and statement.gross.minor == above
    net = statement.net is not None and statement.net.minor == in_all
    return gross or (statement.gross is None and net)


def whole_days(period: Period, zone: str) -> Interval:
    """The period's days on the clocks of ``zone``."""
    where = ZoneInfo(zone)
    start = datetime.combine(period.first, time(), tzinfo=where)
    end = datetime.combine(period.last + timedelta(days=1), time(), tzinfo=where)
    return Interval(start.astimezone(UTC), end.astimezone(UTC))
