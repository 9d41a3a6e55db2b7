"""Which document would settle a difference, whichever way: what to look for or to ask for."""

from __future__ import annotations

from dataclasses import replace

from gigwallet.domain.reconciled import Discrepancy, DiscrepancyKind
from gigwallet.domain.step import Step

_DOCUMENTS = {
    DiscrepancyKind.UNPAID: ("settle_order_page", "settle_next_statement"),
    DiscrepancyKind.UNDERPAID: ("settle_order_page", "settle_rule_page"),
    DiscrepancyKind.WRONG_DISTANCE: ("settle_order_page", "settle_track"),
    DiscrepancyKind.DISTANCE_DIFFERS: ("settle_order_page", "settle_track"),
    DiscrepancyKind.WRONG_TIER: ("settle_order_count", "settle_rule_page"),
    DiscrepancyKind.MISSING_BONUS: ("settle_notice", "settle_next_statement"),
    DiscrepancyKind.CLAWBACK: ("settle_reason",),
    DiscrepancyKind.ABOVE_CAP: ("settle_customer_receipt", "settle_next_statement"),
    DiscrepancyKind.BELOW_FLOOR: ("settle_hours", "settle_next_statement"),
    DiscrepancyKind.DEDUCTION_NO_RULE: ("settle_deduction_rule", "settle_reason"),
    DiscrepancyKind.DEDUCTION_RULE_DIFFERS: ("settle_deduction_rule", "settle_reason"),
    DiscrepancyKind.DUPLICATE_CHARGE: ("settle_reason",),
    DiscrepancyKind.MISSING_PAYOUT: ("settle_every_account", "settle_payout_proof"),
    DiscrepancyKind.SHORT_PAYOUT: ("settle_every_account", "settle_payout_proof"),
    DiscrepancyKind.LATE: ("settle_pay_day",),
    DiscrepancyKind.UNRECONCILED: ("settle_full_statement",),
    DiscrepancyKind.NOT_COVERED: ("settle_next_statement",),
    DiscrepancyKind.UNLOGGED_PAY: ("settle_order_page",),
    DiscrepancyKind.OVERPAID: ("settle_order_page",),
}


_STEPS = {kind: tuple(map(Step, documents)) for kind, documents in _DOCUMENTS.items()}


def settled(item: Discrepancy) -> Discrepancy:
    """The item with the documents that would settle it."""
    settled_by = _STEPS.get(item.kind, ())
    return item if item.settled_by == settled_by else replace(item, settled_by=settled_by)
