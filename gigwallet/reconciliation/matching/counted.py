"""Days on which neither numbers nor amounts nor times tell payments apart: their number does."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from gigwallet.domain.instants import Instant
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.reconciled import MatchMethod
from gigwallet.domain.recorded import Recorded
from gigwallet.domain.trip import Trip, TripStatus
from gigwallet.reconciliation.matching.board import Board
from gigwallet.reconciliation.matching.joined import Day, line_time
from gigwallet.reconciliation.matching.slips import Slip

# Days balance in number, and in order the payments stand as one may expect: that tells much.
IN_ORDER = Decimal("0.60")
# Fewer days, or orders, are no habit of the platform.
_FEW_DAYS, _FEW_ORDERS = 5, 20
_MOSTLY = 0.8
_NEAR_S = 600.0
# What is paid for an order; a tip or a refund alone is no payment of one.
_BESIDE = frozenset(
    {PayCategory.TIP, PayCategory.TOLL_REFUND, PayCategory.EXPENSE_REFUND, PayCategory.ADJUSTMENT}
)


def count_days(board: Board, rest: Sequence[Slip]) -> list[Slip]:
    """Join the orders and payments of each day on which there are as many of one as of the other,
    in their order, and note the days where there are not; give back the slips of other days.

    Only where nothing better is to be had: no worth to hold amounts against, times that do not meet
    the orders', and numbers that agree on nearly every day, which they do not by chance."""
    orders = _orders(board)
    if any(each.id in board.worth for day in orders.values() for each in day):
        return list(rest)
    slips: defaultdict[date, list[Slip]] = defaultdict(list)
    other: list[Slip] = []
    for slip in rest:
        if slip.at is not None and slip.timed and _pays(slip):
            slips[slip.at.day].append(slip)
        else:
            other.append(slip)
    before = _joined_before(board)
    days = sorted({*orders, *slips, *(day for day, _ in before)})
    even = [
        day
        for day in days
        if len(orders[day]) == len(slips[day]) and before[day, "orders"] == before[day, "payments"]
    ]
    many = len(even) >= _FEW_DAYS and sum(len(orders[day]) for day in even) >= _FEW_ORDERS
    if not many or len(even) < _MOSTLY * len(days) or _times_meet(orders, slips):
        return list(rest)
    for day in days:
        done, paid = before[day, "orders"], before[day, "payments"]
        board.days.append(Day(day, len(orders[day]) + done, len(slips[day]) + paid))
        if day not in even:
            board.contested.update(each.id for each in orders[day])
            continue
        in_order = sorted(slips[day], key=lambda each: (_second(each.at), each.lines[0].id))
        for trip, slip in zip(orders[day], in_order, strict=True):
            board.join([trip], slip.lines, MatchMethod.BY_DAY, IN_ORDER)
    return other


def _joined_before(board: Board) -> Counter[tuple[date, str]]:
    """What of each day is joined already."""
    found: Counter[tuple[date, str]] = Counter()
    for joined in board.joined:
        days = [each.fact.begun.day for each in joined.trips if each.fact.begun is not None]
        found.update((day, "orders") for day in days)
        at = line_time(joined.lines[0].fact)
        if at is not None:
            found[at.day, "payments"] += 1
    return found


def _orders(board: Board) -> defaultdict[date, list[Recorded[Trip]]]:
    """Completed trips that are not joined, on the day they were accepted, in their order."""
    found: defaultdict[date, list[Recorded[Trip]]] = defaultdict(list)
    for trip in board.trips:
        begun = trip.fact.begun
        done = trip.fact.status is TripStatus.COMPLETED
        if done and begun is not None and trip.id not in board.used_trips:
            found[begun.day].append(trip)
    return found


def _pays(slip: Slip) -> bool:
    return any(line.fact.category not in _BESIDE for line in slip.lines)


def _times_meet(
    orders: defaultdict[date, list[Recorded[Trip]]], slips: defaultdict[date, list[Slip]]
) -> bool:
    """Whether most payments stand within minutes of exactly one order: then times tell more."""
    met = total = 0
    for day, payments in slips.items():
        moments = [_moments(each.fact) for each in orders[day]]
        for slip in payments:
            at = _second(slip.at)
            near = sum(min(abs(at - each) for each in trip) <= _NEAR_S for trip in moments)
            met += near == 1
            total += 1
    return met > _MOSTLY * total


def _moments(trip: Trip) -> list[float]:
    known = (trip.accepted_at, trip.picked_up_at, trip.completed_at)
    return [_second(each) for each in known if each is not None] or [float("inf")]


def _second(at: Instant | None) -> float:
    return at.utc.timestamp() if at is not None else float("inf")
