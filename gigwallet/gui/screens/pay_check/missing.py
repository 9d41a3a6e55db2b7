"""What is missing, why, and how sure that is: the short answer that the screen opens with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from gigwallet.app.pay.tell_items import PayItem
from gigwallet.domain.money import Money
from gigwallet.domain.reconciled import DiscrepancyKind, Reconciliation, Totals
from gigwallet.domain.recorded import ExhibitId, SchemeId
from gigwallet.gui.screens.pay_check.cards import reasons
from gigwallet.gui.screens.pay_check.items import short_label
from gigwallet.gui.screens.pay_check.sums import Sums, sureness

_REASONS_SHOWN = 2
_PAPERS_SHOWN = 6
Name = TypeVar("Name", SchemeId, ExhibitId)


@dataclass(frozen=True, slots=True)
class Cause:
    """Items of one kind. ``least`` of all of them counts, up to ``most`` may be short (None: one
    of them is of unknown worth); the least and the most sure of them."""

    kind: DiscrepancyKind
    count: int
    least: Money
    most: Money | None
    sure: tuple[Decimal, Decimal]

    @property
    def words(self) -> str:
        return short_label(self.kind)


@dataclass(frozen=True, slots=True)
class Missing:
    """``least`` is the sum of what its ``causes`` come to at the least, ``most`` that of what they
    may come to. Of ``compared`` items it is known what was due and what came; ``sure`` is how sure
    the causes are, and without any the compared. ``open`` are why other things are not judged, with
    how many: the most frequent."""

    judged: bool
    least: Money
    most: Money | None
    compared: int
    causes: tuple[Cause, ...]
    sure: tuple[Decimal, Decimal] | None
    asides: tuple[tuple[DiscrepancyKind, int], ...]
    open: tuple[tuple[str, int], ...]
    not_judged: int
    schemes: tuple[SchemeId, ...]
    exhibits: tuple[ExhibitId, ...]


def missing(outcome: Reconciliation, totals: Totals, sums: Sums) -> Missing:
    """Of one currency. What the person set aside is missing nowhere."""
    causes = sorted(_causes(sums.claims), key=_by_size)
    most = [each.most for each in causes]
    counted = [each for each in sums.claims if each.at_least] or sums.claims
    by_reason = sorted(reasons(outcome.not_judged), key=lambda each: -each[1])
    return Missing(
        judged=totals.judged,
        least=totals.shortfall,
        most=_together(most, totals.currency),
        compared=sums.compared,
        causes=tuple(causes),
        sure=sureness(counted) or sums.sure,
        asides=sums.asides,
        open=tuple((sentence, count) for sentence, count, _refs in by_reason[:_REASONS_SHOWN]),
        not_judged=len(outcome.not_judged),
        schemes=_once(each.scheme_id for each in counted if each.scheme_id is not None),
        exhibits=_once(paper for each in counted for paper in each.exhibits)[:_PAPERS_SHOWN],
    )


def _causes(rows: Sequence[PayItem]) -> Iterable[Cause]:
    found: dict[DiscrepancyKind, list[PayItem]] = {}
    for row in rows:
        found.setdefault(row.kind, []).append(row)
    for kind, own in found.items():
        currency = own[0].amount.currency
        yield Cause(
            kind,
            len(own),
            Money(sum(each.at_least.minor for each in own), currency),
            _together([_most(each) for each in own], currency),
            sureness(own) or (Decimal(0), Decimal(0)),
        )


def _most(item: PayItem) -> Money | None:
    return None if item.unvalued else max(item.at_least, item.bounds[1])


def _together(amounts: Sequence[Money | None], currency: str) -> Money | None:
    """Nobody knows the sum of what nobody knows a part of."""
    known = [each.minor for each in amounts if each is not None]
    return Money(sum(known), currency) if len(known) == len(amounts) else None


def _by_size(cause: Cause) -> tuple[int, int]:
    return -cause.least.minor, -cause.most.minor if cause.most is not None else 0


def _once(names: Iterable[Name]) -> tuple[Name, ...]:
    return tuple(dict.fromkeys(names))
