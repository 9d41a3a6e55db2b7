"""What was paid for the work itself: by trip, beside the trips, and what is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from gigwallet.app.pay.loose_work import Work
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.trip import Trip
from gigwallet.tabular import amounts

# What a platform gives for the work itself, less what it keeps for itself. A tip is the customer's,
# a toll or an expense was the worker's own money, and what is withheld was earned before.
COUNTED = frozenset(
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
        PayCategory.COMMISSION,
        PayCategory.PLATFORM_FEE,
    }
)


@dataclass(slots=True)
class Pay:
    """What was paid for the work of one account in a period. ``by_trip`` (index of the trip) is
    there only for trips whose pay is known; ``beside`` belongs to no single trip; ``left_out`` are
    amounts that are no pay for the work, by category."""

    currency: str
    by_trip: dict[int, Money] = field(default_factory=dict)
    beside: Money | None = None
    left_out: dict[PayCategory, Money] = field(default_factory=dict)

    @property
    def total(self) -> Money | None:
        known = [*self.by_trip.values(), *([self.beside] if self.beside is not None else [])]
        return sum(known, Money.zero(self.currency)) if known else None


def paid(work: Work, trips: Sequence[int], days: Iterable[date], currency: str) -> Pay:
    """``trips`` are the indexes of those that count, ``days`` the period. The person's own column
    is taken before pay lines."""
    found = Pay(currency)
    within = frozenset(days)
    by_ref = _by_ref(work.trips)
    inside = frozenset(trips)
    for index in trips:
        own = work.own[index]
        if own.get("paid", "").strip():
            tip = _amount(own.get("tip", ""), "own_tip", currency)
            found.by_trip[index] = _amount(own["paid"], "own_paid", currency) - tip
            if tip.minor:
                _add(found.left_out, PayCategory.TIP, tip)
    said = frozenset(found.by_trip)
    for line in work.pay_lines:
        if line.is_subtotal or line.amount.currency != currency:
            continue
        index = by_ref.get(line.trip_ref, -1)
        if not (index in inside or (index < 0 and _day(line) in within)):
            continue
        if line.category not in COUNTED:
            _add(found.left_out, line.category, line.amount)
        elif index < 0:
            found.beside = (found.beside or Money.zero(currency)) + line.amount
        elif index not in said:
            found.by_trip[index] = found.by_trip.get(index, Money.zero(currency)) + line.amount
    return found


def counted(line: PayLine) -> bool:
    """Whether a line is pay for the work itself."""
    return line.category in COUNTED and not line.is_subtotal


def _by_ref(trips: Sequence[Trip]) -> dict[str, int]:
    """Only numbers that one trip alone has: some platforms begin anew every day."""
    times = Counter(trip.ref for trip in trips)
    return {
        trip.ref: index for index, trip in enumerate(trips) if trip.ref and times[trip.ref] == 1
    }


def _add(sums: dict[PayCategory, Money], category: PayCategory, amount: Money) -> None:
    sums[category] = sums.get(category, Money.zero(amount.currency)) + amount


def _day(line: PayLine) -> date | None:
    moment = line.occurred_at or line.recognised_at
    return moment.day if moment else None


def _amount(cell: str, column: str, currency: str) -> Money:
    if not cell.strip():
        return Money.zero(currency)
    try:
        return amounts.money(cell, currency)
    except ValueError as cause:
        raise GigWalletError("floor_column", column=column, value=cell) from cause
