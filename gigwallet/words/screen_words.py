"""What screens of apps are called, what a field of one means, and how sure a description is."""

from __future__ import annotations

from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.screen import FieldKind
from gigwallet.words.catalogue import N_, _
from gigwallet.words.labels import label

# What one such screen is about.
_ABOUT = {
    "order": N_("One order or delivery"),
    "trip": N_("One ride"),
    "day": N_("One day"),
    "week": N_("One week"),
    "month": N_("One month"),
}

# Where a field of a template goes.
_FACTS = {
    "ref": N_("Order number"),
    "batch_ref": N_("Number of the batch"),
    "product": N_("Kind of order"),
    "day": N_("Day"),
    "first_day": N_("First day"),
    "last_day": N_("Last day"),
    "month": N_("Month"),
    "offered_at": N_("Time of the offer"),
    "accepted_at": N_("Time of accepting"),
    "arrived_pickup_at": N_("Time of arriving at pick-up"),
    "picked_up_at": N_("Time of pick-up"),
    "arrived_dropoff_at": N_("Time of arriving at drop-off"),
    "completed_at": N_("Time of delivery or drop-off"),
    "promised_by": N_("Time it was promised for"),
    "started_at": N_("Time work began"),
    "ended_at": N_("Time work ended"),
    "to_pickup_m": N_("Distance to pick-up"),
    "trip_m": N_("Distance of the trip"),
    "paid_m": N_("Distance that is paid"),
    "distance_m": N_("Distance"),
    "duration_s": N_("Time the trip took"),
    "paid_duration_s": N_("Time that is paid"),
    "wait_s": N_("Time of waiting"),
    "worked": N_("Time worked"),
    "orders": N_("Number of orders"),
    "offered": N_("Amount that was offered"),
    "customer_paid": N_("What the customer paid"),
    "gross": N_("Pay before deductions"),
    "net": N_("Pay after deductions"),
    "deduction": N_("A deduction"),
    "payout": N_("Amount paid out"),
    "payout_at": N_("Time of the payout"),
    "payout_ref": N_("Number of the payout"),
}

_SURENESS = {
    "confirmed": N_("Confirmed by you"),
    "seen": N_("From real screens"),
    "unverified": N_("Not checked yet"),
}

_ORIGINS = {
    "program": N_("Comes with GigWallet"),
    "taught": N_("Taught by you"),
    "given": N_("From somebody else"),
}


def about(kind: str) -> str:
    """What a screen of this kind shows (order, trip, day, week, month)."""
    return _(_ABOUT[kind])


def meaning(
    kind: FieldKind, fact: str = "", pay: PayCategory | None = None, *, total: bool = False
) -> str:
    """What a field of a screen means, as narrowly as its template says."""
    if fact in _FACTS:
        return _(_FACTS[fact])
    if pay is None and total:
        return _("Total")
    return label(pay) if pay is not None else label(kind)


def sureness(key: str) -> str:
    return _(_SURENESS[key])


def origin(key: str) -> str:
    return _(_ORIGINS[key])
