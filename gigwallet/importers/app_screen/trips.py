"""An order or a ride, with its pay line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from gigwallet.domain.instants import Instant
from gigwallet.domain.pay_line import PayLine
from gigwallet.domain.reading import Row
from gigwallet.domain.screen import ScreenField
from gigwallet.domain.trip import Trip, TripStatus
from gigwallet.importers.app_screen.believed import Believed, amount, label_of, place_of
from gigwallet.ocr import FieldRule
from gigwallet.tabular.moments import FLOATING

# An order's own screen says its pay line by line, a list of orders what it came to.
TRIPS, PAY, LISTED_PAY = "app_screen_trips", "app_screen_pay", "app_screen_listed_pay"
# In the order in which they happen.
_MOMENTS = (
    "offered_at", "accepted_at", "arrived_pickup_at", "picked_up_at", "arrived_dropoff_at",
    "completed_at",
)  # fmt: skip
# A number of few digits begins anew every day or month (#197).
_SHORT = re.compile(r"#?\d{1,6}", re.ASCII)


def trip_rows(
    believed: Believed, day: date | None = None, statement: str = "", *, listed: bool = False
) -> Iterator[Row]:
    """The trip and its pay, once its number and the first time that its screen shows may be
    believed: these two tell it from other orders, so nothing is stated of it before. ``day`` is
    that of the screen which has it ``listed`` among others."""
    template = believed.template
    if believed.waits_for("ref") or believed.waits_for("day"):
        return
    day = believed.day() or day
    moments = believed.moments(_MOMENTS, day)
    first = next((each for each in _MOMENTS if believed.shows(each)), "")
    number = believed.text("ref")
    if first and first not in moments:
        return
    if not first and (not number or _SHORT.fullmatch(number)):
        return
    on = day or (moments[first].day if first else None)
    ref = f"{on.isoformat()} {number}" if number and on and _SHORT.fullmatch(number) else number
    key = _key(template.platform, number, moments.get(first))
    trip = Trip(
        platform=template.platform,
        kind=template.trip,
        status=TripStatus.COMPLETED,
        currency=believed.currency,
        zone=template.zone or FLOATING,
        ref=ref,
        batch_ref=believed.text("batch_ref"),
        product=believed.text("product"),
        promised_by=believed.moment("promised_by"),
        to_pickup_m=believed.whole("to_pickup_m"),
        trip_m=believed.whole("trip_m"),
        paid_m=believed.whole("paid_m"),
        duration_s=believed.whole("duration_s"),
        paid_duration_s=believed.whole("paid_duration_s"),
        wait_s=believed.whole("wait_s"),
        offered=believed.money("offered"),
        customer_paid=believed.money("customer_paid"),
        offered_at=moments.get("offered_at"),
        accepted_at=moments.get("accepted_at"),
        arrived_pickup_at=moments.get("arrived_pickup_at"),
        picked_up_at=moments.get("picked_up_at"),
        arrived_dropoff_at=moments.get("arrived_dropoff_at"),
        completed_at=moments.get("completed_at"),
    )
    hint = believed.hint
    yield Row(trip, TRIPS, key, believed.where, believed.raw, hint=hint)
    at = trip.completed_at or trip.begun
    for field, rule, category in believed.pay:
        line = PayLine(
            platform=template.platform,
            category=category,
            amount=amount(field),
            label_raw=label_of(field),
            trip_ref=ref,
            statement_ref=statement,
            occurred_at=at,
            quantity=_quantity(believed, rule),
        )
        family = LISTED_PAY if listed else PAY
        yield _pay_row(line, field, rule, key, believed, family)


def _pay_row(
    line: PayLine, field: ScreenField, rule: FieldRule, key: str, believed: Believed, family: str
) -> Row:
    return Row(
        line, family, f"{key}|{rule.name}", place_of(field),
        {"label": label_of(field), "text": field.text}, line.amount,
        {"label": rule.name}, believed.hint,
    )  # fmt: skip


def _key(platform: str, number: str, first: Instant | None) -> str:
    """An order's own number where it is long enough to be one; else number and first time: two
    shops may both have an order 197 on one day."""
    if (number and not _SHORT.fullmatch(number)) or first is None:
        return f"{platform}|{number}"
    return f"{platform}|{number}|{first.local:%Y-%m-%dT%H:%M:%S}"


def _quantity(believed: Believed, rule: FieldRule) -> Decimal | None:
    """Kilometres or minutes that the label itself names for this amount."""
    if rule.quantity is None:
        return None
    found = next(
        (field for field, other in believed.fields if other.name == rule.quantity.name), None
    )
    if found is None:
        return None
    scale = {"distance": 1000, "duration": 60}.get(found.kind.value)
    if scale is None:
        return Decimal(found.value) if found.kind.value == "count" else None
    return Decimal(found.value) / scale
