"""The items of single orders with their explanation: paid, short, beyond, unpaid, not covered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from gigwallet.domain.later import Later
from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayLine
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import Discrepancy, DiscrepancyKind
from gigwallet.domain.recorded import ExhibitId, FactId, HowKnown, Recorded
from gigwallet.domain.step import Step
from gigwallet.domain.trip import Trip
from gigwallet.reconciliation.causes import cause_of
from gigwallet.reconciliation.doubts import Doubt, doubt_of
from gigwallet.reconciliation.dues import EARNINGS, Basis, Due
from gigwallet.reconciliation.expectation import Expectations
from gigwallet.reconciliation.explaining import would_explain
from gigwallet.reconciliation.facts import Book, exhibits_of, ids_of
from gigwallet.reconciliation.figures import ONE, RANGE, fact
from gigwallet.reconciliation.matching import Joined, Matching


@dataclass(frozen=True, slots=True)
class NotTold:
    """Orders of which no item is made, and why (a stable code)."""

    reason: str = ""
    facts: tuple[FactId, ...] = ()


def joined_item(
    book: Book, matching: Matching, joined: Joined, due: Expectations
) -> Discrepancy | NotTold:
    """The item of orders with the lines that pay them. A ``NotTold`` without a reason: only a tip
    or a refund is listed, so that for the work itself nothing was stated."""
    trips, lines = matching.trip_rows(joined.trips), matching.paying(joined)
    facts = ids_of(trips, lines)
    reasons = [due.unknown[each.id] for each in trips if each.id in due.unknown]
    if reasons:
        return NotTold(reasons[0], facts)
    dues = [due.due[each.id] for each in trips]
    if not any(each.fact.category in EARNINGS for each in lines):
        return NotTold()
    currency = dues[0].low.currency
    compares = dues[0].compared({each.fact.category for each in lines})
    stated = _sum([each for each in lines if each.fact.category in compares], currency)
    if stated is None or any(each.low.currency != currency for each in dues):
        return NotTold("two_currencies", facts)
    low, high = _bounds(dues)
    kind, amount, least, most = compare(low, high, stated)
    exact = low == high
    doubt: Doubt | None = None
    if kind is DiscrepancyKind.UNDERPAID:
        doubt = doubt_of(joined, _read(lines, currency), amount.minor)
    if doubt is not None:
        least = min(least, Money(doubt.least, currency))
    cause = None
    if kind is DiscrepancyKind.UNDERPAID and exact and doubt is None:
        compared = [each for each in lines if each.fact.category in compares]
        cause = cause_of(trips, compared, dues, stated)

    def steps() -> tuple[Step, ...]:
        said = [*_said(compared_as, low, high, stated, dues)]
        if cause is not None:
            said = [said[0], *cause.steps]
        doubted = () if doubt is None else (doubt.step(joined, currency),)
        return (*_steps(dues), *said, *doubted)

    compared_as, kind = kind, kind if cause is None else cause.kind
    return Discrepancy(
        kind=kind,
        ref=", ".join(name_of(each.fact) for each in trips),
        engagement_id=book.id,
        period=_days(trips),
        amount=amount,
        low=least,
        high=most,
        confidence=min(joined.confidence, ONE if exact else RANGE),
        expected=low,
        stated=stated,
        steps=Later(steps),
        trace=Later(lambda: tuple(line for each in dues for line in each.trace)),
        facts=facts,
        exhibits=(*exhibits_of(trips, lines), *_proofs(dues)),
        scheme_id=dues[0].scheme[0] if dues[0].scheme else None,
    )


def item_of(book: Book, matching: Matching, joined: Joined, due: Expectations) -> Discrepancy:
    """As ``joined_item``, of orders that are known to have one."""
    item = joined_item(book, matching, joined, due)
    if not isinstance(item, Discrepancy):
        raise AssertionError("an order without an item")
    return item


def unpaid_item(
    book: Book, trip: Recorded[Trip], owed: Due | None, currency: str, sure: Decimal
) -> Discrepancy:
    """Of an order without pay in documents that are shown to be complete."""
    amount = owed.low if owed else Money.zero(currency)
    high = owed.high if owed else Money.zero(currency)
    step = Step("pay_unpaid", {"order": name_of(trip.fact)})
    return _alone(book, trip, owed, DiscrepancyKind.UNPAID, (amount, amount, high), sure, step)


def not_covered_item(
    book: Book, trip: Recorded[Trip], owed: Due | None, currency: str, sure: Decimal, lag: timedelta
) -> Discrepancy:
    """Of an order without pay for a time of which the pay is not known as a whole."""
    zero = Money.zero(currency)
    high = owed.high if owed else zero
    step = Step("pay_not_covered", {"hours": str(int(lag / timedelta(hours=1)))})
    return _alone(book, trip, owed, DiscrepancyKind.NOT_COVERED, (zero, zero, high), sure, step)


def _alone(
    book: Book,
    trip: Recorded[Trip],
    owed: Due | None,
    kind: DiscrepancyKind,
    amounts: tuple[Money, Money, Money],
    sure: Decimal,
    step: Step,
) -> Discrepancy:
    worth = () if owed else (Step("pay_worth_unknown", {}),)
    amount, low, high = amounts
    return Discrepancy(
        kind=kind,
        ref=name_of(trip.fact),
        engagement_id=book.id,
        period=_days([trip]),
        amount=amount,
        low=low,
        high=high,
        confidence=min(sure, ONE if owed and owed.low == owed.high else RANGE),
        expected=owed.low if owed else None,
        steps=Later(lambda: (*(_steps([owed]) if owed else ()), step, *worth)),
        trace=Later(lambda: owed.trace if owed else ()),
        facts=(trip.id,),
        exhibits=(*exhibits_of([trip]), *(_proofs([owed]) if owed else ())),
        scheme_id=owed.scheme[0] if owed and owed.scheme else None,
    )


def name_of(trip: Trip) -> str:
    """How a person finds the order again: its number, else when it began."""
    if trip.ref:
        return trip.ref
    return trip.begun.local.isoformat(sep=" ", timespec="seconds") if trip.begun else ""


def compare(low: Money, high: Money, stated: Money) -> tuple[DiscrepancyKind, Money, Money, Money]:
    """Kind, amount, low and high of the difference. Within the range nothing is wrong."""
    if low > stated:
        return DiscrepancyKind.UNDERPAID, low - stated, low - stated, high - stated
    if high < stated:
        return DiscrepancyKind.OVERPAID, high - stated, low - stated, high - stated
    zero = Money.zero(stated.currency)
    return DiscrepancyKind.PAID, zero, zero, zero


def _said(
    kind: DiscrepancyKind, low: Money, high: Money, stated: Money, dues: Sequence[Due]
) -> Iterable[Step]:
    facts = {
        "expected_money": fact(low),
        "highest_money": fact(high),
        "stated_money": fact(stated),
        "short_money": fact(abs(low - stated)),
    }
    ranged = "" if low == high else "_range"
    yield Step(f"pay_order_{kind.value}{ranged}", facts)
    if kind is DiscrepancyKind.UNDERPAID and not ranged:
        yield from would_explain(low - stated, [line for each in dues for line in each.trace])


def _steps(dues: Sequence[Due]) -> tuple[Step, ...]:
    steps = [step for each in dues for step in each.steps]
    rules = {each.scheme[2].name for each in dues if each.scheme and each.basis is Basis.RULE}
    by_rule = [Step("pay_by_rule", {"rule": name}) for name in sorted(rules)]
    return (*by_rule, *steps)


def _read(lines: Iterable[Recorded[PayLine]], currency: str) -> list[int]:
    """The amounts that were read from a picture."""
    return [
        each.fact.amount.minor
        for each in lines
        if each.revision.how is HowKnown.READ_BY_OCR and each.fact.amount.currency == currency
    ]


def _bounds(dues: Sequence[Due]) -> tuple[Money, Money]:
    low, high = dues[0].low, dues[0].high
    for each in dues[1:]:
        low, high = low + each.low, high + each.high
    return low, high


def _sum(lines: Sequence[Recorded[PayLine]], currency: str) -> Money | None:
    if any(each.fact.amount.currency != currency for each in lines):
        return None
    return Money(sum(each.fact.amount.minor for each in lines), currency)


def _days(trips: Sequence[Recorded[Trip]]) -> Period:
    return span_of([each.fact.day for each in trips if each.fact.day is not None])


def span_of(days: Sequence[date]) -> Period:
    first, last = min(days), max(days)
    return day_of(first) if first == last else Period(first, last)


@lru_cache(maxsize=4096)
def day_of(day: date) -> Period:
    """Orders of one day share it."""
    return Period.of_day(day)


def _proofs(dues: Sequence[Due]) -> tuple[ExhibitId, ...]:
    return tuple(dict.fromkeys(proof for each in dues if each.scheme for proof in each.scheme[3]))
