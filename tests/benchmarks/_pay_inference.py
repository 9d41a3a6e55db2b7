"""The rule behind receipts: is it found to the cent, is a silent cut found in time, and how often
is something called a change that is none.

Riders are invented (tests/rules/inferring/invented.py) from seeds that were never looked at while
the search was made; what it was made on are seeds 1 to 50.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import numpy as np

from gigwallet.domain.trip import Trip
from gigwallet.rules import Expected, load_scheme
from gigwallet.rules.inferring import Head, Inference, infer
from gigwallet.rules.inferring.changes import segments
from gigwallet.rules.inferring.receipts import Columns, columns, day_of
from gigwallet.rules.inferring.writing import LABELS
from tests.benchmarks._measure import Measure
from tests.rules.inferring import invented
from tests.rules.inferring.invented import ZONE, Noise, Rider, dice_of

FIRST_SEED = 1001
HEAD = Head("draft", "CNY", ZONE, LABELS)
BEFORE, SINCE = 1000, 150
YEAR = 12 * 30
CUTS = ("every price by 5 %", "every amount by 5 %", "price of an order by 5 % of pay")


def measure(quick: bool = False, say: Callable[[str], None] = print) -> Iterator[Measure]:
    """``quick``: a few seeds, as a test that it runs; the figures mean little then."""
    yield from _found(1 if quick else 40, 1, "as driven", say)
    yield from _found(1 if quick else 20, 100, "printed to 0.1 km", say)
    yield from _cuts(1 if quick else 60, say)
    yield from _stable(0 if quick else 4, 1 if quick else 24, say)


def _found(seeds: int, coarse: int, name: str, say: Callable[[str], None]) -> Iterator[Measure]:
    """A rule is found where it pays each of the orders what the true rule does (weather aside);
    with coarse distances, where all of its numbers are the true ones."""
    right, spent, missed = 0, 0.0, Counter[str]()
    for seed in range(FIRST_SEED, FIRST_SEED + seeds):
        dice = dice_of(seed)
        family, lines = invented.scheme_text(dice)
        trips = invented.orders(dice, 1000)
        rider = invented.paid(trips, lines, dice, Noise(coarse=coarse))
        begun = time.process_time()
        found = infer(rider.receipts, HEAD)
        spent += time.process_time() - begun
        due = [each.low.minor if each else None for each in _reckoned(found, trips)]
        # Also where the receipts print less, the draft is tried on what was ridden.
        good = _same(due, rider)
        right += good
        missed[family] += not good
        if not good:
            say(f"inference {name}: {seed} {family} not found")
    share = 100 * right / seeds
    goal = 90 if coarse == 1 else None
    yield Measure(f"inference: rules found to the cent, {name}", share, "%", least=goal)
    yield Measure(f"inference: CPU for 1,000 orders, {name}", spent / seeds, "s")


def _reckoned(found: Inference, trips: list[Trip]) -> list[Expected | None]:
    if found.text is None:
        return [None] * len(trips)
    # Without what counted on a few days: weather is no part of the true rule.
    blocks = re.split(r"(?=\n\[\[version)", found.text)
    text = "".join(each for each in blocks if "dates = " not in each)
    return load_scheme(text).for_each(trips)[0]


def _same(due: list[int | None], rider: Rider) -> bool:
    return all(one == true for one, true in zip(due, rider.true, strict=True))


@dataclass(frozen=True)
class _Cut:
    said: list[date]
    true: date


def _cuts(seeds: int, say: Callable[[str], None]) -> Iterator[Measure]:
    found, on_day, several = 0, 0, 0
    for number in range(seeds):
        seed, cut = FIRST_SEED + 1200 + number, CUTS[number % len(CUTS)]
        outcome = _cut(seed, cut)
        hit = [each for each in outcome.said if abs((each - outcome.true).days) <= 7]
        found += bool(hit)
        several += len(outcome.said) > 1
        on_day += any(abs((each - outcome.true).days) <= 1 for each in hit)
        if not hit or len(outcome.said) > 1:
            say(f"watch: {seed} {cut}: true {outcome.true}, said {outcome.said}")
    yield Measure("watch: 5 % cut found within 150 orders", 100 * found / seeds, "%", least=90)
    share = 100 * on_day / found if found else 0.0
    yield Measure("watch: of these, its day within a day", share, "%", least=95)
    yield Measure("watch: cuts reported more than once", several, "", most=0)


def _cut(seed: int, cut: str) -> _Cut:
    dice = dice_of(seed)
    _, lines = invented.scheme_text(dice)
    trips = invented.orders(dice, BEFORE + 2 * SINCE)
    at = next(
        place + 1
        for place, (one, other) in enumerate(pairwise(trips))
        if place + 1 >= BEFORE and one.day != other.day
    )
    trips = trips[: at + SINCE]
    later, factor = "", 100
    if cut == CUTS[0]:
        later = re.sub(
            r'(price|add) = "([\d.]+)"', lambda m: f'{m[1]} = "{float(m[2]) * 0.95:.2f}"', lines
        )
    elif cut == CUTS[1]:
        factor = 95
    else:
        later = _less_per_order(lines, 0.05 * _mean(trips, lines))
    rider = invented.paid(trips, lines, dice, Noise(), later, at, factor)
    assert rider.changed_on is not None
    return _Cut(_said(columns(rider.receipts, ZONE)), rider.changed_on)


def _less_per_order(lines: str, less: float) -> str:
    """The price of an order lowered; in a table of prices by distance, each of them."""

    def lowered(found: re.Match[str]) -> str:
        return f'price = "{float(found[1]) - less:.2f}"'

    table = lines.index("bands") < lines.index("price") if "bands" in lines else False
    return re.sub(r'price = "([\d.]+)"', lowered, lines, count=4 if table else 1)


def _mean(trips: list[Trip], lines: str) -> float:
    due = load_scheme(invented.HEAD + lines).for_each(trips)[0]
    return sum(each.low.minor for each in due if each) / 100 / len(trips)


def _stable(monthly: int, yearly: int, say: Callable[[str], None]) -> Iterator[Measure]:
    """``monthly`` riders are looked at at the end of each month, ``yearly`` after their year; an
    alarm counts once, in the month in which it is first said."""
    months = alarms = 0
    spent = 0.0
    for number in range(yearly):
        seed = FIRST_SEED + 400 + number
        orders = _year(seed)
        last = day_of(int(orders.day_completed[-1]))
        looks = range(1, 13) if number < monthly else (12,)
        said: set[date] = set()
        for month in looks:
            until = last - timedelta(days=YEAR - 30 * month)
            begun = time.process_time()
            said.update(_said(orders.take(orders.day_completed <= until.toordinal())))
            spent += (time.process_time() - begun) * (month == 12)
        months += 12
        alarms += len(said)
        if said:
            say(f"watch: {seed} stable, said {sorted(said)}")
    yield Measure("watch: false alarms a month in stable years", 100 * alarms / months, "%", most=2)
    yield Measure("watch: CPU for a year", spent / yearly, "s")


def _year(seed: int) -> Columns:
    dice = dice_of(seed)
    _, lines = invented.scheme_text(dice)
    per_day = dice.choice([12, 18, 24])
    trips = invented.orders(dice, int(per_day * YEAR * 6.2 / 7), per_day)
    return columns(invented.paid(trips, lines, dice, Noise(rain=0.15)).receipts, ZONE)


def _said(orders: Columns) -> list[date]:
    if not len(orders):
        return []
    found = segments(orders)
    days = [each.first for each in found[1:]]
    return [day_of(int(day)) for day in np.asarray(orders.day_accepted)[days]]
