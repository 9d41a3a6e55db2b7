"""Money: whole minor units of one currency, never a float."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import (
    ROUND_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Decimal,
    InvalidOperation,
)
from enum import StrEnum

# ISO 4217 minor-unit exponents that differ from two.
_EXPONENTS = {
    "BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0,
    "RWF": 0, "UGX": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
    "BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3,
}  # fmt: skip


# ISO 4217 for "no currency": of an amount whose file names none, until its engagement is known.
UNNAMED = "XXX"


class Rounding(StrEnum):
    """How a rule turns an exact product into whole minor units; the rule names it."""

    HALF_UP = "half_up"
    HALF_EVEN = "half_even"
    DOWN = "down"
    UP = "up"


_MODES = {
    Rounding.HALF_UP: ROUND_HALF_UP,
    Rounding.HALF_EVEN: ROUND_HALF_EVEN,
    Rounding.DOWN: ROUND_DOWN,
    Rounding.UP: ROUND_UP,
}


def exponent(currency: str) -> int:
    """Digits after the point that ``currency`` (ISO 4217) is counted in."""
    return _EXPONENTS.get(currency, 2)


# Codes that were looked at already: a pay check makes a million amounts of one currency.
_KNOWN: set[str] = set()


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount: ``minor`` whole minor units of ``currency`` (ISO 4217, upper case).

    Sign is the effect on what the platform owes the worker: earned is positive, withheld negative.
    Amounts of two currencies never meet: arithmetic and comparison raise ``ValueError``.
    """

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if type(self.minor) is not int:
            raise TypeError("minor units are whole numbers")
        if self.currency not in _KNOWN:
            _refuse_other(self.currency)
            _KNOWN.add(self.currency)

    @classmethod
    def zero(cls, currency: str) -> Money:
        return cls(0, currency)

    @classmethod
    def of(cls, amount: Decimal | str | int, currency: str) -> Money:
        """``amount`` in major units, exact; ``ValueError`` if finer than the minor unit."""
        try:
            exact = Decimal(amount)
        except InvalidOperation as cause:
            raise ValueError(f"not an amount: {amount!r}") from cause
        if not exact.is_finite():
            raise ValueError(f"not an amount: {amount!r}")
        scaled = exact.scaleb(exponent(currency))
        whole = scaled.to_integral_value()
        if whole != scaled:
            raise ValueError(f"finer than the minor unit of {currency}: {amount}")
        return cls(int(whole), currency)

    @classmethod
    def rounded(cls, amount: Decimal, currency: str, rounding: Rounding) -> Money:
        """``amount`` in major units, rounded to the minor unit as the named rule says."""
        scaled = amount.scaleb(exponent(currency))
        return cls(int(scaled.quantize(Decimal(1), rounding=_MODES[rounding])), currency)

    @property
    def amount(self) -> Decimal:
        """Major units, exact."""
        return Decimal(self.minor).scaleb(-exponent(self.currency))

    def _other(self, other: Money) -> int:
        if other.currency != self.currency:
            raise ValueError(f"{self.currency} and {other.currency} do not add up")
        return other.minor

    def __add__(self, other: Money) -> Money:
        return Money(self.minor + self._other(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.minor - self._other(other), self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def __abs__(self) -> Money:
        return Money(abs(self.minor), self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.minor < self._other(other)

    def __le__(self, other: Money) -> bool:
        return self.minor <= self._other(other)

    def __gt__(self, other: Money) -> bool:
        return self.minor > self._other(other)

    def __ge__(self, other: Money) -> bool:
        return self.minor >= self._other(other)

    def __bool__(self) -> bool:
        return self.minor != 0

    def __str__(self) -> str:
        """The plain amount (``-12.50``), without currency: for JSON, CSV and logs of tests."""
        return f"{self.amount:.{exponent(self.currency)}f}"


def _refuse_other(currency: str) -> None:
    if len(currency) != 3 or not currency.isascii() or not currency.isupper():
        raise ValueError(f"not an ISO 4217 currency code: {currency!r}")
