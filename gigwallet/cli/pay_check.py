"""A pay check in words: totals first, then each item with its reasons, then what is not judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from gigwallet.cli.terminal import table
from gigwallet.domain.money import Money
from gigwallet.domain.reconciled import Discrepancy, DiscrepancyKind, Reconciliation, Totals
from gigwallet.domain.step import Step
from gigwallet.words import _, labels, money, ngettext, period, refusals, signed_money

_COMMANDS = {
    "missing_engagement": ("add engagement VAULT --platform PLATFORM --city CITY",),
    "missing_work": ("import VAULT FILE", "add tally VAULT --month 2025-07 --orders 922"),
    "missing_rule": ("scheme add VAULT FILE --proof FILE",),
    "missing_statement": ("import VAULT FILE", "add statement VAULT --month 2025-07 --net AMOUNT"),
    "missing_payout": ("import VAULT FILE", "add payout VAULT --on DAY --amount AMOUNT"),
    "missing_proof_of_rule": ("scheme add VAULT FILE --proof FILE",),
    "rule_illustrative": ("scheme add VAULT FILE --proof FILE",),
}


def nothing_told(missing: Sequence[Step]) -> list[str]:
    """Why there is nothing to tell: each thing that is missing, and the commands that add it."""
    if not missing:
        return [_("There is nothing to check in these days.")]
    lines = [_("There is nothing to check yet. What is missing:")]
    for step in missing:
        lines.append(f"    {refusals.explain(step)}")
        lines += [f"        gigwallet {command}" for command in _COMMANDS.get(step.code, ())]
    return lines


def told(outcome: Reconciliation, *, everything: bool = False) -> list[str]:
    """Lines for a terminal. What was paid in full is counted only, unless ``everything``."""
    lines = [line for each in outcome.totals for line in _totals(each)]
    shown = [
        each
        for each in outcome.discrepancies
        if everything or each.kind is not DiscrepancyKind.PAID
    ]
    if shown:
        lines.append("")
    for each in shown:
        lines.append("  ".join((labels.label(each.kind), _about(each), *_difference(each))))
        lines += [f"    {refusals.explain(step)}" for step in each.steps]
    paid = len(outcome.discrepancies) - len(shown)
    if paid:
        lines += [
            "",
            ngettext("{count} item was paid in full.", "{count} items were paid in full.", paid)
            .format(count=paid),
        ]  # fmt: skip
    if outcome.tracked:
        seen = len(outcome.tracked)
        words = ngettext(
            "A track says something of {count} trip.",
            "Tracks say something of {count} trips.",
            seen,
        )
        lines += ["", words.format(count=seen)]
    differing = [each for each in outcome.days if not each.balances]
    if differing:
        lines += ["", _("On these days the payments are not as many as the completed orders:")]
        lines += [f"    {each.day}  {each.orders} → {each.payments}" for each in differing]
    reasons = Counter(each.reason for each in outcome.not_judged)
    if reasons:
        lines += ["", _("Not judged:")]
        lines += [f"    {count} × {refusals.reason(code)}" for code, count in reasons.items()]
    return lines


def _difference(each: Discrepancy) -> tuple[str, ...]:
    """A distance that no rule prices is a fact without an amount."""
    fact_alone = each.kind is DiscrepancyKind.DISTANCE_DIFFERS and not each.amount
    return () if fact_alone else (signed_money(each.amount),)


def _about(each: Discrepancy) -> str:
    """An order number as it is; the days of an item as people write them, with its label."""
    days = str(each.period)
    return f"{period(each.period)}{each.ref.removeprefix(days)}" if days in each.ref else each.ref


def _totals(each: Totals) -> list[str]:
    return table(
        [
            [_("Expected pay"), _known("expected", each, each.expected)],
            [_("Stated pay"), _known("stated", each, each.stated)],
            [_("Received"), _known("received", each, each.received)],
            [_("At least short"), _short(each)],
        ],
        right=frozenset({1}),
    )


def _known(name: str, of: Totals, amount: Money) -> str:
    return _("not known") if name in of.silent else money(amount)


def _short(of: Totals) -> str:
    """A nothing that nobody judged is no good news."""
    return money(of.shortfall) if of.judged else _("nothing judged yet")
