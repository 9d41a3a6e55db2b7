"""What an hour paid, as a chart shows it: a point for each day or month, a mark for each rule."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

from gigwallet.app.pay.tell_pay_over_time import PaidStretch, PayOverTime
from gigwallet.domain.money import Money, Rounding
from gigwallet.domain.period import Period
from gigwallet.gui.screens.pay_check.items import short_period
from gigwallet.gui.widgets import LegendEntry, LineMark, LinePoint
from gigwallet.words import _, duration, money, number, period
from gigwallet.words import day as day_words


def lines() -> list[LegendEntry]:
    return [
        LegendEntry("accent", _("An hour on orders")),
        LegendEntry("chart_expected", _("An hour at work")),
    ]


def points(told: PayOverTime) -> list[LinePoint]:
    return [
        LinePoint(
            under(each.period), (_value(each.on_orders), _value(each.at_work)), _sentence(each)
        )
        for each in told.stretches
    ]


def marks(told: PayOverTime) -> list[LineMark]:
    """Each at the first point that lies on or after the day from which the rule holds."""
    found = []
    for change in told.changes:
        after = (
            place for place, each in enumerate(told.stretches) if each.period.last >= change.day
        )
        place = next(after, None)
        if place is not None:
            words = _("From {day} on another rule holds: {name}").format(
                day=day_words(change.day), name=change.name
            )
            found.append(LineMark(place, words))
    return found


def per_hour(currency: str) -> Callable[[Decimal], str]:
    """An amount on the axis, with its unit."""
    return lambda value: _("{amount}/h").format(amount=on_axis(value, currency))


def on_axis(value: Decimal, currency: str) -> str:
    """An amount without the coins where it has none."""
    whole = value.to_integral_value()
    if whole != value:
        return money(Money.rounded(value, currency, Rounding.HALF_UP))
    sign = money(Money.zero(currency)).split("0")[0]
    return f"{sign}{number(whole)}"


def under(span: Period) -> str:
    """Short enough to stand under a point."""
    first = span.first
    if span.days == 1:
        return str(first.day)
    whole = Period.of_month(first.year, first.month)
    return f"{first.year}-{first.month:02d}" if whole.covers(span) else short_period(span)


def or_unknown(amount: Money | None) -> str:
    return _("not known") if amount is None else money(amount)


def length_or_unknown(length: timedelta | None) -> str:
    return _("not known") if length is None else duration(length)


def when(span: Period) -> str:
    """As narrow as a column wants it: 08-01, or 2025-08."""
    return f"{span.first:%m-%d}" if span.days == 1 else under(span)


def _value(amount: Money | None) -> Decimal | None:
    return None if amount is None else amount.amount


def _sentence(each: PaidStretch) -> str:
    return _(
        "{when}: {engaged} on orders, {logged_in} at work, paid {pay}; "
        "an hour on orders {on_orders}, an hour at work {at_work}"
    ).format(
        when=period(each.period),
        engaged=length_or_unknown(each.engaged),
        logged_in=length_or_unknown(each.logged_in),
        pay=or_unknown(each.pay),
        on_orders=or_unknown(each.on_orders),
        at_work=or_unknown(each.at_work),
    )
