"""The columns of the table of trips, and what each of them sorts by."""

from __future__ import annotations

from gigwallet.app.records.list_trips import TripKey
from gigwallet.domain.recorded import Recorded
from gigwallet.domain.trip import Trip, TripStatus
from gigwallet.gui.widgets import Column, Kind
from gigwallet.words import _, distance, moment, money
from gigwallet.words.labels import label, platform

_TONES = {TripStatus.COMPLETED: "good"}
NOT_KNOWN = "—"
KEYS = (
    TripKey.TIME,
    TripKey.PLATFORM,
    TripKey.ORDER,
    TripKey.CITY,
    TripKey.DISTANCE,
    TripKey.OFFERED,
    TripKey.STATUS,
)


def columns() -> list[Column]:
    """In the order of ``KEYS``."""
    return [
        Column(lambda: _("Time"), _time),
        Column(lambda: _("Platform"), lambda row: platform(row.fact.platform), spare=True),
        Column(lambda: _("Order"), lambda row: row.fact.ref or NOT_KNOWN, grows=True),
        Column(lambda: _("City"), lambda row: row.fact.city or NOT_KNOWN, spare=True),
        Column(lambda: _("Distance"), _distance, Kind.FIGURE),
        Column(lambda: _("Offered"), _offered, Kind.FIGURE, spare=True),
        Column(
            lambda: _("Status"), lambda row: label(row.fact.status), Kind.STATUS, tone=status_tone
        ),
    ]


def status_tone(row: Recorded[Trip]) -> str:
    return _TONES.get(row.fact.status, "warn")


def _time(row: Recorded[Trip]) -> str:
    return moment(row.fact.begun) if row.fact.begun else NOT_KNOWN


def _distance(row: Recorded[Trip]) -> str:
    metres = row.fact.paid_distance_m
    return NOT_KNOWN if metres is None else distance(metres)


def _offered(row: Recorded[Trip]) -> str:
    return NOT_KNOWN if row.fact.offered is None else money(row.fact.offered)
