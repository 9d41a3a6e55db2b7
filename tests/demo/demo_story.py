"""Which weeks, orders and amounts the demo has: invented, seeded, and true to its own pay rule."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal

SEED = 20250701
LABEL = "样例-武汉"
FIRST_MONDAY, WEEKS = date(2025, 6, 30), 9
RAIN = (
    (datetime(2025, 7, 16, 17), datetime(2025, 7, 16, 23)),  # noqa: DTZ001  on Wuhan's clocks
    (datetime(2025, 8, 7, 18), datetime(2025, 8, 8, 1)),  # noqa: DTZ001
)
_ORDERS = 120
_CENT = Decimal("0.01")


@dataclass
class Order:
    """One order; ``stated`` are (category, label, amount) as the platform lists them."""

    ref: str
    accepted: datetime
    picked_up: datetime
    completed: datetime
    km: Decimal
    status: str = "completed"
    stated: list[tuple[str, str, Decimal]] = field(default_factory=list)

    @property
    def pay(self) -> list[tuple[str, str, Decimal]]:
        """What the rule gives, line by line; reckoned here by hand, not by the program."""
        if self.status != "completed":
            return []
        lines = [("base", "基础配送费", base_pay(self.km))]
        if is_night(self.accepted):
            lines.append(("incentive", "夜间补贴", Decimal("3.00")))
        if any(start <= self.accepted < end for start, end in RAIN):
            lines.append(("incentive", "雨天补贴", Decimal("4.00")))
        return lines

    @property
    def week(self) -> int:
        return (self.accepted.date() - FIRST_MONDAY).days // 7


@dataclass(frozen=True)
class Planted:
    """What the pay check must find: order -> what it is short of."""

    underpaid: dict[str, Decimal]
    missing_bonus: dict[str, Decimal]
    unpaid: dict[str, Decimal]
    overpaid: dict[str, Decimal]
    not_covered: dict[str, Decimal]
    deduction_without_rule: tuple[int, str, Decimal]
    late_week: int


def base_pay(km: Decimal) -> Decimal:
    if km <= 1:
        return Decimal("8.00")
    if km <= 3:
        exact = Decimal("8.00") + (km - 1) * Decimal("2.00")
        return exact.quantize(_CENT, ROUND_HALF_UP)
    started = ((km - 3) / Decimal("0.5")).to_integral_value(ROUND_CEILING)
    return Decimal("12.00") + started * Decimal("1.50")


def is_night(moment: datetime) -> bool:
    return moment.hour >= 22 or moment.hour < 6


def orders() -> list[Order]:
    """The orders with what was stated for them, before anything is planted."""
    dice = random.Random(SEED)  # noqa: S311  the same every time
    days = [FIRST_MONDAY + timedelta(days=n) for n in range(1, WEEKS * 7)]
    working = [day for day in days if (day.weekday() != 2 and dice.random() < 0.8) or _rains(day)]
    made: list[Order] = []
    for day in working:
        clock = datetime(day.year, day.month, day.day, 17, 35)  # noqa: DTZ001
        for number in range(1, 5):
            clock += timedelta(
                minutes=12 + int(dice.random() * 70), seconds=int(dice.random() * 60)
            )
            km = (Decimal("0.8") + Decimal(int(dice.random() * 75)) / 10).quantize(Decimal("0.1"))
            picked_up = clock + timedelta(minutes=6 + int(dice.random() * 9))
            ride = timedelta(minutes=int(4 + float(km) * 3 + dice.random() * 5))
            order = Order(f"SP{day:%y%m%d}{number:02d}", clock, picked_up, picked_up + ride, km)
            if dice.random() < 0.04:
                order.status = "cancelled_customer"
            made.append(order)
            clock = order.completed
    step = len(made) / _ORDERS
    kept = [made[int(n * step)] for n in range(_ORDERS - 1)]
    kept.append(_last_night())
    for order in kept:
        order.stated = list(order.pay)
        if order.status == "completed" and dice.random() < 0.05:
            order.stated.append(("tip", "用户小费", Decimal("2.00") + int(dice.random() * 4)))
    return kept


def _rains(day: date) -> bool:
    return any(start.date() == day for start, _ in RAIN)


def _last_night() -> Order:
    """An order so late on the last day that no statement can be said to cover its pay."""
    accepted = datetime(2025, 8, 31, 23, 5, 12)  # noqa: DTZ001
    return Order(
        "SP25083109",
        accepted,
        accepted + timedelta(minutes=9),
        accepted + timedelta(minutes=31),
        Decimal("2.6"),
    )


def plant(all_orders: list[Order]) -> Planted:
    """Takes money away where the pay check has to find it."""
    done = [order for order in all_orders[:-1] if order.status == "completed"]
    plain = [order for order in done if len(order.pay) == 1 and len(order.stated) == 1]
    night = [order for order in done if any(label == "夜间补贴" for _, label, _ in order.pay)]
    rain = [order for order in done if any(label == "雨天补贴" for _, label, _ in order.pay)]
    underpaid: dict[str, Decimal] = {}
    missing_bonus: dict[str, Decimal] = {}
    for order in _spread([each for each in plain if each.km > 5], 5):
        short = Decimal("1.50") * (1 + len(underpaid) % 3)
        category, label, amount = order.stated[0]
        order.stated[0] = (category, label, amount - short)
        underpaid[order.ref] = short
    for order in [*_spread(night, 2), *_spread([each for each in rain if each not in night], 2)]:
        lost = next(each for each in order.stated if each[0] == "incentive")
        order.stated.remove(lost)
        missing_bonus[order.ref] = lost[2]
    untouched = [each for each in plain if each.ref not in underpaid]
    unpaid = {order.ref: _total(order.pay) for order in _spread(untouched[8:], 2)}
    overpaid_order = next(each for each in untouched if each.ref not in unpaid)
    category, label, amount = overpaid_order.stated[0]
    overpaid_order.stated[0] = (category, label, amount + Decimal("1.50"))
    last = all_orders[-1]
    for order in all_orders:
        if order.ref in unpaid or order is last:
            order.stated = []
    return Planted(
        underpaid=underpaid,
        missing_bonus=missing_bonus,
        unpaid=unpaid,
        overpaid={overpaid_order.ref: Decimal("1.50")},
        not_covered={last.ref: _total(last.pay)},
        deduction_without_rule=(5, "装备折旧", Decimal("120.00")),
        late_week=3,
    )


def _spread(candidates: list[Order], count: int) -> list[Order]:
    step = len(candidates) / count
    return [candidates[int(n * step)] for n in range(count)]


def _total(lines: list[tuple[str, str, Decimal]]) -> Decimal:
    return sum((amount for _, _, amount in lines), Decimal("0.00"))


def weekly(all_orders: list[Order], week: int) -> list[Order]:
    return [order for order in all_orders if order.week == week]


def gross(all_orders: list[Order], week: int) -> Decimal:
    return sum((_total(order.stated) for order in weekly(all_orders, week)), Decimal("0.00"))


def deductions(all_orders: list[Order], week: int, planted: Planted) -> list[tuple[str, Decimal]]:
    """The insurance of each day worked, and in one week a deduction that no rule shows."""
    days = {order.accepted.date() for order in weekly(all_orders, week)}
    found = [("保险费", Decimal("2.50") * len(days))]
    if week == planted.deduction_without_rule[0]:
        found.append(planted.deduction_without_rule[1:])
    return found


def net(all_orders: list[Order], week: int, planted: Planted) -> Decimal:
    taken = sum((amount for _, amount in deductions(all_orders, week, planted)), Decimal(0))
    return gross(all_orders, week) - taken
