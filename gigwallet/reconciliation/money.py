"""What was stated to be paid against what arrived: received, late, or not received."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from gigwallet.domain.money import Money
from gigwallet.domain.payout import Payout
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import Discrepancy, DiscrepancyKind, NotJudged
from gigwallet.domain.recorded import ExhibitId, FactId, Recorded
from gigwallet.domain.step import Step
from gigwallet.reconciliation.expectation import Expectations, scheme_on
from gigwallet.reconciliation.facts import Book, exhibits_of, ids_of
from gigwallet.reconciliation.figures import ONE, RANGE, UNCOVERED, fact
from gigwallet.reconciliation.payouts import DAYS_TO_PAY, OpenItem, assign
from gigwallet.reconciliation.periods import Sheets, owed_by
from gigwallet.reconciliation.work import WorkDue, work_due


@dataclass(slots=True)
class Purse:
    """``due`` is what the work of periods without a statement should have paid."""

    found: list[Discrepancy] = field(default_factory=list)
    not_judged: list[NotJudged] = field(default_factory=list)
    due: list[tuple[Period, WorkDue]] = field(default_factory=list)
    unexplained: list[Recorded[Payout]] = field(default_factory=list)


@dataclass(slots=True)
class _Entry:
    """An open item with what it rests on: a statement, an announcement, or the rule alone."""

    item: OpenItem
    basis: str
    facts: tuple[FactId, ...]
    exhibits: tuple[ExhibitId, ...]
    work: WorkDue | None = None


def judge_money(book: Book, due: Expectations, sheets: Sheets, today: date) -> Purse:
    purse = Purse()
    entries = [*_stated(book, sheets), *_announced(book), *_by_rule_alone(book, due, sheets, purse)]
    items = [entry.item for entry in entries]
    purse.unexplained = assign(items, book.received)
    for entry in entries:
        _judge(book, entry, today, purse)
    for payout in purse.unexplained:
        day = payout.fact.at.day.isoformat()
        purse.not_judged.append(NotJudged(day, "payout_without_statement", (payout.id,)))
    return purse


def due_day(book: Book, period: Period, currency: str) -> date:
    """The agreed pay day where the rule names one, else 31 days after the period."""
    scheme = scheme_on(book.schemes, period.last, currency)
    if scheme is not None and scheme[2].pay_day is not None:
        return scheme[2].pay_day.due(period)
    return period.last + timedelta(days=DAYS_TO_PAY)


def _stated(book: Book, sheets: Sheets) -> Iterable[_Entry]:
    for statement in sheets.counting:
        owed = owed_by(statement.fact)
        if owed is None or owed.minor < 0:
            continue
        period = statement.fact.period
        item = OpenItem(period, due_day(book, period, owed.currency), owed)
        yield _Entry(item, "statement", (statement.id,), exhibits_of([statement]))


def _announced(book: Book) -> Iterable[_Entry]:
    """Payouts that the platform lists, where no statement already says what will be paid."""
    for payout in book.announced if not book.statements else ():
        day = payout.fact.at.day
        item = OpenItem(payout.fact.period or Period.of_day(day), day, payout.fact.amount)
        item = OpenItem(item.period, day + timedelta(days=DAYS_TO_PAY), item.owed)
        yield _Entry(item, "announced", (payout.id,), exhibits_of([payout]))


def _by_rule_alone(book: Book, due: Expectations, sheets: Sheets, purse: Purse) -> Iterable[_Entry]:
    """Tallies that no statement speaks about: then the rule itself is held against the money."""
    periods = {each.fact.period for each in book.tallies}
    for period in sorted(periods):
        if any(each.fact.period.overlaps(period) for each in sheets.counting):
            continue
        if any(other != period and other.covers(period) for other in periods):
            continue
        work = work_due(book, due, period, book.known.engagement.currency)
        if work.reason:
            purse.not_judged.append(NotJudged(str(period), work.reason, work.facts))
            continue
        purse.due.append((period, work))
        item = OpenItem(period, due_day(book, period, work.low.currency), work.low)
        yield _Entry(item, "rule", work.facts, work.exhibits, work)


def _judge(book: Book, entry: _Entry, today: date, purse: Purse) -> None:
    item, period = entry.item, str(entry.item.period)
    purse.found += [
        _late(book, entry, each) for each in item.payouts if each.fact.at.day > item.due
    ]
    if not item.owed:
        return
    if item.open.minor > 0 and today <= item.due:
        purse.not_judged.append(NotJudged(period, "not_due_yet", entry.facts))
        return
    known = _money_known(book, item)
    if not item.payouts and item.carried is None and not known:
        purse.not_judged.append(NotJudged(period, "payouts_not_known", entry.facts))
        return
    zero = Money.zero(item.owed.currency)
    short = item.open
    kind = DiscrepancyKind.PAID
    if short.minor > 0:
        kind = DiscrepancyKind.NOT_RECEIVED
    elif short.minor < 0:
        kind = DiscrepancyKind.OVERPAID
    facts = {
        "owed_money": fact(item.owed),
        "received_money": fact(item.received),
        "difference_money": fact(abs(short)),
        "when_period": period,
        "due_day": item.due.isoformat(),
        "payouts": str(len(item.payouts)),
    }
    work = entry.work
    steps = [Step(f"pay_money_{kind.value}", facts)]
    if item.carried:
        code = "pay_carried_in" if item.carried.minor > 0 else "pay_carried_out"
        steps.append(Step(code, {"carried_money": fact(abs(item.carried))}))
    if entry.basis == "rule":
        steps.append(Step("pay_no_statement", {"when_period": period}))
    high = short if work is None else work.high - item.received
    purse.found.append(
        Discrepancy(
            kind=kind,
            ref=period,
            engagement_id=book.id,
            period=item.period,
            amount=short,
            low=short,
            high=max(short, high) if short else zero,
            confidence=_confidence(known, work),
            expected=work.low if work is not None else None,
            stated=None if work is not None else item.owed,
            received=item.received,
            steps=(*(work.steps if work is not None else ()), *steps),
            trace=work.trace if work is not None else (),
            facts=(*entry.facts, *ids_of(item.payouts)),
            exhibits=tuple(dict.fromkeys((*entry.exhibits, *exhibits_of(item.payouts)))),
            scheme_id=work.scheme_id if work is not None else None,
        )
    )


def _confidence(known: bool, work: WorkDue | None) -> Decimal:
    if work is not None:
        return UNCOVERED
    return ONE if known else RANGE


def _money_known(book: Book, item: OpenItem) -> bool:
    """Whether some account's bill covers the time in which the money was to come."""
    wait = Period(min(item.period.last, item.due), item.due)
    return any(span.what == "payouts" and span.period.covers(wait) for span in book.coverage)


def _late(book: Book, entry: _Entry, payout: Recorded[Payout]) -> Discrepancy:
    item = entry.item
    zero = Money.zero(item.owed.currency)
    days = (payout.fact.at.day - item.due).days
    facts = {
        "received_money": fact(payout.fact.amount),
        "received_day": payout.fact.at.day.isoformat(),
        "due_day": item.due.isoformat(),
        "days": str(days),
        "when_period": str(item.period),
    }
    return Discrepancy(
        kind=DiscrepancyKind.LATE,
        ref=str(item.period),
        engagement_id=book.id,
        period=item.period,
        amount=zero,
        low=zero,
        high=zero,
        confidence=ONE,
        stated=item.owed if entry.basis != "rule" else None,
        received=payout.fact.amount,
        steps=(Step("pay_late", facts),),
        facts=(*entry.facts, payout.id),
        exhibits=tuple(dict.fromkeys((*entry.exhibits, *exhibits_of([payout])))),
    )
