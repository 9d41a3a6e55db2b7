"""One line per courier and item: 186 is pay, 415 is tips; the days stand in the file's name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.instants import Instant
from gigwallet.domain.money import UNNAMED
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
from gigwallet.tabular.lines import BadLine
from gigwallet.tabular.named_days import days_of_name
from gigwallet.tabular.tables import BadCell, Record, Table
from gigwallet.tabular.trust import trusted
from gigwallet.tabular.two_places import TwoPlaces
from gigwallet.words import N_

_ID, _NAME, _ITEM, _AMOUNT = "courier id", "courier name", "item", "amount"
_TELLS = frozenset({_ID, _ITEM, _AMOUNT})
_CODE = re.compile(r"(\d{1,5})(?:\s.*)?")
_ITEMS = {"186": PayCategory.BASE, "415": PayCategory.TIP}


class WoltPayout:
    """An item that is not known stays under its own number, as another payment."""

    name = "wolt_payout"
    version = "1"
    title = N_("Wolt payout report")
    where = N_(
        "The payout table that your fleet or station gets from Wolt; ask for the file itself, with "
        "the days in its name."
    )

    def recognises(self, file: FileHead) -> bool:
        return tables.find_in_head(file, _TELLS.issubset) is not None

    def read(self, file: FileHead, stream: BinaryIO) -> Iterator[Reading]:
        table = tables.find_in_stream(file.name, stream, _TELLS.issubset)
        period = days_of_name(file.name)
        if period is None:
            # Two weeks may pay the same: without its days, one would be taken for the other.
            raise GigWalletError("days_not_in_name", name=file.name)
        readings = trusted(file.name, _lines(table, period))
        yield from readings
        for hint in dict.fromkeys(each.hint for each in readings if isinstance(each, Row)):
            yield Covers("pay", period, hint)


def _lines(table: Table, period: Period) -> Iterator[Reading]:
    amounts, places = AmountColumn(), TwoPlaces()
    couriers: set[str] = set()
    for line in table:
        if isinstance(line, Record):
            amounts.add(line[_AMOUNT])
            places.add(line[_AMOUNT])
            couriers.add(line[_ID])
    for line in table:
        where = Locator(line=line.line)
        if isinstance(line, BadLine):
            yield Rejection(line.reason, where)
            continue
        try:
            if places.lost(line[_AMOUNT]):
                raise BadCell("bad_amount", _AMOUNT)
            yield _reading(line, amounts, period, several=len(couriers) > 1)
        except BadCell as bad:
            yield Rejection(bad.reason, where, bad.column)


def _reading(line: Record, amounts: AmountColumn, period: Period, several: bool) -> Reading:
    where = Locator(line=line.line)
    if not line[_ID]:
        raise BadCell("missing_value", _ID)
    code = _CODE.fullmatch(line[_ITEM])
    if not code:
        raise BadCell("bad_number" if line[_ITEM] else "missing_value", _ITEM)
    try:
        amount = amounts.money(line[_AMOUNT], UNNAMED)
    except ValueError as bad:
        raise BadCell("bad_amount", _AMOUNT) from bad
    if not amount:
        return Skip("no_amount", where)
    hint = EngagementHint("wolt")
    if several:
        hint = EngagementHint("wolt", account=line[_ID], account_name=line[_NAME])
    fact = PayLine(
        platform="wolt",
        category=_ITEMS.get(code[1], PayCategory.OTHER),
        amount=amount,
        label_raw=line[_ITEM],
        recognised_at=Instant.from_day(period.last, moments.FLOATING),
    )
    return Row(
        fact=fact,
        family="wolt_payouts",
        natural_key=f"{line[_ID]}|{period}|{code[1]}|{amount}",
        locator=where,
        raw={_ITEM: line[_ITEM], _AMOUNT: line[_AMOUNT]},
        amount=amount,
        footing={"item": line[_ITEM]},
        hint=hint,
    )
