"""What the facts of one engagement add up to: expected, stated, received, each counted once."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import FactId
from gigwallet.domain.statement import Coverage
from gigwallet.reconciliation.expectation import Expectations
from gigwallet.reconciliation.facts import Book
from gigwallet.reconciliation.money import Purse
from gigwallet.reconciliation.periods import Sheets, owed_by

# Expected amounts stand under their category with this before it, stated ones under it alone.
EXPECTED = "expected:"


@dataclass(slots=True)
class Sum:
    """Minor units by currency; by category under (name, currency)."""

    expected: dict[str, int] = field(default_factory=dict)
    stated: dict[str, int] = field(default_factory=dict)
    received: dict[str, int] = field(default_factory=dict)
    by_category: dict[tuple[str, str], Money] = field(default_factory=dict)

    @property
    def currencies(self) -> set[str]:
        return {*self.expected, *self.stated, *self.received}

    def category(self, name: str, amount: Money) -> None:
        key = (name, amount.currency)
        before = self.by_category.get(key, Money.zero(amount.currency))
        self.by_category[key] = before + amount


def _add(sums: dict[str, int], amount: Money) -> None:
    sums[amount.currency] = sums.get(amount.currency, 0) + amount.minor


def sum_of_book(
    book: Book,
    due: Expectations,
    stated_for: set[FactId],
    sheets: Sheets,
    purse: Purse,
    period: Period | None,
) -> Sum:
    """Expected: periods that a statement or tally judges as a whole, and the trips outside of them.
    Stated: what statements say they pay, and pay lines outside of them. Received: what arrived."""
    found = Sum()
    whole = _expected_of_periods(sheets, purse, period, found)
    for trip in book.trips:
        day = trip.fact.day
        owed = due.due.get(trip.id)
        if owed is None or day is None or not _shown(Period.of_day(day), period):
            continue
        if day in whole:
            continue
        _add(found.expected, owed.low)
        for piece in owed.expected.pieces if owed.expected else ():
            found.category(EXPECTED + piece.category.value, piece.low)
    _stated(book, sheets, period, found)
    for payout in book.received:
        span = payout.fact.period or Period.of_day(payout.fact.at.day)
        if _shown(span, period):
            _add(found.received, payout.fact.amount)
    return found


def _shown(span: Period, period: Period | None) -> bool:
    return period is None or period.overlaps(span)


def _expected_of_periods(
    sheets: Sheets, purse: Purse, period: Period | None, found: Sum
) -> set[date]:
    """Adds them up, and gives the days that they answer for."""
    days: set[date] = set()
    by_statement = [
        (each.fact.period, sheets.due[each.id]) for each in sheets.counting if each.id in sheets.due
    ]
    for span, work in (*by_statement, *purse.due):
        days.update(span)
        if not _shown(span, period):
            continue
        _add(found.expected, work.low)
        for category, amount in work.by_category:
            found.category(EXPECTED + category.value, amount)
    return days


def _stated(book: Book, sheets: Sheets, period: Period | None, found: Sum) -> None:
    whole: set[date] = set()
    named: set[str] = set()
    for statement in sheets.counting:
        sheet = statement.fact
        owed = owed_by(sheet)
        if owed is None:
            continue
        if sheet.covers is Coverage.WHOLE_PERIOD:
            whole.update(sheet.period)
        named |= {sheet.ref} - {""}
        if _shown(sheet.period, period):
            _add(found.stated, owed)
    for line in book.lines:
        fact = line.fact
        moment = fact.occurred_at or fact.recognised_at
        day = moment.day if moment else None
        if day is not None and not _shown(Period.of_day(day), period):
            continue
        found.category(fact.category.value, fact.amount)
        inside = day is not None and day in whole
        if fact.statement_ref not in named and not inside:
            _add(found.stated, fact.amount)
