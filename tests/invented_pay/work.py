"""Orders of one rider: shifts of a day, distances, and what each is worth under the rule."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.invented_pay.regime import Regime

FIRST_DAY = datetime(2025, 1, 6)  # noqa: DTZ001  a Monday, on the clocks of the place
ZONES = ("Europe/Paris", "Asia/Shanghai")
# Spread no wider than what the real courier of the samples was paid: 14.34 on average, 4.28 to
# either side.
BASE, PER_KM = 350, 200
MONTH_OFF = range(150, 180)

RULE = f"""
format = 1
name = "invented"
currency = "EUR"
zone = "{{zone}}"
rate_date = "accepted"
rounding = "half_up"
[[version]]
from = 2020-01-01
[[version.line]]
id = "base"
category = "base"
price = "{BASE / 100:.2f}"
[[version.line]]
id = "km"
category = "distance"
quantity = "km"
{{bands}}
"""


@dataclass(frozen=True, slots=True)
class Order:
    """Times are seconds since 1970; ``worth`` is in cents; orders of one ``day`` are a shift."""

    number: int
    platform: int
    day: int
    ref: str
    begun: int
    ended: int
    metres: int
    worth: int


def rule(regime: Regime, zone: str) -> str:
    step = f'each = "{regime.step_m / 1000}", count = "started"' if regime.step_m > 1 else ""
    price = f"{PER_KM / 100 * (regime.step_m / 1000 if regime.step_m > 1 else 1):.3f}"
    bands = f'bands = [{{ add = "{price}"{", " + step if step else ""} }}]'
    return RULE.format(zone=zone, bands=bands)


def worth(metres: int, step_m: int) -> int:
    """What the rule pays; tests hold it against the evaluator."""
    if step_m > 1:
        return BASE + (-(-metres // step_m) * step_m * PER_KM * 2 + 1000) // 2000
    return BASE + (metres * PER_KM * 2 + 1000) // 2000


def orders(regime: Regime, zone: str, dice: random.Random) -> list[Order]:
    """In order of time. A month in the middle has none at all."""
    found: list[Order] = []
    where = ZoneInfo(zone)
    for day in range(regime.days):
        if day in MONTH_OFF:
            continue
        opens = (FIRST_DAY + timedelta(days=day, hours=9)).replace(tzinfo=where)
        start = int(opens.astimezone(UTC).timestamp())
        found += _shift(regime, 0, day, start, regime.per_day, dice, len(found))
        if dice.random() < regime.second_platform:
            found += _shift(regime, 1, day, start, 8, dice, len(found))
    return found


def _shift(
    regime: Regime, platform: int, day: int, start: int, about: int, dice: random.Random, known: int
) -> list[Order]:
    count = max(1, about + dice.randrange(-about // 4, about // 4 + 1))
    begins = sorted(start + dice.randrange(14 * 3600) for _ in range(count))
    made: list[Order] = []
    for begun in begins:
        twin = made[-1] if made and dice.random() < regime.twins else None
        metres = twin.metres if twin else min(25_000, round(dice.lognormvariate(7.7, 0.6)))
        number = known + len(made)
        made.append(
            Order(
                number=number,
                platform=platform,
                day=day,
                ref=f"{dice.randrange(10**9, 10**10)}{number % 1000:03d}",
                begun=twin.begun if twin else begun,
                ended=twin.ended if twin else begun + dice.randrange(480, 2400),
                metres=metres,
                worth=worth(metres, regime.step_m),
            )
        )
    return made
