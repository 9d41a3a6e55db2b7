"""From the TOML text of a scheme to its values; whatever the text holds beyond is refused."""

from __future__ import annotations

import re
from zoneinfo import ZoneInfo

from gigwallet.domain.money import Money, Rounding, exponent
from gigwallet.rules.line_loading import read_bonus, read_line
from gigwallet.rules.pay_scheme import PayScheme
from gigwallet.rules.prices import BASE, RoundingRule
from gigwallet.rules.scheme import DeductionRule, Limits, Line, PayDay, Version
from gigwallet.rules.table import Table, parse

FORMAT = 1
# Words that say what a scheme is for or where it comes from; nothing is reckoned from them.
NOTES = frozenset({"note", "platform", "city", "kind", "level", "source"})


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
    metres, seconds = table.in_base("km", BASE["km"]), table.in_base("minutes", BASE["minute"])
    table.finish()
    return Limits(metres or Limits().metres, seconds or Limits().seconds)


def _version(table: Table, rate_date: str, currency: str) -> Version:
    first, last = table.day("from"), table.optional_day("to")
    if last is not None and last < first:
        table.refuse("scheme_ends_before", "to")
    table.text("source", "")
    lines: list[Line] = []
    for each in table.tables("line"):
        lines.append(read_line(each, rate_date, lines))
    if not lines:
        table.refuse("scheme_missing_key", missing="line")
    bonuses: list[Line] = []
    for each in table.tables("bonus"):
        bonuses.append(read_bonus(each, rate_date, [*lines, *bonuses]))
    deductions = tuple(_deduction(each, currency) for each in table.tables("deduction"))
    table.finish()
    return Version(first, last, tuple(lines), deductions, tuple(bonuses))


def _deduction(table: Table, currency: str) -> DeductionRule:
    name = table.identifier()
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
