"""A guess in the scheme language: a draft that a person reads, corrects and confirms."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gigwallet.domain.money import exponent
from gigwallet.rules.inferring.guess import FINE, KM, Band, Extra, Guess
from gigwallet.rules.inferring.receipts import day_of
from gigwallet.rules.spelt import line_head, quoted

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# Words of the lines, where the caller gives no others.
LABELS = {
    "orders": "orders",
    "distance": "distance",
    "time": "time",
    "window": "window",
    "commission": "commission",
}


@dataclass(frozen=True, slots=True)
class Head:
    """``labels`` are the words of the draft's lines: ``orders``, ``distance``, ``time``,
    ``window``, ``commission``."""

    name: str
    currency: str
    zone: str
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Span:
    """From when on a guess is a version of the draft; ``last`` None: still in force."""

    first: date
    last: date | None
    guess: Guess


def draft(head: Head, spans: Sequence[Span]) -> str:
    """The text of the scheme. It is illustrative: only the person can say that it is the rule."""
    return "\n".join(_text(head, spans)) + "\n"


def _text(head: Head, spans: Sequence[Span]) -> Iterator[str]:
    latest = spans[-1].guess
    yield "format = 1"
    yield f"name = {quoted(head.name)}"
    yield f"currency = {quoted(head.currency)}"
    yield f"zone = {quoted(head.zone)}"
    yield "illustrative = true"
    yield f"rate_date = {quoted(latest.clock)}"
    yield f"rounding = {quoted(latest.rounding.value)}"
    if latest.step != 1:
        yield f"round_to = {_amount(latest.step * FINE, head.currency)}"
    for span in spans:
        yield "\n[[version]]"
        yield f"from = {span.first.isoformat()}"
        if span.last is not None:
            yield f"to = {span.last.isoformat()}"
        yield from _lines(head, span.guess, latest.clock)


def _lines(head: Head, guess: Guess, rate_date: str) -> Iterator[str]:
    """``orders`` and ``window_n`` are the names by which the window's form knows them again."""
    named = ["orders"]
    first_band = guess.bands[0] if guess.bands else None
    together = first_band is not None and first_band.over > 0
    yield from line_head("orders", head.labels["orders"], "base")
    if together:
        yield from _bands(guess.bands, guess.base, head.currency)
    else:
        yield f"price = {_amount(guess.base * FINE, head.currency)}"
    if guess.bands and not together:
        named.append("distance")
        yield from line_head("distance", head.labels["distance"], "distance")
        yield from _bands(guess.bands, None, head.currency)
    if guess.minute:
        named.append("time")
        yield from line_head("time", head.labels["time"], "time")
        yield 'quantity = "minute"'
        yield f"price = {_amount(guess.minute, head.currency)}"
    for number, extra in enumerate(guess.extras, start=1):
        category = "surge" if extra.percent else "incentive"
        yield from line_head(f"window_{number}", head.labels["window"], category)
        if extra.percent:
            yield f'multiply = "{Decimal(100 + extra.percent) / 100}"'
            yield f"multiplies = {json.dumps(named)}"
        elif extra.over_g is not None:
            yield from _load(extra.over_g, extra.amount, head.currency)
        else:
            yield f"price = {_amount(extra.amount * FINE, head.currency)}"
        if guess.clock != rate_date:
            yield f"at = {quoted(guess.clock)}"
        when = ", ".join(_when(extra))
        if when:
            yield f"when = {{ {when} }}"
    if guess.taken:
        # As the form of the window names it.
        all_named = [*named, *(f"window_{n}" for n in range(1, len(guess.extras) + 1))]
        yield from line_head("commission", head.labels["commission"], "commission")
        yield f'percent = "-{guess.taken}"'
        yield f"of = {json.dumps(all_named)}"


def _bands(bands: Sequence[Band], base: int | None, currency: str) -> Iterator[str]:
    """With ``base``: the first band is its price."""
    yield 'quantity = "km"'
    if len(bands) == 1 and base is None and bands[0].each:
        yield from _way(bands[0], currency, "price")
        return
    yield "bands = ["
    price = (base or 0) * FINE
    if base is not None:
        yield f"  {{ to = {_km(bands[0].over)}, price = {_amount(price, currency)} }},"
    for place, band in enumerate(bands):
        ends = f"to = {_km(bands[place + 1].over)}, " if place + 1 < len(bands) else ""
        if band.each:
            yield f"  {{ {ends}{', '.join(_way(band, currency, 'add'))} }},"
        else:
            price += band.price
            yield f"  {{ {ends}price = {_amount(price, currency)} }},"
    yield "]"


def _load(over_g: int, amount: int, currency: str) -> Iterator[str]:
    yield 'quantity = "kg"'
    free = f'{{ to = {_km(over_g)}, price = "0" }}, ' if over_g else ""
    each = f'{{ add = {_amount(amount * FINE, currency)}, each = "1", count = "started" }}'
    yield f"bands = [{free}{each}]"


def _way(band: Band, currency: str, key: str) -> Iterator[str]:
    yield f"{key} = {_amount(band.price, currency)}"
    yield f"each = {_km(band.each)}"
    yield f'count = "{"started" if band.started else "exact"}"'


def _when(extra: Extra) -> Iterator[str]:
    if extra.start != extra.end:
        yield f'between = "{clock(extra.start)}-{clock(extra.end)}"'
    if extra.days:
        yield f"days = {json.dumps([_WEEKDAYS[each] for each in extra.days])}"
    if extra.dates is not None:
        first, last = (day_of(each).isoformat() for each in extra.dates)
        yield f'dates = ["{first}/{last}"]'


def clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"


def price_text(price: int, currency: str) -> str:
    """``price`` in hundredths of a minor unit, as a plain number of major units."""
    digits = exponent(currency)
    exact = (Decimal(price) / FINE).scaleb(-digits)
    least = exact.quantize(Decimal(1).scaleb(-digits))
    return f"{least:f}" if least == exact else f"{exact.normalize():f}"


def _amount(price: int, currency: str) -> str:
    return f'"{price_text(price, currency)}"'


def _km(metres: int) -> str:
    return f'"{(Decimal(metres) / KM).normalize():f}"'
