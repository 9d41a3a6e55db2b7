"""What a pay rule costs for each order by itself, from orders in memory to their pay."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from random import Random

from gigwallet.domain.instants import Instant
from gigwallet.domain.trip import Trip, TripKind, TripStatus
from gigwallet.rules import load_scheme
from tests.benchmarks._measure import Measure

_ZONE = "Asia/Shanghai"
_A_DAY = 40
_GOAL = 2.0
_TIMES = 3

# One of each kind of line that looks at every order, and a bonus that looks at all of a day.
_RULE = """
format = 1
name = "Benchmark"
currency = "CNY"
zone = "Asia/Shanghai"
illustrative = true
rate_date = "completed"
rounding = "half_up"

[[version]]
from = 2020-01-01

[[version.line]]
id = "tiers"
category = "base"
tiers = "marginal"
over = "month"
steps = [{ to = 300, price = "3.00" }, { to = 1000, price = "3.50" }, { price = "4.00" }]

[[version.line]]
id = "distance"
category = "distance"
quantity = "km"
bands = [{ to = "1.0", price = "0.50" }, { to = "3.0", add = "0.50" },
         { add = "0.50", each = "0.5", count = "started" }]

[[version.line]]
id = "noon"
category = "incentive"
price = "1.00"
when = { between = "11:00-13:00" }

[[version.line]]
id = "night"
category = "incentive"
price = "2.00"
when = { between = "22:00-06:00" }

[[version.line]]
id = "weekend"
category = "surge"
multiply = "1.5"
multiplies = ["tiers"]
when = { days = ["sat", "sun"] }

[[version.bonus]]
id = "sprint"
category = "incentive"
over = "day"
pays = "each"
steps = [{ at = 15, amount = "8.00" }, { at = 25, amount = "20.00" }]
"""


def rules(count: int) -> list[Measure]:
    """The best of ``_TIMES``, in CPU seconds of one core; the goal is that of 100,000 orders."""
    trips = _orders(count)
    loading = time.process_time()
    scheme = load_scheme(_RULE)
    loading = time.process_time() - loading
    spent = []
    for _ in range(_TIMES):
        begun = time.process_time()
        found = scheme.for_trips(trips)
        spent.append(time.process_time() - begun)
        if found.total.low != found.total.high or found.unrated:
            raise AssertionError("all of every order is known, so its pay is")
    goal = _GOAL if count == 100_000 else None
    return [
        Measure("a rule compiled", loading * 1000, "ms"),
        Measure(
            f"rule alone, {count} orders, their sum and its bonuses", min(spent), "s", most=goal
        ),
    ]


def _orders(count: int) -> list[Trip]:
    """40 a day between eight and midnight."""
    chance = Random(1)  # noqa: S311  nothing secret: the same orders each time
    first = datetime(2020, 1, 1, tzinfo=UTC)
    made = []
    for number in range(count):
        length = chance.randrange(600, 3000)
        begun = first + timedelta(days=number // _A_DAY, seconds=chance.randrange(57_600 - length))
        made.append(
            Trip(
                "", TripKind.DELIVERY, TripStatus.COMPLETED, "CNY", _ZONE,
                ref=str(number),
                accepted_at=Instant(begun, _ZONE),
                completed_at=Instant(begun + timedelta(seconds=length), _ZONE),
                trip_m=chance.randrange(300, 6000),
                duration_s=length,
            )
        )  # fmt: skip
    return made
