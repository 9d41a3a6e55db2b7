"""The numbers of public law that a rule names, as they are on the day that is being read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Protocol

NO_VALUE = "parameter_no_value"


class Dated(Protocol):
    """A value and the last day on which it holds (None: still)."""

    @property
    def amount(self) -> Fraction: ...

    @property
    def last(self) -> date | None: ...


class Parameter(Protocol):
    """A quantity that public law sets."""

    def at(self, day: date) -> Dated:
        """``GigWalletError("parameter_no_value")`` where that day has none."""

    def changes(self, first: date, last: date) -> tuple[date, ...]: ...


class Numbers:
    """Keeps what was asked for, so that a rule can be cut where one of its numbers changes."""

    def __init__(self, known: Mapping[str, Parameter]) -> None:
        self.known = known
        self.day = date.min
        self.used: list[str] = []
        self._ends: list[date] = []

    def begin(self, day: date) -> None:
        """From now on, the numbers of ``day``."""
        self.day, self.used, self._ends = day, [], []

    def at(self, name: str) -> Fraction:
        value = self.known[name].at(self.day)
        self.used.append(name)
        # A value without an end may still be followed by another one.
        following = self.known[name].changes(self.day, value.last or date.max)
        if following:
            self._ends.append(following[0] - timedelta(days=1))
        elif value.last is not None:
            self._ends.append(value.last)
        return value.amount

    def until(self, last: date | None) -> date | None:
        """The last day, up to ``last``, on which all numbers that were asked for stay the same."""
        ends = [*self._ends, *([last] if last is not None else [])]
        return min(ends) if ends else None

    def next_after(self, name: str, last: date | None) -> date | None:
        """The next day on which something about ``name`` changes."""
        following = self.known[name].changes(self.day, last or date.max)
        return following[0] if following else None
