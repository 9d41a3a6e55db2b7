"""The common shapes of a pay rule as the fields of a form, to and from the scheme's text."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import count, repeat
from typing import Any

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.money import Rounding
from gigwallet.rules.loading import NOTES, load_scheme
from gigwallet.rules.pay_scheme import PayScheme
from gigwallet.rules.positions import has_comment, positions
from gigwallet.rules.prices import Bands, Flat, Share, Tiers, decimal
from gigwallet.rules.scheme import DeductionRule, Line, Version
from gigwallet.rules.spelt import figure, line_head, quoted
from gigwallet.rules.starting import DISTANCE, StartPrice, in_km, start_of, start_text


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
    """Bands of one line. Two of them that are a starting price are read back as a ``StartPrice``,
    which is written the same."""

    bands: tuple[FormBand, ...]


FormPrice = FlatPrice | TierPrice | DistancePrice | StartPrice


@dataclass(frozen=True, slots=True)
class FormWindow:
    """From ``start`` up to, not including, ``end`` (``HH:MM``; may cross midnight): either
    ``amount`` on top per order, or the order's price ``multiply`` times."""

    label: str
    start: str
    end: str
    amount: Decimal | None = None
    multiply: Decimal | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class FormDeduction:
    """``per``: order, day, month or event."""

    label: str
    per: str
    amount: Decimal
    id: str = ""


@dataclass(frozen=True, slots=True)
class SchemeForm:
    """Everything that the form asks of one version. ``commission_percent`` is positive and is taken
    of all above. At most one of ``pay_day_of_next_month`` and ``pay_days_after`` is given. With
    ``city`` or ``level`` it is for such orders only. What a text calls its lines inside (``id``) is
    nothing that a person is asked, but a text must be found again as it was."""

    name: str
    currency: str
    zone: str
    first_day: date
    price: FormPrice
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
    city: str = ""
    level: str = ""
    id: str = "orders"


def write_scheme(*versions: SchemeForm) -> str:
    """The text of the scheme; ``load_scheme`` accepts it or names the field that is wrong. The
    head is that of the first version."""
    lines = list(_head_text(versions[0]))
    for form in versions:
        lines += _version_text(form)
    return "\n".join(lines) + "\n"


def _head_text(form: SchemeForm) -> Iterator[str]:
    yield "format = 1"
    yield f"name = {quoted(form.name)}"
    yield f"currency = {quoted(form.currency)}"
    yield f"zone = {quoted(form.zone)}"
    yield f"illustrative = {'true' if form.illustrative else 'false'}"
    yield f"rate_date = {quoted(form.rate_date)}"
    yield f"rounding = {quoted(form.rounding.value)}"
    if form.pay_day_of_next_month is not None or form.pay_days_after is not None:
        yield "\n[pay_day]"
    if form.pay_day_of_next_month is not None:
        yield f"day_of_next_month = {form.pay_day_of_next_month}"
    if form.pay_days_after is not None:
        yield f"days_after = {form.pay_days_after}"


def _version_text(form: SchemeForm) -> Iterator[str]:
    yield "\n[[version]]"
    yield f"from = {form.first_day.isoformat()}"
    if form.last_day is not None:
        yield f"to = {form.last_day.isoformat()}"
    words = {"city": form.city, "level": form.level}
    said = ", ".join(f"{name} = [{quoted(word)}]" for name, word in words.items() if word)
    if said:
        yield f"is = {{ {said} }}"
    yield from _price_text(form)
    named = [form.id]
    if isinstance(form.price, StartPrice) and form.price.is_two_lines:
        named.append(DISTANCE)
    ways = json.dumps(named)
    for number, window in enumerate(form.windows, start=1):
        named.append(window.id or f"window_{number}")
        yield from _window_text(named[-1], window, ways)
    if form.commission_percent is not None:
        yield from line_head("commission", form.commission_label, "commission")
        yield f"percent = {figure(-form.commission_percent)}"
        yield f"of = {json.dumps(named)}"
    for number, deduction in enumerate(form.deductions, start=1):
        yield "\n[[version.deduction]]"
        yield f'id = "{deduction.id or f"deduction_{number}"}"'
        yield f"label = {quoted(deduction.label)}"
        yield f"per = {quoted(deduction.per)}"
        yield f"amount = {figure(deduction.amount)}"


def _price_text(form: SchemeForm) -> Iterator[str]:
    if isinstance(form.price, StartPrice):
        yield from start_text(form.id, form.label, form.price)
        return
    yield from line_head(form.id, form.label, "base")
    if isinstance(form.price, FlatPrice):
        yield f"price = {figure(form.price.price)}"
        return
    if isinstance(form.price, TierPrice):
        yield f'tiers = "{"whole" if form.price.whole else "marginal"}"'
        yield f"over = {quoted(form.price.over)}"
        yield "steps = ["
        for to, price in form.price.steps:
            end = "" if to is None else f"to = {to}, "
            yield f"  {{ {end}price = {figure(price)} }},"
        yield "]"
        return
    yield 'quantity = "km"'
    yield "bands = ["
    for band in form.price.bands:
        yield f"  {{ {', '.join(_band_text(band))} }},"
    yield "]"


def _band_text(band: FormBand) -> Iterator[str]:
    if band.to_km is not None:
        yield f"to = {figure(band.to_km)}"
    if band.price is not None:
        yield f"price = {figure(band.price)}"
    if band.add is not None:
        yield f"add = {figure(band.add)}"
        yield f"each = {figure(band.each_km)}"
        yield f'count = "{"started" if band.started else "exact"}"'


def _window_text(name: str, window: FormWindow, ways: str) -> Iterator[str]:
    yield from line_head(
        name, window.label, "surge" if window.multiply is not None else "incentive"
    )
    if window.amount is not None:
        yield f"price = {figure(window.amount)}"
    if window.multiply is not None:
        yield f"multiply = {figure(window.multiply)}"
        yield f"multiplies = {ways}"
    yield f"when = {{ between = {quoted(f'{window.start}-{window.end}')} }}"


def read_form(text: str) -> SchemeForm | None:
    """The form that writes the same rule as ``text``, where it has one version; see
    ``read_forms``."""
    found = read_forms(text)
    return found[0] if len(found) == 1 else None


def read_forms(text: str, *, remarks: bool = True) -> tuple[SchemeForm, ...]:
    """The forms, one for each version, that write the same rule as ``text``; none where the text
    says more than forms can hold (it is then shown as text only). Comments and remarks count as
    more; without ``remarks`` they are let go."""
    try:
        scheme = load_scheme(text)
        tables = tomllib.loads(text.removeprefix("\N{BYTE ORDER MARK}"))["version"]
        found = tuple(map(_form_of, repeat(scheme), scheme.versions, tables))
        forms = tuple(each for each in found if each is not None)
        same = len(forms) == len(found) > 0 and load_scheme(write_scheme(*forms)) == scheme
    except GigWalletError:
        return ()
    return forms if same and not (remarks and _remarked(text)) else ()


def _remarked(text: str) -> bool:
    """Words of the person that the form has no field for, and would lose."""
    keys = {path[-1] for path in positions(text)}
    return has_comment(text) or not keys.isdisjoint(NOTES - {"city", "level"}) or _noted(text)


def _noted(text: str) -> bool:
    """A city or level that only says where a rule comes from; one in ``is`` has its field."""
    return any(path in (("city",), ("level",)) for path in positions(text))


def _form_of(
    scheme: PayScheme,
    version: Version,
    table: Mapping[str, Any],  # Any: TOML
) -> SchemeForm | None:
    """``table`` holds the same version as it is spelt."""
    if not version.lines:
        return None
    first, *others = version.lines
    start = start_of(first, others)
    price = start or _form_price(first)
    if start is not None and start.is_two_lines:
        others = [each for each in others if each.id != DISTANCE]
    commission = next((each for each in others if each.id == "commission"), None)
    on_top = [each for each in others if each is not commission]
    windows = [_form_window(each, number) for number, each in enumerate(on_top, start=1)]
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
        label=first.label,
        last_day=version.last,
        rate_date=scheme.rate_date,
        rounding=scheme.rounding.how,
        illustrative=scheme.illustrative,
        windows=tuple(window for window in windows if window is not None),
        commission_percent=percent,
        commission_label=commission.label if commission is not None else "commission",
        deductions=tuple(map(_form_deduction, version.deductions, count(1))),
        pay_day_of_next_month=scheme.pay_day.day_of_next_month if scheme.pay_day else None,
        pay_days_after=scheme.pay_day.days_after if scheme.pay_day else None,
        city=_word(table, "city"),
        level=_word(table, "level"),
        id=first.id,
    )


def _word(table: Mapping[str, Any], name: str) -> str:  # Any: TOML
    """The one word; a rule that names several says more than a form."""
    said = table.get("is", {}).get(name, ())
    return str(said[0]) if len(said) == 1 else ""


def _form_price(line: Line) -> FormPrice | None:
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
                None if band.to is None else in_km(band.to),
                None if band.price is None else decimal(band.price),
                None if band.add is None else decimal(band.add),
                in_km(band.each),
                band.started,
            )
            for band in line.price.bands
        )
    )


def _form_window(line: Line, number: int) -> FormWindow | None:
    windows = line.condition.time.windows
    if len(windows) != 1:
        return None
    window = windows[0]
    start, end = (f"{minute // 60:02d}:{minute % 60:02d}" for minute in (window.start, window.end))
    name = "" if line.id == f"window_{number}" else line.id
    if isinstance(line.price, Flat):
        amount = decimal(line.price.price)
        return FormWindow(line.label, start, end, amount=amount, id=name)
    if isinstance(line.price, Share):
        times = decimal(line.price.share + 1)
        return FormWindow(line.label, start, end, multiply=times, id=name)
    return None


def _form_deduction(rule: DeductionRule, number: int) -> FormDeduction:
    name = "" if rule.id == f"deduction_{number}" else rule.id
    return FormDeduction(rule.label, rule.per, rule.most.amount, name)
