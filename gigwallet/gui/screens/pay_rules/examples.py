"""Examples: what the rule of the form would pay, worked out by the app while it is being typed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from gigwallet.app.rules import keep_scheme
from gigwallet.app.rules.keep_scheme import (
    DistancePrice,
    Expected,
    FormPrice,
    SchemeForm,
    StartPrice,
    TierPrice,
)
from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.domain.step import TraceLine
from gigwallet.domain.tally import Tally
from gigwallet.words import _, distance, money, number

_ONE_METRE = 1


@dataclass(frozen=True, slots=True)
class Asked:
    """The order and the month that the person tries the rule on."""

    metres: int = 4700
    hour: int = 12
    minute: int = 10
    orders: int = 922


@dataclass(frozen=True, slots=True)
class Cliff:
    """Where one order more, or one metre more, changes the pay at a stroke."""

    orders: int | None
    metres: int | None
    below: Money
    above: Money


@dataclass(frozen=True, slots=True)
class Examples:
    asked: Asked
    order: Expected
    month: Expected
    cliffs: tuple[Cliff, ...]
    by_count: bool = False  # the price of an order depends on how many came before it
    illustrative: bool = False


def work_out(rule: SchemeForm | str, asked: Asked, resources: Path | None = None) -> Examples:
    """``rule`` is a form or a text. Refusals: ``scheme_*`` while it does not make a rule."""
    form = rule if isinstance(rule, SchemeForm) else keep_scheme.read_form(rule)
    if form is not None:
        # The order that is tried is one that the rule is for.
        form = rule = replace(form, city="", level="")
    holds = keep_scheme.holds(rule, resources)
    first = holds.first_day
    month = Period.of_month(first.year, first.month)
    if first != month.first and (holds.last_day is None or holds.last_day > month.last):
        month = _month_after(month)
    at = _moment(max(first, month.first), asked.hour, asked.minute, holds.zone)
    order = keep_scheme.preview_orders(rule, [(asked.metres, at)], resources)[0]
    by_count = form is not None and isinstance(form.price, TierPrice)
    cliffs = _cliffs(form, month, at) if form is not None else ()
    pay = _month_pay(rule, month, asked.orders, resources)
    return Examples(asked, order, pay, cliffs, by_count, holds.illustrative)


def order_sentence(found: Examples) -> str:
    asked = found.asked
    at = f"{asked.hour:02d}:{asked.minute:02d}"
    words = (
        _("The first order, of {distance} at {time}, pays {amount}.")
        if found.by_count
        else _("An order of {distance} at {time} pays {amount}.")
    )
    return words.format(distance=distance(asked.metres), time=at, amount=amount_words(found.order))


def month_sentence(found: Examples) -> str:
    if _says_nothing(found.month):
        words = _("What {n} orders in a month pay depends on {unknown}.")
        return words.format(n=number(found.asked.orders), unknown=_unknown(found.month))
    return _("{n} orders in a month pay {amount}.").format(
        n=number(found.asked.orders), amount=amount_words(found.month)
    )


def reasons(expected: Expected) -> list[str]:
    """The arithmetic line by line, and what a range depends on."""
    if _says_nothing(expected):
        return []
    said = [trace_words(line) for line in expected.trace]
    if expected.low != expected.high:
        said.append(_("It depends on {unknown}.").format(unknown=_unknown(expected)))
    return said


def cliff_sentence(cliff: Cliff) -> str:
    if cliff.orders is not None:
        words = _("{n} orders pay {below}, one order more pays {above}: {jump} at a stroke.")
        return words.format(
            n=number(cliff.orders),
            below=money(cliff.below),
            above=money(cliff.above),
            jump=money(cliff.above - cliff.below),
        )
    return _("{distance} pays {below}, one metre more pays {above}.").format(
        distance=distance(cliff.metres or 0), below=money(cliff.below), above=money(cliff.above)
    )


def amount_words(expected: Expected) -> str:
    if expected.low == expected.high:
        return money(expected.low)
    return _("{low} to {high}").format(low=money(expected.low), high=money(expected.high))


def trace_words(line: TraceLine) -> str:
    """``orders: 300 x 5 = 1,500.00``"""
    if line.quantity is None or line.price is None:
        return f"{line.label or line.rule}: {money(line.amount)}"
    return (
        f"{line.label or line.rule}: {number(line.quantity)} \N{MULTIPLICATION SIGN} "
        f"{number(line.price)} = {money(line.amount)}"
    )


def _says_nothing(expected: Expected) -> bool:
    """A range so wide that its ends tell nobody anything."""
    return expected.high.minor > 2 * max(0, expected.low.minor) and expected.low != expected.high


def _unknown(expected: Expected) -> str:
    words = {
        "rank": _("how many orders came before it"),
        "distance": _("the distance"),
        "time": _("the time"),
        "duration": _("the duration"),
        "waiting": _("the waiting time"),
        "product": _("the kind of order"),
        "version": _("which of the dated prices held"),
    }
    return ", ".join(words.get(each, each) for each in expected.unknown)


def _month_pay(
    rule: SchemeForm | str, month: Period, orders: int, resources: Path | None = None
) -> Expected:
    return keep_scheme.preview_tally(rule, Tally("", month, orders=orders), resources)


def _cliffs(form: SchemeForm, month: Period, at: datetime) -> tuple[Cliff, ...]:
    """Whole tiers jump at each step; distances may jump where another price begins."""
    found = []
    if isinstance(form.price, TierPrice) and form.price.whole and form.price.over == "month":
        for to, _price in form.price.steps:
            if to is not None:
                below, above = (_month_pay(form, month, n).low for n in (to, to + 1))
                found.append(Cliff(to, None, below, above))
    for metres in _edges(form.price):
        each = [(metres, at), (metres + _ONE_METRE, at)]
        below, above = (pays.low for pays in keep_scheme.preview_orders(form, each))
        found.append(Cliff(None, metres, below, above))
    return tuple(cliff for cliff in found if _jumps(cliff))


def _edges(price: FormPrice) -> list[int]:
    """The metres at which another price begins."""
    ends: list[Decimal | None] = []
    if isinstance(price, DistancePrice):
        ends = [band.to_km for band in price.bands]
    if isinstance(price, StartPrice):
        ends = [price.km]
    return [int(end * 1000) for end in ends if end]


def _jumps(cliff: Cliff) -> bool:
    """More than what one further order is worth anyway, or any change for one metre."""
    if cliff.orders is None:
        return cliff.above != cliff.below
    usual = cliff.above.minor // (cliff.orders + 1)
    return abs(cliff.above.minor - cliff.below.minor) > 2 * usual


def _month_after(month: Period) -> Period:
    following = month.last + timedelta(days=1)
    return Period.of_month(following.year, following.month)


def _moment(day: date, hour: int, minute: int, zone: str) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(zone))
