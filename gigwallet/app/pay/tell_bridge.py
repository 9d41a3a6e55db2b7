"""From the pay by the rule to what was stated, and from there to the money, step by step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from gigwallet.domain.money import Money
from gigwallet.domain.reconciled import Discrepancy, DiscrepancyKind, Reconciliation
from gigwallet.domain.recorded import EngagementId
from gigwallet.reconciliation import BridgeLine, bridge

EXPECTED, STATED, RECEIVED = "expected", "stated", "received"


@dataclass(frozen=True, slots=True)
class Fall:
    """One bar of a waterfall. ``key`` names one of the three sums, whose ``amount`` is the sum, or
    what lies between them, whose amount leads from the sum above towards the one below (negative:
    less). ``claimed`` is the part of it that counts towards the least difference. ``known`` False:
    nothing in the files says anything of this sum."""

    key: str
    amount: Money
    is_sum: bool = False
    claimed: Money | None = None
    known: bool = True


def falls(items: Iterable[Discrepancy], outcome: Reconciliation, currency: str) -> tuple[Fall, ...]:
    """Of all engagements together: what lies between the sums adds up to their difference, to the
    cent. ``items`` are those of the check. Empty where nothing of ``currency`` was expected, stated
    or received."""
    own: dict[EngagementId, list[Discrepancy]] = {}
    for item in items:
        own.setdefault(item.engagement_id, []).append(item)
    bridges = [
        bridge(own.get(each.engagement_id, ()), totals)
        for each in outcome.by_engagement
        for totals in each.totals
        if totals.currency == currency
    ]
    if not bridges:
        return ()
    silent = next((each.silent for each in outcome.totals if each.currency == currency), ())

    def whole(key: str, amounts: Iterable[Money]) -> Fall:
        return Fall(key, _sum(currency, amounts), is_sum=True, known=key not in silent)

    return (
        whole(EXPECTED, (each.expected for each in bridges)),
        *_between(currency, [each.to_stated for each in bridges]),
        whole(STATED, (each.stated for each in bridges)),
        *_between(currency, [each.to_received for each in bridges]),
        whole(RECEIVED, (each.received for each in bridges)),
    )


class Folded:
    """Items as a bridge needs them: orders of one day that were paid what they are due are one.
    A hundred thousand of them tell it no more than their sums for each day."""

    def __init__(self) -> None:
        self._alone: list[Discrepancy] = []
        self._days: dict[object, Discrepancy] = {}
        self._sums: dict[object, tuple[int, int]] = {}

    def add(self, item: Discrepancy) -> None:
        expected, stated = item.expected, item.stated
        if not _is_balanced(item) or expected is None or stated is None:
            self._alone.append(item)
            return
        day = item.engagement_id, item.period, item.amount.currency
        due, paid = self._sums.get(day, (0, 0))
        self._days.setdefault(day, item)
        self._sums[day] = due + expected.minor, paid + stated.minor

    @property
    def items(self) -> list[Discrepancy]:
        return [*self._alone, *(self._of_day(day, first) for day, first in self._days.items())]

    def _of_day(self, day: object, first: Discrepancy) -> Discrepancy:
        due, paid = self._sums[day]
        currency = first.amount.currency
        return replace(first, expected=Money(due, currency), stated=Money(paid, currency))


def _is_balanced(item: Discrepancy) -> bool:
    """An order without a difference. A whole period is told by its name: it stays as it is."""
    return (
        item.kind is DiscrepancyKind.PAID
        and not item.amount
        and item.received is None
        and item.ref != str(item.period)
        and not item.beyond_rule
    )


def _between(currency: str, lines: Iterable[Iterable[BridgeLine]]) -> Iterable[Fall]:
    amounts: dict[str, int] = {}
    claimed: dict[str, int] = {}
    for line in (each for group in lines for each in group):
        key = line.pier.value
        amounts[key] = amounts.get(key, 0) - line.amount.minor
        claimed[key] = claimed.get(key, 0) + line.claimed.minor
    for key, minor in amounts.items():
        if minor:
            yield Fall(key, Money(minor, currency), claimed=Money(claimed[key], currency))


def _sum(currency: str, amounts: Iterable[Money]) -> Money:
    return sum(amounts, Money.zero(currency))
