"""A payout: money that a platform says it sent, or that arrived."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gigwallet.domain.instants import Instant
from gigwallet.domain.money import Money
from gigwallet.domain.period import Period


class PayoutSide(StrEnum):
    STATED = "stated"
    RECEIVED = "received"


class PayoutMethod(StrEnum):
    BANK = "bank"
    WALLET = "wallet"
    CASH = "cash"
    CARD = "card"


@dataclass(frozen=True, slots=True)
class Payout:
    """``period`` is the time it pays for, where known; ``account_mask`` ends in 4 digits."""

    side: PayoutSide
    at: Instant
    amount: Money
    platform: str = ""
    payer_text: str = ""
    label: str = ""
    period: Period | None = None
    method: PayoutMethod = PayoutMethod.BANK
    ext_ref: str = ""
    account_mask: str = ""
