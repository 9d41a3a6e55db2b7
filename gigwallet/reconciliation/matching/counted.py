"""Days on which neither numbers nor amounts nor times tell payments apart: their number does."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.reconciled import MatchMethod
from gigwallet.reconciliation.ledger import milliseconds
from gigwallet.reconciliation.matching.board import Board
from gigwallet.reconciliation.matching.joined import Day
from gigwallet.reconciliation.matching.slips import Slip

# Days balance in number, and in order the payments stand as one may expect: that tells much.
IN_ORDER = Decimal("0.60")
# Fewer days, or orders, are no habit of the platform.
_FEW_DAYS, _FEW_ORDERS = 5, 20
_MOSTLY = 0.8
_NEAR = 600_000
# What is paid for an order; a tip or a refund alone is no payment of one.
_BESIDE = frozenset(
    {PayCategory.TIP, PayCategory.TOLL_REFUND, PayCategory.EXPENSE_REFUND, PayCategory.ADJUSTMENT}
)


def count_days(board: Board, rest: Sequence[Slip]) -> list[Slip]:
    """Join the orders and payments of each day on which there are as many of one as of the other,
    in their order, and note the days where there are not; give back the slips of other days.

    Only where nothing better is to be had: no worth to hold amounts against, times that do not meet
    the orders', and numbers that agree on nearly every day, which they do not by chance."""
    open_trips = _open(board)
    if any(board.worth[each] is not None for each in open_trips):
        return list(rest)
    orders = _orders(board, open_trips)
    lines = board.lines
    slips: defaultdict[date, list[Slip]] = defaultdict(list)
    other: list[Slip] = []
    for slip in rest:
        day = lines.day[slip[0]]
        if day is not None and lines.timed[slip[0]] and _pays(board, slip):
            slips[day].append(slip)
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
    if not many or len(even) < _MOSTLY * len(days) or _times_meet(board, orders, slips):
        return list(rest)
    for day in days:
        done, paid = before[day, "orders"], before[day, "payments"]
        board.days.append(Day(day, len(orders[day]) + done, len(slips[day]) + paid))
        if day not in even:
            board.contested.update(orders[day])
            continue
        in_order = sorted(slips[day], key=lambda each: (lines.at[each[0]], lines.id[each[0]]))
        for trip, slip in zip(orders[day], in_order, strict=True):
            board.join([trip], slip, MatchMethod.BY_DAY, IN_ORDER)
    return other


def _joined_before(board: Board) -> Counter[tuple[date, str]]:
    """What of each day is joined already."""
    found: Counter[tuple[date, str]] = Counter()
    for joined in board.joined:
        days = [_begun(board, each) for each in joined.trips]
        found.update((day, "orders") for day in days if day is not None)
        at = board.lines.day[joined.lines[0]]
        if at is not None:
            found[at, "payments"] += 1
    return found


def _open(board: Board) -> list[int]:
    """Completed trips that are not joined."""
    used, begun = board.used_trips, board.trips.begun
    return [
        trip
        for trip, done in enumerate(board.trips.done)
        if done and not used[trip] and begun[trip] is not None
    ]


def _orders(board: Board, trips: Sequence[int]) -> defaultdict[date, list[int]]:
    """On the day they were accepted, in their order."""
    found: defaultdict[date, list[int]] = defaultdict(list)
    for trip in trips:
        day = _begun(board, trip)
        if day is not None:
            found[day].append(trip)
    return found


def _begun(board: Board, trip: int) -> date | None:
    begun = board.trips.rows[trip].fact.begun
    return None if begun is None else begun.day


def _pays(board: Board, slip: Slip) -> bool:
    return any(board.lines.category[line] not in _BESIDE for line in slip)


def _times_meet(
    board: Board, orders: defaultdict[date, list[int]], slips: defaultdict[date, list[Slip]]
) -> bool:
    """Whether most payments stand within minutes of exactly one order: then times tell more."""
    met = total = 0
    for day, payments in slips.items():
        moments = [_moments(board, each) for each in orders[day]]
        for slip in payments:
            at = board.lines.at[slip[0]] or 0
            near = sum(any(abs(at - each) <= _NEAR for each in trip) for trip in moments)
            met += near == 1
            total += 1
    return met > _MOSTLY * total


def _moments(board: Board, trip: int) -> list[int]:
    fact = board.trips.rows[trip].fact
    known = (fact.accepted_at, fact.picked_up_at, fact.completed_at)
    return [at for each in known if (at := milliseconds(each)) is not None]
