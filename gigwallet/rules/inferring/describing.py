"""What a guess says, number by number, as steps that are worded at the edge."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gigwallet.domain.money import Money
from gigwallet.domain.step import Step
from gigwallet.rules.inferring.guess import KM, Band, Extra, Guess
from gigwallet.rules.inferring.receipts import day_of
from gigwallet.rules.inferring.writing import clock, price_text

_WEEKEND, _WEEKDAYS = (5, 6), (0, 1, 2, 3, 4)


def described(guess: Guess, currency: str) -> tuple[Step, ...]:
    return tuple(_steps(guess, currency))


def _steps(guess: Guess, currency: str) -> Iterator[Step]:
    yield Step("inferred_base", {"amount_money": f"{Money(guess.base, currency)} {currency}"})
    total = 0
    for place, band in enumerate(guess.bands):
        ends = guess.bands[place + 1].over if place + 1 < len(guess.bands) else None
        total += 0 if band.each else band.price
        yield _band(band, ends, total, currency)
    if guess.minute:
        yield Step("inferred_minute", {"price": price_text(guess.minute, currency)})
    for each in guess.extras:
        yield _extra(each, currency)
    if guess.taken:
        yield Step("inferred_taken", {"percent": str(guess.taken)})


def _band(band: Band, ends: int | None, total: int, currency: str) -> Step:
    """``total``: what the steps of a table up to this one come to."""
    facts = {
        "from_km": _km(band.over),
        "price": price_text(band.price if band.each else total, currency),
    }
    if ends is not None:
        facts["to_km"] = _km(ends)
    if band.started:
        facts["each_km"] = _km(band.each)
    code = "inferred_begun" if band.started else "inferred_km"
    code = code if band.each else "inferred_table_step"
    if code == "inferred_km" and not band.over and ends is None:
        return Step("inferred_each_km", {"price": facts["price"]})
    return Step(code if ends is None else f"{code}_to", facts)


def _extra(extra: Extra, currency: str) -> Step:
    facts: dict[str, str] = {}
    code = "inferred_extra" if extra.amount else "inferred_share"
    if extra.over_g is not None:
        each = f"{Money(extra.amount, currency)} {currency}"
        return Step("inferred_load", {"from_kg": _km(extra.over_g), "amount_money": each})
    if extra.amount:
        facts["amount_money"] = f"{Money(extra.amount, currency)} {currency}"
    else:
        facts["times"] = f"{Decimal(100 + extra.percent) / 100}"
    if extra.dates is not None:
        first, last = (day_of(each).isoformat() for each in extra.dates)
        return Step(f"{code}_dates", facts | {"the_period": f"{first}/{last}"})
    if extra.start != extra.end:
        facts |= {"start": clock(extra.start), "end": clock(extra.end)}
        code += "_window"
    if extra.days:
        known = {_WEEKEND: "_weekend", _WEEKDAYS: "_weekdays"}.get(extra.days)
        code += known or "_days"
        if known is None:
            facts["days"] = " ".join(str(each + 1) for each in extra.days)
    return Step(code, facts)


def _km(metres: int) -> str:
    return f"{(Decimal(metres) / KM).normalize():f}"
