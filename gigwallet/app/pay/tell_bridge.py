"""From the pay by the rule to what was stated, and from there to the money, step by step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gigwallet.domain.money import Money
from gigwallet.domain.reconciled import Reconciliation
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


def falls(outcome: Reconciliation, currency: str) -> tuple[Fall, ...]:
    """Of all engagements together: what lies between the sums adds up to their difference, to the
    cent. Empty where nothing of ``currency`` was expected, stated or received."""
    bridges = [
        bridge(
            [item for item in outcome.discrepancies if item.engagement_id == each.engagement_id],
            totals,
        )
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
