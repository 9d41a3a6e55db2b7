"""Invented riders: a true pay rule, their orders over months, and receipts with what goes wrong.

The amounts come from the scheme evaluator, not from the code under test. What happens between rule
and receipt: tips that were added in, weather subsidies on whole evenings, digits misread from
pictures, corrections, distances printed to a tenth of a kilometre.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from gigwallet.domain.instants import Instant
from gigwallet.domain.money import Money
from gigwallet.domain.trip import Trip, TripKind, TripStatus
from gigwallet.rules import load_scheme
from gigwallet.rules.inferring.receipts import Receipt

ZONE = "Asia/Shanghai"
HEAD = """format = 1
name = "invented"
currency = "CNY"
zone = "Asia/Shanghai"
rate_date = "accepted"
rounding = "half_up"
[[version]]
from = 2020-01-01
"""


@dataclass(frozen=True)
class Noise:
    """Shares of orders, except ``rain``: the share of days with a weather subsidy."""

    misread: float = 0.02
    tips: float = 0.06
    corrections: float = 0.02
    rain: float = 0.10
    coarse: int = 1

    @property
    def any(self) -> bool:
        return bool(self.misread or self.tips or self.corrections or self.rain)


QUIET = Noise(0, 0, 0, 0)


@dataclass
class Rider:
    receipts: list[Receipt] = field(default_factory=list)
    true: list[int] = field(default_factory=list)
    changed_on: date | None = None
    changed_at: int | None = None


FAMILIES = ("flat", "linear", "hinge", "started", "two_bands", "table", "minutes")


def dice_of(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311  not a secret


def scheme_text(dice: random.Random, family: str = "") -> tuple[str, str]:
    """A family of rule and its lines, in the scheme language."""
    family = family or dice.choice(FAMILIES)
    base = dice.randrange(300, 900, 10)
    lines = [_line("base", f'price = "{base / 100:.2f}"')] if family != "table" else []
    km = dice.randrange(60, 220, 5) / 100
    edge = dice.randrange(2, 7) * 0.5
    if family in ("linear", "minutes"):
        lines.append(_line("km", f'quantity = "km"\nprice = "{km:.2f}"'))
    if family == "hinge":
        lines.append(_bands(f'{{ to = "{edge}", price = "0" }}, {{ add = "{km:.2f}" }}'))
    if family == "started":
        each = dice.choice(["0.5", "1"])
        lines.append(
            _bands(
                f'{{ to = "{edge}", price = "0" }}, '
                f'{{ add = "{km:.2f}", each = "{each}", count = "started" }}'
            )
        )
    if family == "two_bands":
        second = edge + dice.randrange(2, 6) * 0.5
        more = round(km + dice.choice([-0.4, 0.3, 0.5]), 2)
        tail = dice.choice(["", ', each = "0.5", count = "started"'])
        lines.append(
            _bands(
                f'{{ to = "{edge}", price = "0" }}, {{ to = "{second}", add = "{km:.2f}" }}, '
                f'{{ add = "{more:.2f}"{tail} }}'
            )
        )
    if family == "table":
        price = base
        steps = []
        for to in (edge, edge + 1.5, edge + 3):
            steps.append(f'{{ to = "{to}", price = "{price / 100:.2f}" }}')
            price += dice.randrange(50, 250, 25)
        lines.append(_bands(f'{", ".join(steps)}, {{ price = "{price / 100:.2f}" }}'))
    if family == "minutes":
        lines.append(
            _line("time", f'quantity = "minute"\nprice = "0.{dice.randrange(15, 60):02d}"')
        )
    named = ["base"] if family != "table" else []
    named += {"linear": ["km"], "minutes": ["km", "time"], "flat": []}.get(family, ["km"])
    for number in range(dice.choice([0, 1, 1, 2])):
        lines.append(_extra(dice, number, named))
    return family, "".join(lines)


def _extra(dice: random.Random, number: int, named: list[str]) -> str:
    kind = dice.choice(["noon", "night", "weekend", "peak"])
    amount = f'price = "{dice.randrange(50, 300, 50) / 100:.2f}"'
    if kind == "weekend":
        return _line(f"extra_{number}", amount, 'when = { days = ["sat", "sun"] }')
    if kind == "peak":
        names = ", ".join(f'"{each}"' for each in named)
        way = f'multiply = "{dice.choice(["1.2", "1.3", "1.5"])}"\nmultiplies = [{names}]'
        return _line(f"extra_{number}", way, 'when = { between = "17:00-19:30" }')
    window = "11:00-13:00" if kind == "noon" else "22:00-06:00"
    return _line(f"extra_{number}", amount, f'when = {{ between = "{window}" }}')


def _line(name: str, *says: str) -> str:
    body = "\n".join(says)
    return f'[[version.line]]\nid = "{name}"\ncategory = "base"\n{body}\n'


def _bands(bands: str) -> str:
    return _line("km", f'quantity = "km"\nbands = [{bands}]')


def orders(
    dice: random.Random, count: int, per_day: int = 24, first: date = date(2025, 1, 1)
) -> list[Trip]:
    """Lunch, dinner and night, six days a week, near and far."""
    found: list[Trip] = []
    day = first
    while len(found) < count:
        day += timedelta(days=1)
        if day.weekday() == 1 and dice.random() < 0.8:
            continue
        minutes = sorted(_minute(dice) for _ in range(dice.randrange(per_day - 6, per_day + 7)))
        for minute in minutes:
            at = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(ZONE))
            at = (at + timedelta(minutes=minute, seconds=dice.randrange(60))).astimezone(UTC)
            metres = min(18_000, round(dice.lognormvariate(7.75, 0.6)))
            seconds = round(metres / dice.uniform(3.0, 6.5)) + dice.randrange(200, 1300)
            found.append(
                Trip(
                    "meituan",
                    TripKind.DELIVERY,
                    TripStatus.COMPLETED,
                    "CNY",
                    ZONE,
                    ref=f"N{len(found)}",
                    accepted_at=Instant(at, ZONE),
                    completed_at=Instant(at + timedelta(seconds=seconds), ZONE),
                    trip_m=metres,
                    duration_s=seconds,
                )
            )
    return found[:count]


def _minute(dice: random.Random) -> int:
    pick = dice.random()
    if pick < 0.4:
        return round(dice.gauss(725, 50)) % 1440
    if pick < 0.75:
        return round(dice.gauss(1110, 70)) % 1440
    return dice.randrange(9 * 60, 26 * 60) % 1440


def paid(
    trips: list[Trip], lines: str, dice: random.Random, noise: Noise, later: str = "",
    changed_at: int | None = None, factor: int = 100,
) -> Rider:  # fmt: skip
    """``later``: the lines in force from order ``changed_at`` on; ``factor``: percent of every
    amount that is paid from then on."""
    rider = Rider(changed_at=changed_at)
    before = load_scheme(HEAD + lines).for_each(trips)[0]
    after = load_scheme(HEAD + later).for_each(trips)[0] if later else before
    wet: dict[date, int] = {}
    spell = 0
    for place, trip in enumerate(trips):
        changed = changed_at is not None and place >= changed_at
        due = (after if changed else before)[place]
        assert due is not None
        assert trip.accepted_at is not None
        minor = due.low.minor
        if changed and factor != 100:
            minor = (minor * factor + 50) // 100
        if place == changed_at:
            rider.changed_on = trip.accepted_at.day
        rider.true.append(minor)
        day = trip.accepted_at.day
        if day not in wet:
            # Rain stays for some days.
            spell = (
                spell - 1
                if spell
                else (dice.choice([1, 1, 2, 3]) if dice.random() < noise.rain / 1.7 else 0)
            )
            wet[day] = dice.choice([100, 150, 300]) if spell else 0
        if wet[day] and trip.accepted_at.local.hour >= dice.choice([10, 10, 16]):
            minor += wet[day]
        minor = _disturbed(minor, dice, noise)
        told = trip
        if noise.coarse > 1 and trip.trip_m is not None:
            told = replace(trip, trip_m=round(trip.trip_m / noise.coarse) * noise.coarse)
        rider.receipts.append(Receipt(told, Money(minor, "CNY")))
    return rider


def _disturbed(minor: int, dice: random.Random, noise: Noise) -> int:
    if dice.random() < noise.tips:
        minor += dice.choice([100, 200, 300, 500, 1000])
    if dice.random() < noise.corrections:
        minor += dice.randrange(-200, 400, 10)
    if dice.random() < noise.misread:
        digits = list(str(minor))
        digits[dice.randrange(len(digits))] = str(dice.randrange(10))
        minor = int("".join(digits))
    return minor
