"""Invented, awkward things to store."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TypeVar

from gigwallet.domain.engagement import Engagement
from gigwallet.domain.exhibit import Exhibit, Route
from gigwallet.domain.instants import Instant
from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.payout import Payout, PayoutMethod, PayoutSide
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import EngagementId, ExhibitId, Locator, NewFact, Source
from gigwallet.domain.shift import Shift, ShiftState
from gigwallet.domain.statement import Coverage, Deduction, Statement, StatementKind
from gigwallet.domain.tally import Tally
from gigwallet.domain.track import pack
from gigwallet.domain.track_point import CoordinateSystem, TrackPoint
from gigwallet.domain.trip import Trip, TripKind, TripStatus

ENGAGEMENT = Engagement("meituan", "武汉", "Asia/Shanghai", "CNY", first_day=date(2025, 7, 1))
T = TypeVar("T")
_WRITES = re.compile(r"^(UPDATE|DELETE FROM|INSERT INTO|(?:ALTER|DROP|CREATE) TABLE) ")

JULY = Period.of_month(2025, 7)


def at(day: int, hour: int = 12, minute: int = 0) -> Instant:
    """A wall time of July 2025 in Wuhan."""
    wall = datetime(2025, 7, day, hour, minute)  # noqa: DTZ001  the zone comes with the instant
    return Instant.from_local(wall, "Asia/Shanghai", wall.isoformat(" "))


TRIP = Trip(
    "meituan",
    TripKind.DELIVERY,
    TripStatus.COMPLETED,
    "CNY",
    "Asia/Shanghai",
    ref="MT 0001",
    accepted_at=at(3, 23, 50),
    completed_at=at(4, 0, 20),
    pickup=(30.5928, 114.3055),
    dropoff=(-0.0, 1e-7),
    trip_m=2300,
    cash=False,
    offered=Money(650, "CNY"),
    surge=Decimal("1.20"),
)
SHIFT = Shift("meituan", ShiftState.OPEN, at(3, 10), at(3, 22), distance_m=80_000, offers=31)
POINT = TrackPoint(at(3), 30.5, 114.3, CoordinateSystem.GCJ02, accuracy_m=4.5, provider="gps")
TRACK = pack([POINT, replace(POINT, at=at(3, 13), lng=114.31, accuracy_m=None)])
TALLY = Tally("meituan", JULY, orders=922, worked=timedelta(hours=261, minutes=7, microseconds=3))
STATEMENT = Statement(
    "meituan",
    StatementKind.PAYSLIP,
    JULY,
    "CNY",
    Coverage.LISTED_LINES,
    "2025-07",
    gross=Money(1_183_100, "CNY"),
    deductions=(
        Deduction("差评", Money(-5_000, "CNY")),
        Deduction('迟到"上线', Money(-3_000, "CNY")),
    ),
    net=Money(0, "CNY"),
)
PAY_LINE = PayLine(
    "meituan",
    PayCategory.PENALTY,
    Money(-500, "CNY"),
    "超时",
    trip_ref="MT 0001",
    recognised_at=at(31, 23, 59),
    quantity=Decimal("1"),
    rate=Decimal("-5.00"),
)
PAYOUT = Payout(
    PayoutSide.RECEIVED,
    at(31),
    Money(553_400, "CNY"),
    payer_text="样张外包公司",
    period=JULY,
    method=PayoutMethod.WALLET,
    account_mask="**** 1234",
)


def typed(line: int = 1, exhibit: ExhibitId | None = None) -> Source:
    return Source(exhibit, Locator(line=line), "gigwallet_tables", "1", {"单号": "MT 0001"})


def new(
    fact: T,
    engagement: EngagementId,
    key: str = "1",
    occurrence: int = 1,
    source: Source | None = None,
) -> NewFact[T]:
    return NewFact(fact, engagement, "table", key, occurrence, source or typed())


def trips(engagement: EngagementId, count: int, start: int = 0) -> list[NewFact[Trip]]:
    """``count`` trips, a minute apart."""
    begin = datetime(2025, 7, 1, tzinfo=UTC)
    made = []
    for number in range(start, start + count):
        moment = Instant(begin + timedelta(minutes=number), "Asia/Shanghai")
        trip = replace(TRIP, ref=f"MT {number:06}", accepted_at=moment, completed_at=moment)
        made.append(new(trip, engagement, f"MT {number:06}", source=typed(number + 1)))
    return made


def exhibit(data: bytes, name: str = "截图.png", **more: object) -> Exhibit:
    made = Exhibit(
        name,
        "image/png",
        len(data),
        hashlib.sha256(data).hexdigest(),
        datetime(2026, 3, 1, 8, 0, tzinfo=UTC),
        Route.DROPPED,
    )
    return replace(made, **more)  # type: ignore[arg-type]  # fields of the exhibit


def on_disk(statement: str) -> str:
    """The same for the table itself, which the veil of an open vault stands before."""
    return _WRITES.sub(r"\1 main.", statement)
