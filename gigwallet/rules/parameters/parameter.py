"""A quantity that public law sets, as dated values that each say where they come from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from gigwallet.domain.errors import GigWalletError

# A: the text of the law or its publisher. B: two sources that agree, or one checked by arithmetic.
TRUSTED = ("A", "B")


@dataclass(frozen=True, slots=True)
class DatedValue:
    """``amount`` from ``first`` to ``last`` (included; None: until another value takes its place).

    ``published_on`` may lie after ``first``: some values are set for days already gone.
    ``checked_on`` is the day on which somebody last held the value against its source; nothing is
    known about a change after it.
    """

    first: date
    last: date | None
    amount: Fraction
    published_on: date | None
    source: str
    confidence: str
    checked_on: date
    note: str = ""

    def holds_on(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    def unchecked_on(self, day: date) -> bool:
        """Whether ``day`` is later than the check, so that a newer value may be in force."""
        return self.last is None and day > self.checked_on


@dataclass(frozen=True, slots=True)
class Gap:
    """Days for which no value is known well enough, and why."""

    first: date
    last: date | None
    why: str


@dataclass(frozen=True, slots=True)
class Traced:
    """Where a number in a result comes from: rule, file, value, source."""

    parameter: str
    label: str
    file: str
    unit: str
    instrument: str
    on_day: date
    value: DatedValue

    @property
    def unchecked(self) -> bool:
        return self.value.unchecked_on(self.on_day)


@dataclass(frozen=True, slots=True)
class Parameter:
    """``values`` in the order of their days, none overlapping. What is graded lower than A or B
    stands apart in ``to_confirm`` and is never returned by ``at``."""

    name: str
    unit: str
    scope: str
    values: tuple[DatedValue, ...]
    label: str = ""
    instrument: str = ""
    file: str = ""
    rate_date: str = ""
    gaps: tuple[Gap, ...] = ()
    to_confirm: tuple[DatedValue, ...] = ()

    def at(self, day: date) -> DatedValue:
        """The value in force on ``day``; never the nearest or the latest one:
        ``GigWalletError("parameter_no_value")`` where the files know none for that day."""
        for value in self.values:
            if value.holds_on(day):
                return value
        raise GigWalletError("parameter_no_value", parameter=self.name, on_day=day.isoformat())

    def trace(self, day: date) -> Traced:
        """The value of ``at`` with the way back to its file and source."""
        return Traced(
            self.name, self.label, self.file, self.unit, self.instrument, day, self.at(day)
        )

    def changes(self, first: date, last: date) -> tuple[date, ...]:
        """The days after ``first`` and up to ``last`` on which a value or a gap begins."""
        starts = {value.first for value in self.values} | {gap.first for gap in self.gaps}
        return tuple(sorted(day for day in starts if first < day <= last))
