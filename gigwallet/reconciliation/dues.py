"""What each trip of a book should have paid: of most by columns, told of one when somebody asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.recorded import FactId
from gigwallet.domain.step import Step, TraceLine
from gigwallet.reconciliation.facts import SchemeInUse
from gigwallet.reconciliation.given_values import Values
from gigwallet.rules import Expected, Piece, pieces_of

if TYPE_CHECKING:
    from gigwallet.rules.sheet import Sheet

# What work itself pays. Tips, refunds, taxes and cash are the source's own matter.
EARNINGS = frozenset(
    {
        PayCategory.BASE,
        PayCategory.DISTANCE,
        PayCategory.TIME,
        PayCategory.WAIT,
        PayCategory.SURGE,
        PayCategory.UPFRONT,
        PayCategory.HOURLY,
        PayCategory.GUARANTEE_TOPUP,
        PayCategory.INCENTIVE,
        PayCategory.CANCELLATION_FEE,
        PayCategory.ADJUSTMENT,
        PayCategory.BATCH_DISCOUNT,
    }
)
# What is paid on top of an order, and may be left out as a whole.
ON_TOP = frozenset(
    {
        PayCategory.INCENTIVE,
        PayCategory.SURGE,
        PayCategory.WAIT,
        PayCategory.GUARANTEE_TOPUP,
        PayCategory.HOURLY,
    }
)
TAKEN = frozenset({PayCategory.COMMISSION, PayCategory.PLATFORM_FEE})
_WITH_TAKEN = EARNINGS | TAKEN


class Basis(StrEnum):
    RULE = "rule"
    OFFER = "offer"


@dataclass(frozen=True, slots=True)
class Due:
    """What one trip should have paid, and which pay lines may be held against it. ``told`` is what
    the rule was told of it beside the trip."""

    low: Money
    high: Money
    basis: Basis
    compares: frozenset[PayCategory]
    offer_steps: tuple[Step, ...] = ()
    expected: Expected | None = None
    scheme: SchemeInUse | None = None
    told: Values = field(default_factory=dict)

    @property
    def trace(self) -> tuple[TraceLine, ...]:
        """Reckoned when somebody looks at the order: a month has thousands."""
        return self.expected.trace if self.expected is not None else ()

    @property
    def steps(self) -> tuple[Step, ...]:
        return self.expected.steps if self.expected is not None else self.offer_steps

    def compared(self, categories: Iterable[PayCategory]) -> frozenset[PayCategory]:
        """Against an offer, its own line counts alone where there is one, else the fare's parts."""
        if self.basis is Basis.OFFER and PayCategory.UPFRONT in set(categories):
            return frozenset({PayCategory.UPFRONT})
        return self.compares


def due_by_rule(scheme: SchemeInUse, expected: Expected, takes: bool, told: Values) -> Due:
    return Due(
        expected.low,
        expected.high,
        Basis.RULE,
        _WITH_TAKEN if takes else EARNINGS,
        expected=expected,
        scheme=scheme,
        told=told,
    )


_NOTHING: Values = {}


@dataclass(frozen=True, slots=True)
class Amounts:
    """What is due for each of many trips, by its place: between ``low`` (None where nothing can be
    said) and ``high``, in minor units. ``compares`` are the categories of the lines that are held
    against it; None where that depends on the lines."""

    low: list[int | None]
    high: list[int]
    currency: list[str]
    compares: list[frozenset[PayCategory] | None]


class Dues(Mapping[FactId, Due]):
    """By trip. ``sheet`` knows the amounts of those that a rule gave by columns."""

    def __init__(self) -> None:
        self._made: dict[FactId, Due] = {}
        self._row: dict[FactId, int] = {}
        self._sheet: Sheet | None = None
        self._scheme: SchemeInUse | None = None
        self._minor: list[int] = []
        self._takes: list[bool] = []
        self._on_top: list[bool] = []
        self._money: dict[int, Money] = {}
        self._stepped: dict[date | None, bool] = {}

    def add(self, trip: FactId, due: Due) -> None:
        self._made[trip] = due

    def add_sheet(self, scheme: SchemeInUse, sheet: Sheet, rows: dict[FactId, int]) -> None:
        self._scheme, self._sheet = scheme, sheet
        self._row = rows
        self._minor = sheet.minor.tolist()
        self._takes = sheet.rows_with(TAKEN).tolist()
        self._on_top = sheet.rows_with(ON_TOP).tolist()

    def __getitem__(self, trip: FactId) -> Due:
        due = self._made.get(trip)
        if due is None:
            due = self._made[trip] = self._by_sheet(self._row[trip])
        return due

    def _by_sheet(self, row: int) -> Due:
        if self._sheet is None or self._scheme is None:
            raise KeyError(row)
        expected = self._sheet.expected(row)
        return due_by_rule(self._scheme, expected, self._takes[row], _NOTHING)

    def __contains__(self, trip: object) -> bool:
        return trip in self._row or trip in self._made

    def __iter__(self) -> Iterator[FactId]:
        yield from self._row
        yield from (each for each in self._made if each not in self._row)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def worth(self) -> tuple[dict[FactId, Money], dict[FactId, Money]]:
        """Of each trip the lowest; and of those where it is another one, the highest."""
        self._money = {minor: self._of(minor) for minor in set(self._minor)}
        minor, money = self._minor, self._money
        least = {trip: money[minor[row]] for trip, row in self._row.items()}
        apart = {trip: due for trip, due in self._made.items() if trip not in self._row}
        least |= {trip: due.low for trip, due in apart.items()}
        return least, {trip: due.high for trip, due in apart.items() if due.high != due.low}

    def amounts(self, trips: Sequence[FactId]) -> Amounts:
        """Of each of these, in their order."""
        minor, takes, row_of = self._minor, self._takes, self._row.get
        of_rule = self._scheme[2].currency if self._scheme is not None else ""
        rows = [row_of(trip) for trip in trips]
        low = [None if row is None else minor[row] for row in rows]
        high = [0 if row is None else minor[row] for row in rows]
        compares: list[frozenset[PayCategory] | None] = [
            None if row is None else _WITH_TAKEN if takes[row] else EARNINGS for row in rows
        ]
        currency = [of_rule] * len(rows)
        if len(self._row) == len(rows):
            return Amounts(low, high, currency, compares)
        for place, trip in enumerate(trips):
            due = self._made.get(trip) if rows[place] is None else None
            if due is not None:
                low[place], high[place] = due.low.minor, due.high.minor
                currency[place] = due.low.currency
                compares[place] = None if due.basis is Basis.OFFER else due.compares
        return Amounts(low, high, currency, compares)

    def may_name_a_cause(self, trip: FactId, day: date | None, short: int) -> bool:
        """Whether the rule gives anything of which ``short`` may be left out, or may be another
        step of: only then the arithmetic of the order is worth a closer look."""
        row = self._row.get(trip)
        if row is None or self._sheet is None or self._scheme is None:
            return True
        if day not in self._stepped:
            rule = self._scheme[2]
            self._stepped[day] = day is not None and bool(
                rule.tier_prices(day) or rule.cap_lines(day)
            )
        return self._stepped[day] or (
            self._on_top[row] and self._sheet.may_lack(row, ON_TOP, short)
        )

    def bounds(self, trip: FactId) -> tuple[Money, Money] | None:
        """Lowest and highest; equal amounts are one value."""
        row = self._row.get(trip)
        if row is None:
            due = self._made.get(trip)
            return None if due is None else (due.low, due.high)
        money = self._of(self._minor[row])
        return money, money

    def _of(self, minor: int) -> Money:
        found = self._money.get(minor)
        if found is None:
            currency = self._scheme[2].currency if self._scheme is not None else ""
            found = self._money[minor] = Money(minor, currency)
        return found

    def compares(self, trip: FactId, categories: Sequence[PayCategory]) -> frozenset[PayCategory]:
        """Which lines of these categories are held against a trip of which something is due."""
        row = self._row.get(trip)
        if row is None:
            return self._made[trip].compared(categories)
        return _WITH_TAKEN if self._takes[row] else EARNINGS

    def by_columns(self, trips: Iterable[FactId]) -> bool:
        """Whether the amount of any of these was told by columns."""
        return any(each in self._row for each in trips)

    def pieces(self, trips: Iterable[FactId]) -> Iterator[tuple[str, tuple[Piece, ...]]]:
        """What the rules give in all of these together, by currency; how each single order came
        about nobody asks here."""
        rows: list[int] = []
        apart: dict[str, list[Expected]] = {}
        for trip in trips:
            row = self._row.get(trip)
            if row is not None:
                rows.append(row)
            elif (due := self._made.get(trip)) is not None and due.expected is not None:
                apart.setdefault(due.low.currency, []).append(due.expected)
        if self._sheet is not None and self._scheme is not None and rows:
            currency = self._scheme[2].currency
            others = [each.origin for each in apart.pop(currency, ()) if each.origin is not None]
            yield currency, self._sheet.pieces(rows, others)
        for currency, parts in apart.items():
            yield currency, pieces_of(parts, currency)
