"""From the TOML text of a scheme to its values; whatever the text holds beyond is refused."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from gigwallet.domain.money import Money, Rounding, exponent
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.period import Period
from gigwallet.domain.trip import TripStatus
from gigwallet.rules.conditions import Condition, Window
from gigwallet.rules.pay_scheme import PayScheme
from gigwallet.rules.prices import BASE, Band, Bands, Flat, RoundingRule, Tiers
from gigwallet.rules.scheme import DeductionRule, Limits, Line, PayDay, Share, Version
from gigwallet.rules.table import Table, parse

FORMAT = 1
# Words that say what a scheme is for or where it comes from; nothing is reckoned from them.
NOTES = frozenset({"note", "platform", "city", "kind", "level", "source"})
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
_WINDOW = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])-(24:00|(?:[01][0-9]|2[0-3]):[0-5][0-9])")


def load_scheme(text: str, name: str = "") -> PayScheme:
    """The scheme that ``text`` states; ``name`` serves where the text names none.

    A ``GigWalletError`` whose code begins ``scheme_`` carries line, column and key of the first
    fault.
    """
    root = parse(text)
    if root.whole("format") != FORMAT:
        root.refuse("scheme_format", "format" if root.has("format") else "", known=str(FORMAT))
    for note in NOTES - {"source"}:
        root.text(note, "")
    scheme = PayScheme(
        name=root.text("name", name or None),
        currency=(currency := _currency(root)),
        zone=_zone(root),
        illustrative=root.flag("illustrative"),
        rate_date=(rate_date := root.choice("rate_date", ("accepted", "completed"))),
        rounding=_rounding(root, currency),
        pay_day=_pay_day(root.table("pay_day")),
        limits=_limits(root.table("limits")),
        versions=tuple(_version(each, rate_date, currency) for each in root.tables("version")),
    )
    root.finish()
    if not scheme.versions:
        root.refuse("scheme_missing_key", missing="version")
    for index, (before, after) in enumerate(
        zip(scheme.versions, scheme.versions[1:], strict=False)
    ):
        if before.last is None or before.last >= after.first:
            root.refuse("scheme_versions_overlap", "version", index + 1)
    return scheme


def _currency(root: Table) -> str:
    code = root.text("currency")
    if not re.fullmatch(r"[A-Z]{3}", code):
        root.refuse("scheme_not_currency", "currency")
    return code


def _zone(root: Table) -> str:
    zone = root.text("zone")
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError) as cause:
        root.refuse("scheme_not_zone", "zone", cause=cause, value=zone)
    return zone


def _rounding(root: Table, currency: str) -> RoundingRule:
    how = Rounding(root.choice("rounding", [each.value for each in Rounding]))
    step = root.number("round_to")
    if step is None:
        return RoundingRule(how, 1, currency)
    minor = step * 10 ** exponent(currency)
    if minor.denominator != 1 or minor < 1:
        root.refuse("scheme_not_money", "round_to", currency=currency)
    return RoundingRule(how, int(minor), currency)


def _pay_day(table: Table | None) -> PayDay | None:
    if table is None:
        return None
    day, after = table.whole("day_of_next_month"), table.whole("days_after", 366)
    if (day is None) == (after is None):
        table.refuse("scheme_one_of", keys="day_of_next_month, days_after")
    if day is not None and not 1 <= day <= 31:
        table.refuse("scheme_not_whole", "day_of_next_month")
    table.finish()
    return PayDay(day, after)


def _limits(table: Table | None) -> Limits:
    if table is None:
        return Limits()
    metres, seconds = _in_base(table, "km", "km"), _in_base(table, "minutes", "minute")
    table.finish()
    return Limits(metres or Limits().metres, seconds or Limits().seconds)


def _in_base(table: Table, key: str, unit: str) -> int | None:
    """The number at ``key`` in base units of ``unit`` (metres, seconds, orders)."""
    number = table.number(key)
    if number is None:
        return None
    scaled = number * BASE[unit]
    if scaled.denominator != 1 or scaled < 0:
        table.refuse("scheme_too_fine", key)
    return int(scaled)


def _version(table: Table, rate_date: str, currency: str) -> Version:
    first, last = table.day("from"), table.optional_day("to")
    if last is not None and last < first:
        table.refuse("scheme_ends_before", "to")
    table.text("source", "")
    lines: list[Line] = []
    for each in table.tables("line"):
        lines.append(_line(each, rate_date, lines))
    if not lines:
        table.refuse("scheme_missing_key", missing="line")
    deductions = tuple(_deduction(each, currency) for each in table.tables("deduction"))
    table.finish()
    return Version(first, last, tuple(lines), deductions)


def _line(table: Table, rate_date: str, above: list[Line]) -> Line:
    name = _identifier(table)
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


def _refs(line: Line) -> tuple[str, ...]:
    return line.price.of if isinstance(line.price, Share) else ()


def _identifier(table: Table) -> str:
    name = table.text("id")
    if not _ID.fullmatch(name):
        table.refuse("scheme_not_id", "id")
    return name


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
    each = _in_base(table, "each", unit)
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
        to = _in_base(each, "to", unit)
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
        over=_in_base(when, "over_km", "km"),
        up_to=_in_base(when, "to_km", "km"),
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


def _deduction(table: Table, currency: str) -> DeductionRule:
    name = _identifier(table)
    label = table.text("label", name)
    amount, least, most = (_money(table, key, currency) for key in ("amount", "least", "most"))
    if (amount is None) == (most is None) or (most is None and least is not None):
        table.refuse("scheme_one_of", keys="amount, most")
    high = amount or most or Money.zero(currency)
    low = amount or least or Money.zero(currency)
    if low > high:
        table.refuse("scheme_steps_rise", "most")
    rule = DeductionRule(
        id=name,
        label=label,
        printed=table.texts("printed") or (label,),
        per=table.choice("per", ("order", "day", "month", "event")),
        least=low,
        most=high,
        times=table.whole("times"),
    )
    table.finish()
    return rule


def _money(table: Table, key: str, currency: str) -> Money | None:
    number = table.number(key)
    if number is None:
        return None
    minor = number * 10 ** exponent(currency)
    if minor.denominator != 1 or minor < 0:
        table.refuse("scheme_not_money", key, currency=currency)
    return Money(int(minor), currency)
