"""What is told of all items of one currency together, added up once off the window and in no
language: cards, charts and proofs put it into words when they are painted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass
from decimal import Decimal

from gigwallet.app.pay.tell_items import PayItem
from gigwallet.domain.money import Money
from gigwallet.domain.reconciled import DiscrepancyKind
from gigwallet.domain.recorded import SchemeId
from gigwallet.gui.screens.pay_check.bars import Bar, bars
from gigwallet.gui.screens.pay_check.deductions import Taken, taken
from gigwallet.gui.screens.pay_check.items import came, warns


@dataclass(frozen=True, slots=True)
class Sums:
    """``reckoned`` items have a rule or an offer behind them, ``schemes`` are those rules; of
    ``compared`` it is known as well what came of it, as sure as ``sure`` says. ``claims`` may be
    short, ``owing`` are short for certain, and ``unclear`` only perhaps, or of unknown worth
    (``unvalued``). ``beyond`` is what may be short beyond the least, by kind. ``asides`` say how
    many of a kind are worth a look though they claim no money."""

    currency: str
    reckoned: int
    compared: int
    sure: tuple[Decimal, Decimal] | None
    unclear: int
    unvalued: int
    owing: tuple[PayItem, ...]
    claims: tuple[PayItem, ...]
    beyond: tuple[tuple[DiscrepancyKind, Money], ...]
    asides: tuple[tuple[DiscrepancyKind, int], ...]
    schemes: tuple[SchemeId, ...]
    bars: tuple[Bar, ...]
    taken: tuple[Taken, ...]


def sums(items: Iterable[PayItem], currency: str) -> Sums:
    own = [each for each in items if each.amount.currency == currency]
    reckoned = [each for each in own if each.reckoned]
    compared = [each for each in reckoned if came(each) is not None]
    unsaid = [each for each in own if not each.set_aside]
    claims = tuple(each for each in unsaid if _may_be_short(each))
    return Sums(
        currency,
        len(reckoned),
        len(compared),
        sureness(compared),
        sum(1 for each in unsaid if each.short and not each.at_least),
        sum(1 for each in unsaid if each.unvalued),
        tuple(each for each in own if each.at_least),
        claims,
        _beyond(unsaid, currency),
        _asides(unsaid, {each.kind for each in claims}),
        tuple(dict.fromkeys(each.scheme_id for each in reckoned if each.scheme_id is not None)),
        bars(own, currency),
        taken(own),
    )


def sureness(items: Iterable[PayItem]) -> tuple[Decimal, Decimal] | None:
    """How sure the least and the most sure of them are."""
    known = {each.confidence for each in items}
    return (min(known), max(known)) if known else None


def _may_be_short(item: PayItem) -> bool:
    possible = item.bounds[1].minor > 0 or item.unvalued
    return item.at_least.minor > 0 or (possible and item.short)


def _asides(
    items: Iterable[PayItem], claimed: Container[DiscrepancyKind]
) -> tuple[tuple[DiscrepancyKind, int], ...]:
    found = Counter(each.kind for each in items if warns(each.kind) and each.kind not in claimed)
    return tuple(found.items())


def _beyond(items: Iterable[PayItem], currency: str) -> tuple[tuple[DiscrepancyKind, Money], ...]:
    found: dict[DiscrepancyKind, int] = {}
    for each in items:
        more = each.amount.minor - each.at_least.minor
        if more > 0:
            found[each.kind] = found.get(each.kind, 0) + more
    return tuple((kind, Money(minor, currency)) for kind, minor in found.items())
