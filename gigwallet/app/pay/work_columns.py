"""The columns that a pay check asks for, from those in which a vault keeps trips and pay lines."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import date
from typing import Any

from gigwallet.domain.instants import TimeQuality
from gigwallet.domain.offsets import Offsets
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.recorded import EngagementId, HowKnown
from gigwallet.domain.trip import Trip, TripStatus
from gigwallet.reconciliation.ledger import LineColumns, TripColumns, documents
from gigwallet.vault.shelves.fact_rows import FactRows

# What is read of every row, and what of it many rows have alike.
OF_TRIPS = (
    "accepted_at_utc",
    "picked_up_at_utc",
    "completed_at_utc",
    "arrived_dropoff_at_utc",
    "ref",
    "paid_m",
    "trip_m",
)
TRIPS_ALIKE = (
    "accepted_at_quality",
    "picked_up_at_quality",
    "completed_at_quality",
    "status",
    "currency",
    "cash",
)
OF_LINES = ("occurred_at_utc", "recognised_at_utc", "amount_minor", "label_raw", "trip_ref")
LINES_ALIKE = (
    *(f"{at}_at_{part}" for at in ("occurred", "recognised") for part in ("zone", "quality")),
    "is_subtotal",
    "category",
    "amount_currency",
    "statement_ref",
)

# Cells are what the layout of their kind put into them.
_Cells = Sequence[Any]


def trip_columns(rows: FactRows[Trip]) -> TripColumns:
    """``first_day`` is the day that a trip counts on, ``ordered_at`` when it began."""
    completed = rows.column("completed_at_utc")
    reached = rows.column("arrived_dropoff_at_utc")
    picked, accepted = rows.column("picked_up_at_utc"), rows.column("accepted_at_utc")
    begun: _Cells = rows.column("ordered_at")
    return TripColumns(
        rows,
        _list(rows.column("id")),
        rows.told(EngagementId, "engagement"),
        begun,
        _first_known(completed, reached, picked, accepted),
        _timed(rows, "accepted_at"),
        _timed(rows, "picked_up_at"),
        _timed(rows, "completed_at"),
        rows.told(_day, "first_day"),
        rows.told(TripStatus, "status"),
        rows.told(lambda cell: cell == TripStatus.COMPLETED.value, "status"),
        rows.told(str, "currency"),
        _texts(rows.column("ref")),
        _first_known(rows.column("paid_m"), rows.column("trip_m")),
        rows.told(bool, "cash"),
    )


def line_columns(rows: FactRows[PayLine]) -> LineColumns:
    """A line has its time from when the work was, else from when the pay was booked: that is
    ``ordered_at``, and ``first_day`` its day. A moment that is not known has no quality either."""
    qualities = "occurred_at_quality", "recognised_at_quality"
    days = rows.told(_day, "first_day")
    statements = rows.told(_text, "statement_ref")
    exhibits = rows.exhibits()
    at: _Cells = rows.column("ordered_at")
    minor: _Cells = rows.column("amount_minor")
    return LineColumns(
        rows,
        _list(rows.column("id")),
        rows.told(EngagementId, "engagement"),
        rows.told(bool, "is_subtotal"),
        at,
        rows.told(lambda *of: _either(*of) not in (None, TimeQuality.DATE_ONLY.value), *qualities),
        rows.told(lambda *of: _either(*of) == TimeQuality.LOCAL_ASSUMED.value, *qualities),
        days,
        _recognised(rows, days),
        rows.told(PayCategory, "category"),
        minor,
        rows.told(str, "amount_currency"),
        _texts(rows.column("label_raw")),
        rows.told(lambda *of: _text(_either(*of)), "occurred_at_zone", "recognised_at_zone"),
        _texts(rows.column("trip_ref")),
        statements,
        exhibits,
        documents(statements, exhibits),
        rows.told(lambda cell: cell == HowKnown.READ_BY_OCR.value, "how"),
    )


def _list(cells: _Cells) -> list[Any]:
    return cells if isinstance(cells, list) else list(cells)


def _text(cell: str | None) -> str:
    return "" if cell is None else cell


def _texts(cells: _Cells) -> list[str]:
    return ["" if cell is None else cell for cell in cells]


def _day(cell: str | None) -> date | None:
    return None if cell is None else date.fromisoformat(cell)


def _either(occurred: str | None, recognised: str | None) -> str | None:
    """Of when the work was where that is known, else of when the pay was booked."""
    return recognised if occurred is None else occurred


def _first_known(*columns: _Cells) -> _Cells:
    """Of each row the first cell that is not empty."""
    first, *others = columns
    for other in others:
        if isinstance(first, array) or None not in first:
            break
        if first.count(None) == len(first):
            first = other
            continue
        pairs = zip(first, other, strict=True)
        first = [there if one is None else one for one, there in pairs]
    return first


def _timed(rows: FactRows[Trip], moment: str) -> _Cells:
    """Where it is known to the time of day."""
    cells: _Cells = rows.column(f"{moment}_utc")
    dated = rows.told(lambda how: how == TimeQuality.DATE_ONLY.value, f"{moment}_quality")
    if not any(dated):
        return cells
    return [None if bare else at for at, bare in zip(cells, dated, strict=True)]


def _recognised(rows: FactRows[PayLine], days: Sequence[date | None]) -> Sequence[date | None]:
    worked: _Cells = rows.column("occurred_at_utc")
    booked: _Cells = rows.column("recognised_at_utc")
    if worked.count(None) == len(worked) or booked.count(None) == len(booked):
        return days
    zones = rows.told(_text, "recognised_at_zone")
    clocks = {zone: Offsets(zone) for zone in set(zones) if zone}
    return [
        day if at is None or before is None else clocks[zone].day(at)
        for at, zone, before, day in zip(booked, zones, worked, days, strict=True)
    ]
