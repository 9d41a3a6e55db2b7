"""A trip as a floor of law asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from gigwallet.app.floors.packs import Pack
from gigwallet.app.pay.loose_work import Work
from gigwallet.domain.engagement import Engagement
from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.instants import TimeQuality
from gigwallet.domain.trip import Trip
from gigwallet.rules.parameters import Floor, Time
from gigwallet.tabular import amounts

_MILE = Fraction(1_609_344, 1000)
_NONE = Fraction()

Values = Mapping[str, Fraction | str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A trip with what the floor asks for beside it; ``elsewhere`` names a place that the floor
    does not know, with the word that it counts as."""

    trip: Trip
    values: Values
    elsewhere: tuple[str, str] | None = None


def asked_of(pack: Pack, work: Work) -> list[Asked]:
    """Every trip of an account, in its order. Refusals: as ``asked``."""
    words, asks = pack.words, pack.asks
    return [
        asked(trip, own, work.engagement, pack.floor, words, asks)
        for trip, own in zip(work.trips, work.own, strict=True)
    ]


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
            values[name] = own_number(name, cell) if cell.strip() else ""
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
        # Where a law changes from town to town, an account's city is not where a ride began.
        values["area"] = trip.city or ("" if "area" in floor.elsewhere else account.city)
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


def own_number(name: str, cell: str) -> Fraction:
    """A cell of the person's own column. Refusal: ``floor_column``."""
    try:
        return Fraction(amounts.number(cell))
    except ValueError as cause:
        raise GigWalletError("floor_column", column=f"own_{name}", value=cell) from cause


def _set_miles(values: dict[str, Fraction | str], name: str, metres: int | None) -> None:
    """The person's own column wins: a mile is no whole number of metres."""
    if values.get(name, "") == "" and metres is not None:
        values[name] = Fraction(metres * _MILE.denominator, _MILE.numerator)


def _ride_s(trip: Trip) -> int | None:
    """With the passenger or the goods on board: from pickup to the end, else as stated."""
    start, end = trip.picked_up_at, trip.arrived_dropoff_at or trip.completed_at
    if start is None or end is None or TimeQuality.DATE_ONLY in (start.quality, end.quality):
        return trip.duration_s
    return max(0, int((end.utc - start.utc).total_seconds()))
