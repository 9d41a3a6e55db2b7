"""What was to be paid out: by statements, by announced payouts, by listed pay, or by the rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import ExhibitId, FactId
from gigwallet.reconciliation.expectation import Expectations, scheme_on
from gigwallet.reconciliation.facts import Book, exhibits_of, exhibits_together
from gigwallet.reconciliation.payouts import DAYS_TO_PAY, OpenItem
from gigwallet.reconciliation.periods import Sheets, owed_by
from gigwallet.reconciliation.work import WorkDue, work_due


class Basis(StrEnum):
    STATEMENT = "statement"
    ANNOUNCED = "announced"
    LINES = "lines"
    RULE = "rule"


@dataclass(slots=True)
class Owed:
    """An open item with what it rests on; ``work`` where that is the rule itself."""

    item: OpenItem
    basis: Basis
    facts: tuple[FactId, ...]
    exhibits: tuple[ExhibitId, ...]
    work: WorkDue | None = None


def all_owed(
    book: Book, due: Expectations, sheets: Sheets, answered: set[FactId]
) -> tuple[list[Owed], list[tuple[Period, WorkDue]]]:
    """Every open item, each stretch of time from one source only: what a statement says, else what
    the platform announced or listed, else the rule. The second are periods that the rule could not
    answer for. ``answered`` are the trips that are judged order by order."""
    taken = {day for each in sheets.counting for day in each.fact.period}
    stated = [*_by_statements(book, sheets)]
    if not book.statements:
        stated += _by_announcements(book) or _by_lines(book)
    trips = book.trip_columns
    listed = {
        day
        for day, name in zip(trips.day, trips.id, strict=True)
        if day is not None and name in answered
    }
    found, silent = _by_rule(book, due, taken, listed)
    return [*stated, *found], silent


def due_day(book: Book, period: Period, currency: str) -> date:
    """The agreed pay day where the rule names one, else 31 days after the period."""
    scheme = scheme_on(book.schemes, period.last, currency)
    if scheme is not None and scheme[2].pay_day is not None:
        return scheme[2].pay_day.due(period)
    return period.last + timedelta(days=DAYS_TO_PAY)


def _by_statements(book: Book, sheets: Sheets) -> Iterable[Owed]:
    for statement in sheets.counting:
        owed = owed_by(statement.fact)
        if owed is None or owed.minor < 0:
            continue
        period = statement.fact.period
        item = OpenItem(period, due_day(book, period, owed.currency), owed)
        yield Owed(item, Basis.STATEMENT, (statement.id,), exhibits_of([statement]))


def _by_announcements(book: Book) -> list[Owed]:
    """Payouts that the platform itself lists."""
    found = []
    for payout in book.announced:
        day = payout.fact.at.day
        period = payout.fact.period or Period.of_day(day)
        item = OpenItem(period, day + timedelta(days=DAYS_TO_PAY), payout.fact.amount)
        found.append(Owed(item, Basis.ANNOUNCED, (payout.id,), exhibits_of([payout])))
    return found


def _by_lines(book: Book) -> list[Owed]:
    """Pay lines without any statement over them, month by month: when a platform pays out is its
    own matter, but a month's pay is to arrive."""
    months: defaultdict[tuple[int, int, str], list[int]] = defaultdict(list)
    lines = book.line_columns
    columns = zip(lines.recognised, lines.category, lines.currency, strict=True)
    for place, (day, category, currency) in enumerate(columns):
        # A transfer is the pay-out itself, not pay that is to come.
        if day is not None and category is not PayCategory.TRANSFER:
            months[day.year, day.month, currency].append(place)
    found = []
    for (year, month, currency), places in sorted(months.items()):
        period = Period.of_month(year, month)
        owed = Money(sum([lines.minor[each] for each in places]), currency)
        if owed.minor > 0:
            item = OpenItem(period, due_day(book, period, currency), owed)
            # A month's lines are too many to name one by one.
            exhibits = exhibits_together(*dict.fromkeys([lines.exhibits[each] for each in places]))
            found.append(Owed(item, Basis.LINES, (), exhibits))
    return found


def _by_rule(
    book: Book, due: Expectations, taken: set[date], listed: set[date]
) -> tuple[list[Owed], list[tuple[Period, WorkDue]]]:
    """Tallies, and months of trips, that nothing in writing speaks about."""
    periods = {each.fact.period for each in book.tallies}
    counted = {day for period in periods for day in period}
    trips = book.trip_columns
    worked: set[tuple[int, int]] = set()
    for day, name in zip(trips.day, trips.id, strict=True):
        if day is not None and (day.year, day.month) not in worked and day not in counted:
            worked.update([(day.year, day.month)] if name in due.due else ())
    periods |= {Period.of_month(*each) for each in worked}
    found: list[Owed] = []
    silent: list[tuple[Period, WorkDue]] = []
    told = taken | listed
    for period in sorted(periods):
        if not told.isdisjoint(period):
            continue
        if any(other != period and other.covers(period) for other in periods):
            continue
        work = work_due(book, due, period, book.known.engagement.currency)
        if work.reason:
            silent.append((period, work))
            continue
        item = OpenItem(period, due_day(book, period, work.low.currency), work.low)
        found.append(Owed(item, Basis.RULE, work.facts, work.exhibits, work))
    return found, silent
