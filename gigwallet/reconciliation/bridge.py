"""From the pay by the rule to the stated pay, from there to the money: every cent has its line."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import (
    UNDERPAID_KINDS,
    Discrepancy,
    DiscrepancyKind,
    Totals,
)
from gigwallet.reconciliation.deductions import TAKEN_OFF
from gigwallet.reconciliation.dues import EARNINGS
from gigwallet.reconciliation.figures import total
from gigwallet.reconciliation.sums import EXPECTED

_DEDUCTIONS = frozenset(
    {
        DiscrepancyKind.DEDUCTION_RULE_SHOWN,
        DiscrepancyKind.DEDUCTION_NO_RULE,
        DiscrepancyKind.DEDUCTION_RULE_DIFFERS,
        DiscrepancyKind.DUPLICATE_CHARGE,
    }
)
_SHORT = UNDERPAID_KINDS | {DiscrepancyKind.UNPAID, DiscrepancyKind.OVERPAID}
# Items about work even where no arithmetic of a rule stands behind them (an offer, say). Others
# are about work where they carry the arithmetic of a rule.
_WORK = frozenset({*_SHORT, DiscrepancyKind.PAID, DiscrepancyKind.NOT_COVERED})


class Pier(StrEnum):
    """What lies between two of the sums, in the order in which it is told. Those up to
    ``STATED_REST`` lead from the pay by the rule to the stated pay, the others to the money."""

    SHORT = "short"
    ABOVE_CAP = "above_cap"
    BELOW_FLOOR = "below_floor"
    OVERPAID = "overpaid"
    RANGE = "range"
    NO_STATEMENT = "no_statement"
    NOT_COVERED = "not_covered"
    DEDUCTION_RULE_DIFFERS = "deduction_rule_differs"
    DEDUCTION_NO_RULE = "deduction_no_rule"
    DEDUCTION_RULE_SHOWN = "deduction_rule_shown"
    UNRECONCILED = "unreconciled"
    RULE_UNRECONCILED = "rule_unreconciled"
    BESIDE_RULE = "beside_rule"
    OUTSIDE_PERIOD = "outside_period"
    STATED_REST = "stated_rest"
    NOT_RECEIVED = "not_received"
    RECEIVED_BEYOND = "received_beyond"
    RECEIVED_UNSTATED = "received_unstated"
    RECEIVED_REST = "received_rest"


_BEYOND = {
    DiscrepancyKind.ABOVE_CAP: Pier.ABOVE_CAP,
    DiscrepancyKind.BELOW_FLOOR: Pier.BELOW_FLOOR,
}
_PIERS = list(Pier)
TO_STATED = tuple(_PIERS[: _PIERS.index(Pier.STATED_REST) + 1])
TO_RECEIVED = tuple(_PIERS[_PIERS.index(Pier.STATED_REST) + 1 :])
_Piece = tuple[Pier, Money]


@dataclass(frozen=True, slots=True)
class BridgeLine:
    """``claimed`` is the part of ``amount`` that counts towards the least difference."""

    pier: Pier
    amount: Money
    claimed: Money


@dataclass(frozen=True, slots=True)
class Bridge:
    """``work`` are the items whose expected pay makes up ``expected``, none counted twice.

    ``expected`` less ``stated`` is the sum of ``to_stated``; ``stated`` less ``received`` that of
    ``to_received``; the claimed parts of both make up ``shortfall``. Lines of nothing are left out.
    """

    work: tuple[Discrepancy, ...]
    expected: Money
    stated: Money
    received: Money
    shortfall: Money
    to_stated: tuple[BridgeLine, ...]
    to_received: tuple[BridgeLine, ...]

    @property
    def by_rule(self) -> bool:
        """Whether a pay rule is behind ``expected``. What was offered for single orders is none:
        it says nothing about the rest of what was stated."""
        return any(each.scheme_id is not None or each.trace for each in self.work)


def bridge(items: Iterable[Discrepancy], totals: Totals) -> Bridge:
    """The items of one engagement, laid out so that they lead from one of its totals to the next.
    What no item explains is a line of its own, never hidden in another."""
    own = [each for each in items if each.amount.currency == totals.currency]
    spans = _Spans(own)
    amounts = dict.fromkeys(Pier, 0)
    claimed = dict.fromkeys(Pier, 0)
    for item in own:
        pieces = list(_pieces(item, spans))
        for pier, amount in pieces:
            amounts[pier] += amount.minor
        if pieces:
            claimed[pieces[0][0]] += item.at_least.minor
    amounts[Pier.BESIDE_RULE] -= sum(each.minor for each in beside(totals).values())
    amounts[Pier.OUTSIDE_PERIOD] -= totals.stated_outside.minor
    work = _reckoned(own, spans)
    expected = total((each.expected for each in work if each.expected), totals.currency)
    beyond = total((each.amount for each in own if _is_beyond(each)), totals.currency)
    # Where only a cap or a floor is known, what was stated is the rest of what is expected.
    expected = expected + beyond if work or not beyond else totals.expected
    for piers, rest, whole in (
        (TO_STATED, Pier.STATED_REST, expected - totals.stated),
        (TO_RECEIVED, Pier.RECEIVED_REST, totals.stated - totals.received),
    ):
        amounts[rest] = whole.minor - sum(amounts[each] for each in piers)

    def lines(piers: Sequence[Pier]) -> tuple[BridgeLine, ...]:
        found = (
            BridgeLine(
                each, Money(amounts[each], totals.currency), Money(claimed[each], totals.currency)
            )
            for each in piers
        )
        return tuple(each for each in found if each.amount or each.claimed)

    return Bridge(
        tuple(work),
        expected,
        totals.stated,
        totals.received,
        totals.shortfall,
        lines(TO_STATED),
        lines(TO_RECEIVED),
    )


class _Spans:
    """The items about the work of a whole period, not about an order, and what single orders within
    each come to. Orders are many and their days are few, so that days are compared."""

    def __init__(self, own: Sequence[Discrepancy]) -> None:
        self.items = [each for each in own if each.ref == str(each.period) and _is_work(each)]
        self._ids = {id(each) for each in self.items}
        self._judged: dict[Period, bool] = {}
        self._short: Counter[Period] = Counter()
        for each in own:
            short = each.kind in _SHORT and each.received is None and not _is_beyond(each)
            if short and each not in self:
                self._short[each.period] += each.amount.minor

    def __contains__(self, item: Discrepancy) -> bool:
        return id(item) in self._ids

    def judge(self, period: Period) -> bool:
        """Whether one of them answers for a day of ``period``."""
        if period not in self._judged:
            self._judged[period] = any(each.period.overlaps(period) for each in self.items)
        return self._judged[period]

    def by_order(self, span: Discrepancy) -> Money:
        """Differences of single orders, which the span's own amount goes beyond."""
        inside = (minor for days, minor in self._short.items() if span.period.covers(days))
        return Money(sum(inside), span.amount.currency)


def _reckoned(own: Sequence[Discrepancy], spans: _Spans) -> list[Discrepancy]:
    """The items whose expected pay adds up to what the rule gives for all the work: single orders
    where they make up their period to the cent, else the period with its own arithmetic."""
    work = [each for each in own if _is_work(each)]
    orders: defaultdict[Period, list[Discrepancy]] = defaultdict(list)
    for each in work:
        if each not in spans:
            orders[each.period].append(each)
    dropped: set[int] = set()
    for span in spans.items:
        inside = [days for days in orders if span.period.overlaps(days)]
        amounts = [each.expected for days in inside for each in orders[days] if each.expected]
        if inside and span.expected == total(amounts, span.amount.currency):
            dropped.add(id(span))
        else:
            dropped.update(id(each) for days in inside for each in orders.pop(days))
    return [each for each in work if id(each) not in dropped]


def _is_beyond(item: Discrepancy) -> bool:
    """Whether a cap or a floor of law gives it, beyond the pay by the rule."""
    return item.beyond_rule and item.kind in _BEYOND


def _is_work(item: Discrepancy) -> bool:
    """Whether it says what work should have paid."""
    about = not item.beyond_rule and (item.kind in _WORK or bool(item.trace))
    return item.expected is not None and item.kind not in _DEDUCTIONS and about


def _pieces(item: Discrepancy, spans: _Spans) -> Iterator[_Piece]:
    """What the item puts between two sums; a claim belongs to the first of its pieces."""
    if item.kind in _DEDUCTIONS:
        yield from _deduction(item)
    elif item.received is not None:
        yield from _money(item, spans)
    elif item.kind is DiscrepancyKind.NOT_COVERED:
        # A statement that is judged as a whole answers for its orders too.
        if item.expected is not None and not spans.judge(item.period):
            yield Pier.NOT_COVERED, item.expected
    elif _is_beyond(item):
        yield _BEYOND[item.kind], item.amount
    elif item.kind is DiscrepancyKind.UNRECONCILED or item.kind in _WORK:
        yield _difference(item), item.amount
        yield from _range(item, spans)


def _difference(item: Discrepancy) -> Pier:
    if item.kind is DiscrepancyKind.UNRECONCILED:
        # A statement's own sums differ, or the rule and a statement that prints no gross do.
        return Pier.RULE_UNRECONCILED if _is_work(item) else Pier.UNRECONCILED
    return Pier.OVERPAID if item.amount.minor < 0 else Pier.SHORT


def _deduction(item: Discrepancy) -> Iterator[_Piece]:
    if item.stated is None:
        return
    if item.expected is None:
        yield Pier.DEDUCTION_NO_RULE, -item.stated
    else:
        yield Pier.DEDUCTION_RULE_DIFFERS, item.amount
        yield Pier.DEDUCTION_RULE_SHOWN, -item.stated - item.amount


def _money(item: Discrepancy, spans: _Spans) -> Iterator[_Piece]:
    if item.kind is DiscrepancyKind.LATE or item.received is None:
        return
    if item.expected is not None:
        yield Pier.NO_STATEMENT, item.expected - spans.by_order(item)
        yield Pier.RECEIVED_UNSTATED, -item.received
    elif item.amount.minor < 0:
        yield Pier.RECEIVED_BEYOND, item.amount
    else:
        yield Pier.NOT_RECEIVED, item.amount


def _range(item: Discrepancy, spans: _Spans) -> Iterator[_Piece]:
    """What was stated within the bounds that the rule leaves open."""
    if item.expected is None or item.stated is None or not _is_work(item):
        return
    if item in spans:
        yield Pier.RANGE, item.expected - item.stated - item.amount - spans.by_order(item)
    elif not spans.judge(item.period):
        yield Pier.RANGE, item.expected - item.stated - item.amount


def beside(totals: Totals) -> dict[PayCategory, Money]:
    """What was listed in categories that the rule does not speak of: tips, refunds, a commission.
    Deductions are items of their own."""
    ruled = {
        name.removeprefix(EXPECTED) for name in totals.by_category if name.startswith(EXPECTED)
    }
    own = ruled | {each.value for each in PayCategory if each in EARNINGS or each in TAKEN_OFF}
    return {
        PayCategory(name): amount
        for name, amount in totals.by_category.items()
        if not name.startswith(EXPECTED) and name not in own
    }
