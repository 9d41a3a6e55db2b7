"""Commission above a cap: what of a share that was too large is to be given back, by the caps that
the person's own rules state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import UNDERPAID_KINDS, Discrepancy, NotJudged
from gigwallet.domain.recorded import FactId, Recorded
from gigwallet.domain.step import Step, TraceLine
from gigwallet.domain.trip import Trip
from gigwallet.reconciliation.cap_rule import CapRule
from gigwallet.reconciliation.claims import Claim
from gigwallet.reconciliation.complete import orders_complete, pay_complete
from gigwallet.reconciliation.expectation import tier_span
from gigwallet.reconciliation.facts import Book, exhibits_of, exhibits_together, ids_of
from gigwallet.reconciliation.figures import ONE, fact
from gigwallet.reconciliation.given_values import given_for
from gigwallet.reconciliation.matching import Matching
from gigwallet.reconciliation.order_items import name_of
from gigwallet.reconciliation.stated_pay import StatedPay, StatedTogether
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
    together: Sequence[StatedTogether],
    by_order: Iterable[Claim],
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
    categories = matching.lines.category
    back = matching.line_rows(
        [each for each in matching.alone_lines if categories[each] is PayCategory.ADJUSTMENT]
    )
    short = [each for each in by_period if each.kind in UNDERPAID_KINDS]
    caps = [_Cap(CapRule(book, rule, pay, back), short, capped) for rule in book.caps]
    for cap in caps:
        cap.judge_orders()
        for each in together:
            cap.judge_together(each)
    for cap in caps:
        cap.judge_months(today)
    return capped


@dataclass(slots=True)
class _Cap:
    rule: CapRule
    short: Sequence[Discrepancy]
    capped: Capped
    own: dict[FactId, int] = field(default_factory=dict)

    def judge_orders(self) -> None:
        trips = [each for each in self.rule.book.trips if self.rule.is_for(each)]
        known = [each for each in trips if self._known(each)]
        given = given_for(self.rule.book, self.rule.scheme, known, self.rule.stated(known))
        each_trip, _ = self.rule.scheme.for_each([each.fact for each in known], (), given)
        for trip, refund in zip(known, each_trip, strict=True):
            if refund is not None and refund.low.minor:
                self._order(trip, refund)

    def judge_together(self, several: StatedTogether) -> None:
        """Orders that were paid in one sum: at least what it lacks of the least of all of them, at
        most what is missing if it was paid for one alone."""
        trips, own = several.trips, several.pay
        days = [each.fact.day for each in trips if each.fact.day is not None]
        if not all(map(self.rule.is_for, trips)) or not self.rule.lacks_what_was_not_paid:
            return
        unpriced = [each for each in trips if self.rule.is_cap and each.fact.customer_paid is None]
        self.capped.not_judged += [
            NotJudged(name_of(each.fact), "customer_price_unknown", (each.id,)) for each in unpriced
        ]
        if unpriced or own.passed.minor:
            return
        given = given_for(self.rule.book, self.rule.scheme, trips, self.rule.unpaid(trips))
        each_trip, _ = self.rule.scheme.for_each([each.fact for each in trips], (), given)
        refunds = [each for each in each_trip if each is not None]
        paid, zero = max(0, own.paid.minor), Money.zero(own.paid.currency)
        low = sum((each.low for each in refunds), zero) - own.paid
        before = max(self.capped.claimed.get(each.id, 0) for each in trips)
        if len(refunds) < len(trips) or low.minor <= before:
            return
        most = sum((each.high for each in refunds), zero)
        kept = Money(min(paid, *(each.high.minor for each in refunds)), most.currency)
        (line,) = self.rule.refund_line(low)
        refund = Expected(low, most - kept, Detail(trace=(line,)))
        names = ", ".join(name_of(each.fact) for each in trips)
        told = {"paid_money": fact(own.paid), "refund_money": fact(low)}
        steps = [Step("pay_cap_together", told | {"rule": self.rule.scheme.name})]
        span = Period(min(days), max(days))
        doubt = self.rule.doubt(own.sure, own.confidence, low, span.first)
        item = self.rule.item(names, span, refund, before, steps, doubt)
        item = replace(item, confidence=min(item.confidence, own.confidence))
        # Said of one of them: a month adds up what is claimed of its orders.
        self.capped.claimed[trips[0].id] = before + item.low.minor
        self.capped.found.append(self._shown(item, own, refund, trips))

    def _shown(
        self,
        item: Discrepancy,
        own: StatedPay,
        refund: Expected,
        trips: Sequence[Recorded[Trip]],
    ) -> Discrepancy:
        """With what was paid, and the rows and documents behind it."""
        return replace(
            item,
            expected=own.paid + refund.low,
            stated=own.paid,
            trace=(*self.rule.paid_line(own.paid), *refund.trace),
            facts=(*ids_of(trips), *own.lines),
            exhibits=exhibits_together(exhibits_of(trips), own.exhibits, self.rule.rule[3]),
        )

    def judge_months(self, today: date) -> None:
        if not any(version.bonuses for version in self.rule.scheme.versions):
            return
        trips = [each for each in self.rule.book.trips if self.rule.is_for(each)]
        days = {each.fact.day for each in trips if each.id in self.rule.pay}
        months = {(day.year, day.month) for day in days if day is not None}
        for whole in (Period.of_month(*each) for each in sorted(months)):
            if whole.last < today:
                self._month(whole, trips)

    def _known(self, trip: Recorded[Trip]) -> bool:
        """Whether both sides of the share are known; a price that is not is named."""
        if not self.rule.is_cap:
            return trip.id in self.rule.pay
        if trip.id in self.rule.pay and trip.fact.customer_paid is None:
            name = name_of(trip.fact)
            self.capped.not_judged.append(NotJudged(name, "customer_price_unknown", (trip.id,)))
        return trip.id in self.rule.pay and trip.fact.customer_paid is not None

    def _order(self, trip: Recorded[Trip], refund: Expected) -> None:
        own, day, price = self.rule.pay[trip.id], trip.fact.day, trip.fact.customer_paid
        before = self.capped.claimed.get(trip.id, 0)
        if day is None or refund.low.minor <= before:
            return
        told = {
            "customer_money": fact(price) if price is not None else "",
            "paid_money": fact(own.paid),
            "refund_money": fact(refund.low),
            "rule": self.rule.scheme.name,
        }
        code = "pay_cap_order" if self.rule.is_cap and price is not None else "pay_own_floor_order"
        steps = [*refund.steps, Step(code, told)]
        if own.passed.minor:
            steps.append(Step("pay_cap_passed_on", {"passed_money": fact(own.passed)}))
        doubt = self.rule.doubt(own.sure, own.confidence, refund.low, day)
        item = self.rule.item(name_of(trip.fact), Period.of_day(day), refund, before, steps, doubt)
        self.capped.claimed[trip.id] = before + item.low.minor
        self.own[trip.id] = item.low.minor
        item = replace(item, confidence=own.confidence)
        self.capped.found.append(self._shown(item, own, refund, [trip]))

    def _month(self, month: Period, trips: Sequence[Recorded[Trip]]) -> None:
        """What a cap on the average gives beyond the single orders of its month."""
        near = tier_span(month)
        around = [each for each in trips if each.fact.day is not None and each.fact.day in near]
        inside = [each for each in around if each.fact.day is not None and each.fact.day in month]
        given = given_for(self.rule.book, self.rule.scheme, around, self.rule.stated(around))
        outcome = self.rule.scheme.for_work([each.fact for each in around], (), month, given)
        single = [each for each in outcome.trips if each is not None]
        low, high = (
            Money(max(0, whole.minor - sum(part)), self.rule.scheme.currency)
            for whole, part in (
                (outcome.total.low, [each.low.minor for each in single]),
                (outcome.total.high, [each.high.minor for each in single]),
            )
        )
        # Where the average is reckoned with the refunds of single orders, those are in it.
        own = self.own if self.rule.counts_refunds else {}
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
        told["rule"] = self.rule.scheme.name
        said = Step("pay_cap_month" if self.rule.is_cap else "pay_own_floor_month", told)
        steps = [*outcome.total.steps, said]
        doubt = self.rule.doubt(
            all(self.rule.pay[each.id].sure for each in inside if each.id in self.rule.pay),
            ONE,
            low,
            month.last,
        )
        if not self.rule.is_cap and not pay_complete(self.rule.book, month):
            doubt = [Step("pay_floor_pay_incomplete", {})]
        elif self.rule.is_cap and not orders_complete(self.rule.book, month, len(inside)):
            doubt = [Step("pay_cap_month_incomplete", {"orders": str(len(inside))})]
        sums = [self.rule.pay[each.id].paid for each in inside if each.id in self.rule.pay]
        paid = sum(sums, Money.zero(low.currency)) if len(sums) == len(inside) else None
        before_it = () if paid is None else self.rule.paid_line(paid)
        total = Expected(low, high, Detail(trace=(*before_it, *_of_month(outcome.total))))
        item = self.rule.item(str(month), month, total, shown, steps, doubt)
        documents = [self.rule.pay[each.id].exhibits for each in inside if each.id in self.rule.pay]
        shown_by = exhibits_together(exhibits_of(inside), *documents, self.rule.rule[3])
        claimed[month] = claimed.get(month, 0) + item.low.minor
        expected = None if paid is None else paid + low
        self.capped.found.append(replace(item, expected=expected, stated=paid, exhibits=shown_by))


def _of_month(total: Expected) -> tuple[TraceLine, ...]:
    """The arithmetic of the month alone: what single orders give stands with them."""
    return tuple(each for each in total.trace if each.unit != "order")
