"""Pick-up and drop-off of one creation time as one trip; no zone, no pay."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import BinaryIO

from gigwallet.domain.instants import Instant, TimeQuality
from gigwallet.domain.reading import EngagementHint, FileHead, Reading, Rejection, Row, Skip
from gigwallet.domain.recorded import Locator
from gigwallet.domain.trip import Trip, TripKind, TripStatus
from gigwallet.tabular import moments, tables
from gigwallet.tabular.lines import BadLine
from gigwallet.tabular.spans import with_spans
from gigwallet.tabular.tables import BadCell, Record, Table
from gigwallet.tabular.trust import trusted
from gigwallet.words import N_

_CREATED, _DONE, _PICKUP = "task creation time", "task completion time", "is pickup task"
_ARRIVED, _STARTED, _EXPECTED = "arrived at", "started at", "arrival time"
_VEHICLE = "completed with vehicle type"
_TELLS = frozenset({_CREATED, _DONE, _PICKUP})
_KEPT = (_CREATED, _STARTED, _ARRIVED, _DONE, _EXPECTED, _VEHICLE)
_HINT = EngagementHint("wolt")


class WoltExport:
    """A delivery needs both of its lines; one that lost its other half is rejected."""

    name = "wolt_export"
    version = "1"
    title = N_("Wolt courier data export (tasks)")
    where = N_(
        "Ask Wolt support for a copy of your data as a courier partner. The file courier_tasks.csv "
        "lists no pay: add the payslips or the bank statement."
    )

    def recognises(self, file: FileHead) -> bool:
        return tables.find_in_head(file, _TELLS.issubset) is not None

    def read(self, file: FileHead, stream: BinaryIO) -> Iterator[Reading]:
        table = tables.find_in_stream(file.name, stream, _TELLS.issubset)
        yield from with_spans(iter(trusted(file.name, _lines(table))))


def _lines(table: Table) -> Iterator[Reading]:
    tasks: defaultdict[str, list[tuple[Record, bool]]] = defaultdict(list)
    told: list[Reading] = []
    for line in table:
        if isinstance(line, BadLine):
            told.append(Rejection(line.reason, Locator(line=line.line)))
            continue
        word = line[_PICKUP].casefold()
        if word not in ("true", "false"):
            reason = "unknown_status" if word else "missing_value"
            told.append(Rejection(reason, Locator(line=line.line), _PICKUP))
            continue
        tasks[line[_CREATED]].append((line, word == "true"))
    for halves in tasks.values():
        told += _delivery(halves)
    yield from sorted(told, key=_line)


def _line(reading: Reading) -> int:
    place = reading.locator if isinstance(reading, Row | Skip | Rejection) else Locator()
    return place.line or 0


def _delivery(halves: list[tuple[Record, bool]]) -> list[Reading]:
    pickups = [line for line, is_pickup in halves if is_pickup]
    dropoffs = [line for line, is_pickup in halves if not is_pickup]
    if len(pickups) != 1 or len(dropoffs) != 1:
        return [
            Rejection("other_half_missing", Locator(line=line.line), _CREATED) for line, _ in halves
        ]
    pickup, dropoff = pickups[0], dropoffs[0]
    try:
        row = _row(pickup, dropoff)
    except BadCell as bad:
        return [Rejection(bad.reason, Locator(line=each.line), bad.column)
                for each in (pickup, dropoff)]  # fmt: skip
    return [row, Skip("joined_line", Locator(line=pickup.line))]


def _row(pickup: Record, dropoff: Record) -> Row:
    offered, set_off = _moment(pickup, _CREATED), _moment(pickup, _STARTED)
    arrived, picked_up = _moment(pickup, _ARRIVED), _moment(pickup, _DONE)
    at_door, delivered = _moment(dropoff, _ARRIVED), _moment(dropoff, _DONE)
    if offered is None:
        raise BadCell("missing_value", _CREATED)
    known = [at for at in (offered, set_off, arrived, picked_up, at_door, delivered) if at]
    if any(after.utc < before.utc for before, after in pairwise(known)):
        raise BadCell("bad_time", _DONE)
    trip = Trip(
        platform="wolt",
        kind=TripKind.DELIVERY,
        status=TripStatus.COMPLETED if delivered else TripStatus.UNFULFILLED,
        currency="",
        zone=moments.FLOATING,
        offered_at=offered,
        arrived_pickup_at=arrived,
        picked_up_at=picked_up,
        arrived_dropoff_at=at_door,
        completed_at=delivered,
        promised_by=_moment(dropoff, _EXPECTED),
    )
    raw = {f"pickup {name}": pickup[name] for name in _KEPT if pickup[name]}
    raw |= {f"dropoff {name}": dropoff[name] for name in _KEPT if dropoff[name]}
    return Row(
        fact=trip,
        family="wolt_tasks",
        natural_key=dropoff[_CREATED],
        locator=Locator(line=dropoff.line),
        raw=raw,
        hint=_HINT,
    )


def _moment(line: Record, column: str) -> Instant | None:
    text = line[column]
    if not text:
        return None
    try:
        wall, _ = moments.wall(text)
    except ValueError as bad:
        raise BadCell("bad_time", column) from bad
    placed = Instant.from_local(wall, moments.FLOATING, text)
    return replace(placed, quality=TimeQuality.LOCAL_ASSUMED)
