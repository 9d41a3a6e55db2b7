"""Which pay lines pay which trips: by order number, by exact time, else by nearness and amount."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from gigwallet.domain.instants import Instant, TimeQuality
from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.reconciled import Match, MatchMethod
from gigwallet.domain.recorded import FactId, Recorded
from gigwallet.domain.trip import Trip, TripStatus

# A pay line may carry the time of the request or of the booking some time after the end.
NEAR = timedelta(minutes=10)
SAME_NUMBER = timedelta(hours=36)
CERTAIN = Decimal("1.00")
NUMBER_SEEN_TWICE = Decimal("0.90")
NEAR_AND_EQUAL = Decimal("0.95")
NEAR_ALONE = Decimal("0.70")
SHARED_INSTANT = Decimal("0.50")

# Money that moves for another reason than one order.
_NOT_OF_ORDERS = frozenset({PayCategory.TRANSFER, PayCategory.GUARANTEE_TOPUP})


@dataclass(frozen=True, slots=True)
class Joined:
    """Trips and the lines that pay them, with the match that says so."""

    trips: tuple[Recorded[Trip], ...]
    lines: tuple[Recorded[PayLine], ...]
    match: Match


@dataclass(frozen=True, slots=True)
class Matching:
    joined: tuple[Joined, ...]
    alone_trips: tuple[Recorded[Trip], ...]
    alone_lines: tuple[Recorded[PayLine], ...]


def match(
    trips: Iterable[Recorded[Trip]],
    lines: Iterable[Recorded[PayLine]],
    worth: Mapping[FactId, Money],
) -> Matching:
    """``worth`` is what each trip should show as fare where that is known: it decides between
    neighbours in time. Nothing is joined that is neither certain nor the only candidate."""
    matcher = _Matcher(list(trips), worth)
    rest = matcher.by_number([each for each in lines if each.fact.category not in _NOT_OF_ORDERS])
    matcher.by_nearness(matcher.by_instant(rest))
    apart = [each for each in lines if each.id not in matcher.used_lines]
    return Matching(
        tuple(matcher.joined),
        tuple(each for each in matcher.trips if each.id not in matcher.used_trips),
        tuple(apart),
    )


def line_time(line: PayLine) -> Instant | None:
    return line.occurred_at or line.recognised_at


class _Matcher:
    def __init__(self, trips: list[Recorded[Trip]], worth: Mapping[FactId, Money]) -> None:
        self.trips = trips
        self._worth = worth
        self.joined: list[Joined] = []
        self.used_trips: set[FactId] = set()
        self.used_lines: set[FactId] = set()

    def _join(
        self,
        trips: list[Recorded[Trip]],
        lines: list[Recorded[PayLine]],
        method: MatchMethod,
        confidence: Decimal,
    ) -> None:
        found = Match(
            tuple(each.id for each in trips), tuple(each.id for each in lines), method, confidence
        )
        self.joined.append(Joined(tuple(trips), tuple(lines), found))
        self.used_trips |= {each.id for each in trips}
        self.used_lines |= {each.id for each in lines}

    def by_number(self, lines: list[Recorded[PayLine]]) -> list[Recorded[PayLine]]:
        """Lines that name an order. A number that several trips carry (daily numbers) needs a time
        near one of them."""
        numbered: defaultdict[str, list[Recorded[Trip]]] = defaultdict(list)
        for trip in self.trips:
            if trip.fact.ref:
                numbered[trip.fact.ref].append(trip)
        of_trip: defaultdict[FactId, list[Recorded[PayLine]]] = defaultdict(list)
        rest = []
        for line in lines:
            candidates = numbered.get(line.fact.trip_ref, []) if line.fact.trip_ref else []
            trip_id = _one_of(candidates, line_time(line.fact))
            if trip_id is None:
                rest.append(line)
            else:
                of_trip[trip_id].append(line)
        for trip in self.trips:
            if trip.id in of_trip:
                alone = len(numbered[trip.fact.ref]) == 1
                confidence = CERTAIN if alone else NUMBER_SEEN_TWICE
                self._join([trip], of_trip[trip.id], MatchMethod.BY_ID, confidence)
        return rest

    def by_instant(self, lines: list[Recorded[PayLine]]) -> list[list[Recorded[PayLine]]]:
        """Groups of lines whose time is exactly a trip's moment: the request, else the end."""
        groups = _groups(lines)
        for moment in ("accepted_at", "completed_at", "picked_up_at"):
            index: defaultdict[tuple[str, datetime], list[Recorded[Trip]]] = defaultdict(list)
            for trip in self.trips:
                at: Instant | None = getattr(trip.fact, moment)
                if trip.id not in self.used_trips and at is not None and _to_the_second(at):
                    for key in _keys(at):
                        index[key].append(trip)
            rest = []
            for group in groups:
                found = self._at_instant(group, index)
                if not found:
                    rest.append(group)
                    continue
                confidence = CERTAIN if len(found) == 1 else SHARED_INSTANT
                self._join(found, group, MatchMethod.BY_TIME, confidence)
            groups = rest
        return groups

    def _at_instant(
        self,
        group: list[Recorded[PayLine]],
        index: Mapping[tuple[str, datetime], list[Recorded[Trip]]],
    ) -> list[Recorded[Trip]]:
        at = line_time(group[0].fact)
        if at is None or not _to_the_second(at):
            return []
        # A time without a zone was read on assumed clocks: then the clock's face decides.
        assumed = at.quality is TimeQuality.LOCAL_ASSUMED
        key = _keys(at)[1 if assumed else 0]
        free = [each for each in index.get(key, []) if each.id not in self.used_trips]
        done = [each for each in free if each.fact.status is TripStatus.COMPLETED]
        return done if len(done) == 1 else free

    def by_nearness(self, groups: list[list[Recorded[PayLine]]]) -> None:
        """What is left: within minutes of a trip; the closest pairs first, equal amounts before
        all. A pair that is not equal in amount must be each other's only neighbour."""
        free = [each for each in self.trips if each.id not in self.used_trips]
        ordered = sorted(
            ((each.fact.begun.utc, i) for i, each in enumerate(free) if each.fact.begun is not None)
        )
        starts = [start for start, _ in ordered]
        pairs: list[tuple[bool, timedelta, int, int]] = []
        seen_by_trip: defaultdict[int, int] = defaultdict(int)
        seen_by_group: defaultdict[int, int] = defaultdict(int)
        for number, group in enumerate(groups):
            at = line_time(group[0].fact)
            if at is None or at.quality is TimeQuality.DATE_ONLY:
                continue
            position = bisect_left(starts, at.utc - timedelta(hours=4))
            while position < len(ordered) and starts[position] <= at.utc + NEAR:
                index = ordered[position][1]
                position += 1
                distance = _distance(free[index].fact, at.utc)
                if distance > NEAR:
                    continue
                equal = self._equal(free[index], group)
                pairs.append((not equal, distance, number, index))
                seen_by_trip[index] += 1
                seen_by_group[number] += 1
        for unequal, _, number, index in sorted(pairs):
            trip, group = free[index], groups[number]
            if trip.id in self.used_trips or group[0].id in self.used_lines:
                continue
            if unequal and (seen_by_trip[index] > 1 or seen_by_group[number] > 1):
                continue
            confidence = NEAR_ALONE if unequal else NEAR_AND_EQUAL
            self._join([trip], group, MatchMethod.BY_TIME_AND_AMOUNT, confidence)

    def _equal(self, trip: Recorded[Trip], group: list[Recorded[PayLine]]) -> bool:
        worth = self._worth.get(trip.id)
        if worth is None:
            return False
        amounts = [
            each.fact.amount for each in group if each.fact.amount.currency == worth.currency
        ]
        total = sum(amount.minor for amount in amounts)
        return worth.minor == total or any(amount == worth for amount in amounts)


def _one_of(candidates: list[Recorded[Trip]], at: Instant | None) -> FactId | None:
    if len(candidates) == 1:
        return candidates[0].id
    if not candidates or at is None:
        return None
    near = sorted((_distance(each.fact, at.utc), i) for i, each in enumerate(candidates))
    clear = len(near) == 1 or near[0][0] < near[1][0]
    return candidates[near[0][1]].id if near[0][0] <= SAME_NUMBER and clear else None


def _distance(trip: Trip, at: datetime) -> timedelta:
    """From the nearest of the trip's known moments."""
    moments = (trip.accepted_at, trip.offered_at, trip.picked_up_at, trip.completed_at)
    return min((abs(each.utc - at) for each in moments if each), default=timedelta.max)


def _groups(lines: list[Recorded[PayLine]]) -> list[list[Recorded[PayLine]]]:
    """Lines of one instant belong together; a line that knows only its day stands alone."""
    groups: dict[tuple[str, datetime] | FactId, list[Recorded[PayLine]]] = {}
    for line in lines:
        at = line_time(line.fact)
        timed = at is not None and at.quality is not TimeQuality.DATE_ONLY
        key = (line.fact.amount.currency, at.utc) if timed and at is not None else line.id
        groups.setdefault(key, []).append(line)
    return list(groups.values())


def _to_the_second(at: Instant) -> bool:
    return at.quality is not TimeQuality.DATE_ONLY


def _keys(at: Instant) -> tuple[tuple[str, datetime], tuple[str, datetime]]:
    """The moment, and the face of its own clock, to the second."""
    return (
        ("utc", at.utc.replace(microsecond=0)),
        ("wall", at.local.replace(microsecond=0, tzinfo=None)),
    )
