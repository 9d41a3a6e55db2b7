"""Which file of Uber's export this is, told by its header, and what its lines become."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from enum import Enum
from functools import partial
from typing import BinaryIO

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.reading import FileHead, Reading, Rejection, Skip
from gigwallet.domain.recorded import Locator
from gigwallet.importers.uber_rides_export import (
    first_generation,
    offers,
    positions,
    states,
    trips,
)
from gigwallet.tabular import tables
from gigwallet.tabular.encodings import decoded
from gigwallet.tabular.habits import Words
from gigwallet.tabular.lines import BadLine, physical_lines
from gigwallet.tabular.spans import with_spans
from gigwallet.tabular.tables import BadCell, Record, Table
from gigwallet.tabular.trust import trusted_stream
from gigwallet.tabular.uber import payments
from gigwallet.tabular.uber.columns import canonical
from gigwallet.words import N_


class _Kind(Enum):
    """The files of the export, by columns that only they have. Numbers in file names change with
    every request, so names are not asked where the header speaks."""

    RIDER = frozenset({"trip_or_order_status", "request_time"})
    PAYMENTS = payments.COLUMNS
    STATES = frozenset({"earner_state", "begin_timestamp_utc", "end_timestamp_utc"})
    OFFERS = frozenset({"dispatches", "accepts", "minutes_online"})
    RESTRICTIONS = frozenset({"msg.rule", "msg.penaltyboxdurationms"})
    POSITIONS = frozenset({"lat", "lng", "gps_time_ms", "driver_status"})
    APP_EVENTS = frozenset({"lat", "lng", "event_time_utc", "driver_online"})
    FIRST_TRIPS = frozenset({"request_time", "begintrip_time", "dropoff_time", "fare_profile"})
    LOST_TIME = frozenset({"previous_dropoff_time", "next_request_time", "notask_minutes"})
    TRIPS = frozenset({"request_timestamp_local", "dropoff_timestamp_local",
                       "trip_distance_miles"})  # fmt: skip


_READERS: dict[_Kind, Callable[[Record], Iterator[Reading]]] = {
    _Kind.STATES: states.read,
    _Kind.OFFERS: offers.read_hour,
    _Kind.RESTRICTIONS: offers.read_restriction,
    _Kind.FIRST_TRIPS: first_generation.read_trip,
    _Kind.LOST_TIME: first_generation.read_lost_time,
    _Kind.TRIPS: trips.read,
}
# What a person did as a customer, by folder or by the names that lie in it.
_CUSTOMER = re.compile(
    r"(?:^|/)(?:rider|eats)/"
    r"|(?:^|/)(?:\d+[a-z]? - )?(?:rider[ _]|eats_|user_orders|trips_data)[\w -]*\.csv$"
    r"|\(rider\)\.csv$",
    re.IGNORECASE,
)
# Files whose lines matter: under a header that nobody knows they are refused, not skipped.
_READ_HERE = re.compile(
    r"payments|lifetime[ _]trips|online[ _]offline|trip details|lost time|device data",
    re.IGNORECASE,
)
_DRIVER_FILE = re.compile(
    r"(?:\d+[a-z]? - )?driver[ _][\w -]+\.csv|[\w -]+ \(driver\)\.csv", re.IGNORECASE
)


def _kind(names: frozenset[str]) -> _Kind | None:
    return next((kind for kind in _Kind if kind.value <= names), None)


def _knows(names: frozenset[str]) -> bool:
    return _kind(names) is not None


def _known_by_name(name: str) -> bool:
    """A file of the export whose columns are not read: ratings, badges, or a rider's own trips."""
    if not name.casefold().endswith(".csv"):
        return False
    return bool(_CUSTOMER.search(name) or _DRIVER_FILE.fullmatch(posixpath.basename(name)))


class UberRidesExport:
    """Comma or semicolon, snake case or title case, any number in the name, a ZIP or its files.

    ``*_local`` times carry a false Z. What a person did as a customer is never read.
    """

    name = "uber_rides_export"
    version = "2"
    title = N_("Uber ride data export")
    where = N_("Uber's privacy centre > Download your data. Drop the ZIP unopened.")

    def recognises(self, file: FileHead) -> bool:
        table = tables.find_in_head(file, _knows, canonical)
        if table is not None:
            return not payments.is_courier_pay(table)
        return _known_by_name(file.name) and decoded(file.head, complete=False) is not None

    def read(self, file: FileHead, stream: BinaryIO) -> Iterator[Reading]:
        rider = bool(_CUSTOMER.search(file.name))
        table = _table(file.name, stream)
        kind = _kind(table.names) if table else None
        if table is None or kind is None:
            if not rider and _READ_HERE.search(posixpath.basename(file.name)):
                raise GigWalletError("header_unknown", name=file.name, what="Uber")
            yield from _unread(file.name, stream, "rider_data" if rider else "unsupported_table")
            return
        if rider or kind is _Kind.RIDER:
            yield from _skipped(table, "rider_data")
            return
        yield from with_spans(trusted_stream(file.name, _lines(table, kind)))


def _table(name: str, stream: BinaryIO) -> Table | None:
    """None where the text has no header that is known here."""
    try:
        return tables.find_in_stream(name, stream, _knows, canonical)
    except GigWalletError as unknown:
        if unknown.code != "format_unknown":
            raise
        return None


def _unread(name: str, stream: BinaryIO, reason: str) -> Iterator[Reading]:
    """Every line below the first, which is the header of a table that is not read."""
    stream.seek(0)
    text = decoded(stream.read())
    if text is None:
        raise GigWalletError("format_unknown", name=name)
    for number, line in enumerate(physical_lines(text), start=1):
        if number > 1 and line.strip():
            yield Skip(reason, Locator(line=number))


def _skipped(table: Table, reason: str) -> Iterator[Reading]:
    for line in table:
        yield Skip(reason, Locator(line=line.line))


def _lines(table: Table, kind: _Kind) -> Iterator[Reading]:
    read = _reader(table, kind)
    for line in table:
        if isinstance(line, BadLine):
            yield Rejection(line.reason, Locator(line=line.line))
            continue
        try:
            yield from read(line)
        except BadCell as bad:
            yield Rejection(bad.reason, Locator(line=line.line), bad.column)


def _reader(table: Table, kind: _Kind) -> Callable[[Record], Iterator[Reading]]:
    if kind in _READERS:
        return _READERS[kind]
    if kind is _Kind.PAYMENTS:
        return partial(payments.read, habits=payments.Habits.of(table))
    states_of_driver = Words()
    tables.fold(table, [("driver_status", states_of_driver)])
    return partial(positions.read, misspelt=states_of_driver.misspelt)
