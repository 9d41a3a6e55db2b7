"""Deductions as bars: what was taken under each name, and whether a rule for it is in the files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gigwallet.app.pay.tell_items import PayItem
from gigwallet.domain.money import Money
from gigwallet.domain.reconciled import DiscrepancyKind
from gigwallet.gui.screens.pay_check import items
from gigwallet.gui.widgets import BarRow
from gigwallet.words import money, ngettext, number

_COLOURS = {
    DiscrepancyKind.DEDUCTION_RULE_DIFFERS: "bad",
    DiscrepancyKind.DUPLICATE_CHARGE: "bad",
    DiscrepancyKind.DEDUCTION_NO_RULE: "warn",
    DiscrepancyKind.DEDUCTION_RULE_SHOWN: "chart_expected",
}


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken ``count`` times under one reference, as its rule stands."""

    kind: DiscrepancyKind
    ref: str
    count: int
    amount: Money


def taken(rows: Iterable[PayItem]) -> tuple[Taken, ...]:
    """Of rows in one currency. The whole sum counts, also the part that a rule allows."""
    found: dict[tuple[DiscrepancyKind, str], Taken] = {}
    for row in rows:
        if row.kind in _COLOURS and row.stated is not None:
            key = row.kind, row.ref
            before = found.get(key)
            found[key] = (
                Taken(*key, 1, -row.stated)
                if before is None
                else Taken(*key, before.count + 1, before.amount - row.stated)
            )
    return tuple(found.values())


def falling_away(several: Sequence[Taken]) -> tuple[BarRow, ...]:
    """One row for each name under which something was taken and each standing of its rule, the
    largest sum first."""
    named: dict[tuple[DiscrepancyKind, str], Taken] = {}
    for each in several:
        name = items.spoken_ref(each.ref)
        before = named.get((each.kind, name))
        count, amount = each.count, each.amount
        if before is not None:
            count, amount = count + before.count, amount + before.amount
        named[each.kind, name] = Taken(each.kind, name, count, amount)
    return tuple(
        BarRow(
            each.kind.value,
            _words(each),
            money(each.amount),
            0,
            each.amount.minor,
            _COLOURS[each.kind],
        )
        for each in sorted(named.values(), key=lambda each: (-each.amount.minor, each.ref))
    )


def _words(each: Taken) -> str:
    standing = items.short_label(each.kind)
    if each.count == 1:
        return f"{each.ref} ({standing})"
    times = ngettext("{n} time", "{n} times", each.count).format(n=number(each.count))
    return f"{each.ref} ({standing}; {times})"
