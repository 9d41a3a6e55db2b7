"""A pay scheme as values: dated versions of ordered lines, deductions, and the day pay is due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.period import Period
from gigwallet.rules.conditions import Condition
from gigwallet.rules.prices import Bands, Flat, Ladder, RoundingRule, Tiers


@dataclass(frozen=True, slots=True)
class Share:
    """``share`` of what the lines ``of`` give one order: -1/4 is a commission of 25 percent,
    1/2 is what a multiplier of 1.5 adds."""

    share: Fraction
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line rule. Of the lines with the same ``best_of`` only the highest counts per order."""

    id: str
    label: str
    category: PayCategory
    condition: Condition
    quantity: str
    price: Flat | Bands | Tiers | Share | Ladder
    best_of: str = ""


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
    """The rule from ``first`` to ``last`` (included; None: still in force). ``bonuses`` are lines
    with a ladder: they pay for the orders of a day, week or month, not for one order."""

    first: date
    last: date | None
    lines: tuple[Line, ...]
    deductions: tuple[DeductionRule, ...]
    bonuses: tuple[Line, ...] = ()

    def holds_on(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


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
    """The furthest and longest order that is reckoned with where a distance or time is unknown."""

    metres: int = 1_000_000
    seconds: int = 86_400


@dataclass(frozen=True, slots=True)
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

    @property
    def line_order(self) -> Mapping[str, int]:
        """Where each line stands among all lines, by its id."""
        lines = [line for each in self.versions for line in (*each.lines, *each.bonuses)]
        return {line.id: place for place, line in enumerate(lines)}

    @property
    def is_sum_of_orders(self) -> bool:
        """Whether a period pays no more than its orders, and no tier looks at all of them."""
        lines = [line for version in self.versions for line in version.lines]
        whole = any(isinstance(line.price, Tiers) and line.price.whole for line in lines)
        return not whole and not any(version.bonuses for version in self.versions)

    @property
    def first_day(self) -> date:
        return self.versions[0].first

    @property
    def last_day(self) -> date | None:
        return self.versions[-1].last

    def version_on(self, day: date) -> Version:
        """The version in force on ``day``; never the nearest one:
        ``GigWalletError("scheme_no_version")`` where none says anything about that day."""
        for version in self.versions:
            if version.holds_on(day):
                return version
        raise GigWalletError("scheme_no_version", scheme=self.name, on_day=day.isoformat())
