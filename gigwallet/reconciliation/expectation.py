"""What each trip should have paid: by the rule in force, else what the platform offered for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import FactId, Recorded
from gigwallet.domain.step import Step, TraceLine
from gigwallet.domain.tally import Tally
from gigwallet.domain.trip import Trip, TripStatus
from gigwallet.reconciliation.facts import Book, SchemeInUse
from gigwallet.reconciliation.given_values import Values, given_for
from gigwallet.rules import Expected, Given, PayScheme, Version

# What work itself pays. Tips, refunds, taxes and cash are the source's own matter.
EARNINGS = frozenset(
    {
        PayCategory.BASE,
        PayCategory.DISTANCE,
        PayCategory.TIME,
        PayCategory.WAIT,
        PayCategory.SURGE,
        PayCategory.UPFRONT,
        PayCategory.HOURLY,
        PayCategory.GUARANTEE_TOPUP,
        PayCategory.INCENTIVE,
        PayCategory.CANCELLATION_FEE,
        PayCategory.ADJUSTMENT,
        PayCategory.BATCH_DISCOUNT,
    }
)
TAKEN = frozenset({PayCategory.COMMISSION, PayCategory.PLATFORM_FEE})
# What an offer before the order promises; waiting and tips come on top of it.
_FARE = frozenset(
    {
        PayCategory.BASE,
        PayCategory.DISTANCE,
        PayCategory.TIME,
        PayCategory.SURGE,
        PayCategory.BATCH_DISCOUNT,
    }
)

_NOTHING: Values = {}


class Basis(StrEnum):
    RULE = "rule"
    OFFER = "offer"


@dataclass(frozen=True, slots=True)
class Due:
    """What one trip should have paid, and which pay lines may be held against it. ``told`` is what
    the rule was told of it beside the trip."""

    low: Money
    high: Money
    basis: Basis
    compares: frozenset[PayCategory]
    offer_steps: tuple[Step, ...] = ()
    expected: Expected | None = None
    scheme: SchemeInUse | None = None
    told: Values = field(default_factory=dict)

    @property
    def trace(self) -> tuple[TraceLine, ...]:
        """Reckoned when somebody looks at the order: a month has thousands."""
        return self.expected.trace if self.expected is not None else ()

    @property
    def steps(self) -> tuple[Step, ...]:
        return self.expected.steps if self.expected is not None else self.offer_steps

    def compared(self, categories: Iterable[PayCategory]) -> frozenset[PayCategory]:
        """Against an offer, its own line counts alone where there is one, else the fare's parts."""
        if self.basis is Basis.OFFER and PayCategory.UPFRONT in set(categories):
            return frozenset({PayCategory.UPFRONT})
        return self.compares


@dataclass(slots=True)
class Expectations:
    """Per trip of a book what is due, or the stable reason why nothing can be said."""

    due: dict[FactId, Due]
    unknown: dict[FactId, str]


def scheme_on(schemes: Iterable[SchemeInUse], day: date, currency: str) -> SchemeInUse | None:
    """The first rule that says something about ``day`` in this currency."""
    for each in schemes:
        if each[2].currency == currency and version_on(each[2], day) is not None:
            return each
    return None


def version_on(scheme: PayScheme, day: date) -> Version | None:
    try:
        return scheme.version_on(day)
    except GigWalletError:
        return None


def expectations(book: Book) -> Expectations:
    """Each rule is asked once for all of its trips, so that tiers count the whole month."""
    found = Expectations({}, {})
    groups: defaultdict[str, list[Recorded[Trip]]] = defaultdict(list)
    chosen: dict[str, SchemeInUse] = {}
    for trip in book.trips:
        day = trip.fact.day
        scheme = scheme_on(book.schemes, day, trip.fact.currency) if day is not None else None
        if day is None:
            found.unknown[trip.id] = "no_time"
        elif scheme is None:
            _by_offer(trip, found)
        else:
            groups[scheme[0]].append(trip)
            chosen[scheme[0]] = scheme
    for name, trips in groups.items():
        given = given_for(book, chosen[name][2], trips)
        _by_rule(chosen[name], trips, tallies_of(book, chosen[name]), given, found)
    return found


def tallies_of(book: Book, scheme: SchemeInUse) -> list[Tally]:
    """The tallies whose first day this rule speaks about."""
    return [
        each.fact
        for each in book.tallies
        if scheme_on(book.schemes, each.fact.period.first, scheme[2].currency) is scheme
    ]


def _by_rule(
    scheme: SchemeInUse,
    trips: list[Recorded[Trip]],
    tallies: list[Tally],
    given: Given,
    found: Expectations,
) -> None:
    _, _, rule, _ = scheme
    told = given.values or [_NOTHING] * len(trips)
    each_trip, unrated = rule.for_each([each.fact for each in trips], tallies, given)
    for index, (trip, expected) in enumerate(zip(trips, each_trip, strict=True)):
        if expected is None:
            found.unknown[trip.id] = unrated[index]
            continue
        done = trip.fact.status is TripStatus.COMPLETED
        if not done and not expected.high:
            found.unknown[trip.id] = "not_completed"
            continue
        takes = not TAKEN.isdisjoint(expected.categories)
        found.due[trip.id] = Due(
            expected.low,
            expected.high,
            Basis.RULE,
            EARNINGS | TAKEN if takes else EARNINGS,
            expected=expected,
            scheme=scheme,
            told=told[index],
        )


def _by_offer(trip: Recorded[Trip], found: Expectations) -> None:
    fact = trip.fact
    if fact.status is not TripStatus.COMPLETED:
        found.unknown[trip.id] = "not_completed"
    elif fact.offered is None:
        found.unknown[trip.id] = "no_rule_no_offer"
    else:
        money = f"{fact.offered} {fact.offered.currency}"
        step = Step("pay_by_offer", {"offered_money": money})
        found.due[trip.id] = Due(fact.offered, fact.offered, Basis.OFFER, _FARE, (step,))


def tier_span(period: Period) -> Period:
    """The whole weeks and months that ``period`` touches: tiers are counted over them."""
    first = min(Period.of_week(period.first).first, period.first.replace(day=1))
    last_month = Period.of_month(period.last.year, period.last.month).last
    return Period(first, max(Period.of_week(period.last).last, last_month))
