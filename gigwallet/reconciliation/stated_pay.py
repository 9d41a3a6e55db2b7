"""What was stated as the pay of each single order for the work itself, and what passed through."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from decimal import Decimal

from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.reconciled import MatchMethod
from gigwallet.domain.recorded import ExhibitId, FactId
from gigwallet.reconciliation.dues import EARNINGS, TAKEN
from gigwallet.reconciliation.facts import Book, exhibits_of
from gigwallet.reconciliation.figures import ONE, total
from gigwallet.reconciliation.given_values import own_cells, own_paid
from gigwallet.reconciliation.matching import Matching

# Of a match that is less sure than this no difference is claimed: it is asked about.
SURE_ENOUGH = Decimal("0.95")
CERTAIN_KINDS = (MatchMethod.BY_ID, MatchMethod.BY_PERSON)
# What the customer or others pay and the person only hands on.
_PASSED_ON = frozenset(
    {
        PayCategory.TIP,
        PayCategory.TOLL_REFUND,
        PayCategory.EXPENSE_REFUND,
        PayCategory.TAX_COLLECTED,
    }
)


@dataclass(frozen=True, slots=True)
class StatedPay:
    """``paid`` is what a platform gives for the work, less what it keeps; ``passed`` what it hands
    on beside it. ``sure``: whether a difference may be claimed on this match."""

    paid: Money
    passed: Money
    lines: tuple[FactId, ...]
    exhibits: tuple[ExhibitId, ...]
    confidence: Decimal
    sure: bool


def stated_pay(
    book: Book, matching: Matching, torn: Container[FactId] = ()
) -> dict[FactId, StatedPay]:
    """Of orders that were paid by themselves: what pays several together is the pay of none of
    them, and of ``torn`` ones two documents say different pay. What the person's own column says
    of an order goes first, as in ``gigwallet rules``."""
    found: dict[FactId, StatedPay] = {}
    for joined in matching.joined:
        (trip,) = matching.trip_rows(joined.trips[:1])
        rows = matching.paying(joined)
        lines = [each for each in rows if each.fact.amount.currency == trip.fact.currency]
        worked = any(each.fact.category in EARNINGS for each in lines)
        if len(joined.trips) > 1 or len(lines) < len(joined.lines) or not worked or trip.id in torn:
            continue
        counted = [each.fact.amount for each in lines if each.fact.category in EARNINGS | TAKEN]
        passed = [each.fact.amount for each in lines if each.fact.category in _PASSED_ON]
        found[trip.id] = StatedPay(
            total(counted, trip.fact.currency),
            total((each for each in passed if each.minor > 0), trip.fact.currency),
            tuple(each.id for each in lines),
            exhibits_of(lines),
            joined.confidence,
            joined.method in CERTAIN_KINDS or joined.confidence >= SURE_ENOUGH,
        )
    for trip in book.trips:
        own = own_paid(own_cells(each.raw for each in trip.sources), trip.fact.currency)
        if own is not None:
            found[trip.id] = StatedPay(own, Money.zero(own.currency), (), (), ONE, True)
    return found
