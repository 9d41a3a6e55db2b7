"""One line of a GigWallet table: cells as values, each of which leaves its mark on the key."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo

from gigwallet.domain.instants import Instant
from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.domain.reading import EngagementHint
from gigwallet.domain.recorded import Locator
from gigwallet.importers.gigwallet_tables import vocabulary
from gigwallet.tabular import amounts, moments
from gigwallet.tabular.amounts import Style
from gigwallet.tabular.tables import BadCell, Record

E = TypeVar("E", bound=StrEnum)

# Further columns of the person's own, for pay rules that ask for more than the documented ones.
OWN = "own_"

_MONTH = re.compile(r"(\d{4})(?:-(\d{2})|年(\d{1,2})月)")
_CURRENCY = re.compile(r"[A-Z]{3}")
_CURRENCY_WORDS = {"人民币": "CNY", "RMB": "CNY", "元": "CNY"}


class Line:
    """Reads the cells of one record. What was read, in one spelling, makes the natural key."""

    def __init__(self, record: Record, styles: Mapping[str, Style]) -> None:
        self._record = record
        self._styles = styles
        self._read: dict[str, str] = {}

    @property
    def locator(self) -> Locator:
        return Locator(line=self._record.line)

    @property
    def raw(self) -> dict[str, str]:
        """The cells as written, but not the person's own notes."""
        return {name: cell for name, cell in self._record.cells.items() if cell and name != "note"}

    @property
    def states_more(self) -> bool:
        """Whether a column of the person's own says something."""
        return any(cell.strip() for name, cell in self.raw.items() if name.startswith(OWN))

    def key(self, *columns: str) -> str:
        """What these columns said (all that were read, where none is named)."""
        chosen = columns or tuple(self._read)
        return "|".join(f"{name}={self._read.get(name, '')}" for name in chosen)

    def text(self, column: str) -> str:
        return self._keep(column, self._record[column])

    def needed(self, column: str) -> str:
        text = self.text(column)
        if not text:
            raise BadCell("missing_value", column)
        return text

    def choice(self, column: str, words: type[E], otherwise: E | None = None) -> E:
        """A word of a closed list; blank is ``otherwise`` where there is one."""
        cell = self._record[column]
        if not cell and otherwise is not None:
            return otherwise
        if not cell:
            raise BadCell("missing_value", column)
        try:
            return words(self._keep(column, vocabulary.word(cell)))
        except ValueError as unknown:
            raise BadCell("unknown_status", column) from unknown

    def flag(self, column: str) -> bool | None:
        cell = vocabulary.word(self._record[column])
        if not cell:
            return None
        if cell not in ("true", "false", "yes", "no", "1", "0"):
            raise BadCell("unknown_status", column)
        return self._keep(column, str(cell in ("true", "yes", "1"))) == "True"

    def currency(self) -> str:
        text = self._record["currency"].strip().upper()
        text = _CURRENCY_WORDS.get(text, text)
        if not _CURRENCY.fullmatch(text):
            raise BadCell("missing_value" if not text else "bad_currency", "currency")
        return self._keep("currency", text)

    def money(self, column: str, currency: str) -> Money | None:
        cell = self._record[column]
        if not cell:
            return None
        try:
            amount = amounts.money(cell, currency, self._styles.get(column, Style.POINT))
        except ValueError as bad:
            raise BadCell("bad_amount", column) from bad
        self._keep(column, str(amount))
        return amount

    def needed_money(self, column: str, currency: str) -> Money:
        amount = self.money(column, currency)
        if amount is None:
            raise BadCell("missing_value", column)
        return amount

    def number(self, column: str) -> Decimal | None:
        cell = self._record[column]
        if not cell:
            return None
        try:
            value = amounts.number(cell, self._styles.get(column, Style.POINT))
        except ValueError as bad:
            raise BadCell("bad_number", column) from bad
        if value < 0 and column not in ("quantity", "rate"):
            raise BadCell("bad_number", column)
        self._keep(column, format(value.normalize(), "f"))
        return value

    def count(self, column: str) -> int | None:
        value = self.number(column)
        if value is not None and value != value.to_integral_value():
            raise BadCell("bad_number", column)
        return None if value is None else int(value)

    def scaled(self, column: str, each: int) -> int | None:
        """Kilometres as metres, minutes as seconds: whole, half up."""
        value = self.number(column)
        return None if value is None else int((value * each).to_integral_value(ROUND_HALF_UP))

    def day(self, column: str) -> date | None:
        cell = self._record[column]
        if not cell:
            return None
        try:
            day = moments.day(cell)
        except ValueError as bad:
            raise BadCell("bad_time", column) from bad
        self._keep(column, day.isoformat())
        return day

    def moment(self, column: str, zone: str) -> Instant | None:
        """In the zone of the line; unsure of it where the line names none."""
        cell = self._record[column]
        if not cell:
            return None
        try:
            written = moments.written(cell)
            at = moments.instant(cell, zone, certain=bool(self._record["zone"]))
        except (ValueError, OverflowError) as bad:
            raise BadCell("bad_time", column) from bad
        with_clock = isinstance(written, datetime)
        self._keep(column, written.isoformat(*([" "] if with_clock else [])))
        return replace(at, text=cell)

    def zone(self, currency: str = "") -> str:
        """The IANA zone that the line names, else one that its currency lends."""
        named = self._record["zone"]
        if not named:
            return moments.ZONE_OF_CURRENCY.get(currency, moments.FLOATING)
        try:
            ZoneInfo(named)
        except (KeyError, ValueError, OSError) as unknown:
            raise BadCell("bad_zone", "zone") from unknown
        return self._keep("zone", named)

    def period(self) -> Period:
        """``first_day`` to ``last_day``; a lone ``first_day`` is one day, or a month (2025-07)."""
        month = _MONTH.fullmatch(self._record["first_day"])
        if month and not self._record["last_day"]:
            begin = self._first_of(f"{month[1]}-{int(month[2] or month[3]):02d}-01")
            self._keep("first_day", f"{begin:%Y-%m}")
            return Period.of_month(begin.year, begin.month)
        first = self.day("first_day")
        if first is None:
            raise BadCell("missing_value", "first_day")
        last = self.day("last_day") or first
        if last < first:
            raise BadCell("bad_time", "last_day")
        return Period(first, last)

    def _first_of(self, text: str) -> date:
        try:
            return moments.day(text)
        except ValueError as bad:
            raise BadCell("bad_time", "first_day") from bad

    def hint(self, currency: str = "") -> EngagementHint:
        label = self._record["engagement"]
        if not label:
            raise BadCell("missing_value", "engagement")
        return EngagementHint(zone=self._record["zone"], currency=currency, label=label)

    def _keep(self, column: str, text: str) -> str:
        self._read[column] = text
        return text
