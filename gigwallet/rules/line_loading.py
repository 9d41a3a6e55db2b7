"""A line of a scheme: its price, and when it counts."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from fractions import Fraction

from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.period import Period
from gigwallet.domain.trip import TripStatus
from gigwallet.rules.conditions import Condition, Window
from gigwallet.rules.prices import BASE, Band, Bands, Flat, Ladder, Tiers
from gigwallet.rules.scheme import Line, Share
from gigwallet.rules.table import Table

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WINDOW = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])-(24:00|(?:[01][0-9]|2[0-3]):[0-5][0-9])")


def read_line(table: Table, rate_date: str, above: list[Line]) -> Line:
    name = table.identifier()
    if name in {line.id for line in above}:
        table.refuse("scheme_id_twice", "id", value=name)
    quantity = table.choice("quantity", tuple(BASE), "order")
    line = Line(
        id=name,
        label=table.text("label", name),
        category=PayCategory(table.choice("category", [each.value for each in PayCategory])),
        condition=_condition(table, rate_date),
        quantity=quantity,
        price=_price(table, quantity, above),
        best_of=table.text("best_of", ""),
    )
    closed = {ref for other in above for ref in _refs(other)}
    mates = {other.id for other in above if line.best_of and other.best_of == line.best_of}
    if mates & closed:
        table.refuse("scheme_group_closed", "best_of", value=line.best_of)
    table.finish()
    return line


def read_bonus(table: Table, rate_date: str, above: list[Line]) -> Line:
    """A bonus for reaching numbers of orders in a day, week or month."""
    name = table.identifier()
    if name in {line.id for line in above}:
        table.refuse("scheme_id_twice", "id", value=name)
    each = table.choice("pays", ("highest", "each")) == "each"
    over = table.choice("over", ("month", "week", "day"))
    steps: list[tuple[int, Fraction]] = []
    for step in table.tables("steps"):
        at = step.whole("at")
        if at is None:
            step.refuse("scheme_missing_key", missing="at")
        if at <= (steps[-1][0] if steps else 0):
            step.refuse("scheme_steps_rise", "at")
        steps.append((at, step.needed_number("amount")))
        step.finish()
    if not steps:
        table.refuse("scheme_missing_key", missing="steps")
    bonus = Line(
        id=name,
        label=table.text("label", name),
        category=PayCategory(table.choice("category", [each.value for each in PayCategory])),
        condition=_condition(table, rate_date),
        quantity="order",
        price=Ladder(each, over, tuple(steps)),
    )
    table.finish()
    return bonus


def _refs(line: Line) -> tuple[str, ...]:
    return line.price.of if isinstance(line.price, Share) else ()


def _price(table: Table, quantity: str, above: list[Line]) -> Flat | Bands | Tiers | Share:
    ways = ("price", "steps", "bands", "percent", "multiply")
    given = [key for key in ways if table.has(key)]
    if len(given) != 1:
        table.misspelt(ways)
        table.refuse("scheme_one_of", given[1] if given else "", keys=", ".join(ways))
    if given == ["price"]:
        each, started = _measure(table, quantity)
        return Flat(quantity, table.needed_number("price"), each, started)
    if given == ["bands"]:
        return _bands(table, quantity)
    if given == ["steps"]:
        return _tiers(table, quantity)
    if given == ["percent"]:
        return Share(table.needed_number("percent") / 100, _named(table, "of", above))
    return Share(table.needed_number("multiply") - 1, _named(table, "multiplies", above))


def _measure(table: Table, unit: str) -> tuple[int, bool]:
    """``each`` (default: one unit) in base units, and whether a started one counts as a whole."""
    each = table.in_base("each", BASE[unit])
    if each == 0:
        table.refuse("scheme_too_fine", "each")
    started = table.choice("count", ("exact", "started"), "exact") == "started"
    return each or BASE[unit], started


def _named(table: Table, key: str, above: list[Line]) -> tuple[str, ...]:
    names = table.texts(key)
    if not names:
        table.refuse("scheme_missing_key", missing=key)
    known = {line.id for line in above}
    for index, each in enumerate(names):
        if each not in known:
            table.refuse("scheme_line_not_above", key, index, value=each)
    return names


def _bands(table: Table, unit: str) -> Bands:
    found: list[Band] = []
    for each in table.tables("bands"):
        price, add = each.number("price"), each.number("add")
        if (price is None) == (add is None):
            each.refuse("scheme_one_of", keys="price, add")
        to = each.in_base("to", BASE[unit])
        lower = found[-1].to if found else 0
        if lower is None or (to is not None and to <= lower):
            each.refuse("scheme_steps_rise", "to" if to is not None else "")
        found.append(Band(to, price, add, *_measure(each, unit)))
        each.finish()
    if not found or found[-1].to is not None:
        table.refuse("scheme_last_open", "bands")
    return Bands(unit, tuple(found))


def _tiers(table: Table, quantity: str) -> Tiers:
    if quantity != "order":
        table.refuse("scheme_tiers_count_orders", "quantity")
    whole = table.choice("tiers", ("marginal", "whole")) == "whole"
    over = table.choice("over", ("month", "week", "day"))
    found: list[tuple[int | None, Fraction]] = []
    for each in table.tables("steps"):
        to = each.whole("to")
        lower = found[-1][0] if found else 0
        if lower is None or (to is not None and to <= lower):
            each.refuse("scheme_steps_rise", "to" if to is not None else "")
        found.append((to, each.needed_number("price")))
        each.finish()
    if not found or found[-1][0] is not None:
        table.refuse("scheme_last_open", "steps")
    return Tiers(whole, over, tuple(found))


def _condition(table: Table, rate_date: str) -> Condition:
    at = table.choice("at", ("accepted", "completed"), rate_date)
    when = table.table("when")
    completed = frozenset({TripStatus.COMPLETED})
    if when is None:
        return Condition(at, completed)
    statuses = _choices(when, "status", [each.value for each in TripStatus])
    weekdays = _choices(when, "days", WEEKDAYS)
    condition = Condition(
        at=at,
        statuses=frozenset(TripStatus(each) for each in statuses) or completed,
        windows=tuple(_window(when, i, each) for i, each in enumerate(when.texts("between"))),
        weekdays=frozenset(WEEKDAYS.index(each) for each in weekdays),
        dates=tuple(_dates(when, i, each) for i, each in enumerate(when.texts("dates"))),
        during=tuple(_during(when, i, each) for i, each in enumerate(when.texts("during"))),
        over=when.in_base("over_km", BASE["km"]),
        up_to=when.in_base("to_km", BASE["km"]),
        products=frozenset(each.casefold() for each in when.texts("product")),
    )
    when.finish()
    return condition


def _choices(table: Table, key: str, known: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    values = table.texts(key)
    for index, each in enumerate(values):
        if each not in known:
            table.refuse("scheme_not_choice", key, index, value=each, choices=", ".join(known))
    return values


def _window(table: Table, index: int, text: str) -> Window:
    match = _WINDOW.fullmatch(text.replace(" ", ""))
    if match is None:
        table.refuse("scheme_not_window", "between", index, value=text)
    hour, minute = match[3].split(":")
    start, end = int(match[1]) * 60 + int(match[2]), int(hour) * 60 + int(minute)
    if start == end:
        table.refuse("scheme_not_window", "between", index, value=text)
    return Window(start, end)


def _dates(table: Table, index: int, text: str) -> Period:
    first, _, last = text.partition("/")
    try:
        return Period(
            datetime.strptime(first, "%Y-%m-%d").date(),  # noqa: DTZ007  a day has no zone
            datetime.strptime(last or first, "%Y-%m-%d").date(),  # noqa: DTZ007  nor has this
        )
    except ValueError as cause:
        table.refuse("scheme_not_dates", "dates", index, cause, value=text)


def _during(table: Table, index: int, text: str) -> tuple[datetime, datetime]:
    first, _, last = text.partition("/")
    try:
        start = datetime.strptime(first, "%Y-%m-%dT%H:%M")  # noqa: DTZ007  on the scheme's clocks
        end = datetime.strptime(last, "%Y-%m-%dT%H:%M")  # noqa: DTZ007  on the scheme's clocks
    except ValueError as cause:
        table.refuse("scheme_not_during", "during", index, cause, value=text)
    if end - start < timedelta(minutes=1):
        table.refuse("scheme_not_during", "during", index, value=text)
    return start, end
