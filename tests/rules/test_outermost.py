"""Where a place is not known, only the versions that can be the least or the most are reckoned."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from gigwallet.domain.instants import Instant
from gigwallet.domain.trip import Trip, TripKind, TripStatus
from gigwallet.rules import Given, PayScheme, load_scheme
from gigwallet.rules.outermost import outermost
from gigwallet.rules.program import Program
from tests.examples import examples

HEAD = """
format = 1
name = "towns"
currency = "USD"
zone = "UTC"
rate_date = "accepted"
rounding = "half_up"
[columns]
ride_miles = "number"
[limits]
km = "40"
minutes = "90"
column = "30"
"""
TOWN = """
[[version]]
from = 2025-01-01
is = {{ area = ["town {n}"] }}
[[version.line]]
id = "time"
category = "time"
quantity = "minute"
price = "{minute}"
[[version.line]]
id = "share"
category = "time"
percent = "{percent}"
of = ["time"]
[[version.line]]
id = "miles"
category = "distance"
quantity = "ride_miles"
price = "{mile}"
"""
PRICES = some.integers(0, 300).map(lambda cents: f"{cents / 100:.2f}")
TOWNS = some.lists(
    some.fixed_dictionaries({"minute": PRICES, "percent": PRICES, "mile": PRICES}),
    min_size=3,
    max_size=6,
)


def towns(told: list[dict[str, str]]) -> PayScheme:
    return load_scheme(HEAD + "".join(TOWN.format(n=n, **each) for n, each in enumerate(told)))


def ride(seconds: int | None) -> Trip:
    at = Instant.from_local(datetime(2025, 7, 1, 9), "UTC")  # noqa: DTZ001
    return Trip(
        "uber", TripKind.RIDE, TripStatus.COMPLETED, "USD", "UTC",
        accepted_at=at, completed_at=at, duration_s=seconds,
    )  # fmt: skip


@settings(max_examples=examples(40))
@given(TOWNS, some.none() | some.integers(0, 5400), some.none() | some.integers(0, 30))
def test_an_unknown_place_ranges_over_all_places(
    told: list[dict[str, str]], seconds: int | None, miles: int | None
) -> None:
    scheme = towns(told)
    known = {} if miles is None else {"ride_miles": miles}
    trip = ride(seconds)
    [found] = scheme.for_work([trip], (), given=Given([known])).trips
    each = [
        scheme.for_work([trip], (), given=Given([known | {"area": f"town {n}"}])).trips[0]
        for n in range(len(told))
    ]

    assert found is not None
    assert found.low == min(one.low for one in each if one is not None)
    assert found.high == max(one.high for one in each if one is not None)


@pytest.mark.parametrize(
    ("minutes", "lows", "highs"),
    [
        (("0.10", "0.30", "0.20"), [0], [1]),
        (("0.10", "0.10", "0.10"), [0], [0]),
        (("-0.10", "0.30", "0.20"), [0, 1, 2], [0, 1, 2]),
    ],
)
def test_the_cheapest_and_the_dearest_tell_for_all_unless_something_is_taken_off(
    minutes: tuple[str, ...], lows: list[int], highs: list[int]
) -> None:
    told = [{"minute": each, "percent": "0", "mile": "1.00"} for each in minutes]

    assert outermost(list(Program(towns(told)).versions.values())) == (lows, highs)
