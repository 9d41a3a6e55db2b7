"""The columns that a pay check asks for, from those in which a vault keeps trips and pay lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, TypeVar

from gigwallet.domain.instants import TimeQuality
from gigwallet.domain.offsets import Offsets
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.recorded import HowKnown
from gigwallet.domain.trip import Trip, TripStatus
from gigwallet.reconciliation.ledger import LineColumns, TripColumns, documents
from gigwallet.vault.shelves.fact_rows import EXHIBIT, FactRows

T = TypeVar("T")

# What is read of every row.
_MOMENTS_OF_TRIPS = ("accepted_at", "picked_up_at", "completed_at")
OF_TRIPS = (
    *(f"{moment}_{part}" for moment in _MOMENTS_OF_TRIPS for part in ("utc", "quality")),
    "arrived_dropoff_at_utc",
    "status",
    "currency",
    "ref",
    "paid_m",
    "trip_m",
)
OF_LINES = (
    *(
        f"{at}_at_{part}"
        for at in ("occurred", "recognised")
        for part in ("utc", "zone", "quality")
    ),
    "is_subtotal",
    "category",
    "amount_minor",
    "amount_currency",
    "label_raw",
    "trip_ref",
    "statement_ref",
    EXHIBIT,
)

# Cells are what the layout of their kind put into them.
_Cells = Sequence[Any]


def trip_columns(rows: FactRows[Trip]) -> TripColumns:
    """``first_day`` is the day that a trip counts on, ``ordered_at`` when it began."""
    completed = rows.column("completed_at_utc")
    reached = rows.column("arrived_dropoff_at_utc")
    picked, accepted = rows.column("picked_up_at_utc"), rows.column("accepted_at_utc")
    return TripColumns(
        rows,
        _list(rows.column("id")),
        _list(rows.column("engagement")),
        _list(rows.column("ordered_at")),
        _first_known(completed, reached, picked, accepted),
        _timed(rows, "accepted_at"),
        _timed(rows, "picked_up_at"),
        _timed(rows, "completed_at"),
        _turned(rows.column("first_day"), date.fromisoformat),
        _turned(rows.column("status"), TripStatus),
        _turned(rows.column("status"), lambda cell: cell == TripStatus.COMPLETED.value),
        _list(rows.column("currency")),
        _texts(rows.column("ref")),
        _first_known(rows.column("paid_m"), rows.column("trip_m")),
    )


def line_columns(rows: FactRows[PayLine]) -> LineColumns:
    """A line has its time from when the work was, else from when the pay was booked: that is
    ``ordered_at``, and ``first_day`` its day."""
    occurred = rows.column("occurred_at_utc")
    qualities = _either(rows, occurred, "quality")
    zones = _either(rows, occurred, "zone")
    days = _turned(rows.column("first_day"), date.fromisoformat)
    statements = _texts(rows.column("statement_ref"))
    exhibits = rows.exhibits()
    return LineColumns(
        rows,
        _list(rows.column("id")),
        _list(rows.column("engagement")),
        _turned(rows.column("is_subtotal"), bool, empty=False),
        _list(rows.column("ordered_at")),
        _turned(qualities, lambda cell: cell != TimeQuality.DATE_ONLY.value, empty=False),
        _turned(qualities, lambda cell: cell == TimeQuality.LOCAL_ASSUMED.value, empty=False),
        days,
        _recognised(rows, occurred, days),
        _turned(rows.column("category"), PayCategory),
        _list(rows.column("amount_minor")),
        _list(rows.column("amount_currency")),
        _texts(rows.column("label_raw")),
        _texts(zones),
        _texts(rows.column("trip_ref")),
        statements,
        exhibits,
        documents(statements, exhibits),
        _turned(rows.column("how"), lambda cell: cell == HowKnown.READ_BY_OCR.value),
    )


def _list(cells: _Cells) -> list[Any]:
    return cells if isinstance(cells, list) else list(cells)


def _texts(cells: _Cells) -> list[str]:
    return ["" if cell is None else cell for cell in cells]


def _turned(cells: _Cells, turn: Callable[[Any], T], empty: Any = None) -> list[Any]:
    """Each value turned once: of these columns few are different."""
    known = {cell: empty if cell is None else turn(cell) for cell in set(cells)}
    return list(map(known.__getitem__, cells))


def _first_known(*columns: _Cells) -> list[Any]:
    """Of each row the first cell that is not empty."""
    first, *others = columns
    for other in others:
        if None not in first:
            break
        pairs = zip(first, other, strict=True)
        first = [there if one is None else one for one, there in pairs]
    return _list(first)


def _timed(rows: FactRows[Trip], moment: str) -> list[int | None]:
    """Where it is known to the time of day."""
    cells: _Cells = rows.column(f"{moment}_utc")
    qualities = rows.column(f"{moment}_quality")
    if TimeQuality.DATE_ONLY.value not in set(qualities):
        return _list(cells)
    pairs = zip(cells, qualities, strict=True)
    return [None if how == TimeQuality.DATE_ONLY.value else at for at, how in pairs]


def _either(rows: FactRows[PayLine], occurred: _Cells, part: str) -> _Cells:
    """Of when the work was where that is known, else of when the pay was booked."""
    one, other = rows.column(f"occurred_at_{part}"), rows.column(f"recognised_at_{part}")
    if None not in occurred:
        return one
    return [
        there if at is None else here for at, here, there in zip(occurred, one, other, strict=True)
    ]


def _recognised(
    rows: FactRows[PayLine], occurred: _Cells, days: Iterable[date | None]
) -> list[date | None]:
    booked: _Cells = rows.column("recognised_at_utc")
    zones: _Cells = rows.column("recognised_at_zone")
    clocks = {zone: Offsets(zone) for zone in set(zones) if zone is not None}
    return [
        day if at is None or worked is None else clocks[zone].day(at)
        for at, zone, worked, day in zip(booked, zones, occurred, days, strict=True)
    ]
