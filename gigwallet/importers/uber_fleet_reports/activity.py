"""Lines of the reports without money: trips, and the time and distance of a period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from gigwallet.domain.period import Period
from gigwallet.domain.reading import Reading, Row
from gigwallet.domain.recorded import Locator
from gigwallet.domain.tally import Tally
from gigwallet.domain.trip import Trip, TripKind, TripStatus
from gigwallet.importers.uber_fleet_reports import cells
from gigwallet.importers.uber_fleet_reports.drivers import Drivers
from gigwallet.tabular import moments
from gigwallet.tabular.amounts import Style
from gigwallet.tabular.habits import misspelt
from gigwallet.tabular.tables import BadCell, Record

_STATUSES = {
    "completed": TripStatus.COMPLETED,
    "rider_cancelled": TripStatus.CANCELLED_CUSTOMER,
    "driver_cancelled": TripStatus.CANCELLED_WORKER,
    "cancelled": TripStatus.CANCELLED_PLATFORM,
    "failed": TripStatus.FAILED,
    "delivery_failed": TripStatus.FAILED,
    "unfulfilled": TripStatus.UNFULFILLED,
}
_CASH = "cash"
_KEPT = ("trip", "service", "requested", "dropped_off", "distance", "status", "product", "paid_by")
DISTANCES = ("distance", "km_open", "km_enroute", "km_ontrip", "km_unavailable")
_WORKED = ("time_open", "time_enroute", "time_ontrip")
_LONGEST = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Context:
    """What only the whole file tells; ``period`` is that of its name."""

    drivers: Drivers
    styles: Mapping[str, Style]
    misspelt: frozenset[str]
    period: Period | None

    @classmethod
    def of(cls, lines: Sequence[Record], period: Period | None) -> Context:
        return cls(
            Drivers.of(lines),
            cells.styles(lines, DISTANCES),
            misspelt(line["status"] for line in lines)
            | misspelt(line["paid_by"] for line in lines),
            period,
        )


def read_trip(line: Record, context: Context) -> Iterator[Reading]:
    """A line of ``trip_activity``. Addresses and the number plate are not carried along."""
    ref = cells.uuid(line, "trip")
    cells.uuid(line, "driver", needed=False)
    requested, ended = cells.local(line, "requested"), cells.local(line, "dropped_off")
    if requested is None:
        raise BadCell("missing_value", "requested")
    if ended is not None and not timedelta() <= ended.utc - requested.utc <= _LONGEST:
        raise BadCell("bad_time", "dropped_off")
    word = line["status"].casefold().replace("canceled", "cancelled")
    if word not in _STATUSES or line["status"] in context.misspelt:
        raise BadCell("unknown_status" if word else "missing_value", "status")
    if line["paid_by"] in context.misspelt:
        raise BadCell("unknown_status", "paid_by")
    delivered = "deliver" in line["service"].casefold() or "eats" in line["service"].casefold()
    trip = Trip(
        platform="uber",
        kind=TripKind.DELIVERY if delivered else TripKind.RIDE,
        status=_STATUSES[word],
        currency="",
        zone=moments.FLOATING,
        ref=ref,
        product=line["product"],
        accepted_at=requested,
        completed_at=ended,
        trip_m=cells.metres(line, "distance", context.styles["distance"]),
        cash=line["paid_by"].casefold() == _CASH if line["paid_by"] else None,
    )
    yield Row(
        fact=trip,
        family="uber_fleet_trips",
        natural_key=ref,
        locator=Locator(line=line.line),
        raw={name: line[name] for name in _KEPT if line[name]},
        hint=context.drivers.hint(line),
    )


def read_times(line: Record, context: Context) -> Iterator[Reading]:
    """A line of ``driver_time_and_distance``: how long somebody was open, on the way and on trips
    in the period, and how far they drove on trips; or of ``driver_activity``: how many trips they
    did. Its hours online are the same hours, so they do not count a second time."""
    cells.uuid(line, "driver")
    if context.period is None:
        raise BadCell("missing_value", "period")
    online = cells.duration(line, "time_online")
    spans = [span for name in _WORKED if (span := cells.duration(line, name)) is not None]
    worked = sum(spans, timedelta()) if online is None else None
    if online is None and not spans:
        raise BadCell("missing_value", "time_ontrip")
    done = line["trips_done"]
    if done and not done.isdecimal():
        raise BadCell("bad_number", "trips_done")
    far = {name: cells.metres(line, name, context.styles[name]) for name in DISTANCES}
    shown = ("time_online", *_WORKED, "time_unavailable", "trips_done", *DISTANCES[1:])
    raw = {name: line[name] for name in shown if line[name]}
    kind = "states" if online is None else "online"
    tally = Tally(
        platform="uber",
        period=context.period,
        orders=int(done) if done else None,
        distance_m=far["km_ontrip"],
        worked=worked,
    )
    if (worked or online or timedelta()) > timedelta(days=context.period.days + 1):
        raise BadCell("bad_time", "time_open")
    yield Row(
        fact=tally,
        family="uber_fleet_times",
        natural_key=f"{line['driver'].lower()}|{context.period}|{kind}",
        locator=Locator(line=line.line),
        raw=raw,
        hint=context.drivers.hint(line),
    )
