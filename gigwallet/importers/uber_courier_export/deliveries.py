"""A line of the courier's lifetime trips as a trip; equal accept times are one stack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from gigwallet.domain.instants import Instant, TimeQuality
from gigwallet.domain.reading import EngagementHint, Reading, Row
from gigwallet.domain.recorded import Locator
from gigwallet.domain.trip import Trip, TripKind, TripStatus
from gigwallet.importers.uber_courier_export.clocks import zone_that_fits
from gigwallet.tabular import moments
from gigwallet.tabular.tables import BadCell, Record, Table
from gigwallet.tabular.uber import cells
from gigwallet.tabular.uber.columns import value

COLUMNS = frozenset(
    {"courier_accept_timestamp_local", "courier_dropoff_timestamp_local", "delivery_status"}
)
_STATUSES = {
    "completed": TripStatus.COMPLETED,
    "failed": TripStatus.FAILED,
    "unfulfilled": TripStatus.UNFULFILLED,
    "canceled": TripStatus.CANCELLED_PLATFORM,
    "driver_canceled": TripStatus.CANCELLED_WORKER,
    "courier_canceled": TripStatus.CANCELLED_WORKER,
    "rider_canceled": TripStatus.CANCELLED_CUSTOMER,
    "eater_canceled": TripStatus.CANCELLED_CUSTOMER,
}
_ACCEPT = "courier_accept_timestamp_local"
# Where the customer and the courier were is not carried along, nor the licence plate.
_KEPT = (
    "delivery_status", _ACCEPT, "courier_accept_timestamp_utc",
    "restaurant_request_timestamp_local", "courier_arrival_pickup_timestamp_local",
    "courier_begintrip_timestamp_local", "courier_arrival_dropoff_timestamp_local",
    "courier_dropoff_timestamp_local", "courier_accept_to_pickup_distance_miles",
    "courier_accept_to_pickup_duration_seconds", "courier_begintrip_to_dropoff_miles",
    "courier_begintrip_to_dropoff_seconds", "courier_commission_rate", "courier_device",
    "dropoff_delivery_distance_km",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Context:
    """What only the whole file tells: its zone, and which accept times are shared."""

    zone: str
    stacked: frozenset[str]

    @classmethod
    def of(cls, table: Table) -> Context:
        accepts: Counter[str] = Counter()
        seen: set[tuple[datetime, timedelta]] = set()
        for line in table:
            if isinstance(line, Record):
                accepts[value(line[_ACCEPT])] += 1
                seen |= _clock(line)
        return cls(
            zone=zone_that_fits(seen),
            stacked=frozenset(text for text, count in accepts.items() if text and count > 1),
        )


def _clock(line: Record) -> set[tuple[datetime, timedelta]]:
    """The UTC moment of acceptance and how far the local clock was from it; none if one lacks."""
    try:
        utc = moments.wall(value(line["courier_accept_timestamp_utc"]))[0]
        return {(utc, moments.wall(value(line[_ACCEPT]))[0] - utc)}
    except ValueError:
        return set()


def read(line: Record, context: Context) -> Iterator[Reading]:
    word = value(line["delivery_status"]).casefold().replace("cancelled", "canceled")
    if word not in _STATUSES:
        raise BadCell("unknown_status" if word else "missing_value", "delivery_status")
    accepted = cells.moment(line, "courier_accept", context.zone)
    if accepted is None:
        raise BadCell("missing_value", _ACCEPT)
    offset = next((distance for _, distance in _clock(line)), None)

    def moment(event: str) -> Instant | None:
        """On the row's own clock: only the acceptance has its UTC beside it."""
        text = value(line[f"{event}_timestamp_local"])
        if not text or offset is None:
            return cells.moment(line, event, context.zone)
        try:
            utc = (moments.wall(text)[0] - offset).replace(tzinfo=UTC)
        except ValueError as bad:
            raise BadCell("bad_time", f"{event}_timestamp_local") from bad
        return Instant(utc, context.zone or moments.FLOATING, TimeQuality.OFFSET, text)

    arrived, picked_up = moment("courier_arrival_pickup"), moment("courier_begintrip")
    at_door, completed = moment("courier_arrival_dropoff"), moment("courier_dropoff")
    offered = moment("restaurant_request")
    _in_order(
        ("courier_accept", accepted), ("courier_arrival_pickup", arrived),
        ("courier_begintrip", picked_up), ("courier_arrival_dropoff", at_door),
        ("courier_dropoff", completed),
    )  # fmt: skip
    to_pickup = _span(line, "courier_accept_to_pickup_duration_seconds", accepted, arrived)
    driven = _span(line, "courier_begintrip_to_dropoff_seconds", picked_up, completed)
    city = value(line["city_name"])
    trip = Trip(
        platform="uber",
        kind=TripKind.DELIVERY,
        status=_STATUSES[word],
        currency="",
        zone=context.zone or moments.FLOATING,
        batch_ref=value(line[_ACCEPT]) if value(line[_ACCEPT]) in context.stacked else "",
        product="Uber Eats",
        city=city,
        offered_at=offered,
        accepted_at=accepted,
        arrived_pickup_at=arrived,
        picked_up_at=picked_up,
        arrived_dropoff_at=at_door,
        completed_at=completed,
        to_pickup_m=cells.metres(line, "courier_accept_to_pickup_distance_miles"),
        trip_m=cells.metres(line, "courier_begintrip_to_dropoff_miles"),
        duration_s=driven,
        wait_s=_waited(arrived, picked_up) if to_pickup is not None else None,
    )
    key = (_ACCEPT, "restaurant_request_timestamp_local", "courier_dropoff_timestamp_local",
           "courier_begintrip_to_dropoff_miles", "dropoff_delivery_distance_km")  # fmt: skip
    yield Row(
        fact=trip,
        family="uber_courier_trips",
        natural_key="|".join(value(line[name]) for name in key),
        locator=Locator(line=line.line),
        raw={name: value(line[name]) for name in _KEPT if value(line[name])},
        hint=EngagementHint("uber", city, context.zone, ""),
    )


def _in_order(*events: tuple[str, Instant | None]) -> None:
    """Acceptance, pick-up and drop-off follow one another in every line of the real sample."""
    known = [(name, at) for name, at in events if at is not None]
    for (_, before), (name, after) in pairwise(known):
        if after.utc < before.utc:
            raise BadCell("bad_time", f"{name}_timestamp_local")


def _span(line: Record, column: str, began: Instant | None, ended: Instant | None) -> int | None:
    """The seconds that the file gives for a span, which must be those between its two ends. Below
    zero (a job handed from one courier to another) they say nothing."""
    if value(line[column]).startswith("-"):
        cells.number(Record(line.line, {column: value(line[column])[1:]}), column)
        return None
    seconds = cells.seconds(line, column)
    if seconds is None or began is None or ended is None:
        return seconds
    if ended.utc - began.utc != timedelta(seconds=seconds):
        raise BadCell("bad_time", column)
    return seconds


def _waited(arrived: Instant | None, picked_up: Instant | None) -> int | None:
    """At the restaurant, from arrival to pick-up."""
    if arrived is None or picked_up is None:
        return None
    return int((picked_up.utc - arrived.utc).total_seconds())
