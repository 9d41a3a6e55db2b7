"""A trip as a floor of law asks for it, and what was paid for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from gigwallet.app.loose_work import Work
from gigwallet.domain.engagement import Engagement
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.instants import TimeQuality
from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.trip import Trip
from gigwallet.rules.parameters import Floor, Time
from gigwallet.tabular import amounts

_MILE = Fraction(1_609_344, 1000)
_NONE = Fraction()

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

Values = Mapping[str, Fraction | str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A trip with what the floor asks for beside it; ``elsewhere`` names a place that the floor
    does not know, with the word that it counts as."""

    trip: Trip
    values: Values
    elsewhere: tuple[str, str] | None = None


def asked(
    trip: Trip,
    own: Mapping[str, str],
    account: Engagement,
    floor: Floor,
    known: Mapping[str, frozenset[str]],
    asks: frozenset[str],
) -> Asked:
    """``known`` are the words that the floor has a rate for, by what they tell (``area``...);
    ``asks`` the quantities that it counts: nothing else is looked at.

    Refusal: ``floor_column`` where a number of the person's own is none.
    """
    values: dict[str, Fraction | str] = {}
    for name, cell in own.items():
        if name in asks:
            values[name] = _number(name, cell) if cell.strip() else ""
        elif name in known:
            values[name] = cell
    elsewhere = _words(values, trip, account, floor, known)
    ride_s = _ride_s(trip) if floor.time is Time.RIDE else trip.duration_s
    if "miles_outside" in asks:
        outside = [values.get(name) or _NONE for name in ("miles_outside", "minutes_outside")]
        values["miles_outside"], values["minutes_outside"] = outside
        if any(outside):
            values["outside"] = "yes"
            ride_s = None if ride_s is None else max(0, ride_s - int(Fraction(outside[1]) * 60))
    if "ride_miles" in asks:
        _set_miles(values, "ride_miles", trip.trip_m if trip.trip_m is not None else trip.paid_m)
        if values.get("miles_outside") and "ride_miles" in values:
            within = Fraction(values["ride_miles"]) - Fraction(values["miles_outside"])
            values["ride_miles"] = max(_NONE, within)
    if "pickup_miles" in asks:
        _set_miles(values, "pickup_miles", trip.to_pickup_m)
    if "cancellation_fee" in asks:
        values["cancellation_fee"] = values.get("cancellation_fee") or _NONE
    kept = {name: value for name, value in values.items() if value != ""}
    timed = trip if ride_s == trip.duration_s else replace(trip, duration_s=ride_s)
    return Asked(timed, kept, elsewhere)


def _words(
    values: dict[str, Fraction | str],
    trip: Trip,
    account: Engagement,
    floor: Floor,
    known: Mapping[str, frozenset[str]],
) -> tuple[str, str] | None:
    """What the trip and the account say where the person does not, what is usual, and what counts
    for a place that the floor does not know."""
    if "area" in known and not values.get("area"):
        values["area"] = trip.city
    if "vehicle" in known and not values.get("vehicle"):
        vehicle = account.vehicle.casefold()
        values["vehicle"] = vehicle if vehicle in known["vehicle"] else ""
    for name, word in floor.usual.items():
        values[name] = values.get(name) or word
    elsewhere = None
    for name, word in floor.elsewhere.items():
        said = str(values.get(name, "")).casefold()
        if said and said not in known.get(name, frozenset()):
            elsewhere, values[name] = (said, word), word
    return elsewhere


def _number(name: str, cell: str) -> Fraction:
    try:
        return Fraction(amounts.number(cell))
    except ValueError as cause:
        raise GigWalletError("floor_column", column=f"own_{name}", value=cell) from cause


def _set_miles(values: dict[str, Fraction | str], name: str, metres: int | None) -> None:
    """The person's own column wins: a mile is no whole number of metres."""
    if values.get(name, "") == "" and metres is not None:
        values[name] = metres / _MILE


def _ride_s(trip: Trip) -> int | None:
    """With the passenger or the goods on board: from pickup to the end, else as stated."""
    start, end = trip.picked_up_at, trip.arrived_dropoff_at or trip.completed_at
    if start is None or end is None or TimeQuality.DATE_ONLY in (start.quality, end.quality):
        return trip.duration_s
    return max(0, int((end.utc - start.utc).total_seconds()))


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
