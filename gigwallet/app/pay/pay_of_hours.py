"""The pay that hours are held against: by day where pay lines tell it, else by statement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gigwallet.app.wallet import Wallet
from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import EngagementId
from gigwallet.domain.statement import Statement
from gigwallet.domain.step import Step
from gigwallet.reconciliation.dues import EARNINGS, TAKEN
from gigwallet.reconciliation.hours import Pay


@dataclass(frozen=True, slots=True)
class Paid:
    """``pay`` is None where none is known in one currency."""

    pay: Pay | None
    cautions: tuple[Step, ...] = ()


def pay_of_hours(
    wallet: Wallet, period: Period, engagement: EngagementId | None, worked: frozenset[date]
) -> Paid:
    """From pay lines of days that have hours (``worked``), else from the statements of the
    period."""
    currencies = currencies_of(wallet, engagement)
    if len(currencies) > 1:
        return Paid(None, (Step("hours_two_currencies"),))
    if not currencies:
        return Paid(None)
    (currency,) = currencies
    by_day = pay_by_day(wallet, period, engagement, currency)
    if not by_day:
        pay = pay_of_statements(wallet, period, engagement, currency)
        return Paid(pay, (Step("hours_pay_of_statements"),) if pay is not None else ())
    within = [pay for day, pay in by_day.items() if day in worked]
    beyond = [pay for day, pay in by_day.items() if day not in worked]
    cautions: tuple[Step, ...] = ()
    if beyond:
        left = _sum((pay.work for pay in beyond), currency)
        facts = {"count": str(len(beyond)), "left_money": f"{left} {currency}"}
        cautions = (Step("hours_pay_without_hours", facts),)
    return Paid(together(within, currency) if within else None, cautions)


def currencies_of(wallet: Wallet, engagement: EngagementId | None) -> frozenset[str]:
    return frozenset(
        each.engagement.currency
        for each in wallet.vault.engagements.all()
        if engagement in (None, each.id)
    )


def pay_by_day(
    wallet: Wallet, period: Period, engagement: EngagementId | None, currency: str
) -> dict[date, Pay]:
    """Of the pay lines; fees of the platform are taken off, tips stand apart."""
    work: defaultdict[date, list[Money]] = defaultdict(list)
    tips: defaultdict[date, list[Money]] = defaultdict(list)
    for line in _lines(wallet, period, engagement, currency):
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


def pay_of_statements(
    wallet: Wallet, period: Period, engagement: EngagementId | None, currency: str
) -> Pay | None:
    """Of statements whose days all lie in ``period``; None where there are none."""
    statements: Iterable[Statement] = (
        each.fact for each in wallet.vault.statements.all(engagement, period)
    )
    inside = [
        amount
        for each in statements
        if period.covers(each.period) and each.currency == currency
        if (amount := each.gross or each.net) is not None
    ]
    return Pay(_sum(inside, currency), Money.zero(currency)) if inside else None


def together(found: Iterable[Pay], currency: str) -> Pay:
    every = list(found)
    return Pay(
        _sum((each.work for each in every), currency), _sum((each.tips for each in every), currency)
    )


def _lines(
    wallet: Wallet, period: Period, engagement: EngagementId | None, currency: str
) -> Iterable[PayLine]:
    for each in wallet.vault.pay_lines.all(engagement, period):
        if not each.fact.is_subtotal and each.fact.amount.currency == currency:
            yield each.fact


def _sum(amounts: Iterable[Money], currency: str) -> Money:
    return sum(amounts, Money.zero(currency))
