"""What is told of all items of one currency together, added up once off the window and in no
language: cards, charts and proofs put it into words when they are painted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gigwallet.app.pay.tell_items import PayItem
from gigwallet.domain.money import Money
from gigwallet.domain.reconciled import DiscrepancyKind
from gigwallet.domain.recorded import SchemeId
from gigwallet.gui.screens.pay_check.bars import Bar, bars
from gigwallet.gui.screens.pay_check.deductions import Taken, taken


@dataclass(frozen=True, slots=True)
class Sums:
    """``reckoned`` items have a rule or an offer behind them, ``schemes`` are those rules.
    ``claims`` may be short, ``owing`` are short for certain, and ``unclear`` only perhaps.
    ``beyond`` is what may be short beyond the least, by kind."""

    currency: str
    reckoned: int
    unclear: int
    owing: tuple[PayItem, ...]
    claims: tuple[PayItem, ...]
    beyond: tuple[tuple[DiscrepancyKind, Money], ...]
    schemes: tuple[SchemeId, ...]
    bars: tuple[Bar, ...]
    taken: tuple[Taken, ...]


def sums(items: Iterable[PayItem], currency: str) -> Sums:
    own = [each for each in items if each.amount.currency == currency]
    reckoned = [each for each in own if each.reckoned]
    unsaid = [each for each in own if not each.set_aside]
    return Sums(
        currency,
        len(reckoned),
        sum(1 for each in unsaid if each.short and not each.at_least),
        tuple(each for each in own if each.at_least),
        tuple(each for each in unsaid if _may_be_short(each)),
        _beyond(unsaid, currency),
        tuple(dict.fromkeys(each.scheme_id for each in reckoned if each.scheme_id is not None)),
        bars(own, currency),
        taken(own),
    )


def _may_be_short(item: PayItem) -> bool:
    return item.at_least.minor > 0 or (item.bounds[1].minor > 0 and item.short)


def _beyond(items: Iterable[PayItem], currency: str) -> tuple[tuple[DiscrepancyKind, Money], ...]:
    found: dict[DiscrepancyKind, int] = {}
    for each in items:
        more = each.amount.minor - each.at_least.minor
        if more > 0:
            found[each.kind] = found.get(each.kind, 0) + more
    return tuple((kind, Money(minor, currency)) for kind, minor in found.items())
