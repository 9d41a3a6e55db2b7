"""From the TOML text of a scheme to its values; whatever the text holds beyond is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.money import Money, Rounding, exponent
from gigwallet.rules.condition_loading import MOMENTS, read_words
from gigwallet.rules.conditions import WordPart
from gigwallet.rules.head import Head
from gigwallet.rules.line_loading import read_lines
from gigwallet.rules.numbers import NO_VALUE, Numbers, Parameter
from gigwallet.rules.pay_scheme import PayScheme
from gigwallet.rules.prices import RoundingRule
from gigwallet.rules.quantities import QUANTITIES, WORDS
from gigwallet.rules.scheme import (
    DeductionRule,
    Limits,
    Missing,
    PayDay,
    RoundEach,
    Version,
)
from gigwallet.rules.span_loading import read_bonuses, read_measures
from gigwallet.rules.spans import ORDERS
from gigwallet.rules.table import Table, parse

FORMAT = 1
OVERLAPS = ("alone", "in_turn", "divided")
TITLED = ("en", "zh")
# Words that say what a scheme is for or where it comes from; nothing is reckoned from them.
NOTES = frozenset({"note", "platform", "city", "kind", "level", "source"})


def load_scheme(
    text: str, name: str = "", parameters: Mapping[str, Parameter] | None = None
) -> PayScheme:
    """The scheme that ``text`` states; ``name`` serves where the text names none, ``parameters``
    are the numbers of public law that it may name.

    A ``GigWalletError`` whose code begins ``scheme_`` carries line, column and key of the first
    fault.
    """
    scheme, faults = _read(text, name, parameters or {})
    if scheme is None or faults:
        raise faults[0]
    return scheme


def faults_in(
    text: str, parameters: Mapping[str, Parameter] | None = None
) -> tuple[GigWalletError, ...]:
    """Everything that is wrong in ``text``, in the order of its lines, as far as it can be told in
    one reading; empty where it is sound."""
    return _read(text, "-", parameters or {})[1]


def _read(
    text: str, name: str, parameters: Mapping[str, Parameter]
) -> tuple[PayScheme | None, tuple[GigWalletError, ...]]:
    try:
        root = parse(text)
    except GigWalletError as fault:
        return None, (fault,)
    root.reading.numbers = Numbers(parameters)
    scheme: PayScheme | None = None
    with root.forgiving():
        scheme = _scheme(root, name)
    return scheme, root.reading.all_faults()


def _titles(root: Table) -> None:
    """What a shipped example is called in each language; nothing is reckoned from it."""
    titles = root.table("title")
    if titles is not None:
        with titles.forgiving():
            for language in TITLED:
                titles.text(language)


def _scheme(root: Table, name: str) -> PayScheme | None:
    if root.whole("format") != FORMAT:
        root.refuse("scheme_format", "format" if root.has("format") else "", known=str(FORMAT))
    for note in sorted(NOTES - {"source"}):
        root.text(note, "")
    _titles(root)
    head = Head(
        rate_date=root.choice("rate_date", MOMENTS),
        currency=_currency(root),
        columns=dict(_columns(root)),
        overlap=root.choice("overlap", OVERLAPS) if root.has("overlap") else "",
    )
    versions: list[Version] = []
    missing: list[Missing] = []
    for table in root.tables("version"):
        with table.forgiving():
            for found in _versions(table, head):
                if isinstance(found, Missing):
                    missing.append(found)
                    continue
                if _claimed_twice(versions, found):
                    table.refuse("scheme_versions_overlap")
                versions.append(found)
    scheme = PayScheme(
        name=root.text("name", name or None),
        currency=head.currency,
        zone=_zone(root),
        illustrative=root.flag("illustrative"),
        rate_date=head.rate_date,
        rounding=_rounding(root, head.currency),
        pay_day=_pay_day(root.table("pay_day")),
        limits=_limits(root.table("limits")),
        versions=tuple(versions),
        round_each=RoundEach(
            root.choice("round_each", [each.value for each in RoundEach], RoundEach.LINE.value)
        ),
        overlap=head.overlap or OVERLAPS[0],
        missing=tuple(missing),
    )
    root.finish()
    if not root.has("version"):
        root.refuse("scheme_missing_key", missing="version")
    return scheme


def _columns(root: Table) -> Iterator[tuple[str, str]]:
    """Further columns that the rule asks for; a name that means something already is refused."""
    columns = root.table("columns")
    for name in columns.names if columns is not None else ():
        kind = columns.choice(name, ("number", "text")) if columns is not None else ""
        if columns is not None and (name in QUANTITIES or name in WORDS):
            columns.refuse("scheme_id_twice", name, value=name)
        yield name, kind


def _claimed_twice(before: list[Version], version: Version) -> bool:
    """Days that an earlier version speaks about already; with words of their own both may, and
    must stand in the order of their days otherwise."""
    if not before:
        return False
    last = before[-1]
    if version.words or last.words:
        return any(each.words == version.words and each.holds_on(version.first) for each in before)
    return last.last is None or last.last >= version.first


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
    units = {"km": 1000, "minutes": 60, "kg": 1000, "money": 1, "column": 1}
    usual = Limits()
    metres, seconds, grams, money, column = (table.in_base(key, n) for key, n in units.items())
    table.finish()
    return Limits(
        metres or usual.metres,
        seconds or usual.seconds,
        grams or usual.grams,
        money or usual.money,
        column or usual.column,
    )


def _versions(table: Table, head: Head) -> Iterator[Version | Missing]:
    """One version for each stretch of days on which all numbers that it names stay the same."""
    first, last = table.day("from"), table.optional_day("to")
    words = tuple(read_words(table, "is", head))
    if last is not None and last < first:
        table.refuse("scheme_ends_before", "to")
    numbers = table.reading.numbers
    if numbers is None:
        raise ValueError("a scheme is read with its numbers")
    day: date | None = first
    while day is not None:
        numbers.begin(day)
        try:
            version = _version(table, head, day, words)
        except GigWalletError as fault:
            if fault.code != NO_VALUE:
                raise
            name = str(fault.facts["parameter"])
            day = numbers.next_after(name, last)
            yield Missing(numbers.day, day - timedelta(days=1) if day else last, name, words)
            continue
        until = numbers.until(last)
        yield version.lasting(until)
        day = until + timedelta(days=1) if until is not None and until != last else None


def _version(table: Table, head: Head, first: date, words: tuple[WordPart, ...]) -> Version:
    table.text("source", "")
    lines, names = read_lines(table, head)
    if not names:
        table.refuse("scheme_missing_key", missing="line")
    measures = read_measures(table, head, names)
    known = [ORDERS, *(each.raw_id() for each in table.tables("measure"))]
    bonuses = read_bonuses(table, head, names, known)
    deductions = []
    for each in table.tables("deduction"):
        with each.forgiving():
            deductions.append(_deduction(each, head.currency))
    table.finish()
    return Version(first, None, tuple(lines), tuple(deductions), bonuses, measures, words)


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
