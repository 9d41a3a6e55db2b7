"""Invented work as the facts of a vault, with the truth beside it."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TypeVar

from gigwallet.domain.engagement import Engagement, KnownEngagement
from gigwallet.domain.instants import Instant
from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import CoveredSpan
from gigwallet.domain.recorded import (
    EngagementId,
    ExhibitId,
    FactId,
    HowKnown,
    Locator,
    Recorded,
    Revision,
    SchemeId,
    Source,
)
from gigwallet.domain.trip import Trip, TripKind, TripStatus
from gigwallet.reconciliation import Facts
from gigwallet.rules import load_scheme
from tests.invented_pay.regime import Regime
from tests.invented_pay.stated import Paid, Stated, stated
from tests.invented_pay.work import ZONES, Order, orders, rule

T = TypeVar("T")
PLATFORMS = ("first", "second")
_SEEN = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Made:
    """``facts`` as a pay check takes them. ``pairs`` are the true (trip, line) pairs, where lines
    that are alike in everything stand for one another: ``alike`` names the first of them."""

    facts: Facts
    orders: list[Order]
    stated: Stated
    pairs: frozenset[tuple[FactId, FactId]]
    alike: dict[FactId, FactId]

    def order_of(self, trip: FactId) -> Order:
        return self.orders[_number(trip)]

    @property
    def worth(self) -> dict[FactId, Money]:
        return {trip_id(each.number): Money(each.worth, "EUR") for each in self.orders}


def made(regime: Regime, seed: int) -> Made:
    """The same regime and seed give the same work, to the last digit."""
    dice = random.Random(f"{regime.name} {seed}")  # noqa: S311  not a secret
    zone = ZONES[seed % 2]
    work = orders(regime, zone, dice)
    paid = stated(work, regime, zone, dice)
    lines = [_line(each, number, zone) for number, each in enumerate(paid.lines)]
    alike = _alike(paid.lines, lines)
    pairs = {
        (trip_id(number), alike[line.id])
        for each, line in zip(paid.lines, lines, strict=True)
        for number in each.pays
    }
    return Made(
        facts=Facts(
            engagements=tuple(
                KnownEngagement(EngagementId(name), Engagement(name, "", zone, "EUR"))
                for name in PLATFORMS
            ),
            trips=tuple(_trip(each, zone) for each in work),
            pay_lines=tuple(lines),
            schemes=((SchemeId("rule"), None, load_scheme(rule(regime, zone)), ()),),
            coverage=_coverage(lines),
        ),
        orders=work,
        stated=paid,
        pairs=frozenset(pairs),
        alike=alike,
    )


def trip_id(number: int) -> FactId:
    """Ids tell nothing of the order in which things happened."""
    return FactId(f"{number * 2654435761 % 2**32:08x}-t{number}")


def _number(trip: FactId) -> int:
    return int(trip.partition("-t")[2])


def _trip(order: Order, zone: str) -> Recorded[Trip]:
    trip = Trip(
        PLATFORMS[order.platform],
        TripKind.DELIVERY,
        TripStatus.COMPLETED,
        "EUR",
        zone,
        ref=order.ref,
        accepted_at=_at(order.begun, zone),
        completed_at=_at(order.ended, zone),
        trip_m=order.metres,
        duration_s=order.ended - order.begun,
    )
    name = EngagementId(PLATFORMS[order.platform])
    return _known(trip, trip_id(order.number), name, "trips", order.number, HowKnown.IMPORTED)


def _line(paid: Paid, number: int, zone: str) -> Recorded[PayLine]:
    at = _at(paid.at, zone)
    if paid.day_only:
        at = Instant.from_day(at.day, zone)
    name = PLATFORMS[paid.platform]
    statement = f"{name} week {paid.week}"
    line = PayLine(
        name,
        PayCategory.BASE,
        Money(paid.amount, "EUR"),
        "pay",
        paid.ref,
        statement,
        recognised_at=at,
    )
    how = HowKnown.READ_BY_OCR if paid.photographed else HowKnown.IMPORTED
    key = FactId(f"{number * 2246822519 % 2**32:08x}-l{number}")
    return _known(line, key, EngagementId(name), statement, number, how)


def _at(second: int, zone: str) -> Instant:
    return Instant(datetime.fromtimestamp(second, UTC), zone)


def _known(
    fact: T, key: FactId, owner: EngagementId, exhibit: str, row: int, how: HowKnown
) -> Recorded[T]:
    source = Source(ExhibitId(exhibit), Locator(line=row + 1), "invented", "1")
    return Recorded(key, owner, fact, (source,), Revision(1, _SEEN, "", how))


def _alike(paid: list[Paid], lines: list[Recorded[PayLine]]) -> dict[FactId, FactId]:
    first: dict[object, FactId] = {}
    found: dict[FactId, FactId] = {}
    before = FactId("")
    for each, line in zip(paid, lines, strict=True):
        if each.again:  # whatever a picture of it was read as
            found[line.id] = found[before]
            continue
        before = line.id
        day = line.fact.recognised_at
        key = (each.platform, each.week, day and day.utc, each.amount, each.ref)
        found[line.id] = first.setdefault(key, line.id)
    return found


def _coverage(lines: list[Recorded[PayLine]]) -> tuple[CoveredSpan, ...]:
    """Each file says from which to which day it lists pay, as an importer would."""
    days: defaultdict[tuple[EngagementId, ExhibitId], list[date]] = defaultdict(list)
    for each in lines:
        exhibit = each.sources[0].exhibit_id
        if exhibit is not None and each.fact.recognised_at is not None:
            days[each.engagement_id, exhibit].append(each.fact.recognised_at.day)
    return tuple(
        CoveredSpan(owner, Period(min(seen), max(seen)), "pay", (exhibit,))
        for (owner, exhibit), seen in sorted(days.items())
    )
