"""The rows that are still to be matched, in one fixed order, and what was joined so far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from itertools import product

from gigwallet.domain.money import Money
from gigwallet.domain.pay_decision import Pairing, PairingSaid
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.reconciled import Match, MatchMethod
from gigwallet.domain.recorded import FactId, Recorded
from gigwallet.domain.trip import Trip
from gigwallet.reconciliation.matching.joined import Day, Joined, Matching, line_time

# Money that moves for another reason than one order.
_NOT_OF_ORDERS = frozenset({PayCategory.TRANSFER, PayCategory.GUARANTEE_TOPUP})
CERTAIN = Decimal("1.00")
_NEVER = datetime.max.replace(tzinfo=UTC)


class Board:
    """Rows are put in order of time, then of id: whatever order they came in, the matching is the
    same. ``worth`` is the least that each trip should show, ``most`` the most, where known."""

    def __init__(
        self,
        trips: Iterable[Recorded[Trip]],
        lines: Iterable[Recorded[PayLine]],
        worth: Mapping[FactId, Money],
        most: Mapping[FactId, Money],
        pairings: Iterable[PairingSaid] = (),
    ) -> None:
        self.trips = sorted(trips, key=_begun)
        self.all_lines = sorted(lines, key=_booked)
        self.lines = [each for each in self.all_lines if each.fact.category not in _NOT_OF_ORDERS]
        self.place = {each.id: i for i, each in enumerate(self.lines)}
        self.worth = worth
        self.most = most
        self.joined: list[Joined] = []
        self.used_trips: set[FactId] = set()
        self.used_lines: set[FactId] = set()
        self.contested: set[FactId] = set()
        self.days: list[Day] = []
        self.apart: set[tuple[FactId, FactId]] = set()
        self._by_person(pairings)

    def _by_person(self, pairings: Iterable[PairingSaid]) -> None:
        """What the person said comes first. A saying about rows that are no longer there, or that
        an earlier one (by name) took, says nothing."""
        trips = {each.id: each for each in self.trips}
        lines = {each.id: each for each in self.all_lines}
        for said in sorted(pairings, key=lambda each: each.name):
            if said.pairing is Pairing.APART:
                self.apart.update(product(said.trips, said.pay_lines))
            if said.pairing is not Pairing.JOINED or not said.trips or not said.pay_lines:
                continue
            there = trips.keys() >= set(said.trips) and lines.keys() >= set(said.pay_lines)
            taken = self.used_trips & set(said.trips) or self.used_lines & set(said.pay_lines)
            if there and not taken:
                own = [trips[each] for each in said.trips], [lines[each] for each in said.pay_lines]
                self.join(*own, MatchMethod.BY_PERSON, CERTAIN)
        self.lines = [each for each in self.lines if each.id not in self.used_lines]

    def join(
        self,
        trips: Sequence[Recorded[Trip]],
        lines: Sequence[Recorded[PayLine]],
        method: MatchMethod,
        confidence: Decimal,
        grain: int = 0,
    ) -> None:
        """Unless the person said that some of these do not belong together."""
        found = Match(
            tuple(each.id for each in trips),
            tuple(each.id for each in lines),
            method,
            confidence,
            by_person=method is MatchMethod.BY_PERSON,
        )
        if self.apart and not self.apart.isdisjoint(product(found.trips, found.pay_lines)):
            return
        self.joined.append(Joined(tuple(trips), tuple(lines), found, grain))
        self.used_trips.update(found.trips)
        self.used_lines.update(found.pay_lines)

    def add(self, number: int, lines: Sequence[Recorded[PayLine]]) -> None:
        """More lines to what was joined as the ``number``-th."""
        joined = self.joined[number]
        ids = tuple(each.id for each in lines)
        told = replace(joined.match, pay_lines=(*joined.match.pay_lines, *ids))
        self.joined[number] = replace(joined, lines=(*joined.lines, *lines), match=told)
        self.used_lines.update(ids)

    def pay_more(self, number: int, trips: Sequence[Recorded[Trip]], confidence: Decimal) -> None:
        """More trips to what was joined as the ``number``-th."""
        joined = self.joined[number]
        ids = tuple(each.id for each in trips)
        told = replace(joined.match, trips=(*joined.match.trips, *ids), confidence=confidence)
        self.joined[number] = replace(joined, trips=(*joined.trips, *trips), match=told)
        self.used_trips.update(ids)

    def result(self) -> Matching:
        alone = tuple(each for each in self.trips if each.id not in self.used_trips)
        return Matching(
            tuple(self.joined),
            alone,
            tuple(each for each in self.all_lines if each.id not in self.used_lines),
            frozenset(each.id for each in alone if each.id in self.contested),
            tuple(self.days),
        )


def _begun(trip: Recorded[Trip]) -> tuple[datetime, str]:
    begun = trip.fact.begun
    return (begun.utc if begun is not None else _NEVER, trip.id)


def _booked(line: Recorded[PayLine]) -> tuple[datetime, str]:
    at = line_time(line.fact)
    return (at.utc if at is not None else _NEVER, line.id)
