"""The lines of pay that a platform states for invented orders, week by week, and what is true."""

from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.invented_pay.regime import Regime
from tests.invented_pay.work import Order

_WEEK = 7 * 86400
_MONDAY = int(datetime(2025, 1, 6, tzinfo=UTC).timestamp())


@dataclass(frozen=True, slots=True)
class Paid:
    """One line of a statement. ``pays`` are the numbers of the orders it truly pays. A line that is
    printed ``again`` says what the line before it says, and is no other payment: only a picture may
    be misread in the one and not in the other."""

    platform: int
    week: int
    at: int
    amount: int
    ref: str
    pays: tuple[int, ...]
    day_only: bool = False
    photographed: bool = False
    again: bool = False


@dataclass
class Stated:
    """``lines`` in the order of the statements. ``short`` is what each order was truly paid too
    little, in cents (all of it where there never was a line); ``lost`` are the orders whose line
    stood in a part of a statement that the person does not have."""

    lines: list[Paid] = field(default_factory=list)
    short: dict[int, int] = field(default_factory=dict)
    unpaid: set[int] = field(default_factory=set)
    lost: set[int] = field(default_factory=set)


def stated(orders: list[Order], regime: Regime, zone: str, dice: random.Random) -> Stated:
    result = Stated()
    fixed_clock = dice.random() < 0.3
    weeks: defaultdict[tuple[int, int], list[Paid]] = defaultdict(list)
    for line in _lines(orders, regime, dice, result):
        weeks[line.platform, line.week].append(line)
    for key in sorted(weeks):
        lines = _printed(weeks[key], regime, zone, fixed_clock, dice, result)
        result.lines += lines
    for order in result.lost - {number for each in result.lines for number in each.pays}:
        result.short.pop(order, None)
    return result


def _lines(orders: list[Order], regime: Regime, dice: random.Random, into: Stated) -> list[Paid]:
    """What is truly booked, before anything is printed."""
    made: list[Paid] = []
    shifts: defaultdict[tuple[int, int], list[Order]] = defaultdict(list)
    for order in orders:
        shifts[order.platform, order.day].append(order)
    for _, shift in sorted(shifts.items()):
        free = list(shift)
        while len(free) > 3 and dice.random() < regime.merged * len(shift) / 2.2:
            several = dice.sample(free, 3 if dice.random() < 0.1 else 2)
            free = [each for each in free if each not in several]
            last = max(several, key=lambda each: each.ended)
            total = sum(_amount(each, regime, dice, into) for each in several)
            made.append(_line(last, tuple(each.number for each in several), total, regime, dice))
            if dice.random() < 0.5:  # not more merges than the share asks for
                break
        made += _single(free, regime, dice, into)
        if dice.random() < regime.stray * len(shift):
            made.append(_stray(shift, dice))
    return made


def _single(orders: list[Order], regime: Regime, dice: random.Random, into: Stated) -> list[Paid]:
    made: list[Paid] = []
    before: tuple[Order, Paid] | None = None
    for order in orders:
        fate = dice.random()
        if fate < regime.missing:
            into.short[order.number] = order.worth
            into.unpaid.add(order.number)
            continue
        amount = _amount(order, regime, dice, into)
        line = _line(order, (order.number,), amount, regime, dice)
        if before and (before[0].ended, before[0].metres) == (order.ended, order.metres):
            line = replace(line, at=before[1].at, week=before[1].week)  # twins are printed alike
        if fate < regime.missing + regime.split:
            part = amount * dice.randrange(20, 45) // 100
            other = _line(order, (order.number,), part, regime, dice)
            made += [replace(line, amount=amount - part), replace(other, ref=line.ref)]
        elif fate < regime.missing + regime.split + regime.late:
            at = line.at + dice.randrange(1, 10) * 86400 + dice.randrange(-14400, 14400)
            made.append(replace(line, at=at, week=_week(at)))
        else:
            made.append(line)
        if dice.random() < regime.repeated:
            made.append(replace(made[-1], again=True))
        before = order, line
    return made


def _amount(order: Order, regime: Regime, dice: random.Random, into: Stated) -> int:
    if dice.random() >= regime.short:
        return order.worth
    cut = min(order.worth - 100, dice.randrange(20, 250))
    into.short[order.number] = cut
    return order.worth - cut


def _line(
    order: Order, pays: tuple[int, ...], amount: int, regime: Regime, dice: random.Random
) -> Paid:
    at = order.ended + 60 + round(dice.gauss(0, regime.sigma_s))
    ref = order.ref if dice.random() < regime.ids else ""
    return Paid(order.platform, _week(at), at, amount, ref, pays)


def _stray(shift: list[Order], dice: random.Random) -> Paid:
    at = dice.randrange(shift[0].begun, shift[-1].ended)
    amount = dice.choice((-1, 1, 1)) * dice.randrange(50, 1500)
    return Paid(shift[0].platform, _week(at), at, amount, "", ())


def _week(at: int) -> int:
    return (at - _MONDAY) // _WEEK


def _printed(
    lines: list[Paid],
    regime: Regime,
    zone: str,
    fixed_clock: bool,
    dice: random.Random,
    into: Stated,
) -> list[Paid]:
    """One week's statement, as the person has it."""
    lines = sorted(lines, key=lambda each: (each.at, each.pays))
    if dice.random() < regime.partial:
        kept = 0 if dice.random() < 0.3 else dice.randrange(len(lines))
        into.lost |= {number for each in lines[kept:] for number in each.pays}
        lines = lines[:kept]
    if dice.random() < regime.fees:
        taken = dice.choice((20, 50, 0))
        lines = [_with_fee(each, taken, into) for each in lines]
    whole = dice.random() < regime.whole
    lines = _alike([_rounded(each, whole, regime, dice, into) for each in lines])
    shift = dice.choice((-8, 8)) * 3600 if dice.random() < regime.shifted else 0
    minutes = dice.random() < 0.5
    lines = [_on_clock(each, shift, minutes, zone, fixed_clock) for each in lines]
    if dice.random() < regime.day_only:
        return [replace(each, day_only=True) for each in lines]
    if dice.random() < regime.photographed:
        return [_photographed(each, regime, dice) for each in lines]
    return lines


def _with_fee(line: Paid, taken: int, into: Stated) -> Paid:
    """A fixed sum, or (0) three per cent; it is truly missing."""
    if line.amount <= 0 or not line.pays:
        return line
    fee = taken or (line.amount * 3 + 50) // 100
    if line.again:
        return replace(line, amount=line.amount - fee)
    into.short[line.pays[0]] = into.short.get(line.pays[0], 0) + fee
    return replace(line, amount=line.amount - fee)


def _rounded(line: Paid, whole: bool, regime: Regime, dice: random.Random, into: Stated) -> Paid:
    """What rounding takes is truly missing from what the platform states."""
    if not whole and dice.random() >= regime.rounded:
        return line
    unit = 100 if whole else dice.choice((10, 10, 10, 50, 100))
    amount = (line.amount + unit // 2) // unit * unit
    if amount < line.amount and line.pays and not line.again:
        into.short[line.pays[0]] = into.short.get(line.pays[0], 0) + line.amount - amount
    return replace(line, amount=amount)


def _alike(lines: list[Paid]) -> list[Paid]:
    """What is printed again is printed alike."""
    made: list[Paid] = []
    for line in lines:
        made.append(replace(made[-1], again=True) if line.again else line)
    return made


def _on_clock(line: Paid, shift: int, minutes: bool, zone: str, fixed: bool) -> Paid:
    at = line.at + shift
    if fixed:  # this platform never puts its clocks forward
        summer = datetime.fromtimestamp(line.at, ZoneInfo(zone)).dst() or timedelta()
        at -= int(summer.total_seconds())
    return replace(line, at=at // 60 * 60 if minutes else at)


def _photographed(line: Paid, regime: Regime, dice: random.Random) -> Paid:
    line = replace(line, photographed=True)
    if dice.random() < regime.misread:
        line = replace(line, amount=int(_one_digit_wrong(str(line.amount), dice)))
    if line.ref and dice.random() < regime.misread:
        line = replace(line, ref=_one_digit_wrong(line.ref, dice))
    return line


def _one_digit_wrong(text: str, dice: random.Random) -> str:
    place = dice.choice([i for i, each in enumerate(text) if each.isdigit()])
    other = dice.choice([each for each in "0123456789" if each != text[place]])
    return text[:place] + other + text[place + 1 :]
