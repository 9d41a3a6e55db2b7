"""The rows that are still to be matched, in one fixed order, and what was joined so far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise, product

from gigwallet.domain.money import Money
from gigwallet.domain.pay_decision import Pairing, PairingSaid
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.reconciled import MatchMethod
from gigwallet.domain.recorded import FactId
from gigwallet.reconciliation.ledger import NEVER, LineColumns, TripColumns
from gigwallet.reconciliation.matching.joined import Day, Joined, Matching

# Money that moves for another reason than one order.
_NOT_OF_ORDERS = frozenset({PayCategory.TRANSFER, PayCategory.GUARANTEE_TOPUP})
CERTAIN = Decimal("1.00")


class Board:
    """Rows are put in order of time, then of id: whatever order they came in, the matching is the
    same. From then on they are named by their places. ``worth`` is the least that each trip should
    show, ``most`` the most, where known; ``open`` are the lines that may pay for orders."""

    def __init__(
        self,
        trips: TripColumns,
        lines: LineColumns,
        worth: Mapping[FactId, Money],
        most: Mapping[FactId, Money],
        pairings: Iterable[PairingSaid] = (),
    ) -> None:
        self.trips = trips.taken(_in_order(trips.begun, trips.id))
        self.lines = lines.taken(_in_order(lines.at, lines.id))
        self.worth = [worth.get(each) for each in self.trips.id]
        self.most = [
            most.get(each, least) for each, least in zip(self.trips.id, self.worth, strict=True)
        ]
        # In minor units; what is not known is as nothing.
        self.least = [0 if each is None else each.minor for each in self.worth]
        self.joined: list[Joined] = []
        self.used_trips = bytearray(len(self.trips))
        self.used_lines = bytearray(len(self.lines))
        self.contested: set[int] = set()
        self.days: list[Day] = []
        self.apart: set[tuple[FactId, FactId]] = set()
        self._by_person(list(pairings))
        self.open = [
            place
            for place, category in enumerate(self.lines.category)
            if category not in _NOT_OF_ORDERS and not self.used_lines[place]
        ]

    def _by_person(self, pairings: Sequence[PairingSaid]) -> None:
        """What the person said comes first. A saying about rows that are no longer there, or that
        an earlier one (by name) took, says nothing."""
        if not pairings:
            return
        trips = {each: place for place, each in enumerate(self.trips.id)}
        lines = {each: place for place, each in enumerate(self.lines.id)}
        for said in sorted(pairings, key=lambda each: each.name):
            if said.pairing is Pairing.APART:
                self.apart.update(product(said.trips, said.pay_lines))
            if said.pairing is not Pairing.JOINED or not said.trips or not said.pay_lines:
                continue
            if trips.keys() >= set(said.trips) and lines.keys() >= set(said.pay_lines):
                own = [trips[each] for each in said.trips]
                paid = [lines[each] for each in said.pay_lines]
                taken = any(self.used_trips[each] for each in own)
                if not taken and not any(self.used_lines[each] for each in paid):
                    self.join(own, paid, MatchMethod.BY_PERSON, CERTAIN)

    def is_apart(self, trip: int, line: int) -> bool:
        """Whether the person said that they do not belong together."""
        return (self.trips.id[trip], self.lines.id[line]) in self.apart

    def join(
        self,
        trips: Sequence[int],
        lines: Sequence[int],
        method: MatchMethod,
        confidence: Decimal,
        grain: int = 0,
    ) -> None:
        """Unless the person said that some of these do not belong together."""
        if self.apart and any(self.is_apart(*each) for each in product(trips, lines)):
            return
        self.joined.append(Joined(tuple(trips), tuple(lines), method, confidence, grain))
        used_trips, used_lines = self.used_trips, self.used_lines
        for each in trips:
            used_trips[each] = 1
        for each in lines:
            used_lines[each] = 1

    def add(self, number: int, lines: Sequence[int]) -> None:
        """More lines to what was joined as the ``number``-th."""
        joined = self.joined[number]
        joined.lines = (*joined.lines, *lines)
        for each in lines:
            self.used_lines[each] = True

    def pay_more(self, number: int, trips: Sequence[int], confidence: Decimal) -> None:
        """More trips to what was joined as the ``number``-th."""
        joined = self.joined[number]
        joined.trips, joined.confidence = (*joined.trips, *trips), confidence
        for each in trips:
            self.used_trips[each] = True

    def result(self) -> Matching:
        alone = [place for place, used in enumerate(self.used_trips) if not used]
        return Matching(
            self.trips,
            self.lines,
            self.joined,
            alone,
            [place for place, used in enumerate(self.used_lines) if not used],
            frozenset(self.contested.intersection(alone)),
            tuple(self.days),
        )


def _in_order(moments: Sequence[int | None], ids: Sequence[FactId]) -> list[int]:
    """Places in order of time, what has none at the end; then of id, which few are asked for."""
    keys = [NEVER if at is None else at for at in moments]
    places = sorted(range(len(keys)), key=keys.__getitem__)
    again = {one for one, other in pairwise([keys[place] for place in places]) if one == other}
    tied = iter(sorted([(keys[each], ids[each], each) for each in places if keys[each] in again]))
    return [next(tied)[2] if keys[each] in again else each for each in places]
