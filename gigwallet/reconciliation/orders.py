"""The pay check order by order: paid, short, beyond, unpaid, or not to be judged."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial

from gigwallet.domain.job import Job
from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import Discrepancy, DiscrepancyKind, NotJudged
from gigwallet.domain.recorded import FactId
from gigwallet.reconciliation.causes import lines_may_tell
from gigwallet.reconciliation.claims import Claim
from gigwallet.reconciliation.coverage import Covered
from gigwallet.reconciliation.differences import Difference
from gigwallet.reconciliation.doubts import doubt_of
from gigwallet.reconciliation.dues import EARNINGS
from gigwallet.reconciliation.expectation import Expectations
from gigwallet.reconciliation.facts import Book
from gigwallet.reconciliation.figures import ONE
from gigwallet.reconciliation.matching import Joined, Matching
from gigwallet.reconciliation.order_items import (
    day_of,
    item_of,
    joined_item,
    name_of,
    not_covered_item,
    span_of,
    unpaid_item,
)
from gigwallet.reconciliation.stated_pay import SURE_ENOUGH

_UNDERPAID, _OVERPAID = DiscrepancyKind.UNDERPAID, DiscrepancyKind.OVERPAID
_UNPAID, _NOT_COVERED = DiscrepancyKind.UNPAID, DiscrepancyKind.NOT_COVERED


@dataclass(slots=True)
class Judged:
    """What the orders of a book came to; those that were paid what they are due are ``balanced``,
    in these currencies, and turn into items when somebody looks. ``stated_for`` holds the trips
    that have pay lines; ``unpaid_sure`` is how sure it can be at the most that one without is
    unpaid."""

    found: list[Claim] = field(default_factory=list)
    balanced: list[Joined] = field(default_factory=list)
    balanced_in: set[str] = field(default_factory=set)
    not_judged: list[NotJudged] = field(default_factory=list)
    stated_for: set[FactId] = field(default_factory=set)
    unpaid_sure: Decimal = ONE


def judge_orders(
    book: Book,
    matching: Matching,
    due: Expectations,
    covered: Covered,
    job: Job,
    torn: Collection[FactId] = (),
) -> Judged:
    """Of ``torn`` trips two documents state different pay: which of them holds is not judged."""
    return _Orders(book, matching, due, covered).judged(job, torn)


@dataclass(slots=True)
class _Compared:
    """What is due for the trips of a payment, and what their lines state of it, in minor units."""

    currency: str
    low: int
    high: int
    stated: int

    @property
    def balances(self) -> bool:
        return self.low <= self.stated <= self.high


class _Orders:
    def __init__(self, book: Book, matching: Matching, due: Expectations, covered: Covered) -> None:
        self._book, self._matching, self._due, self._covered = book, matching, due, covered
        self._amounts = due.due.amounts(matching.trips.id)
        self._money: dict[tuple[int, str], Money] = {}
        self._judged = Judged()

    def judged(self, job: Job, torn: Collection[FactId]) -> Judged:
        judged, matching = self._judged, self._matching
        minor, names = matching.lines.minor, matching.trips.id
        if any(minor[each] > 0 for each in matching.alone_lines):
            # Pay that belongs to no order yet may be late and of another amount.
            judged.unpaid_sure = SURE_ENOUGH
        judged.stated_for.update([names[trip] for each in matching.joined for trip in each.trips])
        apart = frozenset(trip for trip, name in enumerate(names) if torn and name in torn)
        rest = self._settle(apart)
        for joined, compared in job.watch(rest, len(rest), "orders"):
            if apart and not apart.isdisjoint(joined.trips):
                self._leave(joined, "documents_differ")
            elif compared is None:
                self._look_at(joined)
            else:
                self._differ(joined, compared)
        for place in job.watch(matching.alone_trips, len(matching.alone_trips), "orders"):
            self._judge_alone(place, contested=place in matching.contested)
        return judged

    def _settle(self, apart: frozenset[int]) -> list[tuple[Joined, _Compared | None]]:
        """Put aside what was paid as it is due, which most is; and give back the others, with what
        was compared, or None where that takes a closer look."""
        amounts, lines, rest = self._amounts, self._matching.lines, []
        low, high, due_in = amounts.low, amounts.high, amounts.currency
        plain = [each is not None for each in amounts.compares]
        minor, paid_in = lines.minor, lines.currency
        worked = [each in EARNINGS for each in lines.category]
        judged = self._judged
        for joined in self._matching.joined:
            if len(joined.trips) == len(joined.lines) == 1:
                trip, line = joined.trips[0], joined.lines[0]
                least, stated = low[trip], minor[line]
                if (
                    least is not None
                    and least <= stated <= high[trip]
                    and worked[line]
                    and plain[trip]
                    and due_in[trip] == paid_in[line]
                    and trip not in apart
                ):
                    judged.balanced.append(joined)
                    judged.balanced_in.add(paid_in[line])
                    continue
            compared = self._compared(joined)
            if compared is None or not compared.balances or not apart.isdisjoint(joined.trips):
                rest.append((joined, compared))
            else:
                judged.balanced.append(joined)
                judged.balanced_in.add(compared.currency)
        return rest

    def _compared(self, joined: Joined) -> _Compared | None:
        """None where nothing can be compared, or where that takes a closer look."""
        amounts, lines = self._amounts, self._matching.lines
        trips = joined.trips
        low, currency = 0, amounts.currency[trips[0]]
        for trip in trips:
            least = amounts.low[trip]
            if least is None or amounts.currency[trip] != currency:
                return None
            low += least
        high = sum([amounts.high[trip] for trip in trips])
        compares = self._compares(joined)
        stated, for_work = 0, False
        for line in joined.lines:
            category = lines.category[line]
            for_work = for_work or category in EARNINGS
            if category in compares:
                if lines.currency[line] != currency:
                    return None
                stated += lines.minor[line]
        return _Compared(currency, low, high, stated) if for_work else None

    def _compares(self, joined: Joined) -> Collection[PayCategory]:
        """The first order says which lines are held against it."""
        known = self._amounts.compares[joined.trips[0]]
        if known is not None:
            return known
        name = self._matching.trips.id[joined.trips[0]]
        categories = [self._matching.lines.category[line] for line in joined.lines]
        return self._due.due.compares(name, categories)

    def _differ(self, joined: Joined, compared: _Compared) -> None:
        """Paid otherwise than due: kind and amounts now, the rest when somebody looks at it."""
        stated, currency = compared.stated, compared.currency
        if stated > compared.high:
            kind, amount, low = _OVERPAID, compared.high - stated, compared.low - stated
        else:
            kind, amount, low = _UNDERPAID, compared.low - stated, compared.low - stated
            doubt = doubt_of(joined, self._read(joined, currency), amount)
            if doubt is not None:
                low = min(low, doubt.least)
            elif compared.low == compared.high and self._may_have_a_cause(joined, amount):
                self._look_at(joined)
                return
        self._judged.found.append(
            Difference(
                kind,
                self._name(joined.trips),
                self._book.id,
                self._span(joined.trips),
                self._of(amount, currency),
                self._of(low, currency),
                self._facts(joined),
                partial(item_of, self._book, self._matching, joined, self._due),
            )
        )

    def _read(self, joined: Joined, currency: str) -> list[int]:
        lines = self._matching.lines
        return [
            lines.minor[line]
            for line in joined.lines
            if lines.read[line] and lines.currency[line] == currency
        ]

    def _may_have_a_cause(self, joined: Joined, short: int) -> bool:
        matching, due = self._matching, self._due.due
        lines, trips = matching.lines, matching.trips
        return any(
            lines_may_tell(lines.category[line], lines.minor[line]) for line in joined.lines
        ) or any(
            due.may_name_a_cause(trips.id[trip], trips.day[trip], short) for trip in joined.trips
        )

    def _look_at(self, joined: Joined) -> None:
        """With all that the rows say."""
        item = joined_item(self._book, self._matching, joined, self._due)
        if isinstance(item, Discrepancy):
            self._judged.found.append(item)
        elif item.reason:
            self._leave(joined, item.reason)
        else:
            for trip in joined.trips:
                self._judge_alone(trip)

    def _leave(self, joined: Joined, reason: str) -> None:
        self._judged.not_judged.append(
            NotJudged(self._name(joined.trips), reason, self._facts(joined))
        )

    def _judge_alone(self, place: int, *, contested: bool = False) -> None:
        matching, judged = self._matching, self._judged
        trips, amounts = matching.trips, self._amounts
        name, done, low = trips.id[place], trips.done[place], amounts.low[place]
        ref, facts = self._name((place,)), (name,)
        holds = self._covered.holds(trips.begun[place], trips.ended[place])
        summed = not self._covered.spans or trips.day[place] in self._book.days_of_sums
        if summed and not holds:
            # No document lists pay by order here: the period's sums are judged instead.
            if low is None and done:
                judged.not_judged.append(NotJudged(ref, self._due.unknown[name], facts))
            return
        if not done and not low:
            judged.not_judged.append(NotJudged(ref, "not_completed", facts))
            return
        currency = trips.currency[place] if low is None else amounts.currency[place]
        if not currency:
            # The file names no currency, and no account was named that does.
            judged.not_judged.append(NotJudged(ref, "currency_not_known", facts))
            return
        if holds and trips.cash[place]:
            # What the platform pays out for it may be nothing.
            judged.stated_for.add(name)
            judged.not_judged.append(NotJudged(ref, "paid_in_cash", facts))
            return
        if contested and holds:
            # A line that is alone, too, may be its pay: that it was not paid is not shown.
            judged.not_judged.append(NotJudged(ref, "pay_not_told_apart", facts))
            return
        kind, missing = (_UNPAID, low or 0) if holds else (_NOT_COVERED, 0)
        if not holds:
            judged.not_judged.append(NotJudged(ref, "not_covered", facts))
        amount, span = self._of(missing, currency), self._span((place,))
        make = partial(self._alone_item, place, kind, currency, judged.unpaid_sure)
        judged.found.append(
            Difference(
                kind,
                ref,
                self._book.id,
                span,
                amount,
                amount,
                facts,
                make,
                reckoned=low is not None,
            )
        )

    def _alone_item(
        self, place: int, kind: DiscrepancyKind, currency: str, sure: Decimal
    ) -> Discrepancy:
        trip = self._matching.trips.rows[place]
        owed = self._due.due.get(trip.id)
        if kind is _UNPAID:
            return unpaid_item(self._book, trip, owed, currency, sure)
        return not_covered_item(self._book, trip, owed, currency, sure, self._covered.lag)

    def _name(self, places: Sequence[int]) -> str:
        trips = self._matching.trips
        if len(places) == 1 and trips.ref[places[0]]:
            return trips.ref[places[0]]
        return ", ".join([trips.ref[each] or name_of(trips.rows[each].fact) for each in places])

    def _span(self, places: Sequence[int]) -> Period:
        days = self._matching.trips.day
        if len(places) == 1 and (day := days[places[0]]) is not None:
            return day_of(day)
        return span_of([day for each in places if (day := days[each]) is not None])

    def _facts(self, joined: Joined) -> tuple[FactId, ...]:
        return (*self._matching.trip_ids(joined), *self._matching.line_ids(joined))

    def _of(self, minor: int, currency: str) -> Money:
        found = self._money.get((minor, currency))
        if found is None:
            found = self._money[minor, currency] = Money(minor, currency)
        return found
