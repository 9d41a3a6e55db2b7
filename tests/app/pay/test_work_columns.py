"""The columns of a vault say of every row what the row itself says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import TypeVar

from gigwallet.app.pay.work_columns import (
    LINES_ALIKE,
    OF_LINES,
    OF_TRIPS,
    TRIPS_ALIKE,
    line_columns,
    trip_columns,
)
from gigwallet.app.wallet import Wallet
from gigwallet.domain.instants import Instant, TimeQuality
from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.recorded import EngagementId, ExhibitId, HowKnown, Locator, NewFact, Source
from gigwallet.domain.trip import Trip, TripKind, TripStatus
from gigwallet.reconciliation.ledger import LineColumns, TripColumns

T = TypeVar("T")

PARIS, WUHAN = "Europe/Paris", "Asia/Shanghai"
AT = Instant(datetime(2025, 7, 1, 21, 30, 0, 250_000, tzinfo=UTC), PARIS)
LATER = Instant(datetime(2025, 7, 1, 23, 10, tzinfo=UTC), PARIS, TimeQuality.LOCAL_ASSUMED, "01:10")
DAY = Instant.from_day(AT.day, WUHAN, "2025-07-01")

TRIP = Trip("demo", TripKind.DELIVERY, TripStatus.COMPLETED, "EUR", PARIS, ref="A1")
TRIPS = [
    replace(TRIP, accepted_at=AT, completed_at=LATER, trip_m=2300),
    replace(TRIP, ref="", accepted_at=DAY, completed_at=DAY, paid_m=0, trip_m=900),
    replace(TRIP, status=TripStatus.FAILED, offered_at=AT, currency=""),
    replace(TRIP, accepted_at=AT, picked_up_at=LATER, offered=Money(650, "EUR")),
    replace(TRIP, accepted_at=AT, arrived_dropoff_at=LATER, surge=Decimal("1.20")),
    TRIP,
]
LINE = PayLine("demo", PayCategory.BASE, Money(-520, "EUR"))
LINES = [
    replace(LINE, occurred_at=AT, trip_ref="A1", statement_ref="W27", label_raw="fare"),
    replace(LINE, recognised_at=LATER, category=PayCategory.TIP),
    replace(LINE, occurred_at=AT, recognised_at=LATER, quantity=Decimal("2.300")),
    replace(LINE, occurred_at=DAY, recognised_at=AT, is_subtotal=True),
    LINE,
]
EXHIBITS = [ExhibitId(f"{n:032x}") for n in range(3)]


def _new(
    fact: object, owner: EngagementId, key: int, exhibit: ExhibitId | None, how: HowKnown
) -> NewFact[T]:
    source = Source(exhibit, Locator(line=key), "demo", "1", {"own_note": "x", "no": "1"})
    return NewFact(fact, owner, "demo", str(key), 1, source, how)


def _stated(facts: Sequence[T], owner: EngagementId) -> Iterator[NewFact[T]]:
    for key, fact in enumerate(facts):
        how = HowKnown.READ_BY_OCR if key == 1 else HowKnown.IMPORTED
        exhibit = None if key == 2 else EXHIBITS[key % 2]
        yield _new(fact, owner, key, exhibit, how)
    # Two further places state the first, one of them typed.
    yield _new(facts[0], owner, 0, EXHIBITS[2], HowKnown.IMPORTED)
    yield _new(facts[0], owner, 0, None, HowKnown.TYPED)


def test_columns_of_a_vault_are_those_of_its_rows(wallet: Wallet, meituan: EngagementId) -> None:
    vault = wallet.vault
    vault.trips.add(_stated(TRIPS, meituan))
    vault.pay_lines.add(_stated(LINES, meituan))
    first = vault.trips.all()[-1]
    vault.trips.revise(first.id, replace(first.fact, trip_m=2400), HowKnown.TYPED)

    trips = vault.trips.rows(OF_TRIPS, alike=TRIPS_ALIKE)
    lines = vault.pay_lines.rows(OF_LINES, alike=LINES_ALIKE)
    _alike(trip_columns(trips), TripColumns.of(vault.trips.all()))
    _alike(line_columns(lines), LineColumns.of(vault.pay_lines.all()))
    assert list(trips) == vault.trips.all()
    assert list(lines) == vault.pay_lines.all()
    assert list(vault.trips.rows(OF_TRIPS, written="own_")) == vault.trips.all(written="own_")
    assert list(vault.trips.rows(OF_TRIPS, EngagementId("another"))) == []


def _alike(one: TripColumns | LineColumns, other: TripColumns | LineColumns) -> None:
    for each in fields(one):
        if each.name != "rows":
            columns = getattr(one, each.name), getattr(other, each.name)
            assert list(columns[0]) == list(columns[1]), each.name
