"""What the facts of one engagement add up to: expected, stated, received, each counted once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import UNDERPAID_KINDS, Discrepancy, DiscrepancyKind
from gigwallet.domain.recorded import FactId
from gigwallet.domain.statement import Coverage
from gigwallet.reconciliation.dues import EARNINGS
from gigwallet.reconciliation.expectation import Expectations
from gigwallet.reconciliation.facts import Book
from gigwallet.reconciliation.money import Purse
from gigwallet.reconciliation.orders import Judged
from gigwallet.reconciliation.periods import Sheets, owed_by
from gigwallet.reconciliation.work import WorkDue

# Expected amounts stand under their category with this before it, stated ones under it alone.
EXPECTED = "expected:"
_DIFFERENCES = UNDERPAID_KINDS | {DiscrepancyKind.OVERPAID, DiscrepancyKind.UNPAID}


@dataclass(slots=True)
class Sum:
    """Minor units by currency; by category under (name, currency)."""

    expected: dict[str, int] = field(default_factory=dict)
    stated: dict[str, int] = field(default_factory=dict)
    received: dict[str, int] = field(default_factory=dict)
    outside: dict[str, int] = field(default_factory=dict)
    by_category: dict[tuple[str, str], Money] = field(default_factory=dict)

    @property
    def currencies(self) -> set[str]:
        return {*self.expected, *self.stated, *self.received}

    def beyond_the_rule(self, items: Iterable[Discrepancy], period: Period | None) -> None:
        """What a cap or a floor of law gives beyond the pay by the rule is to be paid too."""
        for item in items:
            if _shown(item.period, period):
                _add(self.expected, item.amount)

    def category(self, name: str, amount: Money) -> None:
        key = (name, amount.currency)
        before = self.by_category.get(key, Money.zero(amount.currency))
        self.by_category[key] = before + amount


def sum_of_book(
    book: Book,
    due: Expectations,
    orders: Judged,
    sheets: Sheets,
    purse: Purse,
    period: Period | None,
) -> Sum:
    """Stated: what statements say they pay out, and pay lines outside of them. Received: what
    arrived. Expected: what the rule gives for periods that it answers for; for the rest, what was
    stated with the differences that single orders show, so that what nobody can judge (a tip, a
    commission that no rule knows) never looks like a difference."""
    found = Sum()
    judged = _by_rule(sheets, purse, period, found)
    _statements(sheets, judged, period, found)
    _lines(book, sheets, judged, period, found)
    _orders(book, due, orders, sheets, judged, period, found)
    _received(purse, period, found)
    return found


def _add(sums: dict[str, int], amount: Money) -> None:
    sums[amount.currency] = sums.get(amount.currency, 0) + amount.minor


def _shown(span: Period, period: Period | None) -> bool:
    return period is None or period.overlaps(span)


def _by_rule(sheets: Sheets, purse: Purse, period: Period | None, found: Sum) -> set[date]:
    """The days that the rule answers for as a whole."""
    days: set[date] = set()
    works: list[tuple[Period, WorkDue]] = [
        (each.fact.period, sheets.due[each.id]) for each in sheets.counting if each.id in sheets.due
    ]
    for span, work in (*works, *purse.due):
        days.update(span)
        if _shown(span, period):
            _add(found.expected, work.low)
            for category, amount in work.by_category:
                found.category(EXPECTED + category.value, amount)
    return days


def _statements(sheets: Sheets, judged: set[date], period: Period | None, found: Sum) -> None:
    for statement in sheets.counting:
        owed = owed_by(statement.fact)
        if owed is None or not _shown(statement.fact.period, period):
            continue
        _add(found.stated, owed)
        if judged.isdisjoint(statement.fact.period):
            _add(found.expected, owed)


def _summed(sheets: Sheets) -> set[tuple[date, str]]:
    """The days, by currency, whose pay the sum of a statement holds."""
    return {
        (day, each.fact.currency)
        for each in sheets.counting
        if each.fact.covers is Coverage.WHOLE_PERIOD and owed_by(each.fact) is not None
        for day in each.fact.period
    }


def _reached(sheets: Sheets, judged: set[date], period: Period | None) -> set[tuple[date, str]]:
    """The days outside of ``period``, by currency, whose pay is in ``stated`` because a statement
    reaches beyond it. What the rule answers for as a whole is expected for these days too."""
    return {
        (day, currency)
        for each in sheets.counting
        if owed_by(each.fact) is not None and _shown(each.fact.period, period)
        for day, currency in ((day, each.fact.currency) for day in each.fact.period)
        if not _shown(Period.of_day(day), period) and day not in judged
    }


def _lines(
    book: Book, sheets: Sheets, judged: set[date], period: Period | None, found: Sum
) -> None:
    whole = _summed(sheets)
    named = {each.fact.ref for each in sheets.counting if owed_by(each.fact) is not None} - {""}
    reached = _reached(sheets, judged, period)
    lines = book.line_columns
    shown = _Days(period)
    by_category: dict[tuple[PayCategory, str], int] = {}
    stated: dict[str, int] = {}
    expected: dict[str, int] = {}
    rows = zip(lines.day, lines.category, lines.minor, lines.currency, lines.statement, strict=True)
    for day, category, minor, currency, ref in rows:
        if day is not None and not shown.holds(day):
            if (day, currency) in reached and category in EARNINGS:
                _add(found.outside, Money(minor, currency))
            continue
        if category is PayCategory.TRANSFER:
            # The pay-out of what was stated, not stated a second time.
            continue
        kind = (category, currency)
        by_category[kind] = by_category.get(kind, 0) + minor
        if ref in named or (day is not None and (day, currency) in whole):
            continue
        stated[currency] = stated.get(currency, 0) + minor
        if day not in judged:
            expected[currency] = expected.get(currency, 0) + minor
    for (category, currency), minor in by_category.items():
        found.category(category.value, Money(minor, currency))
    for sums, told in ((found.stated, stated), (found.expected, expected)):
        for currency, minor in told.items():
            _add(sums, Money(minor, currency))


class _Days:
    """Whether a day is shown, asked for very many."""

    def __init__(self, period: Period | None) -> None:
        self._period = period
        self._known: dict[date, bool] = {}

    def holds(self, day: date) -> bool:
        if self._period is None:
            return True
        found = self._known.get(day)
        if found is None:
            found = self._known[day] = day in self._period
        return found


def _received(purse: Purse, period: Period | None, found: Sum) -> None:
    """Money counts for the period that it pays for, else for the day on which it came."""
    for each in purse.owed:
        for payout in each.item.payouts if _shown(each.item.period, period) else ():
            _add(found.received, payout.fact.amount)
    for payout in purse.unexplained:
        if _shown(payout.fact.period or Period.of_day(payout.fact.at.day), period):
            _add(found.received, payout.fact.amount)


def _orders(
    book: Book,
    due: Expectations,
    orders: Judged,
    sheets: Sheets,
    judged: set[date],
    period: Period | None,
    found: Sum,
) -> None:
    """Differences of orders, and orders that nothing was stated for, outside of ``judged`` days."""
    # A statement that lists no orders holds the pay of them all in its sum.
    held = {key for key in _summed(sheets) if key[0] in book.days_of_sums}
    unpaid = set()
    for item in orders.found:
        if item.kind is DiscrepancyKind.UNPAID:
            unpaid |= set(item.facts)
        if item.kind in _DIFFERENCES and _open(item.period, judged) and _shown(item.period, period):
            _add(found.expected, item.amount)
    reckoned: list[FactId] = []
    shown = _Days(period)
    trips = book.trip_columns
    for name, day in zip(trips.id, trips.day, strict=True):
        bounds = due.due.bounds(name)
        if bounds is None or day is None or day in judged or not shown.holds(day):
            continue
        reckoned.append(name)
        if name in orders.stated_for or (held and (day, bounds[0].currency) in held):
            continue
        if name not in unpaid:
            _add(found.expected, bounds[0])
    for _, pieces in due.due.pieces(reckoned):
        for piece in pieces:
            found.category(EXPECTED + piece.category.value, piece.low)


def _open(span: Iterable[date], judged: set[date]) -> bool:
    return not any(day in judged for day in span)
