"""The common shapes of a pay rule as the fields of a form, to and from the scheme's text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.money import Rounding
from gigwallet.rules.loading import NOTES, load_scheme
from gigwallet.rules.positions import has_comment, positions
from gigwallet.rules.prices import Bands, Flat, Share, Tiers, decimal
from gigwallet.rules.scheme import DeductionRule, Line


@dataclass(frozen=True, slots=True)
class FlatPrice:
    """The same price for each completed order."""

    price: Decimal


@dataclass(frozen=True, slots=True)
class TierPrice:
    """``steps`` are (up to and including this many orders, price); the last has no end (None).
    ``whole``: all orders get the price of the tier reached. ``over``: month, week or day."""

    whole: bool
    over: str
    steps: tuple[tuple[int | None, Decimal], ...]


@dataclass(frozen=True, slots=True)
class FormBand:
    """Up to and including ``to_km`` (None: no end). Either ``price`` is that of the whole order, or
    ``add`` comes on top per ``each_km`` of the band, a begun one counted whole if ``started``."""

    to_km: Decimal | None
    price: Decimal | None = None
    add: Decimal | None = None
    each_km: Decimal = Decimal(1)
    started: bool = False


@dataclass(frozen=True, slots=True)
class DistancePrice:
    bands: tuple[FormBand, ...]


@dataclass(frozen=True, slots=True)
class FormWindow:
    """From ``start`` up to, not including, ``end`` (``HH:MM``; may cross midnight): either
    ``amount`` on top per order, or the order's price ``multiply`` times."""

    label: str
    start: str
    end: str
    amount: Decimal | None = None
    multiply: Decimal | None = None


@dataclass(frozen=True, slots=True)
class FormDeduction:
    """``per``: order, day, month or event."""

    label: str
    per: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class SchemeForm:
    """Everything that the form asks. ``commission_percent`` is positive and is taken of all above.
    At most one of ``pay_day_of_next_month`` and ``pay_days_after`` is given."""

    name: str
    currency: str
    zone: str
    first_day: date
    price: FlatPrice | TierPrice | DistancePrice
    label: str = "orders"
    last_day: date | None = None
    rate_date: str = "completed"
    rounding: Rounding = Rounding.HALF_UP
    illustrative: bool = False
    windows: tuple[FormWindow, ...] = ()
    commission_percent: Decimal | None = None
    commission_label: str = "commission"
    deductions: tuple[FormDeduction, ...] = ()
    pay_day_of_next_month: int | None = None
    pay_days_after: int | None = None


def write_scheme(form: SchemeForm) -> str:
    """The text of the scheme; ``load_scheme`` accepts it or names the field that is wrong."""
    return "\n".join(_text(form)) + "\n"


def _text(form: SchemeForm) -> Iterator[str]:
    yield "format = 1"
    yield f"name = {_quoted(form.name)}"
    yield f"currency = {_quoted(form.currency)}"
    yield f"zone = {_quoted(form.zone)}"
    yield f"illustrative = {'true' if form.illustrative else 'false'}"
    yield f"rate_date = {_quoted(form.rate_date)}"
    yield f"rounding = {_quoted(form.rounding.value)}"
    if form.pay_day_of_next_month is not None or form.pay_days_after is not None:
        yield "\n[pay_day]"
    if form.pay_day_of_next_month is not None:
        yield f"day_of_next_month = {form.pay_day_of_next_month}"
    if form.pay_days_after is not None:
        yield f"days_after = {form.pay_days_after}"
    yield "\n[[version]]"
    yield f"from = {form.first_day.isoformat()}"
    if form.last_day is not None:
        yield f"to = {form.last_day.isoformat()}"
    yield from _price_text(form)
    for number, window in enumerate(form.windows, start=1):
        yield from _window_text(f"window_{number}", window)
    if form.commission_percent is not None:
        named = ["orders", *(f"window_{n}" for n in range(1, len(form.windows) + 1))]
        yield from _head("commission", form.commission_label, "commission")
        yield f"percent = {_number(-form.commission_percent)}"
        yield f"of = {json.dumps(named)}"
    for number, deduction in enumerate(form.deductions, start=1):
        yield "\n[[version.deduction]]"
        yield f'id = "deduction_{number}"'
        yield f"label = {_quoted(deduction.label)}"
        yield f"per = {_quoted(deduction.per)}"
        yield f"amount = {_number(deduction.amount)}"


def _head(name: str, label: str, category: str) -> Iterator[str]:
    yield "\n[[version.line]]"
    yield f'id = "{name}"'
    yield f"label = {_quoted(label)}"
    yield f'category = "{category}"'


def _price_text(form: SchemeForm) -> Iterator[str]:
    yield from _head("orders", form.label, "base")
    if isinstance(form.price, FlatPrice):
        yield f"price = {_number(form.price.price)}"
        return
    if isinstance(form.price, TierPrice):
        yield f'tiers = "{"whole" if form.price.whole else "marginal"}"'
        yield f"over = {_quoted(form.price.over)}"
        yield "steps = ["
        for to, price in form.price.steps:
            end = "" if to is None else f"to = {to}, "
            yield f"  {{ {end}price = {_number(price)} }},"
        yield "]"
        return
    yield 'quantity = "km"'
    yield "bands = ["
    for band in form.price.bands:
        yield f"  {{ {', '.join(_band_text(band))} }},"
    yield "]"


def _band_text(band: FormBand) -> Iterator[str]:
    if band.to_km is not None:
        yield f"to = {_number(band.to_km)}"
    if band.price is not None:
        yield f"price = {_number(band.price)}"
    if band.add is not None:
        yield f"add = {_number(band.add)}"
        yield f"each = {_number(band.each_km)}"
        yield f'count = "{"started" if band.started else "exact"}"'


def _window_text(name: str, window: FormWindow) -> Iterator[str]:
    yield from _head(name, window.label, "surge" if window.multiply is not None else "incentive")
    if window.amount is not None:
        yield f"price = {_number(window.amount)}"
    if window.multiply is not None:
        yield f"multiply = {_number(window.multiply)}"
        yield 'multiplies = ["orders"]'
    yield f"when = {{ between = {_quoted(f'{window.start}-{window.end}')} }}"


def _quoted(text: str) -> str:
    return json.dumps(text.replace("\x7f", ""), ensure_ascii=False)


def _number(value: Decimal) -> str:
    return f'"{value:f}"'


def read_form(text: str) -> SchemeForm | None:
    """The form that writes the same rule as ``text``; None where the text says more than the form
    can hold (it is then shown as text only). Comments and remarks count as more."""
    try:
        found = _form_of(text)
        same = found is not None and load_scheme(write_scheme(found)) == load_scheme(text)
    except GigWalletError:
        return None
    return found if same and not _remarked(text) else None


def _remarked(text: str) -> bool:
    """Words of the person that the form has no field for, and would lose."""
    keys = {path[-1] for path in positions(text)}
    return has_comment(text) or not keys.isdisjoint(NOTES)


def _form_of(text: str) -> SchemeForm | None:
    scheme = load_scheme(text)
    version = scheme.versions[0]
    lines = {line.id: line for line in version.lines}
    if len(scheme.versions) != 1 or "orders" not in lines:
        return None
    price = _form_price(lines["orders"])
    windows = [_form_window(line) for line in version.lines if line.id.startswith("window_")]
    commission = lines.get("commission")
    percent = None
    if commission is not None and isinstance(commission.price, Share):
        percent = decimal(-commission.price.share * 100)
    if price is None or None in windows:
        return None
    return SchemeForm(
        name=scheme.name,
        currency=scheme.currency,
        zone=scheme.zone,
        first_day=version.first,
        price=price,
        label=lines["orders"].label,
        last_day=version.last,
        rate_date=scheme.rate_date,
        rounding=scheme.rounding.how,
        illustrative=scheme.illustrative,
        windows=tuple(window for window in windows if window is not None),
        commission_percent=percent,
        commission_label=commission.label if commission is not None else "commission",
        deductions=tuple(_form_deduction(rule) for rule in version.deductions),
        pay_day_of_next_month=scheme.pay_day.day_of_next_month if scheme.pay_day else None,
        pay_days_after=scheme.pay_day.days_after if scheme.pay_day else None,
    )


def _form_price(line: Line) -> FlatPrice | TierPrice | DistancePrice | None:
    if isinstance(line.price, Flat):
        return FlatPrice(decimal(line.price.price))
    if isinstance(line.price, Tiers):
        steps = tuple((to, decimal(price)) for to, price in line.price.steps)
        return TierPrice(line.price.whole, line.price.over, steps)
    if not isinstance(line.price, Bands):
        return None
    return DistancePrice(
        tuple(
            FormBand(
                None if band.to is None else _km(band.to),
                None if band.price is None else decimal(band.price),
                None if band.add is None else decimal(band.add),
                _km(band.each),
                band.started,
            )
            for band in line.price.bands
        )
    )


def _km(metres: int) -> Decimal:
    return decimal(Fraction(metres, 1000))


def _form_window(line: Line) -> FormWindow | None:
    windows = line.condition.time.windows
    if len(windows) != 1:
        return None
    window = windows[0]
    start, end = (f"{minute // 60:02d}:{minute % 60:02d}" for minute in (window.start, window.end))
    if isinstance(line.price, Flat):
        return FormWindow(line.label, start, end, amount=decimal(line.price.price))
    if isinstance(line.price, Share):
        return FormWindow(line.label, start, end, multiply=decimal(line.price.share + 1))
    return None


def _form_deduction(rule: DeductionRule) -> FormDeduction:
    return FormDeduction(rule.label, rule.per, rule.most.amount)
