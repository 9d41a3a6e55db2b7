"""What was stated as the pay of each single order for the work itself, and what passed through."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.reconciled import MatchMethod
from gigwallet.domain.recorded import ExhibitId, FactId, Recorded
from gigwallet.domain.trip import Trip
from gigwallet.reconciliation.dues import EARNINGS, TAKEN
from gigwallet.reconciliation.facts import Book, exhibits_of
from gigwallet.reconciliation.figures import ONE, total
from gigwallet.reconciliation.given_values import own_cells, own_paid
from gigwallet.reconciliation.matching import Joined, Matching

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


@dataclass(frozen=True, slots=True)
class StatedTogether:
    """What was stated for several orders as one sum."""

    trips: Sequence[Recorded[Trip]]
    pay: StatedPay


def stated_pay(
    book: Book, matching: Matching, torn: Container[FactId] = ()
) -> dict[FactId, StatedPay]:
    """Of orders that were paid by themselves: what pays several together is the pay of none of
    them, and of ``torn`` ones two documents say different pay. What the person's own column says
    of an order goes first, as in ``gigwallet rules``."""
    found: dict[FactId, StatedPay] = {}
    for joined in matching.joined:
        (trip,) = matching.trip_rows(joined.trips[:1])
        if len(joined.trips) == 1 and trip.id not in torn:
            pay = _stated(matching, joined, trip.fact.currency)
            if pay is not None:
                found[trip.id] = pay
    for trip in book.trips:
        own = own_paid(own_cells(each.raw for each in trip.sources), trip.fact.currency)
        if own is not None:
            found[trip.id] = StatedPay(own, Money.zero(own.currency), (), (), ONE, True)
    return found


def stated_together(
    matching: Matching, known: Container[FactId], torn: Container[FactId] = ()
) -> Iterator[StatedTogether]:
    """Of orders of one currency that were paid in one sum, none of which is ``known`` by itself."""
    for joined in matching.joined:
        if len(joined.trips) == 1:
            continue
        trips = matching.trip_rows(joined.trips)
        currencies = {each.fact.currency for each in trips}
        if len(currencies) > 1 or any(each.id in known or each.id in torn for each in trips):
            continue
        pay = _stated(matching, joined, currencies.pop())
        if pay is not None:
            yield StatedTogether(trips, pay)


def _stated(matching: Matching, joined: Joined, currency: str) -> StatedPay | None:
    """None where lines of another currency, or none for the work, are among it."""
    lines = matching.paying(joined)
    worked = any(each.fact.category in EARNINGS for each in lines)
    if not worked or any(each.fact.amount.currency != currency for each in lines):
        return None
    counted = [each.fact.amount for each in lines if each.fact.category in EARNINGS | TAKEN]
    passed = [each.fact.amount for each in lines if each.fact.category in _PASSED_ON]
    return StatedPay(
        total(counted, currency),
        total((each for each in passed if each.minor > 0), currency),
        tuple(each.id for each in lines),
        exhibits_of(lines),
        joined.confidence,
        joined.method in CERTAIN_KINDS or joined.confidence >= SURE_ENOUGH,
    )
