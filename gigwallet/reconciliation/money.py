"""What was stated to be paid against what arrived: received, late, or not received."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from gigwallet.domain.money import Money
from gigwallet.domain.payout import Payout
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import Discrepancy, DiscrepancyKind, NotJudged
from gigwallet.domain.recorded import FactId, Recorded
from gigwallet.domain.step import Step
from gigwallet.reconciliation.expectation import Expectations
from gigwallet.reconciliation.facts import Book, exhibits_of, exhibits_together, ids_of
from gigwallet.reconciliation.figures import ONE, RANGE, UNCOVERED, fact
from gigwallet.reconciliation.owed import Basis, Owed, all_owed
from gigwallet.reconciliation.payout_fees import Fee, FeeLine, fee_lines, usual_fee
from gigwallet.reconciliation.payouts import OpenItem, assign
from gigwallet.reconciliation.periods import Sheets
from gigwallet.reconciliation.work import WorkDue


@dataclass(slots=True)
class Purse:
    """``due`` is what the work of periods without a statement should have paid; ``owed`` are the
    open items with their payouts, ``unexplained`` the payouts of none."""

    found: list[Discrepancy] = field(default_factory=list)
    not_judged: list[NotJudged] = field(default_factory=list)
    due: list[tuple[Period, WorkDue]] = field(default_factory=list)
    owed: list[Owed] = field(default_factory=list)
    unexplained: list[Recorded[Payout]] = field(default_factory=list)


def judge_money(
    book: Book, due: Expectations, sheets: Sheets, answered: set[FactId], today: date
) -> Purse:
    """``answered`` are the trips that have pay lines or were called unpaid."""
    purse = Purse()
    entries, silent = all_owed(book, due, sheets, answered)
    for period, work in silent:
        purse.not_judged.append(NotJudged(str(period), work.reason, work.facts))
    purse.due = [(each.item.period, each.work) for each in entries if each.work is not None]
    purse.unexplained = assign([entry.item for entry in entries], book.received)
    purse.owed = entries
    fee, lines = usual_fee(entries), fee_lines(book, entries)
    for number, entry in enumerate(entries):
        _judge(book, entry, today, lines.get(number) or fee, purse)
    for payout in purse.unexplained:
        day = payout.fact.at.day.isoformat()
        purse.not_judged.append(NotJudged(day, "payout_without_statement", (payout.id,)))
    return purse


def _judge(book: Book, entry: Owed, today: date, fee: Fee | FeeLine | None, purse: Purse) -> None:
    item, period = entry.item, str(entry.item.period)
    firm = entry.basis in (Basis.STATEMENT, Basis.ANNOUNCED)
    if firm:
        late = [each for each in (*item.payouts, *item.shared) if each.fact.at.day > item.due]
        purse.found += [_late(book, entry, each) for each in late]
    if not item.owed:
        return
    if item.open.minor > 0 and today <= item.due:
        purse.not_judged.append(NotJudged(period, "not_due_yet", entry.facts))
        return
    known = _money_known(book, item)
    needs_bill = entry.basis is Basis.LINES or (not item.payouts and item.carried is None)
    if needs_bill and not (known and book.received):
        purse.not_judged.append(NotJudged(period, "payouts_not_known", entry.facts))
        return
    zero = Money.zero(item.owed.currency)
    short = item.open
    if short.minor < 0 and not firm:
        purse.not_judged.append(NotJudged(period, "work_not_complete", entry.facts))
        return
    kind = _kind(item)
    facts = {
        "owed_money": fact(item.owed),
        "received_money": fact(item.received),
        "difference_money": fact(abs(short)),
        "when_period": period,
        "due_day": item.due.isoformat(),
        "payouts": str(len(item.payouts)),
    }
    work = entry.work
    told = "not_received" if short.minor > 0 else kind.value
    steps = [Step(f"pay_money_{told}", facts)]
    steps += _carried(item)
    if not firm:
        steps.append(Step(f"pay_no_statement_{entry.basis.value}", {"when_period": period}))
    high = short if work is None else work.high - item.received
    least = short
    line = fee if isinstance(fee, FeeLine) else None
    if fee is not None and (line is not None or (isinstance(fee, Fee) and fee.explains(entry))):
        steps.append(fee.step(short))
        least = zero
    purse.found.append(
        Discrepancy(
            kind=kind,
            ref=period,
            engagement_id=book.id,
            period=item.period,
            amount=short,
            low=least,
            high=max(short, high) if short else zero,
            confidence=_confidence(known, entry.basis),
            expected=work.low if work is not None else None,
            stated=None if work is not None else item.owed,
            received=item.received,
            steps=(*(work.steps if work is not None else ()), *steps),
            trace=work.trace if work is not None else (),
            facts=(
                *entry.facts,
                *ids_of(item.payouts, item.shared),
                *((line.line,) if line is not None else ()),
            ),
            exhibits=exhibits_together(
                entry.exhibits,
                exhibits_of(item.payouts, item.shared),
                *((line.exhibits,) if line is not None else ()),
            ),
            scheme_id=work.scheme_id if work is not None else None,
        )
    )


def _kind(item: OpenItem) -> DiscrepancyKind:
    if item.open.minor > 0:
        came = item.payouts or item.carried
        return DiscrepancyKind.SHORT_PAYOUT if came else DiscrepancyKind.MISSING_PAYOUT
    return DiscrepancyKind.OVERPAID if item.open.minor < 0 else DiscrepancyKind.PAID


def _carried(item: OpenItem) -> Iterator[Step]:
    """What of its money came with that of other periods."""
    if item.lump:
        [lump] = item.lump
        day, amount = lump.fact.at.day.isoformat(), fact(lump.fact.amount)
        yield Step("pay_lump", {"lump_money": amount, "lump_day": day})
    elif item.carried:
        code = "pay_carried_in" if item.carried.minor > 0 else "pay_carried_out"
        yield Step(code, {"carried_money": fact(abs(item.carried))})


def _confidence(known: bool, basis: Basis) -> Decimal:
    if basis in (Basis.RULE, Basis.LINES):
        return UNCOVERED
    return ONE if known else RANGE


def _money_known(book: Book, item: OpenItem) -> bool:
    """Whether some account's bill covers the time in which the money was to come."""
    wait = Period(min(item.period.last, item.due), item.due)
    return any(span.what == "payouts" and span.period.covers(wait) for span in book.coverage)


def _late(book: Book, entry: Owed, payout: Recorded[Payout]) -> Discrepancy:
    item = entry.item
    zero = Money.zero(item.owed.currency)
    days = (payout.fact.at.day - item.due).days
    # Of one sum for several periods, what this one got of it.
    carried = item.carried if item.carried is not None else zero
    amount = carried if payout in item.shared else min(payout.fact.amount, item.owed)
    facts = {
        "received_money": fact(amount),
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
        stated=item.owed if entry.basis is not Basis.RULE else None,
        received=amount,
        steps=(Step("pay_late", facts),),
        facts=(*entry.facts, payout.id),
        exhibits=exhibits_together(entry.exhibits, exhibits_of([payout])),
    )
