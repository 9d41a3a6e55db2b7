"""Orders that were paid what they are due: nine of ten. Each turns into an item of the pay check
when somebody looks at it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gigwallet.domain.later import OneByOne
from gigwallet.domain.pay_decision import OpinionSaid
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import Discrepancy, DiscrepancyKind
from gigwallet.domain.recorded import FactId
from gigwallet.domain.step import Step
from gigwallet.reconciliation.coverage import Covered
from gigwallet.reconciliation.expectation import Expectations
from gigwallet.reconciliation.facts import Book
from gigwallet.reconciliation.matching import Joined, Matching
from gigwallet.reconciliation.opinions import with_opinions
from gigwallet.reconciliation.orders import balanced_item, name_of
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
    covered: Covered
    steps: Mapping[FactId, tuple[Step, ...]]
    orders: Sequence[Joined]
    currencies: Collection[str]

    def currencies_within(self, period: Period | None) -> set[str]:
        if period is None:
            return set(self.currencies)
        first = (self.matching.trips.id[order.trips[0]] for _, order in self.within(period))
        return {self.due.due[each].low.currency for each in first}

    def within(self, period: Period | None) -> Iterator[tuple[_Key, Joined]]:
        for order in self.orders:
            key = self._key(order)
            if period is None or (key[0] <= period.last and period.first <= key[1]):
                yield key, order

    def item(self, order: Joined) -> Discrepancy:
        made = balanced_item(self.book, self.matching, order, self.due, self.covered)
        (told,) = with_steps([made], self.steps)
        return settled(told)

    def _key(self, order: Joined) -> _Key:
        trips = self.matching.trips
        days = [day for each in order.trips if (day := trips.day[each]) is not None]
        names = [trips.ref[each] or name_of(trips.rows[each].fact) for each in order.trips]
        return min(days), max(days), names[0] if len(names) == 1 else ", ".join(names)


def in_order(
    items: Sequence[Discrepancy],
    several: Iterable[Balanced],
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
    tail: list[tuple[_Key, int, int, Discrepancy | tuple[Balanced, Joined]]] = [
        ((each.period.first, each.period.last, each.ref), -1, place, each)
        for place, each in enumerate(items[last:])
    ]
    for number, balanced in enumerate(several):
        for place, (key, order) in enumerate(balanced.within(period)):
            entry: Discrepancy | tuple[Balanced, Joined] = (balanced, order)
            if decided and (balanced.book.id, *key) in decided:
                (entry,) = with_opinions([balanced.item(order)], said)
            tail.append((key, number, place, entry))
    if not tail:
        return tuple(items)
    tail.sort(key=lambda each: each[:3])
    head = items[:last]
    entries = [each for *_, each in tail]

    def made(place: int) -> Discrepancy:
        if place < len(head):
            return head[place]
        entry = entries[place - len(head)]
        return entry if isinstance(entry, Discrepancy) else entry[0].item(entry[1])

    return OneByOne(len(head) + len(entries), made)
