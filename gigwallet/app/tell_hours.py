"""Hours as they were worked: engaged beside logged in, rest, and what an hour and a km paid."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from gigwallet.app import keep_shift
from gigwallet.app.rest_limits import RestLimit, limits_of, rest_limits
from gigwallet.app.wallet import Wallet
from gigwallet.domain.engagement import KnownEngagement
from gigwallet.domain.intervals import total
from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import EngagementId
from gigwallet.domain.statement import Statement
from gigwallet.domain.step import Step
from gigwallet.domain.trip import Trip, TripStatus
from gigwallet.reconciliation.expectation import EARNINGS, TAKEN
from gigwallet.reconciliation.hours import (
    Costs,
    DayTooLong,
    Overlap,
    Pay,
    Rate,
    Spans,
    Stretch,
    engaged_by,
    long_days,
    rates,
    stretches,
)
from gigwallet.reconciliation.hours.spans import of_day

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
    "tell_hours",
]


@dataclass(frozen=True, slots=True)
class DayTold:
    """``logged_in`` holds every engaged minute, also where no shift is noted."""

    day: date
    engaged: timedelta
    logged_in: timedelta


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
    days = tuple(_days(found, period, zone))
    paid = _paid(wallet, period, engagement, accounts, frozenset(each.day for each in days))
    metres, unmeasured = _ridden(wallet, period, engagement)
    spent = costs.of(metres, paid.pay.work.currency) if costs and paid.pay else None
    cautions = (*_of_hours(found, typed), *paid.cautions)
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


def _days(found: Spans, period: Period, zone: str) -> Iterable[DayTold]:
    for day in period:
        logged_in = total(of_day(found.logged_in, day, zone))
        if logged_in:
            yield DayTold(day, total(of_day(found.engaged, day, zone)), logged_in)


def _of_hours(found: Spans, typed: timedelta | None) -> tuple[Step, ...]:
    said = []
    if not found.shifts_known:
        said.append(Step("hours_no_shifts" if typed is None else "hours_typed_only"))
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


@dataclass(frozen=True, slots=True)
class _Paid:
    pay: Pay | None
    cautions: tuple[Step, ...] = ()


def _paid(
    wallet: Wallet,
    period: Period,
    engagement: EngagementId | None,
    accounts: list[KnownEngagement],
    worked: frozenset[date],
) -> _Paid:
    """From pay lines of days that have hours, else from the statements of the period."""
    currencies = {each.engagement.currency for each in accounts}
    if len(currencies) > 1:
        return _Paid(None, (Step("hours_two_currencies"),))
    if not currencies:
        return _Paid(None)
    currency = currencies.pop()
    lines = [
        each.fact
        for each in wallet.vault.pay_lines.all(engagement, period)
        if not each.fact.is_subtotal and each.fact.amount.currency == currency
    ]
    by_day = _by_day(lines, period, currency)
    if not by_day:
        return _by_statements(
            [each.fact for each in wallet.vault.statements.all(engagement)], period, currency
        )
    within = [pay for day, pay in by_day.items() if day in worked]
    beyond = [pay for day, pay in by_day.items() if day not in worked]
    cautions: tuple[Step, ...] = ()
    if beyond:
        left = _sum((pay.work for pay in beyond), currency)
        facts = {"count": str(len(beyond)), "left_money": f"{left} {currency}"}
        cautions = (Step("hours_pay_without_hours", facts),)
    if not within:
        return _Paid(None, cautions)
    pay = Pay(
        _sum((each.work for each in within), currency),
        _sum((each.tips for each in within), currency),
    )
    return _Paid(pay, cautions)


def _by_day(lines: Iterable[PayLine], period: Period, currency: str) -> dict[date, Pay]:
    work: defaultdict[date, list[Money]] = defaultdict(list)
    tips: defaultdict[date, list[Money]] = defaultdict(list)
    for line in lines:
        at = line.occurred_at or line.recognised_at
        if at is None or at.day not in period:
            continue
        if line.category in EARNINGS | TAKEN:
            work[at.day].append(line.amount)
        elif line.category is PayCategory.TIP:
            tips[at.day].append(line.amount)
    return {
        day: Pay(_sum(work[day], currency), _sum(tips[day], currency))
        for day in sorted(work.keys() | tips.keys())
    }


def _by_statements(statements: Iterable[Statement], period: Period, currency: str) -> _Paid:
    inside = [
        amount
        for each in statements
        if period.covers(each.period) and each.currency == currency
        if (amount := each.gross or each.net) is not None
    ]
    if not inside:
        return _Paid(None)
    pay = Pay(_sum(inside, currency), Money.zero(currency))
    return _Paid(pay, (Step("hours_pay_of_statements"),))


def _sum(amounts: Iterable[Money], currency: str) -> Money:
    return sum(amounts, Money.zero(currency))
