"""What is missing, why, and how sure that is: the short answer that the screen opens with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from gigwallet.domain.money import Money
from gigwallet.domain.reconciled import DiscrepancyKind, Reconciliation, Totals
from gigwallet.domain.recorded import ExhibitId, SchemeId
from gigwallet.gui.screens.pay_check.cards import reasons
from gigwallet.gui.screens.pay_check.items import Item, short_label

_REASONS_SHOWN = 2
_PAPERS_SHOWN = 6
Name = TypeVar("Name", SchemeId, ExhibitId)


@dataclass(frozen=True, slots=True)
class Cause:
    """Items of one kind. ``least`` of all of them counts, up to ``most`` may be short; the least
    and the most sure of them."""

    kind: DiscrepancyKind
    count: int
    least: Money
    most: Money
    sure: tuple[Decimal, Decimal]

    @property
    def words(self) -> str:
        return short_label(self.kind)


@dataclass(frozen=True, slots=True)
class Missing:
    """``least`` is the sum of what its ``causes`` come to at the least, ``most`` that of what they
    may come to. ``open`` are why other things are not judged, with how many: the most frequent."""

    judged: bool
    least: Money
    most: Money
    causes: tuple[Cause, ...]
    sure: tuple[Decimal, Decimal] | None
    open: tuple[tuple[str, int], ...]
    not_judged: int
    schemes: tuple[SchemeId, ...]
    exhibits: tuple[ExhibitId, ...]


def missing(outcome: Reconciliation, totals: Totals, rows: Iterable[Item]) -> Missing:
    """Of one currency. What the person set aside is missing nowhere."""
    short = [row for row in rows if _may_be_short(row, totals.currency)]
    causes = sorted(_causes(short), key=lambda each: (-each.least.minor, -each.most.minor))
    abouts = [row.discrepancy for row in short]
    counted = [each for each in abouts if each.at_least] or abouts
    by_reason = sorted(reasons(outcome.not_judged), key=lambda each: -each[1])
    return Missing(
        judged="expected" not in totals.silent or bool(causes),
        least=totals.shortfall,
        most=sum((each.most for each in causes), Money.zero(totals.currency)),
        causes=tuple(causes),
        sure=_sure(each.confidence for each in counted),
        open=tuple((sentence, count) for sentence, count, _refs in by_reason[:_REASONS_SHOWN]),
        not_judged=len(outcome.not_judged),
        schemes=_once(each.scheme_id for each in counted if each.scheme_id is not None),
        exhibits=_once(paper for each in counted for paper in each.exhibits)[:_PAPERS_SHOWN],
    )


def _may_be_short(row: Item, currency: str) -> bool:
    each = row.discrepancy
    reaches = each.at_least.minor > 0 or (each.high.minor > 0 and each.amount.minor > 0)
    return reaches and not each.set_aside and each.amount.currency == currency


def _causes(rows: Sequence[Item]) -> Iterable[Cause]:
    found: dict[DiscrepancyKind, list[Item]] = {}
    for row in rows:
        found.setdefault(row.kind, []).append(row)
    for kind, own in found.items():
        abouts = [row.discrepancy for row in own]
        zero = Money.zero(abouts[0].amount.currency)
        yield Cause(
            kind,
            len(own),
            sum((each.at_least for each in abouts), zero),
            sum((max(each.at_least, each.bounds[1]) for each in abouts), zero),
            _sure(each.confidence for each in abouts) or (Decimal(0), Decimal(0)),
        )


def _sure(confidences: Iterable[Decimal]) -> tuple[Decimal, Decimal] | None:
    known = list(confidences)
    return (min(known), max(known)) if known else None


def _once(names: Iterable[Name]) -> tuple[Name, ...]:
    return tuple(dict.fromkeys(names))
