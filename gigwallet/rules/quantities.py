"""What can be counted of one order: its distances, times, weight and sums, in whole base units."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import asin, cos, radians, sin, sqrt

from gigwallet.domain.instants import Instant, TimeQuality
from gigwallet.domain.money import Money, exponent
from gigwallet.domain.trip import Trip

# What the caller knows of a trip beyond the trip: ``paid``, ``kg``, ``vehicle``, further columns.
Values = Mapping[str, Fraction | str]
# Whole base units, or between two of them, or not known.
Units = int | tuple[int, int] | None
# The last argument is the trip's engaged time as the rule counts it.
Read = Callable[[Trip, Values, Units], Units]

_EARTH_M = 6_371_009
_COLUMN = 1_000_000
# A kilometre is a thousand metres; a mile is no whole number of them, so it counts millimetres.
_KM, _MILE = 1000, 1_609_344

# Words of an order that a rule may ask for.
WORDS = ("platform", "kind", "product", "city", "area", "vehicle", "level")


@dataclass(frozen=True, slots=True)
class Quantity:
    """``base`` units make one; ``shown`` is the unit that a person reads; ``unknown`` names what is
    missing where it is not known; ``limit`` says which limit bounds it then."""

    name: str
    base: int
    shown: str
    unknown: str
    limit: str
    read: Read = field(compare=False)


def quantity(name: str, currency: str, columns: Mapping[str, str]) -> Quantity | None:
    """The quantity ``name`` in a scheme of that currency; None where there is none."""
    if name in _TABLE:
        return _TABLE[name]
    if name in _SUMS:
        base = 10 ** exponent(currency)
        return Quantity(name, base, currency, "amount", "minor", _sum(name, base, currency))
    if columns.get(name) == "number":
        return Quantity(name, _COLUMN, name, "value", "column", _given(name, _COLUMN))
    return None


def counts_engaged(name: str) -> bool:
    """Whether overlapping orders matter to it."""
    return name in ("engaged_minute", "engaged_hour")


def word(trip: Trip, values: Values, name: str) -> str | None:
    """As the caller says, else as the trip says; None where it is not known."""
    said = values.get(name)
    if said is None and name in ("platform", "kind", "product", "city"):
        said = str(getattr(trip, name))
    return str(said).casefold() if said not in (None, "") else None


def straight_m(trip: Trip) -> int | None:
    """Metres as the crow flies, rounded: coordinates are measured, not reckoned."""
    if trip.pickup is None or trip.dropoff is None:
        return None
    (lat, lon), (to_lat, to_lon) = (map(radians, each) for each in (trip.pickup, trip.dropoff))
    half = sin((to_lat - lat) / 2) ** 2 + cos(lat) * cos(to_lat) * sin((to_lon - lon) / 2) ** 2
    return round(2 * _EARTH_M * asin(sqrt(min(1.0, half))))


def _distances() -> Iterator[Quantity]:
    reads: dict[str, Callable[[Trip], int | None]] = {
        "{}": _counted_m,
        "driven_{}": lambda trip: trip.trip_m,
        "paid_{}": lambda trip: trip.paid_m,
        "straight_{}": straight_m,
        "{}_to_pickup": lambda trip: trip.to_pickup_m,
        "engaged_{}": _engaged_m,
    }
    for pattern, read in reads.items():
        name = pattern.format("km")
        yield Quantity(name, _KM, "km", "distance", "metres", _of_trip(read, 1))
        name = pattern.format("mile")
        yield Quantity(name, _MILE, "mile", "distance", "millimetres", _of_trip(read, 1000))


def _counted_m(trip: Trip) -> int | None:
    """The distance that pay is counted on, else the driven one."""
    return trip.paid_m if trip.paid_m is not None else trip.trip_m


def _engaged_m(trip: Trip) -> int | None:
    """To the pickup and from there on."""
    on = _counted_m(trip)
    return None if on is None or trip.to_pickup_m is None else on + trip.to_pickup_m


def _times() -> Iterator[Quantity]:
    reads: dict[str, Callable[[Trip], int | None]] = {
        "minute": _counted_s,
        "worked_minute": lambda trip: trip.duration_s,
        "estimated_minute": lambda trip: trip.paid_duration_s,
        "ride_minute": _ride_s,
        "waiting_minute": lambda trip: trip.wait_s,
        "late_minute": lambda trip: _between(trip.promised_by, trip.completed_at),
    }
    missing = {"waiting_minute": "waiting", "late_minute": "lateness"}
    for name, read in reads.items():
        unknown = missing.get(name, "duration")
        yield Quantity(name, 60, "minute", unknown, "seconds", _of_trip(read, 1))
    for unit, base in (("minute", 60), ("hour", 3600)):
        yield Quantity(f"engaged_{unit}", base, unit, "duration", "seconds", _engaged)


def _counted_s(trip: Trip) -> int | None:
    """The time that pay is counted on, else the time worked."""
    return trip.paid_duration_s if trip.paid_duration_s is not None else trip.duration_s


def _ride_s(trip: Trip) -> int | None:
    return _between(trip.picked_up_at, trip.arrived_dropoff_at or trip.completed_at)


def _between(start: Instant | None, end: Instant | None) -> int | None:
    """Whole seconds; nothing where the end comes first."""
    if start is None or end is None:
        return None
    if TimeQuality.DATE_ONLY in (start.quality, end.quality):
        return None
    return max(0, int((end.utc - start.utc).total_seconds()))


def _of_trip(read: Callable[[Trip], int | None], times: int) -> Read:
    if times == 1:
        return lambda trip, _values, _engaged: read(trip)

    def scaled(trip: Trip, _values: Values, _engaged: Units) -> int | None:
        found = read(trip)
        return None if found is None else found * times

    return scaled


def _engaged(_trip: Trip, _values: Values, engaged: Units) -> Units:
    return engaged


def _order(_trip: Trip, _values: Values, _engaged: Units) -> int:
    return 1


def _given(name: str, base: int) -> Read:
    """In base units; what is finer than one of them is cut off."""

    def read(_trip: Trip, values: Values, _engaged: Units) -> int | None:
        said = values.get(name)
        if said is None:
            return None
        exact = said if isinstance(said, Fraction) else Fraction(said)
        top = exact.numerator * base
        return top // exact.denominator if top >= 0 else -(-top // exact.denominator)

    return read


def _sum(name: str, base: int, currency: str) -> Read:
    given = _given(name, base)

    def read(trip: Trip, values: Values, engaged: Units) -> Units:
        if name in values:
            return given(trip, values, engaged)
        known: Money | None = getattr(trip, name, None)
        return known.minor if known is not None and known.currency == currency else None

    return read


# Sums of money are counted in minor units, which the currency decides.
_SUMS = ("customer_paid", "offered", "paid")
_TABLE = {
    each.name: each
    for each in (
        Quantity("order", 1, "order", "", "order", _order),
        *_distances(),
        *_times(),
        Quantity("kg", 1000, "kg", "weight", "grams", _given("kg", 1000)),
    )
}
QUANTITIES = (*_TABLE, *_SUMS)
