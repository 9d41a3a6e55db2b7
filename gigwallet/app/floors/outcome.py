"""What comes of holding pay against a floor of public law: sums, differences, sources, cautions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import Protocol

from gigwallet.app.intake.import_outcome import RejectedLine
from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.period import Period
from gigwallet.domain.step import Step, TraceLine
from gigwallet.domain.trip import Trip

# The same words in each language.
Texts = Mapping[str, str]


class Detail(Protocol):
    """How a sum came about; reckoned when it is asked for, for there may be a million."""

    @property
    def unknown(self) -> tuple[str, ...]: ...

    @property
    def trace(self) -> tuple[TraceLine, ...]: ...


@dataclass(frozen=True, slots=True)
class FloorSum:
    """``low == high`` where everything that matters is known; ``unknown`` names what is not.
    ``trace`` adds up to ``low``."""

    low: Money
    high: Money
    detail: Detail | None = field(default=None, compare=False)

    @property
    def unknown(self) -> tuple[str, ...]:
        return self.detail.unknown if self.detail is not None else ()

    @property
    def trace(self) -> tuple[TraceLine, ...]:
        return self.detail.trace if self.detail is not None else ()


@dataclass(frozen=True, slots=True)
class Below:
    """How far what was paid lies under the floor: between ``low`` and ``high``, never negative."""

    low: Money
    high: Money

    @classmethod
    def of(cls, floor: FloorSum, paid: Money) -> Below:
        low, high = (max(0, side.minor - paid.minor) for side in (floor.low, floor.high))
        return cls(Money(low, paid.currency), Money(high, paid.currency))


@dataclass(frozen=True, slots=True)
class FloorTrip:
    """``floor`` is None where it cannot be told; ``reason`` then says why. ``paid`` None: what was
    paid for this trip is not known, and nothing is compared."""

    trip: Trip
    floor: FloorSum | None
    reason: str = ""
    paid: Money | None = None
    below: Below | None = None


@dataclass(frozen=True, slots=True)
class FloorPeriod:
    """One account in one period. ``unreckoned`` counts trips without a floor, by reason; ``paid``
    is what stands against the floor, ``beside`` what belongs to no trip where trips are compared,
    ``left_out`` what is no pay for the work. ``settled`` is ``below`` at the rate of the day on
    which it is settled, where that day was named. ``engaged`` and ``logged_in`` are times without
    overlaps, None where nothing tells of them."""

    account: str
    period: Period
    trips: tuple[FloorTrip, ...]
    floor: FloorSum | None
    paid: Money | None
    below: Below | None
    beside: Money | None = None
    settled: Below | None = None
    left_out: Mapping[PayCategory, Money] = field(default_factory=dict)
    engaged: timedelta | None = None
    logged_in: timedelta | None = None
    unreckoned: Mapping[str, int] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A number of law that was used: rule, value, where it comes from, and when that was last
    checked. ``unchecked``: it was used for a day after the check, and may have changed since."""

    parameter: str
    label: str
    amount: Fraction
    unit: str
    first: date
    last: date | None
    instrument: str
    source: str
    confidence: str
    published_on: date | None
    checked_on: date
    unchecked: bool
    file: str
    note: str


@dataclass(frozen=True, slots=True)
class LegalFloors:
    """``to_confirm`` are values for days without a number that is confirmed: shown, and in no sum.
    ``compared``: ``trip``, ``period`` or ``none``; ``time``: whose time the law counts."""

    pack: str
    place: Texts
    title: Texts
    shape: str
    compared: str
    time: str
    currency: str
    zone: str
    cautions: tuple[Texts, ...]
    periods: tuple[FloorPeriod, ...] = ()
    sources: tuple[Source, ...] = ()
    to_confirm: tuple[Source, ...] = ()
    rejected: tuple[tuple[str, RejectedLine], ...] = ()
