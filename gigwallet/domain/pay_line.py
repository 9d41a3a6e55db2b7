"""A pay line: one amount that a statement or export lists, with what it is for."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from gigwallet.domain.instants import Instant
from gigwallet.domain.money import Money


class PayCategory(StrEnum):
    BASE = "base"
    DISTANCE = "distance"
    TIME = "time"
    WAIT = "wait"
    SURGE = "surge"
    UPFRONT = "upfront"
    HOURLY = "hourly"
    GUARANTEE_TOPUP = "guarantee_topup"
    INCENTIVE = "incentive"
    TIP = "tip"
    CANCELLATION_FEE = "cancellation_fee"
    TOLL_REFUND = "toll_refund"
    EXPENSE_REFUND = "expense_refund"
    ADJUSTMENT = "adjustment"
    BATCH_DISCOUNT = "batch_discount"
    COMMISSION = "commission"
    PLATFORM_FEE = "platform_fee"
    TAX_COLLECTED = "tax_collected"
    TAX_WITHHELD = "tax_withheld"
    PENALTY = "penalty"
    EQUIPMENT = "equipment"
    INSURANCE = "insurance"
    HOLDBACK = "holdback"
    CASH_COLLECTED = "cash_collected"
    TRANSFER = "transfer"
    OTHER = "other"

    # An enum's own is a call of Python code, and a pay check asks each line for its category often.
    __hash__ = str.__hash__


@dataclass(frozen=True, slots=True)
class PayLine:
    """One amount. ``trip_ref`` and ``statement_ref`` are links as the source states them."""

    platform: str
    category: PayCategory
    amount: Money
    label_raw: str = ""
    trip_ref: str = ""
    statement_ref: str = ""
    occurred_at: Instant | None = None
    recognised_at: Instant | None = None
    quantity: Decimal | None = None
    rate: Decimal | None = None
    is_subtotal: bool = False
