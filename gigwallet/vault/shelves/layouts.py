"""How each kind of fact lies in its table, and which days it belongs to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Generic, TypeVar

from gigwallet.domain.instants import Instant
from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.payout import Payout, PayoutMethod, PayoutSide
from gigwallet.domain.period import Period
from gigwallet.domain.shift import Shift, ShiftState
from gigwallet.domain.statement import Coverage, Deduction, Statement, StatementKind
from gigwallet.domain.tally import Tally
from gigwallet.domain.track import Track
from gigwallet.domain.track_point import CoordinateSystem, TrackPoint
from gigwallet.domain.trip import Trip, TripKind, TripStatus
from gigwallet.vault import canonical
from gigwallet.vault.shelves.columns import (
    ALIKE,
    DECIMAL,
    DURATION,
    FLAG,
    INSTANT,
    MONEY,
    PERIOD,
    POINT,
    REAL,
    Form,
    Layout,
    milliseconds,
    one_of,
)

T = TypeVar("T")

Span = tuple[date | None, date | None, datetime | None]


@dataclass(frozen=True, slots=True)
class FactLayout(Generic[T]):
    """A layout with the span of a fact: first day, last day, and the moment it is ordered by."""

    layout: Layout[T]
    span: Callable[[T], Span]

    def placed(self, fact: T) -> dict[str, object]:
        first, last, ordered_at = self.span(fact)
        begin = first.isoformat() if first else None
        return {
            "first_day": begin,
            "last_day": begin if last == first else last.isoformat() if last else None,
            "ordered_at": milliseconds(ordered_at) if ordered_at else None,
        }


def _of_instants(first: Instant | None, last: Instant | None) -> Span:
    begin, end = first or last, last or first
    if begin is None or end is None:
        return None, None, None
    if begin is end:
        return begin.day, begin.day, begin.utc
    return min(begin.day, end.day), max(begin.day, end.day), begin.utc


def _of_period(period: Period) -> Span:
    first = period.first
    return period.first, period.last, datetime(first.year, first.month, first.day, tzinfo=UTC)


def _trip_span(trip: Trip) -> Span:
    """A trip belongs to the one day that it counts on, even where it crossed midnight."""
    begun = trip.begun
    return trip.day, trip.day, begun.utc if begun else None


def _pack_deductions(deductions: tuple[Deduction, ...]) -> tuple[str]:
    lines = [
        {"label": each.label, "minor": each.amount.minor, "currency": each.amount.currency}
        for each in deductions
    ]
    return (canonical.encode(lines).decode(),)


def _unpack_deductions(text: str) -> tuple[Deduction, ...]:
    lines: list[dict[str, Any]] = canonical.decode(text.encode())  # Any: JSON written above
    return tuple(Deduction(line["label"], Money(line["minor"], line["currency"])) for line in lines)


TRIP = FactLayout(
    Layout(
        Trip,
        "trip",
        {
            "platform": ALIKE,
            "kind": one_of(TripKind),
            "status": one_of(TripStatus),
            "currency": ALIKE,
            "zone": ALIKE,
            "product": ALIKE,
            "city": ALIKE,
            "offered_at": INSTANT,
            "accepted_at": INSTANT,
            "arrived_pickup_at": INSTANT,
            "picked_up_at": INSTANT,
            "arrived_dropoff_at": INSTANT,
            "completed_at": INSTANT,
            "promised_by": INSTANT,
            "pickup": POINT,
            "dropoff": POINT,
            "cash": FLAG,
            "offered": MONEY,
            "customer_paid": MONEY,
            "surge": DECIMAL,
        },
    ),
    _trip_span,
)

SHIFT = FactLayout(
    Layout(
        Shift,
        "shift",
        {"state": one_of(ShiftState), "started_at": INSTANT, "ended_at": INSTANT},
    ),
    lambda shift: _of_instants(shift.started_at, shift.ended_at),
)

TRACK_POINT = FactLayout(
    Layout(
        TrackPoint,
        "track_point",
        {
            "at": INSTANT,
            "lat": REAL,
            "lng": REAL,
            "crs": one_of(CoordinateSystem),
            "accuracy_m": REAL,
            "altitude_m": REAL,
            "speed_mps": REAL,
            "bearing": REAL,
        },
    ),
    lambda point: _of_instants(point.at, point.at),
)

TRACK = FactLayout(
    Layout(Track, "track", {"started_at": INSTANT, "ended_at": INSTANT}),
    lambda track: _of_instants(track.started_at, track.ended_at),
)

TALLY = FactLayout(
    Layout(Tally, "tally", {"period": PERIOD, "worked": DURATION}),
    lambda tally: _of_period(tally.period),
)

STATEMENT = FactLayout(
    Layout(
        Statement,
        "statement",
        {
            "kind": one_of(StatementKind),
            "period": PERIOD,
            "covers": one_of(Coverage),
            "issued_at": INSTANT,
            "gross": MONEY,
            "deductions": Form(("",), _pack_deductions, _unpack_deductions),
            "net": MONEY,
        },
    ),
    lambda statement: _of_period(statement.period),
)

PAY_LINE = FactLayout(
    Layout(
        PayLine,
        "pay_line",
        {
            "platform": ALIKE,
            "category": one_of(PayCategory),
            "amount": MONEY,
            "label_raw": ALIKE,
            "statement_ref": ALIKE,
            "occurred_at": INSTANT,
            "recognised_at": INSTANT,
            "quantity": DECIMAL,
            "rate": DECIMAL,
            "is_subtotal": FLAG,
        },
    ),
    lambda line: _of_instants(
        line.occurred_at or line.recognised_at, line.occurred_at or line.recognised_at
    ),
)

PAYOUT = FactLayout(
    Layout(
        Payout,
        "payout",
        {
            "side": one_of(PayoutSide),
            "at": INSTANT,
            "amount": MONEY,
            "period": PERIOD,
            "method": one_of(PayoutMethod),
        },
    ),
    lambda payout: _of_instants(payout.at, payout.at),
)
