"""A line of the lifetime trips as a trip."""

from __future__ import annotations

from collections.abc import Iterator

from gigwallet.domain.money import Money, Rounding
from gigwallet.domain.reading import EngagementHint, Reading, Row, Skip
from gigwallet.domain.recorded import Locator
from gigwallet.domain.trip import Trip, TripKind, TripStatus
from gigwallet.tabular import moments
from gigwallet.tabular.tables import BadCell, Record
from gigwallet.tabular.uber import cells
from gigwallet.tabular.uber.columns import value

_STATUSES = {
    "completed": TripStatus.COMPLETED,
    "rider_canceled": TripStatus.CANCELLED_CUSTOMER,
    "driver_canceled": TripStatus.CANCELLED_WORKER,
    "canceled": TripStatus.CANCELLED_PLATFORM,
    "failed": TripStatus.FAILED,
    "unfulfilled": TripStatus.UNFULFILLED,
}
# A second rider's part of a fare: the trip itself has its own line.
_SHARED = ("fare_split", "fare_split_accepted")

# Where the customer was and the licence plate are not carried along.
_KEPT = (
    "status", "request_timestamp_local", "request_timestamp_utc", "begintrip_timestamp_local",
    "dropoff_timestamp_local", "timezone", "product_type_name", "currency_code",
    "request_to_begin_distance_miles", "trip_distance_miles", "trip_duration_seconds",
    "fare_distance_miles", "fare_duration_minutes", "wait_duration_minutes", "ufp_type",
    "driver_upfront_fare_local", "original_fare_local", "base_fare_local", "surge_fare_local",
    "per_mile_fare_local", "per_minute_fare_local", "wait_time_fare_local", "toll_amount_local",
    "cancellation_fee_local", "service_fee", "service_fee_local", "cancellation_type",
    "driver_cancellation_reason", "driver_trip_number",
)  # fmt: skip


def read(line: Record) -> Iterator[Reading]:
    where = Locator(line=line.line)
    word = value(line["status"]).casefold().replace("cancelled", "canceled").replace(" ", "_")
    if word in _SHARED:
        yield Skip("shared_fare", where)
        return
    zone = cells.zone(line)
    requested = cells.moment(line, "request", zone)
    if requested is None:
        raise BadCell("missing_value", "request_timestamp_local")
    picked_up = cells.moment(line, "begintrip", zone)
    completed = cells.moment(line, "dropoff", zone)
    if completed is not None and completed.utc < requested.utc:
        raise BadCell("bad_time", "dropoff_timestamp_local")
    outcome = status(line, word, completed is not None)
    # One generation names no currency: the engagement will.
    currency = cells.currency(line) if "currency_code" in line.cells else ""
    city = value(line["city_name"])
    trip = Trip(
        platform="uber",
        kind=TripKind.RIDE,
        status=outcome,
        currency=currency,
        zone=zone or moments.FLOATING,
        product=value(line["product_type_name"]) or value(line["global_product_name"]),
        city=city,
        accepted_at=requested,
        picked_up_at=picked_up,
        completed_at=completed,
        to_pickup_m=cells.metres(line, "request_to_begin_distance_miles"),
        trip_m=cells.metres(line, "trip_distance_miles"),
        paid_m=cells.metres(line, "fare_distance_miles"),
        duration_s=cells.seconds(line, "trip_duration_seconds"),
        paid_duration_s=cells.seconds(line, "fare_duration_minutes", 60),
        wait_s=cells.seconds(line, "wait_duration_minutes", 60),
        cash=cells.flag(line, "is_cash_trip"),
        offered=_offered(line, currency),
        surge=cells.number(line, "surge_multiplier"),
    )
    begun = cells.wall_text(line, "request", requested)
    ended = cells.wall_text(line, "dropoff", completed)
    yield Row(
        fact=trip,
        family="uber_trips",
        natural_key=f"{begun}|{ended}",
        locator=where,
        raw={name: value(line[name]) for name in _KEPT if value(line[name])},
        hint=EngagementHint("uber", city, zone, currency),
    )


def status(line: Record, word: str, dropped_off: bool) -> TripStatus:
    if word in _STATUSES:
        return _STATUSES[word]
    if not word and "status" not in line.cells:
        # One generation has no such column: who was dropped off was driven.
        return TripStatus.COMPLETED if dropped_off else TripStatus.UNFULFILLED
    raise BadCell("unknown_status" if word else "missing_value", "status")


def _offered(line: Record, currency: str) -> Money | None:
    fare = cells.number(line, "driver_upfront_fare_local")
    if fare is None or not currency or cells.flag(line, "has_driver_upfront_fare") is False:
        return None
    return Money.rounded(fare, currency, Rounding.HALF_UP)
