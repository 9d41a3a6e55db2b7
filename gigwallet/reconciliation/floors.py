"""Pay below a floor of public law: what the floor gives beyond everything that is short already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from gigwallet.domain.later import Later
from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayLine
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import UNDERPAID_KINDS, Discrepancy, DiscrepancyKind, NotJudged
from gigwallet.domain.recorded import ExhibitId, FactId, Recorded
from gigwallet.domain.statement import Statement
from gigwallet.domain.step import Step, TraceLine
from gigwallet.reconciliation.claims import Claim
from gigwallet.reconciliation.facts import Book
from gigwallet.reconciliation.figures import ONE, RANGE, UNCOVERED, fact
from gigwallet.reconciliation.stated_pay import StatedPay

_SHORT = UNDERPAID_KINDS | {DiscrepancyKind.UNPAID}


@dataclass(frozen=True, slots=True)
class Paid:
    """What was stated for the work of a book: by order, beside the orders, and as sums of
    statements, of which no two are for the same days."""

    by_order: Mapping[FactId, StatedPay]
    beside: Sequence[Recorded[PayLine]]
    statements: Sequence[Recorded[Statement]]


@dataclass(frozen=True, slots=True)
class FloorFound:
    """A floor held against what was paid in a period: ``low`` and ``high`` is what lies below.

    ``doubt`` is why this is asked about and not claimed, if it is; ``steps`` say which law, which
    of its numbers, and what to mind.
    """

    period: Period
    floor: Money
    highest: Money
    paid: Money
    low: Money
    high: Money
    steps: Sequence[Step]
    trace: Sequence[TraceLine]
    facts: tuple[FactId, ...]
    exhibits: tuple[ExhibitId, ...]
    doubt: Step | None = None


class LegalFloor(Protocol):
    """The floor of law that was chosen for the work of an engagement, over each period that has
    ended: none where nobody chose one."""

    def __call__(self, book: Book, paid: Paid) -> Iterable[FloorFound]: ...


def paid_of(
    by_order: Mapping[FactId, StatedPay], book: Book, statements: Sequence[Recorded[Statement]]
) -> Paid:
    joined = {line for each in by_order.values() for line in each.lines}
    return Paid(by_order, [each for each in book.lines if each.id not in joined], statements)


def judge_floors(
    book: Book, paid: Paid, law: LegalFloor, claimed: Iterable[Claim]
) -> tuple[list[Discrepancy], list[NotJudged]]:
    """What is short by the person's own rules (``claimed``) counts as paid once it is paid, so a
    floor claims only what it gives beyond that. Where pay may lie below it and may not, that cannot
    be told, and nothing is said to be short."""
    short = [
        each
        for each in claimed
        if each.received is None and (each.kind in _SHORT or each.beyond_rule)
    ]
    found: list[Discrepancy] = []
    open_ones: list[NotJudged] = []
    for each in law(book, paid):
        shown = sum(
            item.at_least.minor
            for item in short
            if item.amount.currency == each.floor.currency and item.period.overlaps(each.period)
        )
        if each.low.minor > shown:
            found.append(_below(book, each, shown))
        elif each.high.minor > shown:
            open_ones.append(NotJudged(str(each.period), "floor_not_told", each.facts[:1]))
    return found, open_ones


def _below(book: Book, found: FloorFound, shown: int) -> Discrepancy:
    currency = found.floor.currency
    zero = Money.zero(currency)
    low = Money(max(0, found.low.minor - shown), currency)
    exact = found.floor == found.highest
    facts = {
        "floor_money": fact(found.floor),
        "highest_money": fact(found.highest),
        "paid_money": fact(found.paid),
        "below_money": fact(found.low),
        "when_period": str(found.period),
    }
    steps = [Step(f"pay_floor_below{'' if exact else '_range'}", facts)]
    if shown:
        steps.append(Step("pay_shown_elsewhere", {"shown_money": fact(Money(shown, currency))}))
    if found.doubt is not None:
        steps.append(found.doubt)
    steps += found.steps
    return Discrepancy(
        kind=DiscrepancyKind.BELOW_FLOOR,
        ref=str(found.period),
        engagement_id=book.id,
        period=found.period,
        amount=low,
        low=zero if found.doubt is not None else low,
        high=Money(found.high.minor - shown, currency),
        confidence=UNCOVERED if found.doubt is not None else ONE if exact else RANGE,
        expected=found.floor,
        stated=found.paid,
        steps=tuple(steps),
        trace=Later(lambda: tuple(found.trace)),
        facts=found.facts,
        exhibits=found.exhibits,
        beyond_rule=True,
    )
