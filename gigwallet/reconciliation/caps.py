"""Commission above a cap: what of a share that was too large is to be given back, by the caps that
the person's own rules state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import UNDERPAID_KINDS, Discrepancy, DiscrepancyKind, NotJudged
from gigwallet.domain.recorded import ExhibitId, FactId, Recorded
from gigwallet.domain.step import Step, TraceLine
from gigwallet.domain.trip import Trip, TripStatus
from gigwallet.reconciliation.complete import orders_complete
from gigwallet.reconciliation.expectation import scheme_on
from gigwallet.reconciliation.facts import Book, SchemeInUse, exhibits_of, ids_of
from gigwallet.reconciliation.figures import ONE, RANGE, fact
from gigwallet.reconciliation.given_values import Values, given_for
from gigwallet.reconciliation.matching import Matching, line_time
from gigwallet.reconciliation.orders import name_of
from gigwallet.reconciliation.stated_pay import StatedPay
from gigwallet.rules import Detail, Expected

_Pay = Mapping[FactId, StatedPay]


@dataclass(slots=True)
class Capped:
    """``claimed`` is what is claimed so far for an order or a month, in minor units."""

    found: list[Discrepancy] = field(default_factory=list)
    not_judged: list[NotJudged] = field(default_factory=list)
    claimed: dict[FactId | Period, int] = field(default_factory=dict)


def judge_caps(
    book: Book,
    matching: Matching,
    pay: _Pay,
    by_order: Iterable[Discrepancy],
    by_period: Sequence[Discrepancy],
    today: date,
) -> Capped:
    """Each cap against what was stated for the orders that it is for.

    What an order or a period is short of already (``by_order``, ``by_period``) makes the
    platform's share smaller once it is paid: a cap claims what goes beyond that, and a second cap
    what goes beyond the first. A line that pays no known order may be the refund.
    """
    capped = Capped()
    if not book.caps:
        return capped
    for item in by_order:
        for row in item.facts if item.kind in UNDERPAID_KINDS else ():
            capped.claimed[row] = max(capped.claimed.get(row, 0), item.low.minor)
    back = [each for each in matching.alone_lines if each.fact.category is PayCategory.ADJUSTMENT]
    short = [each for each in by_period if each.kind in UNDERPAID_KINDS]
    caps = [_Cap(book, rule, pay, back, short, capped) for rule in book.caps]
    for cap in caps:
        cap.judge_orders()
    for cap in caps:
        cap.judge_months(today)
    return capped


@dataclass(slots=True)
class _Cap:
    book: Book
    rule: SchemeInUse
    pay: _Pay
    back: Sequence[Recorded[PayLine]]
    short: Sequence[Discrepancy]
    capped: Capped
    own: dict[FactId, int] = field(default_factory=dict)

    def judge_orders(self) -> None:
        known = [each for each in self.book.trips if self._is_for(each) and self._known(each)]
        given = given_for(self.book, self.rule[2], known, self._stated(known))
        each_trip, _ = self.rule[2].for_each([each.fact for each in known], (), given)
        for trip, refund in zip(known, each_trip, strict=True):
            if refund is not None and refund.low.minor:
                self._order(trip, refund)

    def judge_months(self, today: date) -> None:
        if not any(version.bonuses for version in self.rule[2].versions):
            return
        trips = [each for each in self.book.trips if self._is_for(each)]
        days = {each.fact.day for each in trips if each.id in self.pay}
        months = {(day.year, day.month) for day in days if day is not None}
        for whole in (Period.of_month(*each) for each in sorted(months)):
            if whole.last < today:
                self._month(whole, trips)

    def _is_for(self, trip: Recorded[Trip]) -> bool:
        made = trip.fact
        if made.day is None or made.status is not TripStatus.COMPLETED:
            return False
        return scheme_on([self.rule], made.day, made.currency) is not None

    def _known(self, trip: Recorded[Trip]) -> bool:
        """Whether both sides of the share are known; a price that is not is named."""
        if trip.id in self.pay and trip.fact.customer_paid is None:
            name = name_of(trip.fact)
            self.capped.not_judged.append(NotJudged(name, "customer_price_unknown", (trip.id,)))
        return trip.id in self.pay and trip.fact.customer_paid is not None

    def _stated(self, trips: Iterable[Recorded[Trip]]) -> Mapping[FactId, Values]:
        """What passed through to others (a tip, a toll) is no part of what is shared, whether or
        not it is in the sum that the customer paid."""
        found: dict[FactId, Values] = {}
        for trip in trips:
            own, price = self.pay.get(trip.id), trip.fact.customer_paid
            if own is not None and price is not None:
                shared = price - own.passed if price.currency == own.passed.currency else price
                found[trip.id] = {
                    "paid": Fraction(own.paid.amount),
                    "customer_paid": Fraction(shared.amount),
                }
        return found

    def _order(self, trip: Recorded[Trip], refund: Expected) -> None:
        own, day, price = self.pay[trip.id], trip.fact.day, trip.fact.customer_paid
        before = self.capped.claimed.get(trip.id, 0)
        if day is None or price is None or refund.low.minor <= before:
            return
        told = {
            "customer_money": fact(price),
            "paid_money": fact(own.paid),
            "refund_money": fact(refund.low),
            "rule": self.rule[2].name,
        }
        steps = [*refund.steps, Step("pay_cap_order", told)]
        if own.passed.minor:
            steps.append(Step("pay_cap_passed_on", {"passed_money": fact(own.passed)}))
        doubt = self._doubt(own.sure, own.confidence, refund.low, day)
        item = self._item(name_of(trip.fact), Period.of_day(day), refund, before, steps, doubt)
        self.capped.claimed[trip.id] = before + item.low.minor
        self.own[trip.id] = item.low.minor
        self.capped.found.append(
            replace(
                item,
                confidence=own.confidence,
                expected=own.paid + refund.low,
                stated=own.paid,
                trace=(*self._paid(own.paid), *refund.trace),
                facts=(trip.id, *own.lines),
                exhibits=_once(exhibits_of([trip]), own.exhibits, self.rule[3]),
            )
        )

    def _paid(self, paid: Money) -> Iterator[TraceLine]:
        """What was paid, under the name that the rule gives it: with the refund it is the least
        that had to be paid."""
        lines = [line for version in self.rule[2].versions for line in version.lines]
        for line in lines:
            if line.quantity.name == "paid":
                name = line.label or line.id
                yield TraceLine(line.id, name, None, "", None, paid, self.rule[2].name)
                return

    def _month(self, month: Period, trips: Sequence[Recorded[Trip]]) -> None:
        """What a cap on the average gives beyond the single orders of its month."""
        inside = [each for each in trips if month.covers(Period.of_day(each.fact.day or date.min))]
        given = given_for(self.book, self.rule[2], trips, self._stated(trips))
        outcome = self.rule[2].for_work([each.fact for each in trips], (), month, given)
        single = [each for each in outcome.trips if each is not None]
        low, high = (
            Money(max(0, whole.minor - sum(part)), self.rule[2].currency)
            for whole, part in (
                (outcome.total.low, [each.low.minor for each in single]),
                (outcome.total.high, [each.high.minor for each in single]),
            )
        )
        # Where the average is reckoned with the refunds of single orders, those are in it.
        own = self.own if self._counts_refunds else {}
        claimed = self.capped.claimed
        shown = sum(claimed.get(each.id, 0) - own.get(each.id, 0) for each in inside)
        shown += claimed.get(month, 0)
        shown += sum(each.low.minor for each in self.short if month.overlaps(each.period))
        if low.minor <= shown:
            if high.minor > shown and not shown:
                self.capped.not_judged.append(
                    NotJudged(str(month), "cap_not_told", ids_of(inside[:1]))
                )
            return
        told = {"refund_money": fact(low), "orders": str(len(inside)), "when_period": str(month)}
        steps = [*outcome.total.steps, Step("pay_cap_month", told)]
        doubt = self._doubt(
            all(self.pay[each.id].sure for each in inside if each.id in self.pay),
            ONE,
            low,
            month.last,
        )
        if not orders_complete(self.book, month, len(inside)):
            doubt = [Step("pay_cap_month_incomplete", {"orders": str(len(inside))})]
        sums = [self.pay[each.id].paid for each in inside if each.id in self.pay]
        paid = sum(sums, Money.zero(low.currency)) if len(sums) == len(inside) else None
        before_it = () if paid is None else self._paid(paid)
        total = Expected(low, high, Detail(trace=(*before_it, *_of_month(outcome.total))))
        item = self._item(str(month), month, total, shown, steps, doubt)
        documents = [self.pay[each.id].exhibits for each in inside if each.id in self.pay]
        shown_by = _once(exhibits_of(inside), *documents, self.rule[3])
        claimed[month] = claimed.get(month, 0) + item.low.minor
        expected = None if paid is None else paid + low
        self.capped.found.append(replace(item, expected=expected, stated=paid, exhibits=shown_by))

    @property
    def _counts_refunds(self) -> bool:
        """Whether what the rule gives back for single orders counts as paid in its average."""
        return all(
            line.id in getattr(bonus.price, "of", ())
            for version in self.rule[2].versions
            for bonus in version.bonuses
            for line in version.lines
            if bonus.gives == line.gives.value == "money"
        )

    def _item(
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
            kind=DiscrepancyKind.ABOVE_CAP,
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

    def _doubt(self, sure: bool, confidence: Decimal, refund: Money, since: date) -> list[Step]:
        """Why a refund is asked about and not claimed, if it is."""
        if self.rule[2].illustrative:
            return [Step("pay_cap_illustrative", {"rule": self.rule[2].name})]
        if not sure:
            return [Step("pay_match_unsure", {"percent": str(int(confidence * 100))})]
        for line in self.back:
            moment = line_time(line.fact)
            if line.fact.amount == refund and (moment is None or moment.day >= since):
                return [Step("pay_cap_given_back", {"refund_money": fact(refund)})]
        return []


def _once(*groups: Iterable[ExhibitId]) -> tuple[ExhibitId, ...]:
    return tuple(dict.fromkeys(each for group in groups for each in group))


def _of_month(total: Expected) -> tuple[TraceLine, ...]:
    """The arithmetic of the month alone: what single orders give stands with them."""
    return tuple(each for each in total.trace if each.unit != "order")
