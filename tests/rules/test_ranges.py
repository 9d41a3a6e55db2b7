"""How wide the range is for an invented month of which a part is not known."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from random import Random
from statistics import median

from gigwallet.domain.instants import Instant
from gigwallet.domain.money import Money
from gigwallet.domain.trip import Trip, TripKind, TripStatus
from gigwallet.rules import Given, PayScheme, load_scheme
from tests.examples import examples

SHAPES = Path(__file__).parents[2] / "resources" / "schemes"
NAMES = (
    "distance_bands/km_bands",
    "guarantee/monthly_top_up",
    "marginal_tiers/orders_per_month",
    "ride_fare/start_distance_time",
    "time_windows/slots",
    "weight/started_kilograms",
    "whole_month_tiers/orders_per_month",
)
ZONE = "Asia/Shanghai"
HIDDEN = 0.25


def invented(chance: Random) -> list[tuple[Trip, dict[str, Fraction | str]]]:
    """A month of 40 to 120 orders in July 2025."""
    start = datetime(2025, 6, 30, 16, tzinfo=UTC)
    found: list[tuple[Trip, dict[str, Fraction | str]]] = []
    for number in range(chance.randrange(40, 120)):
        begun = start + timedelta(seconds=chance.randrange(31 * 86_400 - 7200))
        length = chance.randrange(600, 3000)
        trip = Trip(
            "", TripKind.DELIVERY, TripStatus.COMPLETED, "CNY", ZONE,
            ref=str(number),
            accepted_at=Instant(begun, ZONE),
            completed_at=Instant(begun + timedelta(seconds=length), ZONE),
            trip_m=chance.randrange(300, 6000),
            duration_s=length,
        )  # fmt: skip
        found.append((trip, {"kg": Fraction(chance.randrange(0, 120), 10)}))
    return found


def veiled(
    chance: Random, trip: Trip, values: dict[str, Fraction | str]
) -> tuple[Trip, dict[str, Fraction | str]]:
    """Each input is missing in a quarter of the orders: the distance, the time of day, the rest."""
    if chance.random() < HIDDEN:
        trip = replace(trip, trip_m=None)
    if chance.random() < HIDDEN and trip.completed_at is not None:
        day = Instant.from_day(trip.completed_at.day, ZONE)
        trip = replace(trip, accepted_at=None, completed_at=day)
    if chance.random() < HIDDEN:
        trip = replace(trip, duration_s=None)
    return trip, {} if chance.random() < HIDDEN else values


def share_that_is_sure(scheme: PayScheme, seed: int) -> tuple[Money, Money, Money]:
    chance = Random(seed)  # noqa: S311  nothing secret: the same month each time
    month = invented(chance)
    hidden = [veiled(chance, *each) for each in month]
    true = scheme.for_trips([t for t, _ in month], None, Given([v for _, v in month])).total
    seen = scheme.for_trips([t for t, _ in hidden], None, Given([v for _, v in hidden])).total
    assert true.low == true.high
    return seen.low, true.low, seen.high


def test_the_lowest_is_never_above_the_truth_and_near_it_in_the_median() -> None:
    schemes = [load_scheme((SHAPES / f"{name}.toml").read_text("utf-8")) for name in NAMES]
    shares = []
    for seed in range(examples(28)):
        low, true, high = share_that_is_sure(schemes[seed % len(schemes)], seed)
        assert low <= true <= high
        shares.append(low.minor / true.minor)

    assert median(shares) >= 0.8
