"""What an hour paid as time went by, and the days from which another pay rule held."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from gigwallet.app.floors.packs import numbers_for
from gigwallet.app.pay.pay_of_hours import currencies_of, pay_by_day, pay_of_statements, together
from gigwallet.app.pay.tell_hours import DayTold, days_of
from gigwallet.app.records import keep_shift, list_months
from gigwallet.app.wallet import Wallet
from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import EngagementId
from gigwallet.reconciliation.hours import Pay, rates
from gigwallet.rules import load_scheme

_DAYS_AT_MOST = 62  # beyond that a point is a month


@dataclass(frozen=True, slots=True)
class PaidStretch:
    """A day or a month. What is not known is None: ``logged_in`` where no shift is noted,
    ``pay`` where no line or statement tells it; ``on_orders`` and ``at_work`` are what an hour
    paid, of the days alone on which both pay and that time are known. Tips are included."""

    period: Period
    engaged: timedelta | None
    logged_in: timedelta | None
    pay: Money | None
    on_orders: Money | None
    at_work: Money | None


@dataclass(frozen=True, slots=True)
class RuleChange:
    """From ``day`` on the rule ``name`` holds, or another version of it."""

    day: date
    name: str


@dataclass(frozen=True, slots=True)
class PayOverTime:
    """``currency`` is empty where the pay is in several: then no stretch has a rate."""

    currency: str
    stretches: tuple[PaidStretch, ...]
    changes: tuple[RuleChange, ...]


def pay_over_time(
    wallet: Wallet, period: Period | None = None, engagement: EngagementId | None = None
) -> PayOverTime:
    """Day by day, or month by month over more than two months and where only statements tell the
    pay. ``period`` None: everything."""
    whole = period or _everything(wallet, engagement)
    currencies = currencies_of(wallet, engagement)
    currency = next(iter(currencies)) if len(currencies) == 1 else ""
    if whole is None:
        return PayOverTime(currency, (), ())
    found = keep_shift.spans_of(wallet, whole, engagement)
    zone = keep_shift.zone_of(wallet)
    days = {each.day: each for each in days_of(found, zone)}
    paid = pay_by_day(wallet, whole, engagement, currency) if currency else {}
    by_month = whole.days > _DAYS_AT_MOST or not paid
    stretches = []
    for each in whole.months if by_month else _days_with(whole, days, paid):
        alone = by_month and currency and not any(day in paid for day in each)
        said = pay_of_statements(wallet, each, engagement, currency) if alone else None
        stretches.append(_stretch(each, currency, days, paid, said))
    return PayOverTime(
        currency,
        tuple(each for each in stretches if each.engaged is not None or each.pay is not None),
        tuple(sorted(_changes(wallet, whole, engagement), key=lambda each: each.day)),
    )


def _everything(wallet: Wallet, engagement: EngagementId | None) -> Period | None:
    months = list_months.months(wallet, engagement)
    return Period(months[-1].first, months[0].last) if months else None


def _days_with(
    whole: Period, days: Mapping[date, DayTold], paid: Mapping[date, Pay]
) -> Iterator[Period]:
    """From the first to the last day that has anything; days off lie between them as they were."""
    known = [day for day in (*days, *paid) if day in whole]
    if known:
        yield from (Period.of_day(day) for day in Period(min(known), max(known)))


def _stretch(
    period: Period,
    currency: str,
    days: Mapping[date, DayTold],
    paid: Mapping[date, Pay],
    by_statement: Pay | None,
) -> PaidStretch:
    """``by_statement`` serves where no pay line tells the pay of any day."""
    inside = [days[day] for day in period if day in days]
    pays = {day: paid[day] for day in period if day in paid}
    engaged = _sum(each.engaged for each in inside) if inside else None
    noted = [each for each in inside if each.logged_in is not None]
    logged_in = _sum(each.logged_in or timedelta() for each in noted) if noted else None
    if not pays:
        whole = logged_in if len(noted) == len(inside) else None
        return PaidStretch(
            period,
            engaged,
            logged_in,
            _all(by_statement),
            _hour(by_statement, "engaged_hour", engaged),
            _hour(by_statement, "logged_in_hour", whole),
        )
    with_pay = [each for each in inside if each.day in pays]
    at_work = [each for each in noted if each.day in pays]
    return PaidStretch(
        period,
        engaged,
        logged_in,
        _all(together(pays.values(), currency)),
        _hour(
            _of(pays, with_pay, currency), "engaged_hour", _sum(each.engaged for each in with_pay)
        ),
        _hour(
            _of(pays, at_work, currency),
            "logged_in_hour",
            _sum(each.logged_in or timedelta() for each in at_work),
        ),
    )


def _of(pays: Mapping[date, Pay], days: Iterable[DayTold], currency: str) -> Pay | None:
    chosen = [pays[each.day] for each in days]
    return together(chosen, currency) if chosen else None


def _hour(pay: Pay | None, per: str, length: timedelta | None) -> Money | None:
    """What an hour of ``length`` paid, tips included; None where either is not known, or nothing
    was worked."""
    if pay is None or length is None:
        return None
    engaged, logged_in = (length, None) if per == "engaged_hour" else (timedelta(), length)
    known = {each.per: each.with_tips for each in rates(pay, engaged, logged_in, 0, None)}
    return known.get(per)


def _sum(lengths: Iterable[timedelta]) -> timedelta:
    return sum(lengths, timedelta())


def _all(pay: Pay | None) -> Money | None:
    return None if pay is None else pay.work + pay.tips


def _changes(
    wallet: Wallet, whole: Period, engagement: EngagementId | None
) -> Iterator[RuleChange]:
    """The first days of the versions of each rule, but for the one that all began with."""
    schemes = [
        each.scheme
        for each in wallet.vault.schemes.all()
        if engagement is None or each.scheme.engagement_id in (None, engagement)
    ]
    numbers = numbers_for(wallet.resources, (each.text for each in schemes))
    found = {
        RuleChange(version.first, each.name)
        for each in schemes
        for version in load_scheme(each.text, each.name, numbers).versions
    }
    begun = min((each.day for each in found), default=None)
    return (each for each in found if each.day != begun and each.day in whole)
