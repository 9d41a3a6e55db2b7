"""What each trip should have paid: by the rule in force, else what the platform offered for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import FactId, Recorded
from gigwallet.domain.step import Step
from gigwallet.domain.tally import Tally
from gigwallet.domain.trip import Trip, TripStatus
from gigwallet.reconciliation.dues import TAKEN, Basis, Due, Dues, due_by_rule
from gigwallet.reconciliation.facts import Book, SchemeInUse
from gigwallet.reconciliation.given_values import Values, given_for
from gigwallet.rules import Given, PayScheme, Version

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
# Fewer orders are not worth columns.
_MANY = 64


@dataclass(slots=True)
class Expectations:
    """Per trip of a book what is due, or the stable reason why nothing can be said."""

    due: Dues = field(default_factory=Dues)
    unknown: dict[FactId, str] = field(default_factory=dict)


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
    found = Expectations()
    groups: dict[str, list[int]] = {}
    chosen: dict[str, SchemeInUse] = {}
    known: dict[tuple[date, str], SchemeInUse | None] = {}
    trips = book.trip_columns
    for place, (day, currency) in enumerate(zip(trips.day, trips.currency, strict=True)):
        if day is None:
            found.unknown[trips.id[place]] = "no_time"
            continue
        key = (day, currency)
        scheme = known.get(key)
        if scheme is None and key not in known:
            scheme = known[key] = scheme_on(book.schemes, day, currency)
        if scheme is None:
            _by_offer(trips.rows[place], found)
        elif scheme[0] in groups:
            groups[scheme[0]].append(place)
        else:
            groups[scheme[0]], chosen[scheme[0]] = [place], scheme
    for name, places in groups.items():
        rest = places
        if len(groups) == 1:
            rest = _by_columns(book, chosen[name], places, found)
        rows = [trips.rows[place] for place in rest]
        given = given_for(book, chosen[name][2], rows)
        _by_rule(chosen[name], rows, tallies_of(book, chosen[name]), given, found)
    return found


def _by_columns(
    book: Book, scheme: SchemeInUse, places: list[int], found: Expectations
) -> list[int]:
    """What the rule gives orders of which all is known that it asks for; the places of the others,
    which are all of them where it decides over several orders or asks for more."""
    rule, trips = scheme[2], book.trip_columns
    if rule.told or len(places) < _MANY:
        return places
    from gigwallet.rules.sheet import OrderColumns

    orders = OrderColumns(
        trips.status,
        trips.accepted,
        trips.completed,
        trips.metres,
        lambda place: trips.rows[place].fact,
    )
    sheet = rule.by_columns(orders)
    if sheet is None:
        return places
    asked = bytearray(len(trips))
    for place in places:
        asked[place] = 1
    minor, names, done = sheet.minor.tolist(), trips.id, trips.done
    named = {}
    for row, place in enumerate(sheet.places):
        if not asked[place]:
            continue
        asked[place] = 0
        if done[place] or minor[row]:
            named[names[place]] = row
        else:
            found.unknown[names[place]] = "not_completed"
    found.due.add_sheet(scheme, sheet, named)
    return [place for place in places if asked[place]]


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
        found.due.add(trip.id, due_by_rule(scheme, expected, takes, told[index]))


def _by_offer(trip: Recorded[Trip], found: Expectations) -> None:
    fact = trip.fact
    if fact.status is not TripStatus.COMPLETED:
        found.unknown[trip.id] = "not_completed"
    elif fact.offered is None:
        found.unknown[trip.id] = "no_rule_no_offer"
    else:
        money = f"{fact.offered} {fact.offered.currency}"
        step = Step("pay_by_offer", {"offered_money": money})
        found.due.add(trip.id, Due(fact.offered, fact.offered, Basis.OFFER, _FARE, (step,)))


def tier_span(period: Period) -> Period:
    """The whole weeks and months that ``period`` touches: tiers are counted over them."""
    first = min(Period.of_week(period.first).first, period.first.replace(day=1))
    last_month = Period.of_month(period.last.year, period.last.month).last
    return Period(first, max(Period.of_week(period.last).last, last_month))
