"""The whole pay check: every engagement, order by order and period by period, and its totals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from gigwallet.domain.heap import undisturbed
from gigwallet.domain.intervals import Interval
from gigwallet.domain.job import Job
from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import (
    CoveredSpan,
    DayCount,
    DiscrepancyKind,
    EngagementTotals,
    Match,
    NotJudged,
    Reconciliation,
    Totals,
)
from gigwallet.domain.recorded import EngagementId, FactId
from gigwallet.domain.ridden import TrackedTrip
from gigwallet.domain.statement import Coverage
from gigwallet.reconciliation.balanced import Balanced, in_order
from gigwallet.reconciliation.caps import judge_caps
from gigwallet.reconciliation.claims import Claim
from gigwallet.reconciliation.coverage import covered
from gigwallet.reconciliation.deductions import judge_lines
from gigwallet.reconciliation.differences import beside
from gigwallet.reconciliation.facts import Book, Facts, books, exhibits_of
from gigwallet.reconciliation.floors import LegalFloor, judge_floors, paid_of
from gigwallet.reconciliation.money import judge_money
from gigwallet.reconciliation.opinions import with_opinions
from gigwallet.reconciliation.orders import judge_orders
from gigwallet.reconciliation.pairing import all_of, matched, matches_of
from gigwallet.reconciliation.periods import judge_statements
from gigwallet.reconciliation.said_twice import money_once
from gigwallet.reconciliation.stated_pay import stated_pay, stated_together
from gigwallet.reconciliation.sums import Sum, sum_of_book
from gigwallet.reconciliation.tracked import judge_tracks, shared_of, spans_of
from gigwallet.reconciliation.trails import Trails
from gigwallet.reconciliation.unlogged import judge_unlogged
from gigwallet.reconciliation.withdrawals import without_withdrawals

# Most urgent first; within a kind by period and name.
_ORDER = (
    DiscrepancyKind.UNPAID,
    DiscrepancyKind.MISSING_PAYOUT,
    DiscrepancyKind.SHORT_PAYOUT,
    DiscrepancyKind.WRONG_TIER,
    DiscrepancyKind.MISSING_BONUS,
    DiscrepancyKind.CLAWBACK,
    DiscrepancyKind.WRONG_DISTANCE,
    DiscrepancyKind.UNDERPAID,
    DiscrepancyKind.ABOVE_CAP,
    DiscrepancyKind.BELOW_FLOOR,
    DiscrepancyKind.DEDUCTION_RULE_DIFFERS,
    DiscrepancyKind.DUPLICATE_CHARGE,
    DiscrepancyKind.DEDUCTION_NO_RULE,
    DiscrepancyKind.UNRECONCILED,
    DiscrepancyKind.LATE,
    DiscrepancyKind.DISTANCE_DIFFERS,
    DiscrepancyKind.UNLOGGED_PAY,
    DiscrepancyKind.OVERPAID,
    DiscrepancyKind.NOT_COVERED,
    DiscrepancyKind.DEDUCTION_RULE_SHOWN,
    DiscrepancyKind.PAID,
)


def reconcile(
    facts: Facts,
    period: Period | None,
    today: date,
    job: Job,
    floors: LegalFloor | None = None,
) -> Reconciliation:
    """Compare what was worked, stated and received. Pure: the same facts give the same outcome.

    ``period`` narrows what is shown to items that lie in it or touch it; it is judged with all the
    facts, so that tiers count whole months. ``today`` decides what is due; ``floors`` knows the law
    that pay is held against.
    """
    with undisturbed():
        return _reconcile(facts, floors, period, today, job)


def _reconcile(
    facts: Facts, floors: LegalFloor | None, period: Period | None, today: date, job: Job
) -> Reconciliation:
    spans = spans_of((*facts.trips, *facts.elsewhere)) if facts.tracks else {}
    ways = _Ways(Trails(facts.tracks), spans, shared_of(spans))
    found = [_judge(book, ways, floors, period, today, job) for book in books(facts)]
    claims = with_opinions((item for each in found for item in each.claims), facts.opinions)
    rank = {kind: place for place, kind in enumerate(_ORDER)}
    claims.sort(key=lambda item: (rank[item.kind], *_placed(item)))
    balanced = [each.balanced for each in found if each.balanced is not None]
    outcome = Reconciliation(
        matches=all_of([each.matches for each in found]),
        discrepancies=in_order(claims, balanced, period, facts.opinions),
        totals=_totals(claims, found, period, billed := _billed(facts, period)),
        by_engagement=tuple(_by_engagement(found, claims, period, billed)),
        coverage=tuple(
            span
            for span in (*facts.coverage, *(span for each in found for span in each.coverage))
            if period is None or span.period.overlaps(period)
        ),
        not_judged=tuple(item for each in found for item in each.not_judged),
        tracked=tuple(item for each in found for item in each.tracked),
        days=tuple(item for each in found for item in each.days),
        repeated=frozenset(line for each in found for line in each.repeated),
        short=sum(1 for each in claims if each.at_least),
    )
    for book in balanced:
        book.let_go()
    return outcome


def _placed(item: Claim) -> tuple[date, date, str, int]:
    return item.period.first, item.period.last, item.ref, item.amount.minor


@dataclass(frozen=True, slots=True)
class _Ways:
    """The tracks of the person and when trips were carried out, whoever they were for."""

    trails: Trails
    spans: dict[FactId, tuple[Interval, bool]]
    shared: frozenset[FactId]


@dataclass(slots=True)
class _Outcome:
    id: EngagementId
    matches: Sequence[Match] = ()
    balanced: Balanced | None = None
    claims: list[Claim] = field(default_factory=list)
    not_judged: list[NotJudged] = field(default_factory=list)
    coverage: list[CoveredSpan] = field(default_factory=list)
    tracked: list[TrackedTrip] = field(default_factory=list)
    days: list[DayCount] = field(default_factory=list)
    repeated: frozenset[FactId] = frozenset()
    sum: Sum = field(default_factory=Sum)


def _judge(
    book: Book,
    ways: _Ways,
    floors: LegalFloor | None,
    period: Period | None,
    today: date,
    job: Job,
) -> _Outcome:
    book.received, withdrawn = without_withdrawals(money_once(book.received))
    due, said = matched(book, job)
    matching = said.matching
    book.leave_out(said.repeated)
    shown = covered(book, matching)
    orders = judge_orders(book, matching, due, shown, job, said.torn)
    sheets = judge_statements(book, due, orders.found)
    # An order that was called unpaid is claimed as such, so its month is not claimed by the rule.
    unpaid = {
        row for each in orders.found if each.kind is DiscrepancyKind.UNPAID for row in each.facts
    }
    purse = judge_money(book, due, sheets, orders.stated_for | unpaid, today)
    lines = [*judge_lines(book, book.statements), *judge_unlogged(book, matching)]
    pay = stated_pay(book, matching, said.torn) if book.caps or floors else {}
    together = list(stated_together(matching, pay, said.torn)) if book.caps else []
    caps = judge_caps(book, matching, pay, together, orders.found, sheets.found, today)
    beyond = caps.found
    if floors is not None:
        paid = paid_of(pay, book, sheets.counting)
        short: list[Claim] = [*orders.found, *sheets.found, *beyond]
        below, not_told = judge_floors(book, paid, floors, short)
        beyond, caps.not_judged = [*beyond, *below], [*caps.not_judged, *not_told]
    outcome = _Outcome(book.id)
    job.report(0, None, "tracks")
    tracks = judge_tracks(book, ways.trails, ways.spans, ways.shared, due)
    outcome.claims = [
        *beside(orders.found, tracks.steps),
        *sheets.found,
        *purse.found,
        *lines,
        *beyond,
        *tracks.found,
    ]
    outcome.tracked = tracks.trips
    outcome.not_judged = [
        *orders.not_judged,
        *sheets.not_judged,
        *purse.not_judged,
        *caps.not_judged,
        *withdrawn,
    ]
    outcome.matches = matches_of(matching)
    outcome.balanced = Balanced(
        book, matching, due, tracks.steps, orders.balanced, orders.balanced_in
    )
    outcome.repeated = said.repeated
    outcome.days = [
        DayCount(book.id, each.day, each.orders, each.payments) for each in matching.days
    ]
    outcome.coverage = [
        CoveredSpan(book.id, each.fact.period, "statement", exhibits_of([each]))
        for each in sheets.counting
        if each.fact.covers is Coverage.WHOLE_PERIOD
    ]
    outcome.sum = sum_of_book(book, due, orders, sheets, purse, period)
    outcome.sum.beyond_the_rule(beyond, period)
    if period is not None:
        _narrow(outcome, book, period)
    return outcome


def _narrow(outcome: _Outcome, book: Book, period: Period) -> None:
    """Keep what touches ``period``."""
    days = _days_of_facts(book)
    outcome.claims = [each for each in outcome.claims if period.overlaps(each.period)]
    outcome.matches = [each for each in outcome.matches if _within(each.trips, days, period)]
    outcome.days = [each for each in outcome.days if each.day in period]
    outcome.tracked = [each for each in outcome.tracked if _within((each.trip,), days, period)]
    outcome.not_judged = [
        each for each in outcome.not_judged if not each.facts or _within(each.facts, days, period)
    ]


def _days_of_facts(book: Book) -> dict[FactId, Period]:
    found: dict[FactId, Period] = {}
    trips = book.trip_columns
    for name, day in zip(trips.id, trips.day, strict=True):
        if day is not None:
            found[name] = Period.of_day(day)
    for payout in (*book.received, *book.announced):
        found[payout.id] = payout.fact.period or Period.of_day(payout.fact.at.day)
    for tally in book.tallies:
        found[tally.id] = tally.fact.period
    for statement in book.statements:
        found[statement.id] = statement.fact.period
    return found


def _within(facts: Iterable[FactId], days: dict[FactId, Period], period: Period) -> bool:
    known = [days[each] for each in facts if each in days]
    return not known or any(period.overlaps(each) for each in known)


def _billed(facts: Facts, period: Period | None) -> frozenset[EngagementId]:
    """Those of whose money a bill would show in these days if any had arrived."""
    return frozenset(
        each.engagement_id
        for each in facts.coverage
        if each.what == "payouts" and (period is None or each.period.overlaps(period))
    )


def _totals(
    claims: Iterable[Claim],
    found: Sequence[_Outcome],
    period: Period | None,
    billed: frozenset[EngagementId],
) -> tuple[Totals, ...]:
    """Balanced orders have a part in none of the sums, but are of a currency."""
    sums = [each.sum for each in found]
    paid = {
        currency
        for each in found
        if each.balanced is not None
        for currency in each.balanced.currencies_within(period)
    }
    by_currency: dict[str, _Short] = {}
    for item in claims:
        currency = item.amount.currency
        own = by_currency.get(currency)
        if own is None:
            own = by_currency[currency] = _Short()
        own.add(item)
    currencies = sorted(set(by_currency).union(paid, *(each.currencies for each in sums)))
    arrived = not billed.isdisjoint(each.id for each in found)
    return tuple(
        _total(currency, by_currency.get(currency) or _Short(), sums, currency in paid, arrived)
        for currency in currencies
    )


def _by_engagement(
    found: Iterable[_Outcome],
    claims: Iterable[Claim],
    period: Period | None,
    billed: frozenset[EngagementId],
) -> Iterator[EngagementTotals]:
    own: dict[EngagementId, list[Claim]] = {}
    for item in claims:
        own.setdefault(item.engagement_id, []).append(item)
    for each in found:
        totals = _totals(own.get(each.id, ()), [each], period, billed)
        if totals:
            yield EngagementTotals(each.id, totals)


@dataclass(slots=True)
class _Short:
    """What claims of one currency add up to, in minor units."""

    by_kind: dict[DiscrepancyKind, int] = field(default_factory=dict)
    least: int = 0
    claimed: int = 0
    reckoned: bool = False

    def add(self, item: Claim) -> None:
        self.by_kind[item.kind] = self.by_kind.get(item.kind, 0) + item.amount.minor
        self.least += item.at_least.minor
        self.claimed += item.claimed.minor
        self.reckoned = self.reckoned or item.reckoned


def _total(currency: str, short: _Short, sums: list[Sum], balanced: bool, billed: bool) -> Totals:
    zero = Money.zero(currency)
    said = {
        "expected": balanced or short.reckoned,
        "stated": any(currency in each.stated for each in sums),
        "received": billed or any(currency in each.received for each in sums),
    }
    by_kind = {kind.value: minor for kind, minor in short.by_kind.items()}
    if balanced:
        by_kind.setdefault(DiscrepancyKind.PAID.value, 0)
    by_category: dict[str, Money] = {}
    for total in sums:
        for (name, of), amount in total.by_category.items():
            if of == currency:
                by_category[name] = by_category.get(name, zero) + amount
    return Totals(
        currency=currency,
        expected=Money(sum(each.expected.get(currency, 0) for each in sums), currency),
        stated=Money(sum(each.stated.get(currency, 0) for each in sums), currency),
        received=Money(sum(each.received.get(currency, 0) for each in sums), currency),
        # Only what is short of the worker; what was paid beyond elsewhere is not set off.
        shortfall=Money(short.least, currency),
        claimed=Money(short.claimed, currency),
        by_kind={kind: Money(minor, currency) for kind, minor in by_kind.items()},
        by_category=by_category,
        stated_outside=Money(sum(each.outside.get(currency, 0) for each in sums), currency),
        silent=frozenset(name for name, heard in said.items() if not heard),
    )
