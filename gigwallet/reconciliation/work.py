"""What the work of a period should have paid: its trips and tallies under the rules in force."""

from __future__ import annotations

from dataclasses import dataclass

from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import ExhibitId, FactId, Recorded, SchemeId
from gigwallet.domain.step import Step, TraceLine
from gigwallet.domain.tally import Tally
from gigwallet.domain.trip import Trip, TripStatus
from gigwallet.reconciliation.expectation import Expectations, scheme_on, tier_span
from gigwallet.reconciliation.facts import Book, SchemeInUse, exhibits_of, ids_of
from gigwallet.rules import sum_of


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
    zero = Money.zero(currency)
    near = tier_span(period)
    trips = [
        each
        for each in book.trips_in(near)
        if each.fact.status is TripStatus.COMPLETED and each.fact.currency == currency
    ]
    tallies = [each for each in book.tallies if near.overlaps(each.fact.period)]
    own = [each for each in trips if each.fact.day is not None and each.fact.day in period]
    inside = [each for each in tallies if period.covers(each.fact.period)]
    crossing = [
        each
        for each in tallies
        if period.overlaps(each.fact.period) and not period.covers(each.fact.period)
    ]
    counted = sum(each.fact.period.days for each in inside) >= period.days
    orders = _orders(own, inside)

    def silent(reason: str) -> WorkDue:
        return WorkDue(zero, zero, orders, counted, reason, facts=ids_of(own, inside))

    if crossing:
        return silent("tally_crosses_period")
    if not own and not inside:
        return silent("no_work_known")
    chosen: dict[SchemeId, SchemeInUse] = {}
    days = [each.fact.day for each in own if each.fact.day is not None]
    days += [each.fact.period.first for each in inside]
    for day in sorted(set(days)):
        scheme = scheme_on(book.schemes, day, currency)
        if scheme is None:
            return silent("no_rule_for_day" if book.schemes else "no_rule")
        chosen[scheme[0]] = scheme
    return _sum(
        (book, due), period, list(chosen.values()), (trips, tallies), (own, inside), counted
    )


def _sum(
    known: tuple[Book, Expectations],
    period: Period,
    schemes: list[SchemeInUse],
    near: tuple[list[Recorded[Trip]], list[Recorded[Tally]]],
    own: tuple[list[Recorded[Trip]], list[Recorded[Tally]]],
    counted: bool,
) -> WorkDue:
    book, due = known
    currency = schemes[0][2].currency
    low, high = Money.zero(currency), Money.zero(currency)
    trace: list[TraceLine] = []
    steps: list[Step] = []
    categories: dict[PayCategory, Money] = {}
    for scheme in schemes:
        rule = scheme[2]
        trips = [each for each in near[0] if _on(book, each.fact, scheme)]
        tallies = [
            each.fact
            for each in near[1]
            if scheme_on(book.schemes, each.fact.period.first, currency) is scheme
        ]
        singles = [due.due[each.id].expected for each in own[0] if each.id in due.due]
        exact = [each for each in singles if each is not None and each.exact]
        if len(exact) == len(own[0]) and not tallies and not rule.has_whole_tiers:
            outcome = sum_of(exact, currency)
        else:
            outcome = rule.for_work([each.fact for each in trips], tallies, period).total
        low, high = low + outcome.low, high + outcome.high
        trace += outcome.trace
        steps += [Step("pay_by_rule", {"rule": rule.name}), *outcome.steps]
        for piece in outcome.pieces:
            before = categories.get(piece.category, Money.zero(currency))
            categories[piece.category] = before + piece.low
    proofs = tuple(dict.fromkeys(proof for scheme in schemes for proof in scheme[3]))
    return WorkDue(
        low=low,
        high=high,
        orders=_orders(*own),
        counted=counted,
        trace=tuple(trace),
        steps=tuple(steps),
        # Many trips are many rows: the period's trace sums them, its facts name the tallies only.
        facts=ids_of(own[1]) or ids_of(own[0]),
        exhibits=tuple(dict.fromkeys((*exhibits_of(own[1], own[0]), *proofs))),
        scheme_id=schemes[-1][0],
        by_category=tuple(categories.items()),
    )


def _on(book: Book, trip: Trip, scheme: SchemeInUse) -> bool:
    day = trip.day
    return day is not None and scheme_on(book.schemes, day, scheme[2].currency) is scheme


def _orders(trips: list[Recorded[Trip]], tallies: list[Recorded[Tally]]) -> int:
    """The tallies' orders, and the trips of days that no tally counts."""
    beyond = [
        each
        for each in trips
        if not any(each.fact.day in tally.fact.period for tally in tallies if each.fact.day)
    ]
    return sum(each.fact.orders or 0 for each in tallies) + len(beyond)
