"""Which money that arrived pays for what was stated, and what is late or missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from gigwallet.domain.money import Money
from gigwallet.domain.payout import Payout
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import Recorded

# Where no pay day is agreed: pay for a period is late 31 days after its end.
DAYS_TO_PAY = 31
# How long after its due day money still counts as late pay for a period, not as something else.
LONGEST_DELAY = timedelta(days=92)


@dataclass(slots=True)
class OpenItem:
    """Money that is to come for ``period`` until ``due``, and what came of it."""

    period: Period
    due: date
    owed: Money
    payouts: list[Recorded[Payout]] = field(default_factory=list)
    carried: Money | None = None

    @property
    def received(self) -> Money:
        """What its payouts sum to, with what was carried to it or away from it."""
        carried = self.carried.minor if self.carried is not None else 0
        own = sum(each.fact.amount.minor for each in self.payouts)
        return Money(own + carried, self.owed.currency)

    @property
    def open(self) -> Money:
        return self.owed - self.received


_Choice = Callable[[Payout, Sequence[OpenItem]], OpenItem | None]


def assign(
    items: Sequence[OpenItem], payouts: Sequence[Recorded[Payout]]
) -> list[Recorded[Payout]]:
    """Give each payout to one item; what fits none is returned.

    First what says its period, then what is exactly the sum of an item, then the item whose pay
    was next due and is still open; late money goes to the item that was due last. Where a payout
    is more than its item, the rest is carried to items that are still open, so that one transfer
    for two weeks leaves neither of them unpaid. No combination of sums is ever guessed.
    """
    by_period = _each(items, payouts, _same_period)
    by_amount = _each(items, by_period, _same_amount)
    rest = _each(items, by_amount, _next_due)
    _carry(items)
    return rest


def _each(
    items: Sequence[OpenItem],
    payouts: Sequence[Recorded[Payout]],
    choose: _Choice,
) -> list[Recorded[Payout]]:
    rest = []
    for payout in payouts:
        fitting = [each for each in items if each.owed.currency == payout.fact.amount.currency]
        found = choose(payout.fact, fitting)
        if found is None:
            rest.append(payout)
        else:
            found.payouts.append(payout)
    return rest


def _same_period(payout: Payout, items: Sequence[OpenItem]) -> OpenItem | None:
    if payout.period is None:
        return None
    exact = [each for each in items if each.period == payout.period]
    within = [each for each in items if each.period.covers(payout.period)]
    return next(iter(exact or within), None)


def _same_amount(payout: Payout, items: Sequence[OpenItem]) -> OpenItem | None:
    fitting = [
        each
        for each in items
        if _in_time(payout, each) and not each.payouts and each.owed == payout.amount
    ]
    return fitting[0] if len(fitting) == 1 else None


def _next_due(payout: Payout, items: Sequence[OpenItem]) -> OpenItem | None:
    if payout.period is not None:
        return None
    fitting = [each for each in items if _in_time(payout, each) and each.open.minor > 0]
    in_time = [each for each in fitting if payout.at.day <= each.due]
    if in_time:
        return min(in_time, key=lambda each: (each.due, each.period))
    return max(fitting, key=lambda each: (each.due, each.period), default=None)


def _carry(items: Sequence[OpenItem]) -> None:
    """What one item has too much of settles the oldest open ones that its money came for."""
    for full in sorted(items, key=lambda each: each.period):
        for item in sorted(items, key=lambda each: each.period):
            if full.open.minor >= 0:
                break
            same = item.owed.currency == full.owed.currency and item.open.minor > 0
            if not same or not any(_in_time(each.fact, item) for each in full.payouts):
                continue
            moved = min(item.open, -full.open)
            zero = Money.zero(moved.currency)
            full.carried = (full.carried or zero) - moved
            item.carried = (item.carried or zero) + moved


def _in_time(payout: Payout, item: OpenItem) -> bool:
    """Pay comes once its period began (daily withdrawals) and not months after it was due."""
    return item.period.first <= payout.at.day <= item.due + LONGEST_DELAY
