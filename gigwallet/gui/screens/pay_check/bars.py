"""Bars: expected beside paid, per day where orders are known, else per statement period."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from gigwallet.app.pay.tell_items import PayItem
from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.gui.screens.pay_check.items import came, short_period
from gigwallet.words import _, money, period


@dataclass(frozen=True, slots=True)
class Bar:
    """Two sums of one day or period."""

    period: Period
    expected: Money
    paid: Money

    @property
    def short(self) -> bool:
        return self.paid < self.expected

    @property
    def label(self) -> str:
        """Short enough to stand under a bar."""
        first = self.period.first
        if self.period.days == 1:
            return str(first.day)
        if self.period.is_month:
            return f"{first.year}-{first.month:02d}"
        return short_period(self.period)

    @property
    def words(self) -> str:
        """The bar in one sentence."""
        return _("{when}: expected {expected}, paid {paid}").format(
            when=period(self.period), expected=money(self.expected), paid=money(self.paid)
        )

    @property
    def heights(self) -> tuple[Decimal, Decimal]:
        return self.expected.amount, self.paid.amount


def bars(items: Iterable[PayItem], currency: str) -> tuple[Bar, ...]:
    """One bar per day that orders fall on, per month where they fall into several; without at
    least two such days, per longer period.

    Only lines that a pay rule or an offer reckons count, so that both bars are about the same
    work. Paid is what arrived where that is known, else what was stated.
    """
    judged = [item for item in items if item.reckoned and item.amount.currency == currency]
    daily = [item for item in judged if item.period.days == 1]
    longer = [item for item in judged if item.period.days > 1]
    chosen = daily if len({item.day for item in daily}) > 1 or not longer else longer
    monthly = chosen is daily and len({_month(item) for item in daily}) > 1
    zero = Money.zero(currency)
    sums: dict[Period, tuple[Money, Money]] = {}
    for item in chosen:
        span = _month(item) if monthly else item.period
        expected, paid = sums.get(span, (zero, zero))
        sums[span] = (
            expected + (item.expected or zero),
            paid + (came(item) or zero),
        )
    return tuple(Bar(span, *sums[span]) for span in sorted(sums))


def _month(item: PayItem) -> Period:
    return Period.of_month(item.day.year, item.day.month)
