"""What lists, charts and sums ask of every item of a pay check, kept without its explanation.

An item is made when somebody looks at it, and a check of ten years has a hundred thousand. One walk
through all of them keeps what a table shows and what sums add up.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeVar

from gigwallet.app.pay.tell_bridge import Fall, Folded, falls
from gigwallet.domain.job import Job
from gigwallet.domain.later import OneByOne
from gigwallet.domain.money import Money
from gigwallet.domain.pay_decision import Opinion
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import Discrepancy, DiscrepancyKind, Reconciliation
from gigwallet.domain.recorded import EngagementId, ExhibitId, FactId, SchemeId

T = TypeVar("T", bound=Hashable)

_HELD = 4096  # a table asks for the same rows again and again while it is painted


@dataclass(frozen=True, slots=True)
class PayItem:
    """A ``Discrepancy`` without what its explanation alone tells. ``place`` is where it stands
    among those of its check."""

    place: int
    kind: DiscrepancyKind
    ref: str
    engagement_id: EngagementId
    period: Period
    amount: Money
    at_least: Money
    bounds: tuple[Money, Money]
    confidence: Decimal
    expected: Money | None
    stated: Money | None
    received: Money | None
    reckoned: bool
    opinion: Opinion
    set_aside: bool
    scheme_id: SchemeId | None
    facts: tuple[FactId, ...]
    exhibits: tuple[ExhibitId, ...]

    @property
    def short(self) -> bool:
        """Whether something is missing from the worker's money here."""
        return self.amount.minor > 0 or self.unvalued

    @property
    def unvalued(self) -> bool:
        """Whether an order was not paid, and nothing says what it should have paid."""
        return self.kind is DiscrepancyKind.UNPAID and self.expected is None

    @property
    def day(self) -> date:
        return self.period.first

    @property
    def name(self) -> tuple[object, ...]:
        """The same for an item before and after something was said of it."""
        return self.engagement_id, self.kind, self.ref, self.period, self.facts


@dataclass(frozen=True, slots=True)
class ToldItems:
    """``items`` in the order of the check; ``falls`` lead from the pay by the rule to the money,
    for each currency."""

    items: tuple[PayItem, ...]
    falls: Mapping[str, tuple[Fall, ...]]


def items_of(outcome: Reconciliation) -> Sequence[PayItem]:
    """The same items, each made when somebody looks at it."""

    one = _Once()

    @lru_cache(maxsize=_HELD)
    def made(place: int) -> PayItem:
        return _told(place, outcome.discrepancies[place], one)

    return OneByOne(len(outcome.discrepancies), made)


def tell_items(outcome: Reconciliation, job: Job) -> ToldItems:
    """Makes every item once, and keeps none of them."""
    one, folded = _Once(), Folded()
    items = []
    every = outcome.discrepancies
    for place, item in enumerate(job.watch(every, len(every), "items")):
        folded.add(item)
        items.append(_told(place, item, one))
    by_day = folded.items
    return ToldItems(
        tuple(items),
        {each.currency: falls(by_day, outcome, each.currency) for each in outcome.totals},
    )


class _Once:
    """For each value the one that is kept of all that are equal: few of them are different."""

    def __init__(self) -> None:
        self._known: dict[object, Any] = {}  # Any: each value is of the type of its key

    def __call__(self, value: T) -> T:
        known: T = self._known.setdefault(value, value)
        return known


def _told(place: int, item: Discrepancy, one: _Once) -> PayItem:
    return PayItem(
        place,
        item.kind,
        item.ref,
        item.engagement_id,
        one(item.period),
        one(item.amount),
        one(item.at_least),
        one(item.bounds),
        item.confidence,
        one(item.expected),
        one(item.stated),
        one(item.received),
        item.reckoned,
        item.opinion,
        item.set_aside,
        item.scheme_id,
        item.facts,
        one(item.exhibits),
    )
