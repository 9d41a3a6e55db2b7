"""Which file of Uber's export this is, told by its header, and what its lines become."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from datetime import date
from enum import Enum
from typing import BinaryIO

from gigwallet.domain.errors import GigWalletError
from gigwallet.domain.pay_line import PayLine
from gigwallet.domain.period import Period
from gigwallet.domain.reading import (
    Covers,
    EngagementHint,
    FileHead,
    Reading,
    Rejection,
    Row,
    Skip,
)
from gigwallet.domain.recorded import Locator
from gigwallet.domain.trip import Trip
from gigwallet.importers.uber_rides_export import payments, states, trips
from gigwallet.importers.uber_rides_export.columns import canonical
from gigwallet.tabular import tables
from gigwallet.tabular.encodings import decoded
from gigwallet.tabular.lines import BadLine, physical_lines
from gigwallet.tabular.placing import agreed_hint
from gigwallet.tabular.tables import BadCell, Record, Table
from gigwallet.tabular.trust import trusted
from gigwallet.words import N_


class _Kind(Enum):
    """The files of the export, by columns that only they have. Numbers in file names change with
    every request, so names are not asked where the header speaks."""

    RIDER = frozenset({"trip_or_order_status", "request_time"})
    PAYMENTS = frozenset({"amount_local", "currency_code", "classification",
                          "recognize_timestamp_local"})  # fmt: skip
    STATES = frozenset({"earner_state", "begin_timestamp_utc", "end_timestamp_utc"})
    OFFERS = frozenset({"dispatches", "accepts", "minutes_online"})
    RESTRICTIONS = frozenset({"msg.rule", "msg.penaltyboxdurationms"})
    TRIPS = frozenset({"request_timestamp_local", "dropoff_timestamp_local",
                       "trip_distance_miles"})  # fmt: skip


_SKIPPED = {
    _Kind.RIDER: "rider_data",
    _Kind.OFFERS: "offer_counts",
    _Kind.RESTRICTIONS: "unsupported_table",
}
# What a person did as a customer, by folder or by the names that lie in it.
_CUSTOMER = re.compile(
    r"(?:^|/)(?:rider|eats)/|(?:^|/)(?:rider_|eats_|user_orders|trips_data)[\w -]*\.csv$",
    re.IGNORECASE,
)
# Files whose lines matter: under a header that nobody knows they are refused, not skipped.
_READ_HERE = re.compile(r"payments|lifetime[ _]trips|online[ _]offline", re.IGNORECASE)
_DRIVER_FILE = re.compile(r"(?:\d+[a-z]? - )?driver[ _][\w -]+\.csv", re.IGNORECASE)


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
    version = "1"
    title = N_("Uber ride data export")
    where = N_("Uber's privacy centre > Download your data. Drop the ZIP unopened.")

    def recognises(self, file: FileHead) -> bool:
        if tables.find_in_head(file, _knows, canonical) is not None:
            return True
        return _known_by_name(file.name) and decoded(file.head, complete=False) is not None

    def read(self, file: FileHead, stream: BinaryIO) -> Iterator[Reading]:
        text = decoded(stream.read())
        if text is None:
            raise GigWalletError("format_unknown", name=file.name)
        table = tables.find(text, _knows, canonical)
        kind = _kind(table.names) if table else None
        rider = bool(_CUSTOMER.search(file.name))
        if table is None or kind is None:
            if not rider and _READ_HERE.search(posixpath.basename(file.name)):
                raise GigWalletError("header_unknown", name=file.name, what="Uber")
            yield from _unread(text, "rider_data" if rider else "unsupported_table")
            return
        reason = "rider_data" if rider else _SKIPPED.get(kind)
        if reason:
            yield from _skipped(table, reason)
            return
        readings = trusted(file.name, _lines(file.name, table, kind))
        yield from readings
        yield from _covers(readings)


def _unread(text: str, reason: str) -> Iterator[Reading]:
    """Every line below the first, which is the header of a table that is not read."""
    for number, line in enumerate(physical_lines(text), start=1):
        if number > 1 and line.strip():
            yield Skip(reason, Locator(line=number))


def _skipped(table: Table, reason: str) -> Iterator[Reading]:
    for line in table:
        yield Skip(reason, Locator(line=line.line))


def _lines(name: str, table: Table, kind: _Kind) -> Iterator[Reading]:
    lines = list(table)
    whole = [line for line in lines if isinstance(line, Record)]
    if kind is _Kind.PAYMENTS and payments.is_courier_pay(
        {line["classification"] for line in whole}
    ):
        raise GigWalletError("format_not_yet_read", name=name, what="Uber Eats courier export")
    habits = payments.Habits.of(whole)
    for line in lines:
        if isinstance(line, BadLine):
            yield Rejection(line.reason, Locator(line=line.line))
            continue
        try:
            if kind is _Kind.TRIPS:
                yield from trips.read(line)
            elif kind is _Kind.PAYMENTS:
                yield from payments.read(line, habits)
            else:
                yield from states.read(line)
        except BadCell as bad:
            yield Rejection(bad.reason, Locator(line=line.line), bad.column)


def _covers(readings: tuple[Reading, ...]) -> Iterator[Covers]:
    """From the first to the last day that the file shows: beyond it, nothing is said."""
    facts = [each.fact for each in readings if isinstance(each, Row)]
    days: dict[str, list[date]] = {"trips": [], "pay": []}
    for fact in facts:
        if isinstance(fact, Trip) and fact.accepted_at:
            days["trips"].append(fact.accepted_at.day)
        elif isinstance(fact, PayLine) and fact.recognised_at:
            days["pay"].append(fact.recognised_at.day)
    hint: EngagementHint = agreed_hint(readings)
    for what, seen in days.items():
        if seen:
            yield Covers(what, Period(min(seen), max(seen)), hint)
