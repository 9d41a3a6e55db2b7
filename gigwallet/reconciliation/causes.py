"""Why an order was paid short, where the arithmetic shows one cause exactly and no other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from gigwallet.domain.money import Money
from gigwallet.domain.pay_line import PayCategory, PayLine
from gigwallet.domain.reconciled import DiscrepancyKind
from gigwallet.domain.recorded import Recorded
from gigwallet.domain.step import Step, TraceLine
from gigwallet.domain.trip import Trip
from gigwallet.reconciliation.dues import ON_TOP, Due
from gigwallet.reconciliation.figures import fact
from gigwallet.rules import Given, PayScheme

# A sum that is taken back stands in lines of these.
_BACK = frozenset({PayCategory.ADJUSTMENT, PayCategory.BASE, PayCategory.INCENTIVE})
_METRES_PER_KM = 1000


@dataclass(frozen=True, slots=True)
class Cause:
    kind: DiscrepancyKind
    steps: tuple[Step, ...]


_Trips = Sequence[Recorded[Trip]]
_Lines = Sequence[Recorded[PayLine]]
_Search = Callable[[_Trips, _Lines, Sequence[Due], Money], Cause | None]


def cause_of(trips: _Trips, lines: _Lines, dues: Sequence[Due], stated: Money) -> Cause | None:
    """The cause of a difference between an exact expected pay and less that was ``stated`` by
    ``lines``. None where nothing comes out to the cent, or where two causes do: then it is short
    pay, and no more is said of it."""
    found = [search(trips, lines, dues, stated) for search in _SEARCHES]
    causes = [each for each in found if each is not None]
    return causes[0] if len(causes) == 1 else None


def lines_may_tell(category: PayCategory, minor: int) -> bool:
    """Whether a line of this kind may name a cause by itself: a distance, or what is taken back."""
    return category is PayCategory.DISTANCE or (minor < 0 and category in _BACK)


def _taken_back(trips: _Trips, lines: _Lines, dues: Sequence[Due], stated: Money) -> Cause | None:
    """Without its negative lines the order was paid in full. A discount for orders that were
    carried together is part of the pay, and a commission one of the rule."""
    back = [
        each.fact for each in lines if each.fact.amount.minor < 0 and each.fact.category in _BACK
    ]
    taken = -sum(each.amount.minor for each in back)
    if not back or taken != _expected(dues) - stated.minor:
        return None
    facts = {"taken_money": fact(Money(taken, stated.currency)), "line": _name(back[0])}
    return Cause(DiscrepancyKind.CLAWBACK, (Step("pay_cause_clawback", facts),))


def _shorter_distance(
    trips: _Trips, lines: _Lines, dues: Sequence[Due], stated: Money
) -> Cause | None:
    """The statement names the distance that it paid, and the rule gives just the stated pay for
    it."""
    scheme = dues[0].scheme
    if len(trips) != 1 or scheme is None:
        return None
    known = trips[0].fact.paid_distance_m
    named = {
        int(each.fact.quantity * _METRES_PER_KM)
        for each in lines
        if each.fact.category is PayCategory.DISTANCE and each.fact.quantity is not None
    }
    if known is None or len(named) != 1:
        return None
    (metres,) = named
    if metres >= known:
        return None
    given = Given([dues[0].told])
    (by_paid,), _ = scheme[2].for_each([replace(trips[0].fact, paid_m=metres)], given=given)
    (by_known,), _ = scheme[2].for_each([trips[0].fact], given=given)
    if by_paid is None or by_known is None or not (by_paid.exact and by_known.exact):
        return None
    if by_known.low.minor - by_paid.low.minor != _expected(dues) - stated.minor:
        return None
    facts = {
        "paid_km": _km(metres),
        "known_km": _km(known),
        "short_money": fact(by_known.low - by_paid.low),
    }
    return Cause(DiscrepancyKind.WRONG_DISTANCE, (Step("pay_cause_distance", facts),))


def _left_out(trips: _Trips, lines: _Lines, dues: Sequence[Due], stated: Money) -> Cause | None:
    """Just what one line of the rule gives on top is missing, and nothing of its kind is stated."""
    if not any(due.expected and ON_TOP & due.expected.categories for due in dues):
        return None
    short = _expected(dues) - stated.minor
    listed = {each.fact.category for each in lines if each.fact.amount.minor > 0}
    pieces = [piece for due in dues if due.expected for piece in due.expected.pieces]
    missing = {
        piece.line
        for piece in pieces
        if piece.category in ON_TOP
        and piece.category not in listed
        and piece.low.minor == piece.high.minor == short
    }
    if len(missing) != 1:
        return None
    (line,) = missing
    label = next((each.label for due in dues for each in due.trace if each.rule == line), line)
    facts = {"line": label, "short_money": fact(Money(short, stated.currency))}
    return Cause(DiscrepancyKind.MISSING_BONUS, (Step("pay_cause_bonus", facts),))


def _another_tier(trips: _Trips, lines: _Lines, dues: Sequence[Due], stated: Money) -> Cause | None:
    """Another step of the same tiers gives just the stated pay."""
    scheme, day = dues[0].scheme, trips[0].fact.day
    if len(trips) != 1 or scheme is None or day is None or not scheme[2].tier_prices(day):
        return None
    return tier_cause(
        scheme[2], day, dues[0].trace, Money(_expected(dues), stated.currency), stated
    )


def tier_cause(
    scheme: PayScheme, day: date, trace: Sequence[TraceLine], expected: Money, stated: Money
) -> Cause | None:
    """The one price among the tiers of a line that makes ``stated`` of ``expected`` when all of its
    orders get it. None where no price does, or several do."""
    found: list[tuple[TraceLine, Decimal, Decimal]] = []
    for rule, prices in scheme.tier_prices(day).items():
        own = [each for each in trace if each.rule == rule and each.quantity is not None]
        orders = sum((each.quantity or Decimal() for each in own), Decimal())
        given = sum((each.amount.amount for each in own), Decimal())
        for price in dict.fromkeys(prices):
            if own and expected.amount - given + orders * price == stated.amount:
                found.append((own[-1], price, orders))
    if len(found) != 1:
        return None
    line, price, orders = found[0]
    facts = {
        "line": line.label,
        "orders": f"{orders:f}",
        "paid_price": f"{price:f}",
        "short_money": fact(expected - stated),
    }
    return Cause(DiscrepancyKind.WRONG_TIER, (Step("pay_cause_tier", facts),))


def _share_too_large(
    trips: _Trips, lines: _Lines, dues: Sequence[Due], stated: Money
) -> Cause | None:
    """Just what the rule gives back of a commission above its cap is missing."""
    scheme, day = dues[0].scheme, trips[0].fact.day
    if len(trips) != 1 or scheme is None or day is None:
        return None
    capped = scheme[2].cap_lines(day)
    if not capped:
        return None
    short = _expected(dues) - stated.minor
    pieces = dues[0].expected.pieces if dues[0].expected is not None else ()
    refunds = {
        piece.line
        for piece in pieces
        if piece.line in capped and piece.low.minor == piece.high.minor == short
    }
    if len(refunds) != 1:
        return None
    (line,) = refunds
    label = next((each.label for each in dues[0].trace if each.rule == line), line)
    facts = {"line": label, "refund_money": fact(Money(short, stated.currency))}
    return Cause(DiscrepancyKind.ABOVE_CAP, (Step("pay_cause_cap", facts),))


_SEARCHES: tuple[_Search, ...] = (
    _taken_back,
    _shorter_distance,
    _left_out,
    _another_tier,
    _share_too_large,
)


def _expected(dues: Sequence[Due]) -> int:
    return sum(each.low.minor for each in dues)


def _name(line: PayLine) -> str:
    return line.label_raw or line.category.value


def _km(metres: int) -> str:
    return f"{Decimal(metres) / _METRES_PER_KM:f}"
