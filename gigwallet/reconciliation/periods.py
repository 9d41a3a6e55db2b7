"""The pay check period by period: a statement against the rule, and its own arithmetic."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.reconciled import (
    UNDERPAID_KINDS,
    Discrepancy,
    DiscrepancyKind,
    NotJudged,
)
from gigwallet.domain.recorded import Recorded
from gigwallet.domain.statement import Coverage, Statement
from gigwallet.domain.step import Step
from gigwallet.reconciliation.causes import Cause, tier_cause
from gigwallet.reconciliation.claims import Claim
from gigwallet.reconciliation.deductions import judge_printed
from gigwallet.reconciliation.dues import EARNINGS, TAKEN
from gigwallet.reconciliation.expectation import Expectations, scheme_on
from gigwallet.reconciliation.facts import Book, exhibits_of, exhibits_together
from gigwallet.reconciliation.figures import ONE, RANGE, fact, total
from gigwallet.reconciliation.work import WorkDue, work_due

_SHORT = UNDERPAID_KINDS | {DiscrepancyKind.UNPAID, DiscrepancyKind.OVERPAID}


@dataclass(slots=True)
class Sheets:
    """What the statements of a book came to. ``due`` is what the work of each judged one should
    have paid; ``owed`` what each that counts says it will pay."""

    found: list[Discrepancy] = field(default_factory=list)
    not_judged: list[NotJudged] = field(default_factory=list)
    due: dict[str, WorkDue] = field(default_factory=dict)
    counting: list[Recorded[Statement]] = field(default_factory=list)


def judge_statements(book: Book, due: Expectations, by_order: Iterable[Claim]) -> Sheets:
    """``by_order`` are the differences that single orders already show: a period only answers for
    what goes beyond them, so that nothing is counted twice."""
    sheets = Sheets()
    shown = [each for each in by_order if each.kind in _SHORT]
    for statement in _counting(book, sheets):
        sheets.counting.append(statement)
        inside = [each for each in shown if statement.fact.period.covers(each.period)]
        _judge(book, due, statement, inside, sheets)
        sheets.found += judge_printed(book, statement)
    return sheets


def _counting(book: Book, sheets: Sheets) -> list[Recorded[Statement]]:
    """Of statements that overlap, the one for the shorter time counts, then the first: a month's
    bill above weekly ones repeats them."""
    chosen: list[Recorded[Statement]] = []
    for statement in sorted(book.statements, key=lambda each: each.fact.period.days):
        same = [
            each
            for each in chosen
            if each.fact.period.overlaps(statement.fact.period)
            and each.fact.currency == statement.fact.currency
        ]
        if same:
            ref = str(statement.fact.period)
            sheets.not_judged.append(NotJudged(ref, "statement_overlaps", (statement.id,)))
        else:
            chosen.append(statement)
    return sorted(chosen, key=lambda each: each.fact.period)


def deducted(statement: Statement) -> Money:
    return total((each.amount for each in statement.deductions), statement.currency)


def gross_of(statement: Statement) -> Money | None:
    """What the statement says the work paid before it takes anything off: its gross, else its net
    with what it takes off."""
    if statement.gross is not None or statement.net is None:
        return statement.gross
    return statement.net - deducted(statement)


def owed_by(statement: Statement) -> Money | None:
    """What the statement says will be paid out: its net, else its gross less what it takes off."""
    if statement.net is not None:
        return statement.net
    return None if statement.gross is None else statement.gross + deducted(statement)


def _judge(
    book: Book,
    due: Expectations,
    statement: Recorded[Statement],
    by_order: list[Claim],
    sheets: Sheets,
) -> None:
    sheet = statement.fact
    if sheet.gross is not None and sheet.net is not None:
        residue = sheet.gross + deducted(sheet) - sheet.net
        if residue:
            sheets.found.append(_own_arithmetic(book, statement, sheet.gross, residue))
    if sheet.covers is Coverage.LISTED_LINES:
        # It speaks of single orders only; those are judged one by one.
        return
    work = work_due(book, due, sheet.period, sheet.currency)
    if work.reason:
        if not book.lines_of(sheet.ref):
            ref = str(sheet.period)
            sheets.not_judged.append(NotJudged(ref, work.reason, (statement.id, *work.facts)))
        return
    sheets.due[statement.id] = work
    _against_rule(book, statement, work, by_order, sheets)


def _own_arithmetic(
    book: Book, statement: Recorded[Statement], gross: Money, residue: Money
) -> Discrepancy:
    """Gross less the printed deductions is not the printed net. What is behind it is not known, so
    nothing of it is claimed: its low is zero."""
    sheet = statement.fact
    zero = Money.zero(sheet.currency)
    computed = gross + deducted(sheet)
    step = Step(
        "pay_statement_residue",
        {
            "gross_money": fact(gross),
            "deducted_money": fact(-deducted(sheet)),
            "computed_money": fact(computed),
            "net_money": fact(sheet.net or zero),
            "residue_money": fact(residue),
        },
    )
    return Discrepancy(
        kind=DiscrepancyKind.UNRECONCILED,
        ref=str(sheet.period),
        engagement_id=book.id,
        period=sheet.period,
        amount=residue,
        low=min(zero, residue),
        high=max(zero, residue),
        confidence=ONE,
        expected=computed,
        stated=sheet.net,
        steps=(step,),
        facts=(statement.id,),
        exhibits=exhibits_of([statement]),
    )


def _against_rule(
    book: Book,
    statement: Recorded[Statement],
    work: WorkDue,
    by_order: list[Claim],
    sheets: Sheets,
) -> None:
    sheet = statement.fact
    stated = _comparable(book, sheet, work)
    if stated is None:
        return
    shown = total((each.amount for each in by_order), sheet.currency)
    low, high = work.low - stated - shown, work.high - stated - shown
    zero = Money.zero(sheet.currency)
    if low > zero:
        kind = (
            DiscrepancyKind.UNDERPAID if sheet.gross is not None else DiscrepancyKind.UNRECONCILED
        )
        amount = low
    elif high < zero:
        known = work.counted or (sheet.orders is not None and sheet.orders <= work.orders)
        if not known:
            ref = str(sheet.period)
            sheets.not_judged.append(NotJudged(ref, "work_not_complete", (statement.id,)))
            return
        kind, amount = DiscrepancyKind.OVERPAID, high
    else:
        kind, amount, low, high = DiscrepancyKind.PAID, zero, zero, zero
    said = [*_said(sheet, work, stated, shown, kind)]
    cause = _cause(book, sheet, work, stated, kind) if low == high and not shown else None
    if cause is not None:
        kind, said = cause.kind, [*said, *cause.steps]
    sheets.found.append(
        Discrepancy(
            kind=kind,
            ref=str(sheet.period),
            engagement_id=book.id,
            period=sheet.period,
            amount=amount,
            low=low,
            high=high,
            confidence=ONE if work.low == work.high else RANGE,
            expected=work.low,
            stated=stated,
            steps=(*work.steps, *said),
            trace=work.trace,
            facts=(statement.id, *work.facts),
            exhibits=exhibits_together(exhibits_of([statement]), work.exhibits),
            scheme_id=work.scheme_id,
        )
    )


def _cause(
    book: Book, sheet: Statement, work: WorkDue, stated: Money, kind: DiscrepancyKind
) -> Cause | None:
    """Of short pay for the whole period: all its orders at the price of another tier."""
    if kind is not DiscrepancyKind.UNDERPAID:
        return None
    scheme = scheme_on(book.schemes, sheet.period.last, sheet.currency)
    if scheme is None or scheme[0] != work.scheme_id:
        return None
    return tier_cause(scheme[2], sheet.period.last, work.trace, work.low, stated)


def _comparable(book: Book, sheet: Statement, work: WorkDue) -> Money | None:
    """What the statement says the work paid. Without a printed gross, its net and what it takes off
    stand for it. Listed tips and refunds are not pay by the rule; a commission is, if the rule has
    one."""
    stated = gross_of(sheet)
    if stated is None:
        return None
    by_rule = {category for category, _ in work.by_category}
    beside = EARNINGS | (TAKEN if by_rule & TAKEN else frozenset())
    listed = book.lines_of(sheet.ref)
    other = [
        each.fact.amount
        for each in listed
        if each.fact.category not in beside and each.fact.amount.minor > 0
    ]
    taken = [
        each.fact.amount
        for each in listed
        if each.fact.category in TAKEN and by_rule & TAKEN and PayCategory.COMMISSION in by_rule
    ]
    return stated - total(other, sheet.currency) + total(taken, sheet.currency)


def _said(
    sheet: Statement, work: WorkDue, stated: Money, shown: Money, kind: DiscrepancyKind
) -> Iterable[Step]:
    facts = {
        "expected_money": fact(work.low),
        "highest_money": fact(work.high),
        "stated_money": fact(stated),
        "difference_money": fact(abs(work.low - stated - shown)),
        "when_period": str(sheet.period),
    }
    if sheet.gross is None and sheet.net is not None:
        yield Step(
            "pay_gross_from_net",
            {"net_money": fact(sheet.net), "deducted_money": fact(-deducted(sheet))},
        )
    ranged = "" if work.low == work.high or kind is DiscrepancyKind.PAID else "_range"
    yield Step(f"pay_period_{kind.value}{ranged}", facts)
    if shown:
        yield Step("pay_shown_by_order", {"shown_money": fact(shown)})
    if sheet.orders is not None and sheet.orders != work.orders:
        counts = {"stated": str(sheet.orders), "known": str(work.orders)}
        yield Step("pay_orders_differ", counts)
