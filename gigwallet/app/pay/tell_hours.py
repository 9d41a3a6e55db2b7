"""Hours as they were worked: engaged beside logged in, rest, and what an hour and a km paid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from gigwallet.app.pay.pay_of_hours import pay_of_hours
from gigwallet.app.pay.rest_limits import RestLimit, limits_of, rest_limits
from gigwallet.app.records import keep_shift
from gigwallet.app.wallet import Wallet
from gigwallet.domain.intervals import total
from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import EngagementId
from gigwallet.domain.step import Step
from gigwallet.domain.trip import Trip, TripStatus
from gigwallet.reconciliation.hours import (
    Costs,
    DayTooLong,
    Overlap,
    Pay,
    Rate,
    Spans,
    Stretch,
    by_day,
    engaged_by,
    long_days,
    rates,
    stretches,
)

# What a caller needs to ask and to show; it does not know reconciliation.
__all__ = [
    "Costs",
    "DayTold",
    "DayTooLong",
    "HoursTold",
    "Overlap",
    "Pay",
    "Rate",
    "Stretch",
    "days_of",
    "tell_hours",
]


@dataclass(frozen=True, slots=True)
class DayTold:
    """``logged_in`` holds every engaged minute, and is None where no shift of that day is noted."""

    day: date
    engaged: timedelta
    logged_in: timedelta | None


@dataclass(frozen=True, slots=True)
class HoursTold:
    """``logged_in`` is None where no shift is noted: engaged time alone says nothing of waiting.
    ``typed`` are the hours that the person counted. ``engaged_by`` has the same orders under each
    way of counting those that overlap. ``long_stretches`` are those beyond what ``limits`` name,
    told from orders (``rest_of_orders``), and from shifts only where no order has times;
    ``pay`` is None where none is known in one currency. ``cautions`` say what the figures lack."""

    period: Period
    engaged: timedelta
    logged_in: timedelta | None
    typed: timedelta | None
    engaged_by: Mapping[Overlap, timedelta]
    days: tuple[DayTold, ...]
    metres: int
    pay: Pay | None
    costs: Money | None
    rates: tuple[Rate, ...]
    rest_of_orders: bool
    longest: Stretch | None
    long_stretches: tuple[Stretch, ...]
    long_days: tuple[DayTooLong, ...]
    limits: tuple[RestLimit, ...]
    cautions: tuple[Step, ...]


def tell_hours(
    wallet: Wallet,
    period: Period,
    engagement: EngagementId | None = None,
    costs: Costs | None = None,
    resources: Path | None = None,
) -> HoursTold:
    """Of one engagement, or of all together: nobody rests while riding for another platform.

    ``costs`` are in the currency of the pay; ``resources`` is where the numbers of law lie.
    """
    accounts = [each for each in wallet.vault.engagements.all() if engagement in (None, each.id)]
    zone = accounts[0].engagement.zone if accounts else "UTC"
    found = keep_shift.spans_of(wallet, period, engagement)
    known = rest_limits(resources, accounts, period.last) if resources is not None else ()
    limits = limits_of(known)
    # What is known of rest speaks of time on orders: waiting for one is no work there.
    worked = found.engaged or found.logged_in
    runs = stretches(worked, zone, limits)
    typed = _typed(wallet, period, engagement)
    logged_in = total(found.logged_in) if found.shifts_known else None
    days = tuple(days_of(found, zone))
    paid = pay_of_hours(wallet, period, engagement, frozenset(each.day for each in days))
    metres, unmeasured = _ridden(wallet, period, engagement)
    spent = costs.of(metres, paid.pay.work.currency) if costs and paid.pay else None
    cautions = (*_of_hours(found, days, typed), *paid.cautions)
    if unmeasured:
        cautions += (Step("hours_unmeasured", {"count": str(unmeasured)}),)
    return HoursTold(
        period=period,
        engaged=total(found.engaged),
        logged_in=logged_in,
        typed=typed,
        engaged_by={each: engaged_by(found, each) for each in Overlap},
        days=days,
        metres=metres,
        pay=paid.pay,
        costs=spent,
        rates=rates(paid.pay, total(found.engaged), logged_in or typed, metres, costs)
        if paid.pay
        else (),
        rest_of_orders=bool(found.engaged),
        longest=max(runs, key=lambda each: each.length, default=None),
        long_stretches=tuple(
            each for each in runs if limits.stretch is not None and each.length > limits.stretch
        ),
        long_days=long_days(worked, period, zone, limits),
        limits=known,
        cautions=cautions,
    )


def days_of(found: Spans, zone: str) -> Iterator[DayTold]:
    """The days on which anything was worked, in order."""
    engaged, logged_in, presence = (
        by_day(spans, zone) for spans in (found.engaged, found.logged_in, found.presence)
    )
    for day in sorted(logged_in):
        yield DayTold(
            day, engaged.get(day, timedelta()), logged_in[day] if day in presence else None
        )


def _of_hours(found: Spans, days: Sequence[DayTold], typed: timedelta | None) -> tuple[Step, ...]:
    said = []
    bare = sum(each.logged_in is None for each in days)
    if not found.shifts_known:
        said.append(Step("hours_no_shifts" if typed is None else "hours_typed_only"))
    elif bare:
        said.append(Step("hours_days_without_shift", {"count": str(bare)}))
    if found.untimed:
        said.append(Step("hours_untimed", {"count": str(found.untimed)}))
    if found.open_ended:
        said.append(Step("hours_open_ended", {"count": str(found.open_ended)}))
    return tuple(said)


def _typed(wallet: Wallet, period: Period, engagement: EngagementId | None) -> timedelta | None:
    inside = [
        each.fact.worked
        for each in wallet.vault.tallies.all(engagement, period)
        if each.fact.worked is not None and period.covers(each.fact.period)
    ]
    return sum(inside, timedelta()) if inside else None


def _ridden(wallet: Wallet, period: Period, engagement: EngagementId | None) -> tuple[int, int]:
    """Metres of the completed orders, the way to their pickup included, and how many of them have
    no known distance."""
    metres = unmeasured = 0
    for each in wallet.vault.trips.all(engagement, period):
        trip: Trip = each.fact
        if trip.status is not TripStatus.COMPLETED or trip.day is None or trip.day not in period:
            continue
        way = trip.trip_m if trip.trip_m is not None else trip.paid_m
        if way is None:
            unmeasured += 1
        else:
            metres += way + (trip.to_pickup_m or 0)
    return metres, unmeasured
