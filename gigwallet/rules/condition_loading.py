"""From the ``when`` of a scheme file to a condition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from gigwallet.domain.period import Period
from gigwallet.domain.trip import TripStatus
from gigwallet.rules.conditions import Bound, Condition, TimePart, Window, WordPart
from gigwallet.rules.head import Head
from gigwallet.rules.table import Table

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MOMENTS = ("accepted", "completed")
_COMPLETED = frozenset({TripStatus.COMPLETED})
_WINDOW = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])-(24:00|(?:[01][0-9]|2[0-3]):[0-5][0-9])")


def read_condition(table: Table, key: str, head: Head) -> Condition:
    """What stands at ``key``, or a completed order where nothing does; ``at`` stands beside it."""
    at = table.choice("at", MOMENTS, head.rate_date)
    when = table.table(key)
    if when is None:
        return Condition(_COMPLETED, TimePart(at))
    statuses = _choices(when, "status", [each.value for each in TripStatus])
    weekdays = _choices(when, "days", WEEKDAYS)
    condition = Condition(
        statuses=frozenset(TripStatus(each) for each in statuses) or _COMPLETED,
        time=TimePart(
            at=at,
            windows=tuple(_window(when, i, each) for i, each in enumerate(when.texts("between"))),
            weekdays=frozenset(WEEKDAYS.index(each) for each in weekdays),
            dates=tuple(_dates(when, i, each) for i, each in enumerate(when.texts("dates"))),
            during=tuple(_during(when, i, each) for i, each in enumerate(when.texts("during"))),
        ),
        bounds=tuple(_bounds(when, head)),
        words=(*_product(when), *read_words(when, "is", head), *read_words(when, "is_not", head)),
    )
    when.finish()
    return condition


def read_words(table: Table, key: str, head: Head) -> Iterator[WordPart]:
    """``is = { city = ["武汉"] }``: the words that an order must have, or must not have."""
    words = table.table(key)
    if words is None:
        return
    for name in words.names:
        if name not in head.words:
            words.refuse("scheme_unknown_key", name, known=", ".join(head.words))
        said = frozenset(each.casefold() for each in words.texts(name))
        yield WordPart(name, said, wanted=key == "is")
    words.finish()


def _product(when: Table) -> Iterator[WordPart]:
    said = frozenset(each.casefold() for each in when.texts("product"))
    if said:
        yield WordPart("product", said, wanted=True)


def _bounds(when: Table, head: Head) -> Iterator[Bound]:
    """``above`` and ``up_to`` by quantity; ``over_km`` and ``to_km`` are the distance's."""
    over = {"km": when.in_base("over_km", 1000)} if when.has("over_km") else {}
    up_to = {"km": when.in_base("to_km", 1000)} if when.has("to_km") else {}
    for key, found in (("above", over), ("up_to", up_to)):
        bounds = when.table(key)
        if bounds is None:
            continue
        for name in bounds.names:
            if name not in head.quantities:
                bounds.refuse("scheme_unknown_key", name, known=", ".join(head.quantities))
            found[name] = bounds.in_base(name, head.named(bounds, name, name).base)
        bounds.finish()
    for name in dict.fromkeys((*over, *up_to)):
        yield Bound(head.named(when, name, name), over.get(name), up_to.get(name))


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
