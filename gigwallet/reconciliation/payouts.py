"""Which money that arrived pays for what was stated, and what is late or missing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations

from gigwallet.domain.money import Money
from gigwallet.domain.payout import Payout
from gigwallet.domain.period import Period
from gigwallet.domain.recorded import Recorded

# Where no pay day is agreed: pay for a period is late 31 days after its end.
DAYS_TO_PAY = 31
# How long after its due day money still counts as late pay for a period, not as something else.
LONGEST_DELAY = timedelta(days=92)
# Of more candidates some few add up to any sum: with sixteen, six or seven sets in the median.
MOST_CANDIDATES, MOST_TOGETHER = 10, 5
NEARLY = Decimal("0.97")


@dataclass(slots=True)
class OpenItem:
    """Money that is to come for ``period`` until ``due``, and what came of it."""

    period: Period
    due: date
    owed: Money
    payouts: list[Recorded[Payout]] = field(default_factory=list)
    carried: Money | None = None
    # Payouts of other items that paid for this one too, and of these those that pay for a known
    # set of items in one sum.
    shared: list[Recorded[Payout]] = field(default_factory=list)
    lump: list[Recorded[Payout]] = field(default_factory=list)

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

    First what says its period, then what is exactly the sum of an item, then what is exactly that
    of a few items together where no other few are (``_lump``), then what is nearly all of the only
    item of about that sum, then the item whose pay was next due and is still open; late money goes
    to the item that was due last. Where a payout is more than
    its item, the rest is carried to items that are still open, so that one transfer for two weeks
    leaves neither of them unpaid. Among several combinations none is ever guessed.
    """
    by_period = _each(items, payouts, _same_period)
    by_amount = _each(items, by_period, _same_amount)
    # Where as many sums came as were to come, each is rather the pay of one period.
    open_ones = sum(1 for each in items if not each.payouts and each.owed.minor > 0)
    fewer = len(by_amount) < open_ones
    by_sum = [each for each in by_amount if not (fewer and _lump(each, items))]
    by_rest = _each(items, by_sum, _nearly_all)
    rest = _each(items, by_rest, _next_due)
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


def _nearly_all(payout: Payout, items: Sequence[OpenItem]) -> OpenItem | None:
    """A fee, or a few coins that are missing, tell no other period's pay."""
    if payout.period is not None:
        return None
    fitting = [
        each
        for each in items
        if each.period.last <= payout.at.day <= each.due + LONGEST_DELAY
        and not each.payouts
        and not each.carried
        and each.owed.minor * NEARLY < payout.amount.minor < each.owed.minor
    ]
    return fitting[0] if len(fitting) == 1 else None


def _lump(payout: Recorded[Payout], items: Sequence[OpenItem]) -> bool:
    """One sum for several items that nothing was paid for: those whose period was over and that
    were not due long ago, if exactly one set of at most so many of them comes to it to the cent."""
    fact = payout.fact
    if fact.period is not None:
        return False
    fitting = [
        each
        for each in items
        if each.owed.currency == fact.amount.currency
        and each.period.last <= fact.at.day <= each.due + LONGEST_DELAY
        and not each.payouts
        and not each.carried
        and each.owed.minor > 0
    ]
    if len(fitting) > MOST_CANDIDATES or any(each.owed == fact.amount for each in fitting):
        return False
    found = [
        several
        for size in range(2, MOST_TOGETHER + 1)
        for several in combinations(fitting, size)
        if sum(each.owed.minor for each in several) == fact.amount.minor
    ]
    if len(found) != 1:
        return False
    first, *others = sorted(found[0], key=lambda each: each.period)
    first.payouts.append(payout)
    first.carried = first.owed - fact.amount
    for each in others:
        each.carried = each.owed
        each.shared.append(payout)
    for each in found[0]:
        each.lump.append(payout)
    return True


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
            item.shared += full.payouts


def _in_time(payout: Payout, item: OpenItem) -> bool:
    """Pay comes once its period began (daily withdrawals) and not months after it was due."""
    return item.period.first <= payout.at.day <= item.due + LONGEST_DELAY
