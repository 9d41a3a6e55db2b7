"""What the person made of items of an earlier pay check, put beside the same items of this one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from gigwallet.domain.money import Money
from gigwallet.domain.pay_decision import Opinion, OpinionSaid
from gigwallet.reconciliation.claims import Claim
from gigwallet.reconciliation.differences import told


def said_on(
    item: Claim, opinion: Opinion, claim: Money | None = None, note: str = ""
) -> OpinionSaid:
    return OpinionSaid(
        item.engagement_id,
        item.kind.value,
        item.ref,
        item.period,
        item.amount,
        opinion,
        claim,
        note,
    )


def with_opinions(items: Iterable[Claim], said: Iterable[OpinionSaid]) -> list[Claim]:
    """The items, each with what was said of it. Where the difference is another one by now, new
    documents have come in: the item is open again, and says so."""
    by_name = {each.name: each for each in said if each.opinion is not Opinion.OPEN}
    return [_with_opinion(each, by_name) for each in items] if by_name else list(items)


def _with_opinion(item: Claim, by_name: dict[str, OpinionSaid]) -> Claim:
    said = by_name.get(said_on(item, Opinion.OPEN).name)
    if said is None:
        return item
    if said.amount != item.amount:
        return replace(told(item), outdated=True)
    return replace(told(item), opinion=said.opinion, chosen=said.claim)
