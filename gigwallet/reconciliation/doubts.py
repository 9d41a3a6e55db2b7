"""Why a difference, or a part of it, is asked about and not claimed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gigwallet.domain.money import Money
from gigwallet.domain.step import Step
from gigwallet.reconciliation.figures import fact
from gigwallet.reconciliation.matching import Joined
from gigwallet.reconciliation.misreading import least_short
from gigwallet.reconciliation.stated_pay import CERTAIN_KINDS, SURE_ENOUGH


@dataclass(frozen=True, slots=True)
class Doubt:
    """``least`` is what is missing all the same, in minor units; ``code`` is the reason."""

    code: str
    least: int = 0

    def step(self, joined: Joined, currency: str) -> Step:
        facts = {}
        if self.code == "pay_match_unsure":
            facts = {"percent": str(int(joined.confidence * 100))}
        elif self.least:
            facts = {"least_money": fact(Money(self.least, currency))}
        return Step(self.code, facts)


def doubt_of(joined: Joined, read: Iterable[int], short: int) -> Doubt | None:
    """Of an order that was paid ``short`` by so many minor units; ``read`` are the amounts among
    its lines that were read from a picture."""
    if short <= joined.grain:
        return Doubt("pay_may_be_rounded")
    if joined.method not in CERTAIN_KINDS and joined.confidence < SURE_ENOUGH:
        return Doubt("pay_match_unsure")
    if joined.unfinished:
        return Doubt("pay_may_go_on")
    least = least_short(read, short)
    if not least:
        return Doubt("pay_may_be_misread")
    return Doubt("pay_may_be_misread_partly", least) if least < short else None
