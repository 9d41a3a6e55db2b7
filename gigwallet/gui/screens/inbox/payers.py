"""Payers: who sent the money of a wallet bill, and which of them pay for work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gigwallet.app.intake.import_outcome import FilePreview, PayerPreview
from gigwallet.domain.money import Money
from gigwallet.words import _, money, ngettext, number


@dataclass(frozen=True, slots=True)
class Payer:
    """One sender over all files: how often, how much per currency."""

    name: str
    count: int
    sums: tuple[Money, ...]
    suggested: bool

    @property
    def words(self) -> str:
        """``12 payments, ¥5,534.00``"""
        count = ngettext("{n} payment", "{n} payments", self.count).format(n=number(self.count))
        return ", ".join((count, *(money(each) for each in self.sums)))


def payers(files: Sequence[FilePreview]) -> tuple[Payer, ...]:
    """Known payers first, then by how often they paid."""
    found: dict[str, list[PayerPreview]] = {}
    for file in files:
        for each in file.payers:
            found.setdefault(each.name, []).append(each)
    merged = [_merged(name, said) for name, said in found.items()]
    return tuple(sorted(merged, key=lambda payer: (not payer.suggested, -payer.count, payer.name)))


def chosen_sentence(chosen: Sequence[Payer]) -> str:
    """What ticking these payers would store."""
    if not chosen:
        return _("Nobody is ticked: no payment of this bill will be stored.")
    count = sum(payer.count for payer in chosen)
    totals: dict[str, Money] = {}
    for payer in chosen:
        for each in payer.sums:
            totals[each.currency] = totals.get(each.currency, Money.zero(each.currency)) + each
    said = ngettext("{n} payment will be stored", "{n} payments will be stored", count)
    sums = ", ".join(money(each) for each in totals.values())
    return _("{what}: {amount}").format(what=said.format(n=number(count)), amount=sums)


def _merged(name: str, said: list[PayerPreview]) -> Payer:
    sums: dict[str, Money] = {}
    for each in said:
        before = sums.get(each.sum.currency, Money.zero(each.sum.currency))
        sums[each.sum.currency] = before + each.sum
    return Payer(
        name,
        sum(each.count for each in said),
        tuple(sums.values()),
        any(each.suggested or each.confirmed for each in said),
    )
