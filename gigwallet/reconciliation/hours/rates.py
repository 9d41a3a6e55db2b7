"""What an engaged hour, a logged-in hour and a kilometre paid, before and after costs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from gigwallet.domain.money import Money, Rounding

_KM = Decimal(1000)
_HOUR = Decimal(3600)


@dataclass(frozen=True, slots=True)
class Pay:
    """``work`` is what was paid for the work, fees of the platform taken off; ``tips`` apart."""

    work: Money
    tips: Money


@dataclass(frozen=True, slots=True)
class Costs:
    """Sums that the person typed (``named``), and ``per_km`` with where the rate comes from."""

    named: tuple[tuple[str, Money], ...] = ()
    per_km: Decimal | None = None
    source: str = ""

    def of(self, metres: int, currency: str) -> Money:
        """Costs of the period, ``metres`` ridden."""
        total = sum((each for _, each in self.named), Money.zero(currency))
        if self.per_km is None:
            return total
        by_way = self.per_km * metres / _KM
        return total + Money.rounded(by_way, currency, Rounding.HALF_UP)


@dataclass(frozen=True, slots=True)
class Rate:
    """``pay`` for one ``per`` (``engaged_hour``, ``logged_in_hour``, ``km``): ``gross``, with
    ``tips``, and after costs (``net``, tips included). Rounded to the cent, half up."""

    per: str
    quantity: Decimal
    gross: Money
    with_tips: Money
    net: Money | None


def rates(
    pay: Pay, engaged: timedelta, logged_in: timedelta | None, metres: int, costs: Costs | None
) -> tuple[Rate, ...]:
    """``logged_in`` None: not known; engaged time alone would flatter it. A measure that is zero
    gives no rate. ``costs`` None: none were given, and nothing is said of what is left."""
    currency = pay.work.currency
    spent = costs.of(metres, currency) if costs is not None else None
    measures: Iterable[tuple[str, Decimal]] = (
        ("engaged_hour", _hours(engaged)),
        ("logged_in_hour", _hours(logged_in) if logged_in is not None else Decimal()),
        ("km", metres / _KM),
    )
    return tuple(
        Rate(
            per,
            quantity,
            _each(pay.work, quantity),
            _each(pay.work + pay.tips, quantity),
            None if spent is None else _each(pay.work + pay.tips - spent, quantity),
        )
        for per, quantity in measures
        if quantity > 0
    )


def _hours(length: timedelta) -> Decimal:
    return Decimal(int(length.total_seconds())) / _HOUR


def _each(amount: Money, quantity: Decimal) -> Money:
    return Money.rounded(amount.amount / quantity, amount.currency, Rounding.HALF_UP)
