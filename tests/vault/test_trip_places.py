"""Places of trips: the order and choice that sorting all trips in memory would give."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from gigwallet.domain.instants import Instant
from gigwallet.domain.job import Job
from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import HowKnown, Recorded
from gigwallet.domain.trip import Trip, TripStatus
from gigwallet.vault import Vault
from gigwallet.vault.shelves import trip_places
from gigwallet.vault.shelves.trip_places import TripKey, TripPlaces, TripsWanted
from tests.vault import things

BEGUN = datetime(2025, 7, 31, 12, 0, tzinfo=UTC)
KEYS: dict[TripKey, Callable[[Trip], Any]] = {  # Any: whatever sorts
    TripKey.TIME: lambda trip: trip.begun.utc.timestamp() if trip.begun else -1,
    TripKey.ORDER: lambda trip: trip.ref,
    TripKey.CITY: lambda trip: trip.city,
    TripKey.DISTANCE: lambda trip: -1 if trip.paid_distance_m is None else trip.paid_distance_m,
    TripKey.OFFERED: lambda trip: -1 if trip.offered is None else trip.offered.minor,
    TripKey.STATUS: lambda trip: trip.status.value,
}


def _trip(number: int) -> Trip:
    """Every fifth has no time, every third was called off, every fourth no known distance."""
    at = Instant(BEGUN + timedelta(hours=number % 7), "Asia/Shanghai")
    return replace(
        things.TRIP,
        ref=f"order {number}",
        city=("武汉", "汉阳")[number % 2],
        status=TripStatus.FAILED if number % 3 == 0 else TripStatus.COMPLETED,
        offered_at=None,
        accepted_at=None if number % 5 == 0 else at,
        arrived_pickup_at=None,
        picked_up_at=None,
        arrived_dropoff_at=None,
        completed_at=None,
        paid_m=None,
        trip_m=None if number % 4 == 0 else 500 * (number % 6),
        offered=Money(100 * (number % 3), "CNY") if number % 2 else None,
    )


@pytest.fixture
def filled(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> Vault:
    """Thirty trips, one of them said anew, read four rows at once."""
    monkeypatch.setattr(trip_places, "_AT_ONCE", 4)
    engagement = vault.engagements.add(things.ENGAGEMENT)
    vault.trips.add([things.new(_trip(number), engagement, f"{number}") for number in range(30)])
    latest = vault.trips.all()[-1]
    vault.trips.revise(latest.id, replace(latest.fact, city="蔡甸"), HowKnown.TYPED)
    return vault


def _refs(vault: Vault, wanted: TripsWanted) -> list[str]:
    places = TripPlaces(vault.connection).all(wanted, Job())
    rows = vault.trips.at(places)
    return [rows[place].fact.ref for place in places]


def _expected(vault: Vault, wanted: TripsWanted) -> list[str]:
    def fits(row: Recorded[Trip]) -> bool:
        trip = row.fact
        done = trip.status is TripStatus.COMPLETED
        return (
            (wanted.done is None or done == wanted.done)
            and (wanted.period is None or (trip.day is not None and trip.day in wanted.period))
            and (wanted.says is None or wanted.says(trip.ref, trip.city, trip.platform))
        )

    seq = {row.id: _place(vault, row) for row in vault.trips.all()}
    time = KEYS[TripKey.TIME]
    rows = sorted(
        (row for row in vault.trips.all() if fits(row)),
        key=lambda row: (time(row.fact), seq[row.id]),
        reverse=not (wanted.ascending and wanted.key is TripKey.TIME),
    )
    if wanted.key is not TripKey.TIME:
        rows.sort(key=lambda row: KEYS[wanted.key](row.fact), reverse=not wanted.ascending)
    return [row.fact.ref for row in rows]


def _place(vault: Vault, row: Recorded[Trip]) -> int:
    place = TripPlaces(vault.connection).of(row.id)
    assert place is not None
    return place


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.name)
@pytest.mark.parametrize("ascending", [False, True], ids=["down", "up"])
@pytest.mark.parametrize("done", [None, True, False], ids=["all", "done", "not done"])
def test_places_are_in_the_order_in_which_all_trips_would_be_sorted(
    filled: Vault, key: TripKey, ascending: bool, done: bool | None
) -> None:
    wanted = TripsWanted(done=done, key=key, ascending=ascending)

    assert _refs(filled, wanted) == _expected(filled, wanted)


@pytest.mark.parametrize("month", [7, 8])
def test_a_month_has_the_trips_that_count_in_it(filled: Vault, month: int) -> None:
    wanted = TripsWanted(period=Period.of_month(2025, month))

    assert _refs(filled, wanted) == _expected(filled, wanted) != []


def test_words_pick_trips(filled: Vault) -> None:
    wanted = TripsWanted(says=lambda ref, city, _platform: "7" in ref or city == "蔡甸")

    assert _refs(filled, wanted) == _expected(filled, wanted) != []


def test_the_first_places_are_the_beginning_of_all(
    filled: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trip_places, "_FIRST", 5)
    places = TripPlaces(filled.connection)

    for wanted in (TripsWanted(), TripsWanted(done=False), TripsWanted(key=TripKey.CITY)):
        whole = places.all(wanted, Job())
        first = places.first(wanted)

        assert 0 < len(first) <= 5
        assert first == whole[: len(first)]


def test_a_month_that_no_trip_counts_in_any_more_is_not_offered(filled: Vault) -> None:
    before = TripPlaces(filled.connection).months()
    for row in filled.trips.all(period=Period.of_month(2025, 7)):
        if row.fact.day is not None:
            moved = replace(row.fact, accepted_at=Instant(BEGUN + timedelta(days=60), "UTC"))
            filled.trips.revise(row.id, moved, HowKnown.TYPED)

    assert before == [(2025, 8), (2025, 7)]
    assert TripPlaces(filled.connection).months() == [(2025, 9), (2025, 8)]


def test_the_months_of_one_engagement_are_its_own(filled: Vault) -> None:
    other = filled.engagements.add(replace(things.ENGAGEMENT, city="北京"))
    moved = replace(_trip(1), accepted_at=Instant(BEGUN - timedelta(days=60), "UTC"))
    filled.trips.add([things.new(moved, other, "elsewhere")])
    months = TripPlaces(filled.connection).months

    assert months(other) == [(2025, 6)]
    assert months() == [(2025, 8), (2025, 7), (2025, 6)]


def test_what_was_erased_is_not_among_the_rows(filled: Vault) -> None:
    places = TripPlaces(filled.connection).all(TripsWanted(), Job())
    gone = filled.trips.at(places)[places[0]]
    filled.trips.delete(gone.id)

    assert places[0] not in filled.trips.at(places)
    assert len(filled.trips.at(places)) == len(places) - 1
