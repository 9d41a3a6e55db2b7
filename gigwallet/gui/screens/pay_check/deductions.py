"""Deductions as bars: what was taken under each name, and whether a rule for it is in the files."""

from __future__ import annotations

from collections.abc import Iterable

from gigwallet.domain.money import Money
from gigwallet.domain.reconciled import DiscrepancyKind
from gigwallet.gui.screens.pay_check import items
from gigwallet.gui.screens.pay_check.items import Item
from gigwallet.gui.widgets import BarRow
from gigwallet.words import money, ngettext, number

_COLOURS = {
    DiscrepancyKind.DEDUCTION_RULE_DIFFERS: "bad",
    DiscrepancyKind.DUPLICATE_CHARGE: "bad",
    DiscrepancyKind.DEDUCTION_NO_RULE: "warn",
    DiscrepancyKind.DEDUCTION_RULE_SHOWN: "chart_expected",
}


def taken(rows: Iterable[Item], currency: str) -> tuple[BarRow, ...]:
    """One row for each name under which something was taken and each standing of its rule, the
    largest sum first. The whole sum counts, also the part that a rule allows."""
    sums: dict[tuple[DiscrepancyKind, str], list[Money]] = {}
    for row in rows:
        amount = row.discrepancy.stated
        if row.kind in _COLOURS and amount is not None and amount.currency == currency:
            sums.setdefault((row.kind, items.subject(row)), []).append(-amount)
    zero = Money.zero(currency)
    found = {key: sum(amounts, zero) for key, amounts in sums.items()}
    return tuple(
        BarRow(
            kind.value,
            _words(name, kind, len(sums[kind, name])),
            money(amount),
            0,
            amount.minor,
            _COLOURS[kind],
        )
        for (kind, name), amount in sorted(
            found.items(), key=lambda each: (-each[1].minor, each[0][1])
        )
    )


def _words(name: str, kind: DiscrepancyKind, count: int) -> str:
    times = ngettext("{n} time", "{n} times", count).format(n=number(count))
    return (
        f"{name} ({items.short_label(kind)}; {times})"
        if count > 1
        else (f"{name} ({items.short_label(kind)})")
    )
