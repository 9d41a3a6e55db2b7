"""Lines that name an order: the one way of matching that is certain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal

from gigwallet.domain.instants import Instant
from gigwallet.domain.pay_line import PayLine
from gigwallet.domain.reconciled import MatchMethod
from gigwallet.domain.recorded import FactId, HowKnown, Recorded
from gigwallet.domain.trip import Trip
from gigwallet.reconciliation.matching.board import CERTAIN, Board
from gigwallet.reconciliation.matching.joined import line_time

SAME_NUMBER = timedelta(hours=36)
NUMBER_SEEN_TWICE = Decimal("0.90")
ONE_DIGIT_OFF = Decimal("0.95")
# Shorter numbers have neighbours by chance.
_LONG_ENOUGH = 8
# A line is booked at most this long after its order.
_LATEST = timedelta(days=31)


def by_number(board: Board) -> list[Recorded[PayLine]]:
    """Join what names an order, and give back the other lines. A number that several trips carry
    (daily numbers) needs a time near one of them."""
    numbered: defaultdict[str, list[Recorded[Trip]]] = defaultdict(list)
    for trip in board.trips:
        if trip.fact.ref and trip.id not in board.used_trips:
            numbered[trip.fact.ref].append(trip)
    of_trip: defaultdict[FactId, list[Recorded[PayLine]]] = defaultdict(list)
    rest = []
    for line in board.lines:
        ref = line.fact.trip_ref
        candidates = numbered.get(ref, []) if ref else []
        trip_id = _one_of(candidates, line_time(line.fact)) if candidates else None
        if trip_id is None or (trip_id, line.id) in board.apart:
            rest.append(line)
        else:
            of_trip[trip_id].append(line)
    rest = _misread(board, rest, numbered, of_trip)
    for trip in board.trips:
        if trip.id in of_trip:
            lines = of_trip[trip.id]
            named = any(each.fact.trip_ref == trip.fact.ref for each in lines)
            confidence = CERTAIN if len(numbered[trip.fact.ref]) == 1 else NUMBER_SEEN_TWICE
            confidence = confidence if named else ONE_DIGIT_OFF
            board.join([trip], lines, MatchMethod.BY_ID, confidence)
    return rest


def _misread(
    board: Board,
    lines: Iterable[Recorded[PayLine]],
    numbered: Mapping[str, list[Recorded[Trip]]],
    of_trip: defaultdict[FactId, list[Recorded[PayLine]]],
) -> list[Recorded[PayLine]]:
    """A number that was read from a picture, that no trip has, and that is one digit away from the
    number of exactly one trip of about that time."""
    doubtful = [each for each in lines if _may_be_misread(each)]
    rest = [each for each in lines if not _may_be_misread(each)]
    if not doubtful:
        return rest
    wanted = {gap for line in doubtful for gap in _gaps(line.fact.trip_ref)}
    near: defaultdict[str, list[Recorded[Trip]]] = defaultdict(list)
    # Where one place differs, either half of the number is the same.
    halves = {half for line in doubtful for half in _halves(line.fact.trip_ref)}
    for ref, trips in numbered.items():
        if len(trips) > 1 or len(ref) < _LONG_ENOUGH or halves.isdisjoint(_halves(ref)):
            continue
        for gap in _gaps(ref):
            if gap in wanted:
                near[gap].append(trips[0])
    for line in doubtful:
        found = {trip.id: trip for gap in _gaps(line.fact.trip_ref) for trip in near.get(gap, ())}
        likely = [each for each in found.values() if _in_time(each.fact, line_time(line.fact))]
        if len(likely) == 1:
            of_trip[likely[0].id].append(line)
        else:
            rest.append(line)
    return sorted(rest, key=lambda each: board.place[each.id])


def _may_be_misread(line: Recorded[PayLine]) -> bool:
    long = len(line.fact.trip_ref) >= _LONG_ENOUGH
    return long and line.revision.how is HowKnown.READ_BY_OCR


def _gaps(ref: str) -> Iterable[str]:
    """The number with each of its places left open in turn."""
    return (f"{ref[:i]}\0{ref[i + 1 :]}" for i in range(len(ref)))


def _halves(ref: str) -> tuple[tuple[int, int, str], tuple[int, int, str]]:
    middle = len(ref) // 2
    return (len(ref), 0, ref[:middle]), (len(ref), 1, ref[middle:])


def _in_time(trip: Trip, at: Instant | None) -> bool:
    return at is None or distance(trip, at.utc) <= _LATEST


def _one_of(candidates: list[Recorded[Trip]], at: Instant | None) -> FactId | None:
    if len(candidates) == 1:
        return candidates[0].id
    if at is None:
        return None
    near = sorted((distance(each.fact, at.utc), i) for i, each in enumerate(candidates))
    clear = near[0][0] < near[1][0]
    return candidates[near[0][1]].id if near[0][0] <= SAME_NUMBER and clear else None


def distance(trip: Trip, at: datetime) -> timedelta:
    """From the nearest of the trip's known moments."""
    moments = (trip.accepted_at, trip.offered_at, trip.picked_up_at, trip.completed_at)
    return min((abs(each.utc - at) for each in moments if each), default=timedelta.max)
