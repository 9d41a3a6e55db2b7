"""The cells of a line as values, written as the profile says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

from gigwallet.domain.instants import Instant, TimeQuality
from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.taught import (
    ColumnUse,
    DistanceUnit,
    DurationUnit,
    Meaning,
    Signs,
    TableProfile,
)
from gigwallet.tabular import amounts, clocks, moments, written_days
from gigwallet.tabular.amount_column import AmountColumn
from gigwallet.tabular.amounts import Style
from gigwallet.tabular.column_kinds import split_moment
from gigwallet.tabular.currencies import is_code, of_another
from gigwallet.tabular.day_column import DayOrder
from gigwallet.tabular.tables import BadCell, Fold, Record
from gigwallet.tabular.units import without_unit

_SPAN = re.compile(r"(\d{1,3})(?::| ?h ?)(\d{2})(?::(\d{2}))?")
_METRES = {
    DistanceUnit.KILOMETRE: Decimal(1000),
    DistanceUnit.MILE: Decimal("1609.344"),
    DistanceUnit.METRE: Decimal(1),
}
_SECONDS = {DurationUnit.HOUR: 3600, DurationUnit.MINUTE: 60, DurationUnit.SECOND: 1}
# So many of a column's cells are codes of currencies where it names them; the others are damaged.
_MOSTLY = 0.8
_MOST_METRES, _MOST_SECONDS, _MOST_ORDERS = 5_000_000, 32 * 86_400, 10_000
# What is taken off, also where a table writes it without a minus.
TAKEN_OFF = frozenset(
    {
        PayCategory.COMMISSION, PayCategory.PLATFORM_FEE, PayCategory.TAX_WITHHELD,
        PayCategory.PENALTY, PayCategory.EQUIPMENT, PayCategory.INSURANCE, PayCategory.HOLDBACK,
        PayCategory.CASH_COLLECTED,
    }
)  # fmt: skip


@dataclass(slots=True)
class _Money:
    """A column of amounts: how it writes them, and whether any is below zero."""

    column: AmountColumn
    negative: bool = False

    def add(self, cell: str) -> None:
        self.column.add(cell)
        self.negative = self.negative or bool(re.match(r"[^\d]*[-−(]|.*-$", cell.strip()))


@dataclass(slots=True)
class _Codes:
    """A column that nobody explained: whether it names currencies."""

    filled: int = 0
    codes: int = 0

    def add(self, cell: str) -> None:
        self.filled += bool(cell)
        self.codes += is_code(cell)

    @property
    def are_currencies(self) -> bool:
        return self.codes > 0 and self.codes >= _MOSTLY * self.filled


@dataclass(slots=True)
class Columns:
    """Reads the cells of one table. Every method raises ``BadCell`` for a cell that is none."""

    profile: TableProfile
    zone: str = ""
    amounts: tuple[ColumnUse, ...] = ()
    _money: dict[str, _Money] = field(default_factory=dict)
    _codes: dict[str, _Codes] = field(default_factory=dict)
    _currencies: tuple[str, ...] | None = None
    _by_meaning: dict[Meaning, str] = field(default_factory=dict)
    _days: dict[str, date] = field(default_factory=dict)
    _order: DayOrder = DayOrder.YMD
    _style: Style = Style.POINT

    def __post_init__(self) -> None:
        """Looked up once: every cell of a long table asks."""
        self.amounts = self.profile.columns(Meaning.MONEY)
        self._order, self._style = DayOrder(self.profile.day_order), Style(self.profile.decimal)
        known = moments.ZONE_OF_CURRENCY.get(self.profile.currency, moments.FLOATING)
        self.zone = self.profile.zone or known
        self._by_meaning = {meaning: self.profile.column(meaning) for meaning in Meaning}
        for use in self.amounts:
            self._money[use.column] = _Money(AmountColumn(self._style))
        if self.amounts:
            explained = {use.column for use in self.profile.uses}
            self._codes = {name: _Codes() for name in self.profile.header if name not in explained}

    def folds(self) -> Iterator[tuple[str, Fold]]:
        """What must see every cell before the first is read."""
        yield from self._money.items()
        yield from self._codes.items()

    def money(self, line: Record, use: ColumnUse) -> Money | None:
        """Positive where it is paid to the person; None where the cell is empty."""
        cell = line[use.column]
        if not cell or cell in ("-", "–", "—"):
            return None
        self._of_currency(line)
        if of_another(cell, self.profile.currency):
            raise BadCell("line_of_other_currency", use.column)
        seen = self._money[use.column]
        try:
            amount = seen.column.money(cell, self.profile.currency)
        except ValueError as bad:
            raise BadCell("bad_amount", use.column) from bad
        if self.profile.signs is Signs.ALL_PAID:
            amount = abs(amount)
        elif self.profile.signs is Signs.REVERSED:
            amount = -amount
        # A column of deductions that never writes a minus means them all as taken off.
        if use.category in TAKEN_OFF and not seen.negative:
            return -abs(amount)
        return amount

    def _of_currency(self, line: Record) -> None:
        """An amount beside the name of another currency is none of the profile's. A second column
        of such names, as of a card used abroad, says nothing against the one that agrees."""
        if self._currencies is None:
            codes = self._codes.items()
            self._currencies = tuple(column for column, seen in codes if seen.are_currencies)
        said = {line[column]: column for column in self._currencies if line[column]}
        if said and self.profile.currency not in said:
            cell, column = next(iter(said.items()))
            raise BadCell("line_of_other_currency" if is_code(cell) else "bad_currency", column)

    def text(self, line: Record, meaning: Meaning) -> str:
        return line[self._by_meaning[meaning]]

    def began(self, line: Record) -> Instant | None:
        return self._at(line, Meaning.MOMENT, Meaning.CLOCK)

    def ended(self, line: Record, began: Instant | None) -> Instant | None:
        """A clock alone is of the day on which it began, or of the next."""
        column = self._by_meaning[Meaning.END_MOMENT]
        if column and line[column]:
            return self._moment(line[column], column)
        column = self._by_meaning[Meaning.END_CLOCK]
        day = self.day(line, Meaning.DAY)
        if not column or not line[column] or day is None:
            return None
        end = datetime.combine(day, _clock(line[column], column))
        if began is not None and end <= began.local.replace(tzinfo=None):
            end += timedelta(days=1)
        return self._placed(end, line[column])

    def day(self, line: Record, meaning: Meaning) -> date | None:
        column = self._by_meaning[meaning]
        cell = line[column]
        if not cell:
            return None
        known = self._days.get(cell)
        if known is None:
            known = self._days[cell] = _day(cell, column, self._order)
        return known

    def metres(self, line: Record) -> int | None:
        each = _METRES[self.profile.distance]
        return self._whole(line, Meaning.DISTANCE, each, _MOST_METRES)

    def orders(self, line: Record) -> int | None:
        return self._whole(line, Meaning.ORDERS, Decimal(1), _MOST_ORDERS, exact=True)

    def seconds(self, line: Record) -> int | None:
        column = self._by_meaning[Meaning.DURATION]
        if self.profile.duration is not DurationUnit.CLOCK:
            each = Decimal(_SECONDS[self.profile.duration])
            return self._whole(line, Meaning.DURATION, each, _MOST_SECONDS)
        if not line[column]:
            return None
        found = _SPAN.fullmatch(line[column])
        if found is None or int(found[2]) > 59 or int(found[3] or 0) > 59:
            raise BadCell("bad_number", column)
        return int(found[1]) * 3600 + int(found[2]) * 60 + int(found[3] or 0)

    def _at(self, line: Record, moment: Meaning, clock: Meaning) -> Instant | None:
        column = self._by_meaning[moment]
        if column and line[column]:
            return self._moment(line[column], column)
        day = self.day(line, Meaning.DAY)
        if day is None:
            return None
        column = self._by_meaning[clock]
        if not column or not line[column]:
            return Instant.from_day(day, self.zone, self.text(line, Meaning.DAY))
        said = f"{self.text(line, Meaning.DAY)} {line[column]}"
        return self._placed(datetime.combine(day, _clock(line[column], column)), said)

    def _moment(self, cell: str, column: str) -> Instant:
        try:
            return moments.instant(cell, self.zone, certain=bool(self.profile.zone))
        except (ValueError, OverflowError):
            pass
        parts = split_moment(cell)
        if parts is None:
            return Instant.from_day(_day(cell, column, self._order), self.zone, cell)
        day = _day(parts[0], column, self._order)
        return self._placed(datetime.combine(day, _clock(parts[1], column)), cell)

    def _placed(self, wall: datetime, text: str) -> Instant:
        at = Instant.from_local(wall, self.zone, text)
        return at if self.profile.zone else replace(at, quality=TimeQuality.LOCAL_ASSUMED)

    def _whole(
        self, line: Record, meaning: Meaning, each: Decimal, most: int, exact: bool = False
    ) -> int | None:
        column = self._by_meaning[meaning]
        cell = without_unit(line[column]) if column else ""
        if not cell:
            return None
        try:
            value = amounts.number(cell, self._style) * each
        except ValueError as bad:
            raise BadCell("bad_number", column) from bad
        whole = value.to_integral_value(ROUND_HALF_UP)
        if not 0 <= whole <= most or (exact and whole != value):
            raise BadCell("bad_number", column)
        return int(whole)


def _day(cell: str, column: str, order: DayOrder) -> date:
    try:
        return written_days.day(cell, order)
    except ValueError:
        pass
    try:
        # A spreadsheet's own day, and a moment at midnight that stands for one.
        return moments.day(cell)
    except (ValueError, OverflowError) as bad:
        raise BadCell("bad_time", column) from bad


def _clock(cell: str, column: str) -> time:
    try:
        return clocks.clock(cell)
    except ValueError as bad:
        raise BadCell("bad_time", column) from bad
