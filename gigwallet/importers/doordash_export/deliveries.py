"""One line per delivery: times in UTC that do not say so, the store, how it ended."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from typing import BinaryIO

from gigwallet.domain.instants import Instant, TimeQuality
from gigwallet.domain.reading import EngagementHint, FileHead, Reading, Rejection, Row
from gigwallet.domain.recorded import Locator
from gigwallet.domain.trip import Trip, TripKind, TripStatus
from gigwallet.tabular import moments, tables
from gigwallet.tabular.habits import Words
from gigwallet.tabular.lines import BadLine
from gigwallet.tabular.spans import with_spans
from gigwallet.tabular.tables import BadCell, Record, Table
from gigwallet.tabular.trust import trusted_stream
from gigwallet.words import N_

_CREATED, _PICKED, _DELIVERED = "order_created_time", "actual_pickup_time", "actual_delivery_time"
_STORE, _STATUS = "store_name", "order_status"
_TELLS = frozenset({_CREATED, _DELIVERED, _STORE})
_STATUSES = {
    "delivered": TripStatus.COMPLETED,
    "completed": TripStatus.COMPLETED,
    "cancelled": TripStatus.CANCELLED_PLATFORM,
    "canceled": TripStatus.CANCELLED_PLATFORM,
    "consumer_cancelled": TripStatus.CANCELLED_CUSTOMER,
    "dasher_cancelled": TripStatus.CANCELLED_WORKER,
    "unassigned": TripStatus.CANCELLED_WORKER,
    "returned": TripStatus.FAILED,
    "undelivered": TripStatus.FAILED,
    "failed": TripStatus.FAILED,
}
_NANOSECONDS = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}\.\d{9}", re.ASCII)
_HINT = EngagementHint("doordash")


@dataclass(frozen=True, slots=True)
class _Habits:
    """``nanoseconds``: the file writes nine digits behind the second, so that a time with fewer has
    lost one."""

    nanoseconds: bool
    misspelt: frozenset[str]


class DoorDashExport:
    """An order may be created hours before it is picked up, so that time is the offer's at the
    earliest, and never the acceptance."""

    name = "doordash_export"
    version = "1"
    title = N_("DoorDash data export (deliveries)")
    where = N_(
        "In the Dasher app: Account > Manage account > Request data. The link comes by mail. It "
        "lists no pay: add pictures of the earnings screens or the bank statement."
    )

    def recognises(self, file: FileHead) -> bool:
        return tables.find_in_head(file, _TELLS.issubset) is not None

    def read(self, file: FileHead, stream: BinaryIO) -> Iterator[Reading]:
        table = tables.find_in_stream(file.name, stream, _TELLS.issubset)
        yield from with_spans(trusted_stream(file.name, _lines(table)))


class _Shape:
    """How many cells have nine digits behind the second."""

    def __init__(self) -> None:
        self.filled = self.fitting = 0

    def add(self, cell: str) -> None:
        self.filled += bool(cell)
        self.fitting += bool(_NANOSECONDS.fullmatch(cell))


def _lines(table: Table) -> Iterator[Reading]:
    shape, words = _Shape(), Words()
    tables.fold(table, [(_CREATED, shape), (_DELIVERED, shape), (_STATUS, words)])
    habits = _Habits(shape.fitting * 10 >= shape.filled * 9 > 0, words.misspelt)
    for line in table:
        where = Locator(line=line.line)
        if isinstance(line, BadLine):
            yield Rejection(line.reason, where)
            continue
        try:
            yield _row(line, habits)
        except BadCell as bad:
            yield Rejection(bad.reason, where, bad.column)


def _row(line: Record, habits: _Habits) -> Row:
    created = _moment(line, _CREATED, habits)
    picked, delivered = _moment(line, _PICKED, habits), _moment(line, _DELIVERED, habits)
    if created is None:
        raise BadCell("missing_value", _CREATED)
    for before, after, column in (
        (created, picked, _PICKED), (picked or created, delivered, _DELIVERED)
    ):  # fmt: skip
        if after is not None and after.utc < before.utc:
            raise BadCell("bad_time", column)
    store = line[_STORE]
    # DoorDash numbers nothing here: a name of our own that every export of the order gives again.
    ref = hashlib.sha256(f"{line[_CREATED]}|{store}".encode()).hexdigest()[:16]
    trip = Trip(
        platform="doordash",
        kind=TripKind.DELIVERY,
        status=_status(line, delivered is not None, habits),
        currency="",
        zone=moments.FLOATING,
        ref=ref,
        offered_at=created,
        picked_up_at=picked,
        completed_at=delivered,
    )
    kept = (_CREATED, _PICKED, _DELIVERED, _STORE, _STATUS)
    return Row(
        fact=trip,
        family="doordash_deliveries",
        natural_key=ref,
        locator=Locator(line=line.line),
        raw={name: line[name] for name in kept if line[name]},
        hint=_HINT,
    )


def _moment(line: Record, column: str, habits: _Habits) -> Instant | None:
    text = line[column]
    if not text:
        return None
    if habits.nanoseconds and not _NANOSECONDS.fullmatch(text):
        raise BadCell("bad_time", column)
    try:
        wall, _ = moments.wall(text)
    except ValueError as bad:
        raise BadCell("bad_time", column) from bad
    return Instant(wall.replace(tzinfo=UTC), moments.FLOATING, TimeQuality.UTC, text)


def _status(line: Record, arrived: bool, habits: _Habits) -> TripStatus:
    if _STATUS not in line.cells:
        return TripStatus.COMPLETED if arrived else TripStatus.UNFULFILLED
    word = line[_STATUS].casefold().replace(" ", "_")
    if word not in _STATUSES or line[_STATUS] in habits.misspelt:
        raise BadCell("unknown_status" if word else "missing_value", _STATUS)
    if _STATUSES[word] is TripStatus.COMPLETED and not arrived:
        raise BadCell("missing_value", _DELIVERED)
    return _STATUSES[word]
