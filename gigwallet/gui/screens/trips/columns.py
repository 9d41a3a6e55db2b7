"""The columns of the table of trips."""

from __future__ import annotations

from datetime import UTC, datetime

from gigwallet.domain.recorded import Recorded
from gigwallet.domain.trip import Trip, TripStatus
from gigwallet.gui.widgets import Column, Kind
from gigwallet.words import _, distance, moment, money
from gigwallet.words.labels import label, platform

_EARLIEST = datetime(1, 1, 1, tzinfo=UTC)
_TONES = {TripStatus.COMPLETED: "good"}
NOT_KNOWN = "—"


def columns() -> list[Column]:
    return [
        Column(lambda: _("Time"), _time, sort_key=_when),
        Column(lambda: _("Platform"), lambda row: platform(row.fact.platform), spare=True),
        Column(lambda: _("Order"), lambda row: row.fact.ref or NOT_KNOWN, grows=True),
        Column(lambda: _("City"), lambda row: row.fact.city or NOT_KNOWN, spare=True),
        Column(lambda: _("Distance"), _distance, Kind.FIGURE, sort_key=_metres),
        Column(lambda: _("Offered"), _offered, Kind.FIGURE, sort_key=_minor, spare=True),
        Column(
            lambda: _("Status"), lambda row: label(row.fact.status), Kind.STATUS, tone=status_tone
        ),
    ]


def status_tone(row: Recorded[Trip]) -> str:
    return _TONES.get(row.fact.status, "warn")


def _when(row: Recorded[Trip]) -> datetime:
    return row.fact.begun.utc if row.fact.begun else _EARLIEST


def _time(row: Recorded[Trip]) -> str:
    return moment(row.fact.begun) if row.fact.begun else NOT_KNOWN


def _metres(row: Recorded[Trip]) -> int:
    metres = row.fact.paid_distance_m
    return -1 if metres is None else metres


def _distance(row: Recorded[Trip]) -> str:
    metres = row.fact.paid_distance_m
    return NOT_KNOWN if metres is None else distance(metres)


def _minor(row: Recorded[Trip]) -> int:
    return row.fact.offered.minor if row.fact.offered else -1


def _offered(row: Recorded[Trip]) -> str:
    return money(row.fact.offered) if row.fact.offered else NOT_KNOWN
