"""Lines of the exports of 2015 and 2016: trips with their fare, and the time lost between trips.

Their times are wall times whose hour has one or two digits, so a lost digit would still be a time:
what the line says twice (a span and its two ends) must agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from gigwallet.domain.instants import Instant, TimeQuality
from gigwallet.domain.money import Money
from gigwallet.domain.reading import EngagementHint, Reading, Row
from gigwallet.domain.recorded import Locator
from gigwallet.domain.shift import Shift, ShiftState
from gigwallet.domain.trip import Trip, TripKind
from gigwallet.importers.uber_rides_export import trips
from gigwallet.tabular import amounts, moments
from gigwallet.tabular.tables import BadCell, Record
from gigwallet.tabular.uber import cells
from gigwallet.tabular.uber.columns import value

_TIME = re.compile(r"(\d{4}-\d{2}-\d{2}) (\d{1,2})(:\d{2}:\d{2})", re.ASCII)
_ROUNDING = timedelta(seconds=2)
# Nobody is on the way to a pick-up for so long: the hour of one of the times lost a digit.
_LONGEST_WAY = timedelta(hours=6)
_KEPT_TRIP = (
    "request_time", "begintrip_time", "dropoff_time", "status", "currency_code", "fare_profile",
    "fare", "distance", "duration", "surge_multiplier",
)  # fmt: skip
_KEPT_GAP = ("previous_dropoff_time", "next_request_time", "next_begintrip_time",
             "notask_minutes", "nopassenger_minutes")  # fmt: skip


def read_trip(line: Record) -> Iterator[Reading]:
    currency = cells.currency(line)
    requested = _needed(line, "request_time", currency)
    picked_up = _moment(line, "begintrip_time", currency)
    completed = _moment(line, "dropoff_time", currency)
    _in_order(requested, picked_up, completed)
    lasted = cells.seconds(line, "duration", 60)
    if lasted is not None and picked_up and completed:
        _agree(picked_up, completed, lasted, "duration")
    fare = _fare(line, currency)
    word = value(line["status"]).casefold()
    trip = Trip(
        platform="uber",
        kind=TripKind.RIDE,
        status=trips.status(line, word, completed is not None),
        currency=currency,
        zone=requested.zone,
        product=value(line["fare_profile"]),
        accepted_at=requested,
        picked_up_at=picked_up,
        completed_at=completed,
        # Miles: no trip of the real sample is shorter than its straight line then, and all are
        # shorter than it as kilometres.
        trip_m=cells.metres(line, "distance"),
        duration_s=lasted,
        customer_paid=fare,
        surge=cells.number(line, "surge_multiplier"),
    )
    begun, ended = _wall(requested), _wall(completed) if completed else ""
    yield Row(
        fact=trip,
        family="uber_trips",
        natural_key=f"{begun}|{ended}",
        locator=Locator(line=line.line),
        raw={name: value(line[name]) for name in _KEPT_TRIP if value(line[name])},
        amount=fare,
        footing={"status": word},
        hint=EngagementHint("uber", "", "", currency),
    )


def read_lost_time(line: Record) -> Iterator[Reading]:
    """From the end of a trip to the next request: open for work and not paid."""
    currency = cells.currency(line, "previous_currency")
    began = _needed(line, "previous_dropoff_time", currency)
    ended = _needed(line, "next_request_time", currency)
    waited = cells.seconds(line, "notask_minutes", 60)
    if ended.utc < began.utc:
        raise BadCell("bad_time", "next_request_time")
    if waited is None:
        raise BadCell("missing_value", "notask_minutes")
    _agree(began, ended, waited, "notask_minutes")
    yield Row(
        fact=Shift("uber", ShiftState.OPEN, began, ended),
        family="uber_lost_time",
        natural_key=f"{_wall(began)}|{_wall(ended)}",
        locator=Locator(line=line.line),
        raw={name: value(line[name]) for name in _KEPT_GAP if value(line[name])},
        hint=EngagementHint("uber", "", "", currency),
    )


def _moment(line: Record, column: str, currency: str) -> Instant | None:
    """Local, as the positions of the same driver's phone show; the file names no zone."""
    text = value(line[column])
    if not text:
        return None
    match = _TIME.fullmatch(text)
    try:
        if not match:
            raise ValueError("not a time of this format")
        wall, _ = moments.wall(f"{match[1]} {match[2]:0>2}{match[3]}")
    except ValueError as bad:
        raise BadCell("bad_time", column) from bad
    zone = moments.ZONE_OF_CURRENCY.get(currency, moments.FLOATING)
    return replace(Instant.from_local(wall, zone, text), quality=TimeQuality.LOCAL_ASSUMED)


def _needed(line: Record, column: str, currency: str) -> Instant:
    found = _moment(line, column, currency)
    if found is None:
        raise BadCell("missing_value", column)
    return found


def _in_order(requested: Instant, picked_up: Instant | None, completed: Instant | None) -> None:
    if picked_up is not None:
        way = picked_up.utc - requested.utc
        if not timedelta() <= way <= _LONGEST_WAY:
            raise BadCell("bad_time", "begintrip_time")
    if completed is not None and completed.utc < (picked_up or requested).utc:
        raise BadCell("bad_time", "dropoff_time")


def _agree(began: Instant, ended: Instant, seconds: int, column: str) -> None:
    # On the clock's face: a change of the clocks in between is not the file's fault.
    length = ended.local.replace(tzinfo=None) - began.local.replace(tzinfo=None)
    if abs(length - timedelta(seconds=seconds)) > _ROUNDING:
        raise BadCell("bad_time", column)


def _fare(line: Record, currency: str) -> Money | None:
    text = value(line["fare"])
    if not text:
        return None
    try:
        return Money.of(Decimal(amounts.number(text)), currency)
    except ValueError as bad:
        raise BadCell("bad_amount", "fare") from bad


def _wall(at: Instant) -> str:
    return at.local.replace(tzinfo=None).isoformat(" ", "seconds")
