"""One rule about what was paid: whom it is for, what it is told, how it says what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayLine
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import Discrepancy, DiscrepancyKind
from gigwallet.domain.recorded import FactId, Recorded
from gigwallet.domain.step import Step, TraceLine
from gigwallet.domain.trip import Trip, TripStatus
from gigwallet.reconciliation.expectation import scheme_on
from gigwallet.reconciliation.facts import Book, SchemeInUse
from gigwallet.reconciliation.figures import ONE, RANGE, fact
from gigwallet.reconciliation.given_values import Values
from gigwallet.reconciliation.matching import line_time
from gigwallet.reconciliation.stated_pay import StatedPay
from gigwallet.rules import Expected, PayScheme, Version
from gigwallet.rules.prices import Flat, Limit
from gigwallet.rules.scheme import Gives


@dataclass(frozen=True, slots=True)
class CapRule:
    """A cap on the share that a platform keeps, or, where the rule does not ask what the customer
    paid, a floor of the person's own. ``pay`` is what was stated for each order; ``back`` are
    lines of no order, one of which may be the refund."""

    book: Book
    rule: SchemeInUse
    pay: Mapping[FactId, StatedPay]
    back: Sequence[Recorded[PayLine]]

    @property
    def scheme(self) -> PayScheme:
        return self.rule[2]

    @property
    def is_cap(self) -> bool:
        return "customer_paid" in self.scheme.quantities

    def is_for(self, trip: Recorded[Trip]) -> bool:
        made = trip.fact
        if made.day is None or made.status is not TripStatus.COMPLETED:
            return False
        return scheme_on([self.rule], made.day, made.currency) is not None

    def stated(self, trips: Iterable[Recorded[Trip]]) -> Mapping[FactId, Values]:
        """What passed through to others (a tip, a toll) is no part of what is shared, whether or
        not it is in the sum that the customer paid."""
        found: dict[FactId, Values] = {}
        for trip in trips:
            own, price = self.pay.get(trip.id), trip.fact.customer_paid
            if own is not None and price is None and not self.is_cap:
                found[trip.id] = {"paid": Fraction(own.paid.amount)}
            elif own is not None and price is not None:
                shared = price - own.passed if price.currency == own.passed.currency else price
                found[trip.id] = {
                    "paid": Fraction(own.paid.amount),
                    "customer_paid": Fraction(shared.amount),
                }
        return found

    def unpaid(self, trips: Iterable[Recorded[Trip]]) -> Mapping[FactId, Values]:
        """What the rule is told if nothing at all was paid for these."""
        found: dict[FactId, Values] = {}
        for trip in trips:
            price = trip.fact.customer_paid
            shared = {} if price is None else {"customer_paid": Fraction(price.amount)}
            found[trip.id] = {"paid": Fraction(), **shared}
        return found

    def refund_line(self, refund: Money) -> Iterator[TraceLine]:
        """What is to be given back in one, under the name that the rule gives it."""
        for line in self.scheme.versions[-1].lines:
            if line.gives is Gives.MONEY:
                name = line.label or line.id
                yield TraceLine(line.id, name, None, "", None, refund, self.scheme.name)
                return

    def paid_line(self, paid: Money) -> Iterator[TraceLine]:
        """What was paid, under the name that the rule gives it: with the refund it is the least
        that had to be paid."""
        lines = [line for version in self.scheme.versions for line in version.lines]
        for line in lines:
            if line.quantity.name == "paid":
                name = line.label or line.id
                yield TraceLine(line.id, name, None, "", None, paid, self.scheme.name)
                return

    @property
    def lacks_what_was_not_paid(self) -> bool:
        """Whether a cent more of pay is a cent less of refund, or none: then orders that were paid
        in one sum lack at least what that sum does not reach, however it is divided."""
        return all(map(_lacks_what_was_not_paid, self.scheme.versions))

    @property
    def counts_refunds(self) -> bool:
        """Whether what the rule gives back for single orders counts as paid in its average."""
        return all(
            line.id in getattr(bonus.price, "of", ())
            for version in self.scheme.versions
            for bonus in version.bonuses
            for line in version.lines
            if bonus.gives == line.gives.value == "money"
        )

    def item(
        self,
        ref: str,
        period: Period,
        refund: Expected,
        before: int,
        steps: Sequence[Step],
        doubt: Sequence[Step],
    ) -> Discrepancy:
        """``before`` is what other items claim already."""
        currency = refund.low.currency
        beyond = Money(refund.low.minor - before, currency)
        shown = [Step("pay_shown_elsewhere", {"shown_money": fact(Money(before, currency))})]
        return Discrepancy(
            kind=DiscrepancyKind.ABOVE_CAP if self.is_cap else DiscrepancyKind.BELOW_FLOOR,
            ref=ref,
            engagement_id=self.book.id,
            period=period,
            amount=beyond,
            low=Money.zero(currency) if doubt else beyond,
            high=Money(refund.high.minor - before, currency),
            confidence=ONE if refund.low == refund.high else RANGE,
            steps=(*steps, *(shown if before else ()), *doubt),
            trace=refund.trace,
            scheme_id=self.rule[0],
            beyond_rule=True,
        )

    def doubt(self, sure: bool, confidence: Decimal, refund: Money, since: date) -> list[Step]:
        """Why a refund is asked about and not claimed, if it is."""
        if self.scheme.illustrative:
            return [Step("pay_cap_illustrative", {"rule": self.scheme.name})]
        if not sure:
            return [Step("pay_match_unsure", {"percent": str(int(confidence * 100))})]
        for line in self.back:
            moment = line_time(line.fact)
            if line.fact.amount == refund and (moment is None or moment.day >= since):
                return [Step("pay_cap_given_back", {"refund_money": fact(refund)})]
        return []


def _lacks_what_was_not_paid(version: Version) -> bool:
    given = [line for line in version.lines if line.gives is Gives.MONEY]
    paid = [line for line in version.lines if line.quantity.name == "paid"]
    if len(given) != 1 or len(paid) != 1:
        return False
    (refund,), (own,) = given, paid
    asked = (bound.quantity.name for line in version.lines for bound in line.condition.bounds)
    return (
        isinstance(refund.price, Limit)
        and refund.price.least
        and refund.price.of == (own.id,)
        and own.id not in refund.price.lines
        and isinstance(own.price, Flat)
        and not own.price.started
        and 0 <= own.price.price <= 1
        and "paid" not in asked
    )
