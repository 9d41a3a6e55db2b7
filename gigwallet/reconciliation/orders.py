"""The pay check order by order: paid, short, beyond, unpaid, or not to be judged."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

from gigwallet.domain.job import Job
from gigwallet.domain.later import Later
from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayLine
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import Discrepancy, DiscrepancyKind, NotJudged
from gigwallet.domain.recorded import ExhibitId, FactId, Recorded
from gigwallet.domain.step import Step
from gigwallet.domain.trip import Trip, TripStatus
from gigwallet.reconciliation.causes import cause_of
from gigwallet.reconciliation.coverage import Covered
from gigwallet.reconciliation.dues import EARNINGS, Basis, Due
from gigwallet.reconciliation.expectation import Expectations
from gigwallet.reconciliation.explaining import would_explain
from gigwallet.reconciliation.facts import Book, exhibits_of, ids_of
from gigwallet.reconciliation.figures import ONE, RANGE, fact
from gigwallet.reconciliation.matching import Joined, Matching
from gigwallet.reconciliation.misreading import least_short
from gigwallet.reconciliation.stated_pay import CERTAIN_KINDS, SURE_ENOUGH


@dataclass(slots=True)
class Judged:
    """What the orders of a book came to; those that were paid what they are due are ``balanced``,
    in these currencies, and turn into items when somebody looks. ``stated_for`` holds the trips
    that have pay lines; ``unpaid_sure`` is how sure it can be at the most that one without is
    unpaid."""

    found: list[Discrepancy] = field(default_factory=list)
    balanced: list[Joined] = field(default_factory=list)
    balanced_in: set[str] = field(default_factory=set)
    not_judged: list[NotJudged] = field(default_factory=list)
    stated_for: set[FactId] = field(default_factory=set)
    unpaid_sure: Decimal = ONE


def judge_orders(
    book: Book,
    matching: Matching,
    due: Expectations,
    covered: Covered,
    job: Job,
    torn: Collection[FactId] = (),
) -> Judged:
    """Of ``torn`` trips two documents state different pay: which of them holds is not judged."""
    judged = Judged()
    minor = matching.lines.minor
    if any(minor[each] > 0 for each in matching.alone_lines):
        # Pay that belongs to no order yet may be late and of another amount.
        judged.unpaid_sure = SURE_ENOUGH
    for joined in job.watch(matching.joined, len(matching.joined), "orders"):
        trips = matching.trip_ids(joined)
        judged.stated_for.update(trips)
        if torn and any(each in torn for each in trips):
            facts = (*trips, *matching.line_ids(joined))
            names = _names(matching.trip_rows(joined.trips))
            judged.not_judged.append(NotJudged(names, "documents_differ", facts))
        elif (currency := _balances(matching, joined, due, trips)) is not None:
            judged.balanced.append(joined)
            judged.balanced_in.add(currency)
        else:
            _judge_joined(book, matching, joined, due, covered, judged)
    for place in job.watch(matching.alone_trips, len(matching.alone_trips), "orders"):
        trip = matching.trips.rows[place]
        _judge_alone(book, trip, due, covered, judged, place in matching.contested)
    return judged


def balanced_item(
    book: Book, matching: Matching, joined: Joined, due: Expectations, covered: Covered
) -> Discrepancy:
    """The item of an order that was paid what it is due."""
    judged = Judged()
    _judge_joined(book, matching, joined, due, covered, judged)
    (item,) = judged.found
    return item


def _balances(
    matching: Matching, joined: Joined, due: Expectations, trips: Sequence[FactId]
) -> str | None:
    """The currency in which it was paid what it is due; None where it was not, or where that takes
    a closer look."""
    currency, low, high = "", 0, 0
    for each in trips:
        bounds = due.due.bounds(each)
        if bounds is None or (currency and bounds[0].currency != currency):
            return None
        currency = bounds[0].currency
        low, high = low + bounds[0].minor, high + bounds[1].minor
    lines = matching.lines
    categories = [lines.category[line] for line in joined.lines]
    compares = due.due.compares(trips[0], categories)
    stated, for_work = 0, False
    for line, category in zip(joined.lines, categories, strict=True):
        for_work = for_work or category in EARNINGS
        if category in compares:
            if lines.currency[line] != currency:
                return None
            stated += lines.minor[line]
    return currency if for_work and low <= stated <= high else None


def name_of(trip: Trip) -> str:
    """How a person finds the order again: its number, else when it began."""
    if trip.ref:
        return trip.ref
    return trip.begun.local.isoformat(sep=" ", timespec="seconds") if trip.begun else ""


def _names(trips: Iterable[Recorded[Trip]]) -> str:
    return ", ".join(name_of(each.fact) for each in trips)


def _judge_joined(
    book: Book,
    matching: Matching,
    joined: Joined,
    due: Expectations,
    covered: Covered,
    judged: Judged,
) -> None:
    trips, lines = matching.trip_rows(joined.trips), matching.paying(joined)
    ref, facts = _names(trips), ids_of(trips, lines)
    reasons = [due.unknown[each.id] for each in trips if each.id in due.unknown]
    if reasons:
        judged.not_judged.append(NotJudged(ref, reasons[0], facts))
        return
    dues = [due.due[each.id] for each in trips]
    if not any(each.fact.category in EARNINGS for each in lines):
        # Only a tip or a refund is listed: for the work itself nothing was stated.
        for trip in trips:
            _judge_alone(book, trip, due, covered, judged)
        return
    categories = {each.fact.category for each in lines}
    compares = dues[0].compared(categories)
    stated = _sum([each for each in lines if each.fact.category in compares], dues[0].low.currency)
    if stated is None:
        judged.not_judged.append(NotJudged(ref, "two_currencies", facts))
        return
    low, high = _bounds(dues)
    kind, amount, least, most = _compare(low, high, stated)
    exact = low == high
    doubt, sure_of = _doubt(joined, lines, kind, abs(amount))
    if doubt is not None:
        least = min(least, sure_of)
    cause = None
    if kind is DiscrepancyKind.UNDERPAID and exact and doubt is None:
        compared = [each for each in lines if each.fact.category in compares]
        cause = cause_of(trips, compared, dues, stated)

    def steps() -> tuple[Step, ...]:
        said = [*_said(compared_as, low, high, stated, dues)]
        if cause is not None:
            said = [said[0], *cause.steps]
        return (*_steps(dues), *said, *(() if doubt is None else (doubt,)))

    compared_as, kind = kind, kind if cause is None else cause.kind
    judged.found.append(
        Discrepancy(
            kind=kind,
            ref=ref,
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
    )


def _doubt(
    joined: Joined, lines: Sequence[Recorded[PayLine]], kind: DiscrepancyKind, short: Money
) -> tuple[Step | None, Money]:
    """Why this difference, or a part of it, is asked about and not claimed, if it is; and what is
    missing all the same."""
    none = Money.zero(short.currency)
    if kind is not DiscrepancyKind.UNDERPAID:
        return None, none
    if short.minor <= joined.grain:
        return Step("pay_may_be_rounded", {}), none
    sure = joined.method in CERTAIN_KINDS or joined.confidence >= SURE_ENOUGH
    if not sure:
        percent = int(joined.confidence * 100)
        return Step("pay_match_unsure", {"percent": str(percent)}), none
    if joined.unfinished:
        return Step("pay_may_go_on", {}), none
    least = least_short(lines, short)
    if not least:
        return Step("pay_may_be_misread", {}), none
    if least < short:
        return Step("pay_may_be_misread_partly", {"least_money": fact(least)}), least
    return None, none


def _judge_alone(
    book: Book,
    trip: Recorded[Trip],
    due: Expectations,
    covered: Covered,
    judged: Judged,
    contested: bool = False,
) -> None:
    ref, facts = name_of(trip.fact), (trip.id,)
    owed = due.due.get(trip.id)
    done = trip.fact.status is TripStatus.COMPLETED
    summed = not covered.spans or trip.fact.day in book.days_of_sums
    if summed and not covered.holds(trip.fact):
        # No document lists pay by order here: the period's sums are judged instead.
        if owed is None and done:
            judged.not_judged.append(NotJudged(ref, due.unknown[trip.id], facts))
        return
    if not done and (owed is None or not owed.low):
        judged.not_judged.append(NotJudged(ref, "not_completed", facts))
        return
    currency = owed.low.currency if owed else trip.fact.currency
    if not currency:
        # The file names no currency, and no account was named that does.
        judged.not_judged.append(NotJudged(ref, "currency_not_known", facts))
        return
    if trip.fact.cash and covered.holds(trip.fact):
        # The customer paid the person; what the platform pays out for it may be nothing.
        judged.stated_for.add(trip.id)
        judged.not_judged.append(NotJudged(ref, "paid_in_cash", facts))
        return
    if contested and covered.holds(trip.fact):
        # A line that is alone, too, may be its pay: that it was not paid is not shown.
        judged.not_judged.append(NotJudged(ref, "pay_not_told_apart", facts))
        return
    zero = Money.zero(currency)
    if not covered.holds(trip.fact):
        kind, amount, low = DiscrepancyKind.NOT_COVERED, zero, zero
        high = owed.high if owed else zero
        step = Step("pay_not_covered", {"hours": str(int(covered.lag / timedelta(hours=1)))})
        judged.not_judged.append(NotJudged(ref, "not_covered", facts))
    else:
        kind, step = DiscrepancyKind.UNPAID, Step("pay_unpaid", {"order": ref})
        amount = low = owed.low if owed else zero
        high = owed.high if owed else zero
    worth = () if owed else (Step("pay_worth_unknown", {}),)
    judged.found.append(
        Discrepancy(
            kind=kind,
            ref=ref,
            engagement_id=book.id,
            period=_days([trip]),
            amount=amount,
            low=low,
            high=high,
            confidence=min(judged.unpaid_sure, ONE if owed and owed.low == owed.high else RANGE),
            expected=owed.low if owed else None,
            steps=Later(lambda: (*(_steps([owed]) if owed else ()), step, *worth)),
            trace=Later(lambda: owed.trace if owed else ()),
            facts=facts,
            exhibits=(*exhibits_of([trip]), *(_proofs([owed]) if owed else ())),
            scheme_id=owed.scheme[0] if owed and owed.scheme else None,
        )
    )


def _compare(low: Money, high: Money, stated: Money) -> tuple[DiscrepancyKind, Money, Money, Money]:
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
    days = [each.fact.day for each in trips if each.fact.day is not None]
    first, last = min(days), max(days)
    return _day(first) if first == last else Period(first, last)


@lru_cache(maxsize=4096)
def _day(day: date) -> Period:
    """Orders of one day share it."""
    return Period.of_day(day)


def _proofs(dues: Sequence[Due]) -> tuple[ExhibitId, ...]:
    return tuple(dict.fromkeys(proof for each in dues if each.scheme for proof in each.scheme[3]))
