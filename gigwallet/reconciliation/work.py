"""What the work of a period should have paid: its trips and tallies under the rules in force."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import ExhibitId, FactId, Recorded, SchemeId
from gigwallet.domain.step import Step, TraceLine
from gigwallet.domain.tally import Tally
from gigwallet.domain.trip import Trip, TripStatus
from gigwallet.reconciliation.expectation import Expectations, scheme_on, tier_span
from gigwallet.reconciliation.facts import Book, SchemeInUse, exhibits_of, exhibits_together, ids_of
from gigwallet.reconciliation.figures import total
from gigwallet.reconciliation.given_values import given_for
from gigwallet.rules import Expected, Given, PayScheme, sum_of


@dataclass(frozen=True, slots=True)
class WorkDue:
    """``reason`` is a stable code where nothing can be said; then the amounts are zero.

    ``orders`` is how many orders are known; ``counted`` tells that a tally counts them all.
    """

    low: Money
    high: Money
    orders: int
    counted: bool
    reason: str = ""
    trace: tuple[TraceLine, ...] = ()
    steps: tuple[Step, ...] = ()
    facts: tuple[FactId, ...] = ()
    exhibits: tuple[ExhibitId, ...] = ()
    scheme_id: SchemeId | None = None
    by_category: tuple[tuple[PayCategory, Money], ...] = ()


def work_due(book: Book, due: Expectations, period: Period, currency: str) -> WorkDue:
    """``due`` is what each trip should have paid: where all of it is exact, it only is summed."""
    own = [
        each
        for each in book.trips_in(period)
        if each.fact.currency == currency
        and (each.fact.status is TripStatus.COMPLETED or each.id in due.due)
    ]
    inside = [each for each in book.tallies if period.covers(each.fact.period)]
    crossing = any(
        period.overlaps(each.fact.period) and not period.covers(each.fact.period)
        for each in book.tallies
    )
    counted = sum(each.fact.period.days for each in inside) >= period.days
    orders = _orders(own, inside)

    def silent(reason: str) -> WorkDue:
        zero = Money.zero(currency)
        return WorkDue(zero, zero, orders, counted, reason, facts=ids_of(own, inside))

    if crossing:
        return silent("tally_crosses_period")
    if not own and not inside:
        return silent("no_work_known")
    days = {each.fact.day for each in own} | {each.fact.period.first for each in inside}
    chosen: dict[SchemeId, SchemeInUse] = {}
    for day in sorted(day for day in days if day is not None):
        scheme = scheme_on(book.schemes, day, currency)
        if scheme is None:
            return silent("no_rule_for_day" if book.schemes else "no_rule")
        chosen[scheme[0]] = scheme
    parts = [_by(scheme, book, due, period, own) for scheme in chosen.values()]
    categories: dict[PayCategory, Money] = {}
    for piece in (piece for part in parts for piece in part.pieces):
        before = categories.get(piece.category, Money.zero(currency))
        categories[piece.category] = before + piece.low
    proofs = [proof for scheme in chosen.values() for proof in scheme[3]]
    return WorkDue(
        low=total((part.low for part in parts), currency),
        high=total((part.high for part in parts), currency),
        orders=orders,
        counted=counted,
        trace=tuple(line for part in parts for line in part.trace),
        steps=tuple(step for part in parts for step in part.steps),
        # Many trips are many rows: the period's trace sums them, its facts name the tallies only.
        facts=ids_of(inside) or ids_of(own),
        exhibits=exhibits_together(exhibits_of(inside, own), proofs),
        scheme_id=next(reversed(chosen)),
        by_category=tuple(categories.items()),
    )


def _by(
    scheme: SchemeInUse,
    book: Book,
    due: Expectations,
    period: Period,
    own: list[Recorded[Trip]],
) -> Expected:
    """What one rule gives for the period, as far as the trips and tallies in it are under it."""
    rule = scheme[2]
    near = tier_span(period)
    tallies = [
        each.fact
        for each in book.tallies
        if near.overlaps(each.fact.period)
        and scheme_on(book.schemes, each.fact.period.first, rule.currency) is scheme
    ]
    mine = [due.due[each.id] for each in own if each.id in due.due]
    exact = [
        each.expected
        for each in mine
        if each.scheme is scheme and each.expected is not None and each.expected.exact
    ]
    if len(exact) == len(own) and not tallies and rule.is_sum_of_orders:
        if due.due.by_columns(each.id for each in own):
            # Told together: then figures of one kind are drawn into one.
            again, _ = rule.for_each([each.fact for each in own])
            exact = [each for each in again if each is not None]
        outcome = sum_of(exact, rule.currency)
    else:
        known = [
            each
            for each in book.trips_in(near)
            if each.fact.currency == rule.currency
            and each.fact.day is not None
            and scheme_on(book.schemes, each.fact.day, rule.currency) is scheme
        ]
        trips, given = [each.fact for each in known], given_for(book, rule, known)
        outcome = rule.for_work(trips, tallies, period, given).total
        outcome = outcome.told(trace=_by_month(rule, trips, tallies, given, period, outcome))
    return outcome.told(steps=(Step("pay_by_rule", {"rule": rule.name}), *outcome.steps))


def _by_month(
    rule: PayScheme,
    trips: list[Trip],
    tallies: list[Tally],
    given: Given,
    period: Period,
    outcome: Expected,
) -> tuple[TraceLine, ...]:
    """Each month's arithmetic by itself, so that a reader can do it again with that month's count;
    undivided where the months do not add up to the whole (a tally or a rule over several)."""
    months = list(period.months)
    if len(months) == 1:
        return outcome.trace
    parts = [rule.for_work(trips, tallies, month, given).total for month in months]
    apart = all(
        month.covers(each.period) or not month.overlaps(each.period)
        for each in tallies
        for month in months
    )
    if not apart or total((part.low for part in parts), rule.currency) != outcome.low:
        return outcome.trace
    return tuple(
        replace(line, period=month)
        for month, part in zip(months, parts, strict=True)
        for line in part.trace
    )


def _orders(trips: list[Recorded[Trip]], tallies: list[Recorded[Tally]]) -> int:
    """The tallies' orders, and the trips of days that no tally counts."""
    days = {day for each in tallies for day in each.fact.period}
    beyond = sum(1 for each in trips if each.fact.day not in days)
    return sum(each.fact.orders or 0 for each in tallies) + beyond
