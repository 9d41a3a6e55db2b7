"""Whether all orders of a span of days are demonstrably known: what only holds for all of them
together is claimed nowhere else."""

from __future__ import annotations

from datetime import date

from gigwallet.domain.period import Period
from gigwallet.domain.statement import Coverage
from gigwallet.reconciliation.facts import Book

_SPANS = frozenset({"trips", "pay"})


def orders_complete(book: Book, period: Period, known: int) -> bool:
    """``known`` completed orders are all of ``period``: an export says that it covers it, or a
    tally or the statements that make it up count no more."""
    covered: set[date] = set()
    for span in book.coverage:
        if span.what in _SPANS and span.period.overlaps(period):
            covered.update(span.period)
    if covered.issuperset(period):
        return True
    tallies = [each.fact for each in book.tallies if period.covers(each.fact.period)]
    if sum(each.period.days for each in tallies) >= period.days:
        return sum(each.orders or 0 for each in tallies) <= known
    counted = _counted(book, period)
    return counted is not None and counted <= known


def pay_complete(book: Book, period: Period) -> bool:
    """Whether documents answer for the pay of each day of ``period``."""
    covered: set[date] = set()
    for span in book.coverage:
        if span.what == "pay" and span.period.overlaps(period):
            covered.update(span.period)
    for statement in book.statements:
        if statement.fact.covers is Coverage.WHOLE_PERIOD:
            covered.update(statement.fact.period)
    return covered.issuperset(period)


def _counted(book: Book, period: Period) -> int | None:
    """How many orders the statements count that make up ``period``, no day twice."""
    days: set[date] = set()
    orders = 0
    for each in sorted(book.statements, key=lambda each: each.fact.period.days):
        sheet = each.fact
        if not period.covers(sheet.period) or not days.isdisjoint(sheet.period):
            continue
        if sheet.covers is not Coverage.WHOLE_PERIOD or sheet.orders is None:
            continue
        days.update(sheet.period)
        orders += sheet.orders
    return orders if days.issuperset(period) else None
