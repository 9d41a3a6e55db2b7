"""Orders that were paid what they are due: nine of ten. Each turns into an item of the pay check
when somebody looks at it."""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gigwallet.domain.later import OneByOne
from gigwallet.domain.pay_decision import OpinionSaid
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import Discrepancy, DiscrepancyKind
from gigwallet.domain.recorded import FactId
from gigwallet.domain.step import Step
from gigwallet.reconciliation.claims import Claim
from gigwallet.reconciliation.differences import told
from gigwallet.reconciliation.expectation import Expectations
from gigwallet.reconciliation.facts import Book
from gigwallet.reconciliation.matching import Joined, Matching
from gigwallet.reconciliation.opinions import with_opinions
from gigwallet.reconciliation.order_items import item_of, name_of
from gigwallet.reconciliation.settling import settled
from gigwallet.reconciliation.tracked import with_steps

# What an item is put in order by: its days and its name.
_Key = tuple[date, date, str]


@dataclass(frozen=True, slots=True)
class Balanced:
    """Those of one book, with what their items are made of; ``currencies`` are theirs."""

    book: Book
    matching: Matching
    due: Expectations
    steps: Mapping[FactId, tuple[Step, ...]]
    orders: Sequence[Joined]
    currencies: Collection[str]

    def currencies_within(self, period: Period | None) -> set[str]:
        if period is None:
            return set(self.currencies)
        first = (self.matching.trips.id[order.trips[0]] for _, order in self.within(period))
        return {self.due.due[each].low.currency for each in first}

    def within(self, period: Period | None) -> Iterator[tuple[_Key, Joined]]:
        for key, order in zip(self._keys(), self.orders, strict=True):
            if period is None or (key[0] <= period.last and period.first <= key[1]):
                yield key, order

    def item(self, order: Joined) -> Discrepancy:
        made = item_of(self.book, self.matching, order, self.due)
        (item,) = with_steps([made], self.steps)
        return settled(item)

    def let_go(self) -> None:
        """Of columns that nobody goes through any more."""
        for each in (self.book.trip_columns, self.book.line_columns):
            each.let_go()
        self.matching.trips.let_go()
        self.matching.lines.let_go()

    def _keys(self) -> Iterator[_Key]:
        trips = self.matching.trips
        day_of, ref = trips.day, trips.ref
        for order in self.orders:
            places = order.trips
            names = [ref[each] or name_of(trips.rows[each].fact) for each in places]
            if len(places) == 1 and (day := day_of[places[0]]) is not None:
                yield day, day, names[0]
                continue
            days = [day for each in places if (day := day_of[each]) is not None]
            yield min(days), max(days), ", ".join(names)


def in_order(
    items: Sequence[Claim],
    several: Sequence[Balanced],
    period: Period | None,
    opinions: Iterable[OpinionSaid],
) -> Sequence[Discrepancy]:
    """``items`` in their order, with the balanced orders among those that carry no difference,
    which come last."""
    said = [each for each in opinions if each.kind == DiscrepancyKind.PAID.value]
    decided = {(each.engagement_id, each.period.first, each.period.last, each.ref) for each in said}
    last = next(
        (i for i, each in enumerate(items) if each.kind is DiscrepancyKind.PAID), len(items)
    )
    head, others = items[:last], list(items[last:])
    tail: list[tuple[_Key, int, int]] = [
        ((each.period.first, each.period.last, each.ref), -1, place)
        for place, each in enumerate(others)
    ]
    orders: list[list[Joined]] = []
    for number, balanced in enumerate(several):
        orders.append([])
        for key, order in balanced.within(period):
            if decided and (balanced.book.id, *key) in decided:
                tail.append((key, -1, len(others)))
                others += with_opinions([balanced.item(order)], said)
            else:
                tail.append((key, number, len(orders[number])))
                orders[number].append(order)
    tail.sort()
    # Of each of the tail: whose it is, and which of these.
    owner = array("q", [number for _, number, _ in tail])
    which = array("q", [place for *_, place in tail])

    def made(place: int) -> Discrepancy:
        if place < last:
            return told(head[place])
        number, own = owner[place - last], which[place - last]
        return told(others[own]) if number < 0 else several[number].item(orders[number][own])

    return OneByOne(last + len(tail), made) if items or tail else ()
