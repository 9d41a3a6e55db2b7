"""One line per ride: what it paid in whole yen, part by part, and the fee that was taken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.instants import Instant
from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.reading import EngagementHint, FileHead, Reading, Rejection, Row, Skip
from gigwallet.domain.recorded import Locator
from gigwallet.tabular import tables
from gigwallet.tabular.lines import BadLine
from gigwallet.tabular.spans import with_spans
from gigwallet.tabular.tables import BadCell, Record, Table
from gigwallet.tabular.trust import trusted_stream
from gigwallet.words import N_

_ZONE, _CURRENCY = "Asia/Tokyo", "JPY"
_RIDE, _TIME, _KIND, _NAME = "乗車 id", "日付 / 時刻", "種類", "ドライバーの名前"
_PERSONAL = frozenset({_NAME, "電話番号", "メール アドレス"})
_PAID = {
    "料金": PayCategory.UPFRONT,
    "ピーク": PayCategory.SURGE,
    "ブースト": PayCategory.INCENTIVE,
    "チップ": PayCategory.TIP,
    "uber 手数料 jct を含む": PayCategory.COMMISSION,
    "保証金": PayCategory.GUARANTEE_TOPUP,
}
_TELLS = frozenset({_RIDE, _TIME, "料金"})
_MOMENT = re.compile(r"20\d\d/\d{2}/\d{2} \d{2}:\d{2}", re.ASCII)
_YEN = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d{1,6})", re.ASCII)
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class UberJapanStatement:
    """The order of the columns varied. Name, telephone number and mail address are not kept."""

    name = "uber_japan_statement"
    version = "1"
    title = N_("Uber courier statement of Japan (2017-2020)")
    where = N_(
        "The CSV that partners.uber.com offered each week until 2020; for later weeks, ask Uber "
        "for a copy of your data."
    )

    def recognises(self, file: FileHead) -> bool:
        return tables.find_in_head(file, _TELLS.issubset) is not None

    def read(self, file: FileHead, stream: BinaryIO) -> Iterator[Reading]:
        table = tables.find_in_stream(file.name, stream, _TELLS.issubset)
        unknown = table.names - _PERSONAL - _PAID.keys() - {_RIDE, _TIME, _KIND, ""}
        if unknown:
            columns = ", ".join(sorted(unknown))
            raise GigWalletError("report_columns_unknown", name=file.name, columns=columns)
        yield from with_spans(trusted_stream(file.name, _lines(table)))


def _lines(table: Table) -> Iterator[Reading]:
    names = {line[_NAME] for line in table if isinstance(line, Record)}
    for line in table:
        where = Locator(line=line.line)
        if isinstance(line, BadLine):
            yield Rejection(line.reason, where)
            continue
        try:
            rows = _rows(line, several=len(names) > 1)
        except BadCell as bad:
            yield Rejection(bad.reason, where, bad.column)
            continue
        yield from rows or [Skip("no_amount", where)]


def _rows(line: Record, several: bool) -> list[Reading]:
    ride = line[_RIDE]
    if ride and not _UUID.fullmatch(ride):
        raise BadCell("bad_number", _RIDE)
    at = _moment(line)
    hint = EngagementHint("uber", "", _ZONE, _CURRENCY)
    if several:
        hint = EngagementHint("uber", "", _ZONE, _CURRENCY, account=line[_NAME])
    found: list[Reading] = []
    for column, category in _PAID.items():
        amount = _yen(line, column)
        if not amount:
            continue
        if category is PayCategory.COMMISSION and amount.minor > 0:
            raise BadCell("bad_amount", column)
        fact = PayLine(
            platform="uber",
            category=category,
            amount=amount,
            label_raw=column,
            trip_ref=ride,
            occurred_at=at,
        )
        kept = {name: line[name] for name in (_RIDE, _TIME, _KIND, column) if line[name]}
        found.append(
            Row(
                fact=fact,
                family="uber_japan_payments",
                natural_key=f"{ride or line[_KIND]}|{line[_TIME]}|{column}",
                locator=Locator(line=line.line, pointer=column),
                raw=kept,
                amount=amount,
                footing={"column": column},
                hint=hint,
            )
        )
    return found


def _moment(line: Record) -> Instant:
    text = line[_TIME]
    try:
        if not _MOMENT.fullmatch(text):
            raise ValueError("not a time of this format")
        wall = datetime.strptime(text, "%Y/%m/%d %H:%M")  # noqa: DTZ007  its zone is Japan's
    except ValueError as bad:
        raise BadCell("bad_time" if text else "missing_value", _TIME) from bad
    return Instant.from_local(wall, _ZONE, text)


def _yen(line: Record, column: str) -> Money | None:
    text = line[column]
    if not text:
        return None
    if not _YEN.fullmatch(text):
        raise BadCell("bad_amount", column)
    return Money(int(text.replace(",", "")), _CURRENCY)
