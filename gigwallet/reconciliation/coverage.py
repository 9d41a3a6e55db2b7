"""Which time the stated pay demonstrably covers: outside of it, nothing is called unpaid."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from itertools import pairwise
from zoneinfo import ZoneInfo

from gigwallet.domain.intervals import Interval, union
from gigwallet.domain.offsets import Offsets, milliseconds, moment
from gigwallet.domain.pay_line import PayLine
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import CoveredSpan
from gigwallet.domain.recorded import ExhibitId, Recorded
from gigwallet.domain.statement import Coverage, Statement
from gigwallet.reconciliation.booked import booked, ended
from gigwallet.reconciliation.facts import Book
from gigwallet.reconciliation.matching import Matching

# Pay is booked up to a day after the order, or as late as this book has shown it to be.
LAG = timedelta(days=1)
LONGEST_LAG = timedelta(days=31)
# One order in so many may have waited longer: one line that was booked weeks late, or joined to
# the wrong order, does not decide for all.
_ONE_IN = 2000
# Less sure matches tell nothing of how long orders wait.
_SURE = Decimal("0.90")
# Two documents follow upon one another if no more than a few days off lie between them.
_DAYS_OFF = timedelta(days=3)


class Covered:
    """Spans of time in which a paid order would have had to show up in the stated pay."""

    def __init__(self, spans: Iterable[Interval], lag: timedelta) -> None:
        self.spans = union(spans)
        self.lag = lag
        self._starts = [milliseconds(span.start) for span in self.spans]
        self._ends = [milliseconds(span.end) for span in self.spans]
        self._lag = milliseconds(moment(0) + lag)

    def holds(self, begun: int | None, ended: int | None) -> bool:
        """Whether a trip with these moments and the lag after it lie within one span."""
        if begun is None or ended is None:
            return False
        found = bisect_right(self._starts, begun) - 1
        return found >= 0 and ended + self._lag <= self._ends[found]


def covered(book: Book, matching: Matching) -> Covered:
    """Two kinds of documents show that they are complete: a platform's export, from its first to
    its last pay line, and a statement for a whole period whose listed lines add up to its own
    total. A few lines that somebody typed show nothing about the orders between them."""
    times = booked(matching)
    shown = _Shown(book, matching, times)
    spans = [
        Interval(moment(min(seen)), moment(max(seen)))
        for span in book.coverage
        if span.what == "pay" and (seen := shown.within(span))
    ]
    spans += [
        whole_days(each.fact.period, book.zone)
        for each in book.statements
        if each.fact.covers is Coverage.WHOLE_PERIOD
        and adds_up(each.fact, book.lines_of(each.fact.ref))
    ]
    return Covered([*spans, *_between(union(spans), matching)], _lag(matching, times))


def _between(spans: Sequence[Interval], matching: Matching) -> list[Interval]:
    """The stretches from the last line of a document to the first line of the next in which no
    order ended that has no line: there the next one goes on where the one before ends. An order
    without a line may stand in a part that was torn off."""
    moments = [matching.trips.ended[trip] for trip in matching.alone_trips]
    alone = sorted(each for each in moments if each is not None)
    found = []
    for before, after in pairwise(spans):
        first, last = milliseconds(before.end), milliseconds(after.start)
        none = bisect_left(alone, first) == bisect_right(alone, last)
        if none and after.start - before.end <= _DAYS_OFF:
            found.append(Interval(before.end, after.start))
    return found


# The number of a day, and the first and the last moment on it.
_OfDay = tuple[int, tuple[int, int]]


class _Shown:
    """When the lines of each document were booked, asked for many spans."""

    def __init__(self, book: Book, matching: Matching, times: Sequence[int | None]) -> None:
        offsets = Offsets(book.zone)
        lines = matching.lines
        # By documents and day, the first and the last; the day is what the document's clock says.
        seen: dict[tuple[tuple[ExhibitId, ...], int], tuple[int, int]] = {}
        for at, printed, exhibits in zip(times, lines.at, lines.exhibits, strict=True):
            if at is not None:
                key = (exhibits, offsets.ordinal(at if printed is None else printed))
                first, last = seen.get(key, (at, at))
                seen[key] = (min(at, first), max(at, last))
        self._all = [(day, both) for (_, day), both in seen.items()]
        self._by_exhibit: defaultdict[ExhibitId, list[_OfDay]] = defaultdict(list)
        for (exhibits, day), both in seen.items():
            for each in exhibits:
                self._by_exhibit[each].append((day, both))

    def within(self, span: CoveredSpan) -> list[int]:
        """The first and the last of each day, or more often."""
        first, last = span.period.first.toordinal(), span.period.last.toordinal()
        shown = [self._by_exhibit.get(each, ()) for each in span.exhibits]
        return [
            at
            for seen in (shown if span.exhibits else [self._all])
            for day, both in seen
            if first <= day <= last
            for at in both
        ]


def _lag(matching: Matching, times: Sequence[int | None]) -> timedelta:
    """How long orders of this book wait for their lines, at the longest but for very few."""
    until = matching.trips.ended
    waits = []
    for joined in matching.joined:
        if joined.confidence >= _SURE:
            one = len(joined.trips) == 1
            end = until[joined.trips[0]] if one else ended(matching, joined)
            if end is not None:
                waits += [at - end for line in joined.lines if (at := times[line]) is not None]
    waits.sort()
    longest = timedelta(milliseconds=waits[-1 - len(waits) // _ONE_IN]) if waits else LAG
    return max(LAG, min(longest, LONGEST_LAG))


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
