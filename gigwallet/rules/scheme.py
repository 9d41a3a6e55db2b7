"""A pay scheme as values: dated versions of ordered lines, bonuses, deductions; the pay day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.period import Period
from gigwallet.rules.conditions import Condition, WordPart
from gigwallet.rules.prices import Bands, Flat, Limit, RoundingRule, Share, Table, Tiers, decimal
from gigwallet.rules.quantities import Quantity
from gigwallet.rules.spans import Bonus, Measure

_TAKEN = frozenset({PayCategory.COMMISSION, PayCategory.PLATFORM_FEE})
Price = Flat | Bands | Table | Tiers | Share | Limit


class Gives(StrEnum):
    """What becomes of an amount: it is paid; it is counted as points; it only serves others."""

    MONEY = "money"
    POINTS = "points"
    ASIDE = "aside"


class RoundEach(StrEnum):
    """What is rounded by itself: each line of an order, an order, or a period as a whole."""

    LINE = "line"
    ORDER = "order"
    PERIOD = "period"


@dataclass(frozen=True, slots=True)
class Line:
    """One line rule. Of the lines with the same ``best_of`` only the highest counts per order.
    ``parameters`` names the numbers of public law that stand in it."""

    id: str
    label: str
    category: PayCategory
    condition: Condition
    quantity: Quantity
    price: Price
    best_of: str = ""
    gives: Gives = Gives.MONEY
    parameters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DeductionRule:
    """What may be taken off: between ``least`` and ``most`` (positive) for each order, day, month
    or event. ``printed`` are the words on pay slips that mean it; ``times`` caps how often."""

    id: str
    label: str
    printed: tuple[str, ...]
    per: str
    least: Money
    most: Money
    times: int | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """The rule from ``first`` to ``last`` (included; None: still in force), for the orders that
    ``words`` describe. Bonuses pay for the orders of a day, week or month, not for one order."""

    first: date
    last: date | None
    lines: tuple[Line, ...]
    deductions: tuple[DeductionRule, ...]
    bonuses: tuple[Bonus, ...] = ()
    measures: tuple[Measure, ...] = ()
    words: tuple[WordPart, ...] = ()

    def holds_on(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    def lasting(self, last: date | None) -> Version:
        return replace(self, last=last)


@dataclass(frozen=True, slots=True)
class PayDay:
    """Either ``day_of_next_month`` or ``days_after`` the period's last day."""

    day_of_next_month: int | None = None
    days_after: int | None = None

    def due(self, period: Period) -> date:
        if self.day_of_next_month is None:
            return period.last + timedelta(days=self.days_after or 0)
        next_first = Period.of_month(period.last.year, period.last.month).last + timedelta(days=1)
        following = Period.of_month(next_first.year, next_first.month)
        return min(next_first + timedelta(days=self.day_of_next_month - 1), following.last)


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is reckoned with where something of an order is not known, in base units."""

    metres: int = 1_000_000
    seconds: int = 86_400
    grams: int = 100_000
    # Sums in whole currency units, columns in whole ones.
    money: int = 10_000
    column: int = 10_000

    def of(self, quantity: Quantity) -> int:
        return {
            "order": 1,
            "metres": self.metres,
            "millimetres": self.metres * 1000,
            "seconds": self.seconds,
            "grams": self.grams,
            "minor": self.money * quantity.base,
            "column": self.column * quantity.base,
        }[quantity.limit]


@dataclass(frozen=True, slots=True)
class Missing:
    """Days on which a version stands, but a number of public law that it needs has no value."""

    first: date
    last: date | None
    parameter: str
    words: tuple[WordPart, ...] = ()

    def holds_on(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Plan:
    """What a scheme says: see docs/pay-schemes.md for each field's key in the file."""

    name: str
    currency: str
    zone: str
    illustrative: bool
    rate_date: str
    rounding: RoundingRule
    versions: tuple[Version, ...]
    pay_day: PayDay | None = None
    limits: Limits = Limits()
    round_each: RoundEach = RoundEach.LINE
    overlap: str = "alone"
    missing: tuple[Missing, ...] = ()

    @property
    def line_order(self) -> Mapping[str, int]:
        """Where each line stands among all lines, by its id."""
        names: list[str] = []
        for version in self.versions:
            names += [line.id for line in version.lines]
            names += [bonus.id for bonus in version.bonuses]
        return {name: place for place, name in enumerate(names)}

    @property
    def is_sum_of_orders(self) -> bool:
        """Whether a period pays no more than its orders, and no tier looks at all of them."""
        lines = [line for version in self.versions for line in version.lines]
        whole = any(isinstance(line.price, Tiers) and line.price.whole for line in lines)
        by_period = self.round_each is RoundEach.PERIOD
        return not whole and not by_period and not any(each.bonuses for each in self.versions)

    @property
    def is_refund(self) -> bool:
        """Whether all that it pays makes up for something that was paid: what lines that count on
        ``paid`` lack up to others. It says what is to be given back of a share that was too large,
        and nothing of what an order should have paid."""
        lines = [line for version in self.versions for line in version.lines]
        bonuses = [bonus for version in self.versions for bonus in version.bonuses]
        paying: list[Line | Bonus] = [each for each in lines if each.gives is Gives.MONEY]
        paying += [each for each in bonuses if each.gives == "money"]
        counts = any(each.quantity.name == "paid" for each in lines)
        return counts and all(isinstance(each.price, Limit) for each in paying)

    def cap_lines(self, day: date) -> frozenset[str]:
        """The lines that may count on ``day`` and give back what of a commission is too much."""
        found: set[str] = set()
        for version in self.versions:
            if version.holds_on(day):
                taken = {each.id for each in version.lines if each.category in _TAKEN}
                found.update(
                    each.id
                    for each in version.lines
                    if isinstance(each.price, Limit)
                    and each.price.least
                    and not taken.isdisjoint(each.price.of)
                )
        return frozenset(found)

    def tier_prices(self, day: date) -> Mapping[str, tuple[Decimal, ...]]:
        """Of each line with tiers that may count on ``day``: the prices of all of them, by its
        id."""
        return {
            line.id: tuple(decimal(price) for _, price in line.price.steps)
            for version in self.versions
            if isinstance(version, Version) and version.holds_on(day)
            for line in version.lines
            if isinstance(line.price, Tiers)
        }

    @property
    def first_day(self) -> date:
        return self.versions[0].first

    @property
    def last_day(self) -> date | None:
        return None if self.versions[-1].last is None else max(
            each.last for each in self.versions if each.last is not None
        )  # fmt: skip

    def versions_on(self, day: date) -> tuple[Version, ...]:
        """Those in force on ``day``, in the order of the file; several where they are for
        different words. ``GigWalletError("scheme_no_version")`` where none says anything about
        that day, ``parameter_no_value`` where a number of public law has no value then."""
        found = tuple(each for each in self.versions if each.holds_on(day))
        if found:
            return found
        for gap in self.missing:
            if gap.holds_on(day):
                raise GigWalletError(
                    "parameter_no_value", parameter=gap.parameter, on_day=day.isoformat()
                )
        raise GigWalletError("scheme_no_version", scheme=self.name, on_day=day.isoformat())

    def version_on(self, day: date) -> Version:
        """The (first) version in force on ``day``; never the nearest one."""
        return self.versions_on(day)[0]
