"""The waterfall: from what was expected to what arrived, each step with its amount."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gigwallet.app.pay.tell_bridge import Fall
from gigwallet.domain.reconciled import DiscrepancyKind
from gigwallet.gui.screens.pay_check.items import NOTHING
from gigwallet.gui.widgets.bar_rows import NO_BAR, BarRow
from gigwallet.words import _, money, signed_money


def falling(falls: Sequence[Fall]) -> tuple[BarRow, ...]:
    """Sums stand on zero; what lies between hangs where the one above ended. Nothing leads from or
    to a sum that is not known, and it has no bar: it would be drawn as nothing."""
    made = []
    at = 0
    for each in _between_known(falls):
        minor = each.amount.minor
        words = words_of(each.key)
        if each.is_sum:
            colour = "chart_expected" if each.key == "expected" else "accent"
            shown = money(each.amount)
            if not each.known:
                shown, minor, colour = NOTHING, 0, NO_BAR
            made.append(BarRow(each.key, words, shown, 0, minor, colour, strong=True))
            at = minor
            continue
        colour = "bad" if minor < 0 and each.claimed else "warn" if minor < 0 else "good"
        shown = signed_money(each.amount)
        made.append(BarRow(each.key, words, shown, at, at + minor, colour))
        at += minor
    return tuple(made)


def _between_known(falls: Sequence[Fall]) -> Iterator[Fall]:
    steps: list[Fall] = []
    known = True
    for each in falls:
        if not each.is_sum:
            steps.append(each)
            continue
        if known and each.known:
            yield from steps
        yield each
        steps, known = [], each.known


def words_of(key: str) -> str:
    """What each sum and each step is; an unknown one shows its key."""
    return {
        "expected": _("By the rule, before deductions"),
        "stated": _("Stated"),
        "received": _("Received"),
        "short": _("Short-paid or unpaid orders"),
        "above_cap": _("Commission above its cap"),
        "below_floor": _("Below the legal floor"),
        "overpaid": _("Paid beyond the rule"),
        "range": _("Within what the rule leaves open"),
        "no_statement": _("Without a statement, not paid yet"),
        "not_covered": _("Not covered by any statement"),
        "deduction_rule_differs": _("Deductions beyond their rule"),
        "deduction_no_rule": _("Deductions without a rule in your files"),
        "deduction_rule_shown": _("Deductions with a rule"),
        "unreconciled": _("Statements that do not add up"),
        "rule_unreconciled": _("Rule and statement differ, cause unknown"),
        "beside_rule": _("Beside the rule: tips, refunds, commission"),
        "outside_period": _("Other days of statements at its edges"),
        "stated_rest": _("Stated, of no kind above"),
        "not_received": _("Stated, not received"),
        "received_beyond": _("Received beyond what was stated"),
        "received_unstated": _("Received without a statement"),
        "received_rest": _("No record of its arrival, or not due yet"),
    }.get(key, key)


_ITEMS = {
    "above_cap": DiscrepancyKind.ABOVE_CAP,
    "below_floor": DiscrepancyKind.BELOW_FLOOR,
    "overpaid": DiscrepancyKind.OVERPAID,
    "not_covered": DiscrepancyKind.NOT_COVERED,
    "deduction_rule_differs": DiscrepancyKind.DEDUCTION_RULE_DIFFERS,
    "deduction_no_rule": DiscrepancyKind.DEDUCTION_NO_RULE,
    "deduction_rule_shown": DiscrepancyKind.DEDUCTION_RULE_SHOWN,
    "unreconciled": DiscrepancyKind.UNRECONCILED,
}


def items_of(key: str) -> DiscrepancyKind | None:
    """The kind of items that a step is made of; None where it is made of several."""
    return _ITEMS.get(key)
