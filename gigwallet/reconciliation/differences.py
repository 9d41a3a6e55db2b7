"""Orders that were paid otherwise than due, or not at all: what is reckoned with of each, and its
item when somebody looks at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import Discrepancy, DiscrepancyKind
from gigwallet.domain.recorded import EngagementId, FactId
from gigwallet.domain.step import Step
from gigwallet.reconciliation.claims import Claim
from gigwallet.reconciliation.settling import settled
from gigwallet.reconciliation.tracked import with_steps


class Difference:
    """A claim of which all sums, and the order of the list, are known; ``make`` tells the rest, is
    asked once, and what it tells is kept. ``reckoned``: a rule or an offer says what is due.
    ``beside`` is what tracks say of trips: it is told in the item, too."""

    __slots__ = (
        "_item",
        "_make",
        "amount",
        "beside",
        "engagement_id",
        "facts",
        "kind",
        "low",
        "period",
        "reckoned",
        "ref",
    )

    received: None = None
    beyond_rule = False

    def __init__(
        self,
        kind: DiscrepancyKind,
        ref: str,
        engagement_id: EngagementId,
        period: Period,
        amount: Money,
        low: Money,
        facts: tuple[FactId, ...],
        make: Callable[[], Discrepancy],
        *,
        reckoned: bool = True,
    ) -> None:
        self.kind, self.ref, self.engagement_id, self.period = kind, ref, engagement_id, period
        self.amount, self.low, self.facts, self.reckoned = amount, low, facts, reckoned
        self.beside: Mapping[FactId, tuple[Step, ...]] = {}
        self._make = make
        self._item: Discrepancy | None = None

    @property
    def at_least(self) -> Money:
        return self.low if self.low.minor >= 0 else Money.zero(self.low.currency)

    @property
    def claimed(self) -> Money:
        """Nothing was said of it yet."""
        return self.at_least

    @property
    def item(self) -> Discrepancy:
        if self._item is None:
            (told,) = with_steps([self._make()], self.beside)
            self._item = settled(told)
        return self._item


def told(claim: Claim) -> Discrepancy:
    """The whole item, with the documents that would settle it."""
    if isinstance(claim, Difference):
        return claim.item
    if isinstance(claim, Discrepancy):
        return settled(claim)
    raise TypeError("no item of a pay check")


def beside(claims: Sequence[Claim], steps: Mapping[FactId, tuple[Step, ...]]) -> Iterator[Claim]:
    """With what tracks say of the trip that a claim is about."""
    for each in claims:
        if isinstance(each, Difference):
            each.beside = steps
            yield each
        else:
            yield from with_steps([told(each)], steps)
