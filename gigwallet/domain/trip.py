"""A trip: one order or ride that was offered, done or called off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from gigwallet.domain.instants import Instant
from gigwallet.domain.intervals import Interval
from gigwallet.domain.money import Money


class TripKind(StrEnum):
    RIDE = "ride"
    DELIVERY = "delivery"
    SHOPPING = "shopping"
    PARCEL = "parcel"


class TripStatus(StrEnum):
    COMPLETED = "completed"
    CANCELLED_CUSTOMER = "cancelled_customer"
    CANCELLED_WORKER = "cancelled_worker"
    CANCELLED_PLATFORM = "cancelled_platform"
    FAILED = "failed"
    UNFULFILLED = "unfulfilled"


@dataclass(frozen=True, slots=True)
class Trip:
    """One trip. ``*_m`` metres, ``*_s`` seconds, coordinates WGS84 degrees.

    ``ref`` is the order number as the platform prints it; ``offered`` what the platform offered the
    worker before acceptance; ``customer_paid`` what the customer was charged.
    """

    platform: str
    kind: TripKind
    status: TripStatus
    currency: str
    zone: str
    ref: str = ""
    batch_ref: str = ""
    product: str = ""
    city: str = ""
    offered_at: Instant | None = None
    accepted_at: Instant | None = None
    arrived_pickup_at: Instant | None = None
    picked_up_at: Instant | None = None
    arrived_dropoff_at: Instant | None = None
    completed_at: Instant | None = None
    promised_by: Instant | None = None
    pickup: tuple[float, float] | None = None
    dropoff: tuple[float, float] | None = None
    to_pickup_m: int | None = None
    trip_m: int | None = None
    paid_m: int | None = None
    duration_s: int | None = None
    paid_duration_s: int | None = None
    wait_s: int | None = None
    cash: bool | None = None
    offered: Money | None = None
    customer_paid: Money | None = None
    surge: Decimal | None = None

    @property
    def begun(self) -> Instant | None:
        """The earliest moment that is known: accepted, else offered, else picked up."""
        return self.accepted_at or self.offered_at or self.picked_up_at or self.completed_at

    @property
    def ended(self) -> Instant | None:
        """The latest moment that is known."""
        return self.completed_at or self.arrived_dropoff_at or self.picked_up_at or self.accepted_at

    @property
    def day(self) -> date | None:
        """The day that the trip counts on: of completion, else of its first known moment."""
        moment = self.completed_at or self.begun
        return moment.day if moment else None

    @property
    def paid_distance_m(self) -> int | None:
        """The distance that pay is counted on: the paid one, else the driven one."""
        return self.paid_m if self.paid_m is not None else self.trip_m

    @property
    def engaged(self) -> Interval | None:
        """From acceptance to completion, where both are known."""
        if self.accepted_at and self.ended and self.accepted_at.utc <= self.ended.utc:
            return Interval(self.accepted_at.utc, self.ended.utc)
        return None
