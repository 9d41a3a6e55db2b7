"""A tour as its fare, tip, toll and the cash that the driver kept; a bonus as an incentive."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import BinaryIO

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.instants import Instant
from gigwallet.domain.money import UNNAMED, Money
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.period import Period
from gigwallet.domain.reading import (
    Covers,
    EngagementHint,
    FileHead,
    Reading,
    Rejection,
    Row,
    Skip,
)
from gigwallet.domain.recorded import Locator
from gigwallet.tabular import moments, tables
from gigwallet.tabular.amount_column import AmountColumn
from gigwallet.tabular.habits import Words
from gigwallet.tabular.lines import BadLine
from gigwallet.tabular.named_days import days_of_name
from gigwallet.tabular.tables import BadCell, Record, Table
from gigwallet.tabular.trust import trusted
from gigwallet.tabular.two_places import TwoPlaces
from gigwallet.words import N_

_ID, _FIRST, _LAST = "driver id", "driver first name", "driver last name"
_PAID_BY, _VALUE, _TIP, _TOLL = "payment method", "tour value", "tour tip", "toll value"
_TOURS = frozenset({_ID, _PAID_BY, _VALUE})
_BONUS_ID, _BONUS, _BONUS_VALUE = "id_driver", "bonus_name", "bonus_gross_value"
_BONUSES = frozenset({_BONUS_ID, _BONUS, _BONUS_VALUE})
_PARTS = {
    _VALUE: PayCategory.UPFRONT,
    _TIP: PayCategory.TIP,
    _TOLL: PayCategory.TOLL_REFUND,
}
_CASH, _METHODS = "cash", frozenset({"cash", "app", "card", "business", "voucher"})
# A cost of the fleet, and the account of the fleet itself, stand among the bonuses of its drivers.
_NOT_OF_DRIVERS = ("oplataekasa", "partner")
_LIKE = 0.75
# What a bonus is called in Europe has none of the letters from here on; decoded wrongly it has.
_FIRST_FOREIGN_LETTER = "\u2e80"


def _knows(names: frozenset[str]) -> bool:
    return names >= _TOURS or names >= _BONUSES


@dataclass(frozen=True, slots=True)
class _Context:
    amounts: Mapping[str, AmountColumn]
    places: TwoPlaces
    misspelt: frozenset[str]
    several: bool
    period: Period


class FreeNowReport:
    """The lines name neither a tour nor its time, so they are pay without a trip; two equal ones
    are two."""

    name = "freenow_report"
    version = "1"
    title = N_("FreeNow report of a fleet")
    where = N_(
        "The tours and the bonuses that your fleet downloads from FreeNow; ask for both files, "
        "with the days in their names."
    )

    def recognises(self, file: FileHead) -> bool:
        return tables.find_in_head(file, _knows) is not None

    def read(self, file: FileHead, stream: BinaryIO) -> Iterator[Reading]:
        table = tables.find_in_stream(file.name, stream, _knows)
        period = days_of_name(file.name)
        if period is None:
            raise GigWalletError("days_not_in_name", name=file.name)
        readings = trusted(file.name, _lines(table, period))
        yield from readings
        for hint in dict.fromkeys(each.hint for each in readings if isinstance(each, Row)):
            yield Covers("pay", period, hint)


def _lines(table: Table, period: Period) -> Iterator[Reading]:
    tours = table.names >= _TOURS
    who = _ID if tours else _BONUS_ID
    amounts = {name: AmountColumn() for name in ((*_PARTS,) if tours else (_BONUS_VALUE,))}
    methods, places = Words(), TwoPlaces()
    seen = [(name, places) for name in amounts]
    tables.fold(table, [*amounts.items(), *seen, (_PAID_BY, methods)])
    drivers = {
        line[who]
        for line in table
        if isinstance(line, Record) and _letters(line[_BONUS]) not in _NOT_OF_DRIVERS
    }
    context = _Context(amounts, places, methods.misspelt, len(drivers) > 1, period)
    read: Callable[[Record, _Context], list[Reading]] = _tour if tours else _bonus
    for line in table:
        where = Locator(line=line.line)
        if isinstance(line, BadLine):
            yield Rejection(line.reason, where)
            continue
        try:
            if not line[who]:
                raise BadCell("missing_value", who)
            yield from read(line, context)
        except BadCell as bad:
            yield Rejection(bad.reason, where, bad.column)


def _tour(line: Record, context: _Context) -> list[Reading]:
    method = line[_PAID_BY].casefold()
    if method not in _METHODS or line[_PAID_BY] in context.misspelt:
        raise BadCell("unknown_status" if method else "missing_value", _PAID_BY)
    hint = EngagementHint("freenow")
    if context.several:
        name = f"{line[_FIRST]} {line[_LAST]}".strip()
        hint = EngagementHint("freenow", account=line[_ID], account_name=name)
    found = {name: _money(line, name, context) for name in _PARTS}
    parts = [(name, _PARTS[name], amount) for name, amount in found.items() if amount]
    if method == _CASH and found[_VALUE]:
        parts.append((_PAID_BY, PayCategory.CASH_COLLECTED, -found[_VALUE]))
    if not parts:
        return [Skip("no_amount", Locator(line=line.line))]
    # Without a number or a time of the tour, all that the line says is its key.
    whole = "|".join(line[name] for name in (_ID, _PAID_BY, *_PARTS))
    return [
        _row(line, context, f"{whole}|{name}", name, category, amount, hint)
        for name, category, amount in parts
    ]


def _bonus(line: Record, context: _Context) -> list[Reading]:
    if not line[_BONUS] or max(line[_BONUS]) >= _FIRST_FOREIGN_LETTER:
        raise BadCell("unreadable_characters" if line[_BONUS] else "missing_value", _BONUS)
    letters = _letters(line[_BONUS])
    if letters not in _NOT_OF_DRIVERS and any(_alike(letters, each) for each in _NOT_OF_DRIVERS):
        raise BadCell("unknown_status", _BONUS)
    if letters in _NOT_OF_DRIVERS:
        return [Skip("fleet_not_driver", Locator(line=line.line))]
    amount = _money(line, _BONUS_VALUE, context)
    if not amount:
        return [Skip("no_amount", Locator(line=line.line))]
    hint = EngagementHint("freenow")
    if context.several:
        hint = EngagementHint("freenow", account=line[_BONUS_ID])
    key = "|".join(line[name] for name in (_BONUS_ID, _BONUS, _BONUS_VALUE))
    label = line[_BONUS]
    return [_row(line, context, key, _BONUS_VALUE, PayCategory.INCENTIVE, amount, hint, label)]


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text.casefold().replace("ł", "l")))


def _alike(one: str, other: str) -> bool:
    """Whether one is likely the other, damaged."""
    return SequenceMatcher(None, one, other).ratio() > _LIKE


def _row(
    line: Record,
    context: _Context,
    key: str,
    column: str,
    category: PayCategory,
    amount: Money,
    hint: EngagementHint,
    label: str = "",
) -> Row:
    fact = PayLine(
        platform="freenow",
        category=category,
        amount=amount,
        label_raw=label or column,
        recognised_at=Instant.from_day(context.period.last, moments.FLOATING),
    )
    kept = (_PAID_BY, _VALUE, _TIP, _TOLL, _BONUS, _BONUS_VALUE)
    return Row(
        fact=fact,
        family="freenow_payments",
        natural_key=f"{context.period}|{key}",
        locator=Locator(line=line.line, pointer=column),
        raw={name: line[name] for name in kept if line[name]},
        amount=amount,
        footing={"column": column},
        hint=hint,
    )


def _money(line: Record, column: str, context: _Context) -> Money:
    text = line[column]
    if not text:
        return Money.zero(UNNAMED)
    try:
        if context.places.lost(text):
            raise ValueError("a number that lost its point")
        return context.amounts[column].money(text, UNNAMED)
    except ValueError as bad:
        raise BadCell("bad_amount", column) from bad
