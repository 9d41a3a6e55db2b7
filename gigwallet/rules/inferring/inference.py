"""From receipts to the smallest rule behind them, what contradicts it, and when it changed."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import numpy as np

from gigwallet.domain.money import Money
from gigwallet.domain.step import Step
from gigwallet.rules.given import Given
from gigwallet.rules.inferring.changes import LEAST_SHARE, Segment, segments
from gigwallet.rules.inferring.describing import described
from gigwallet.rules.inferring.doubts import Doubt, doubts
from gigwallet.rules.inferring.guess import Guess, amounts, explained
from gigwallet.rules.inferring.receipts import Columns, Receipt, columns, day_of, grain
from gigwallet.rules.inferring.writing import Head, Span, draft
from gigwallet.rules.loading import load_scheme

# Fewer orders than this fit too many rules.
LEAST_ORDERS = 20
_RECENT_DAYS = 60
_MONTH = 30
# Orders on each side of a change that are shown with it.
_BESIDE = 40


@dataclass(frozen=True, slots=True)
class Contradiction:
    """An order that the draft does not come to; ``index`` is its place in the receipts.
    ``printed``: it may be only because its distance or time is printed rounded."""

    index: int
    day: date
    paid: Money
    expected: Money
    printed: bool

    @property
    def difference(self) -> Money:
        return self.paid - self.expected


@dataclass(frozen=True, slots=True)
class Beside:
    """An order near a change: ``index`` is its place in the receipts, ``old`` and ``new`` what it
    would pay under the rule before and after."""

    index: int
    day: date
    paid: Money
    old: Money
    new: Money


@dataclass(frozen=True, slots=True)
class Change:
    """Another rule from ``on`` (the day of its first order) on; ``until`` is the day of the last
    order under the old one. ``per_order`` is what the same orders since then pay more (or less)
    under the new rule than under the old one, so that a change of mix is no change; ``per_month``
    the same for thirty days at the pace of the last weeks. ``chance`` bounds how likely as many
    orders would leave the old rule by chance. ``last_before`` and ``first_after`` are the orders
    on both sides, in order of time."""

    on: date
    until: date
    per_order: Money
    percent: Decimal
    per_month: Money
    orders: int
    fit_new: int
    fit_old: int
    chance: float
    before: tuple[Step, ...]
    after: tuple[Step, ...]
    last_before: tuple[Beside, ...] = ()
    first_after: tuple[Beside, ...] = ()


@dataclass(frozen=True, slots=True)
class Inference:
    """``text`` is the draft, None with a stable ``reason`` (``too_few_orders``,
    ``no_rule_explains``) where there is none. Of ``orders``, ``fits`` pay to the cent what it says,
    ``printed`` differ by no more than the rounding of a printed distance or time.
    ``shortest_m`` and ``longest_m``: below and beyond these orders nothing is known."""

    orders: int
    fits: int = 0
    printed: int = 0
    text: str | None = None
    reason: str = ""
    pieces: tuple[Step, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    changes: tuple[Change, ...] = ()
    shortest_m: int | None = None
    longest_m: int | None = None


def infer(receipts: Sequence[Receipt], head: Head) -> Inference:
    """``head.currency`` is that of all receipts (``ValueError`` otherwise); ``{fits}`` and
    ``{orders}`` in ``head.name`` become the numbers."""
    if any(each.paid.currency != head.currency for each in receipts):
        raise ValueError("receipts of another currency")
    orders = columns(receipts, head.zone)
    if len(orders) < LEAST_ORDERS:
        return Inference(len(orders), reason="too_few_orders")
    found = segments(orders)
    held = sum(each.found.explained for each in found)
    if held < LEAST_SHARE * len(orders):
        return Inference(len(orders), printed=held, reason="no_rule_explains")
    contradictions, fits = _contradictions(
        draft(head, _spans(found, orders)), receipts, orders, found
    )
    name = head.name.replace("{fits}", str(fits)).replace("{orders}", str(len(orders)))
    text = draft(replace(head, name=name), _spans(found, orders))
    last = orders.take(found[-1].orders)
    known = last.metres[last.metres >= 0]
    by_distance = len(known) > 0 and len(found[-1].found.guess.bands) > 0
    return Inference(
        orders=len(orders),
        fits=fits,
        printed=sum(each.printed for each in contradictions),
        text=text,
        pieces=described(found[-1].found.guess, head.currency),
        contradictions=contradictions,
        doubts=tuple(doubts(found[-1].found.guess, last, grain(orders))),
        changes=tuple(
            _change(before, after, orders, head.currency) for before, after in pairwise(found)
        ),
        shortest_m=int(known.min()) if by_distance else None,
        longest_m=int(known.max()) if by_distance else None,
    )


def _first_day(segment: Segment, orders: Columns) -> date:
    return day_of(int(orders.day(segment.found.guess.clock)[segment.first]))


def _spans(found: Sequence[Segment], orders: Columns) -> list[Span]:
    firsts = [_first_day(each, orders) for each in found]
    lasts = [first - timedelta(days=1) for first in firsts[1:]]
    return [
        Span(first, last, each.found.guess)
        for first, last, each in zip(firsts, [*lasts, None], found, strict=True)
    ]


def _contradictions(
    text: str, receipts: Sequence[Receipt], orders: Columns, found: Sequence[Segment]
) -> tuple[tuple[Contradiction, ...], int]:
    """By the evaluator of schemes, so that what is said of the draft is true of the draft."""
    places = [int(each) for each in orders.index]
    chosen = [receipts[each] for each in places]
    given = Given(values=[_values(each) for each in chosen])
    expected, _ = load_scheme(text).for_each([each.trip for each in chosen], given=given)
    fine = grain(orders)
    near = [explained(each.found.guess, orders.take(each.orders), fine) for each in found]
    coarse = np.concatenate(near) & bool(fine.metres or fine.seconds)
    contradictions = []
    fits = 0
    for place, due, near in zip(places, expected, coarse, strict=True):
        paid = receipts[place].paid
        at = receipts[place].trip.day
        if due is None or at is None:
            continue
        if due.exact and due.low == paid:
            fits += 1
        else:
            contradictions.append(Contradiction(place, at, paid, due.low, bool(near)))
    return tuple(contradictions), fits


def _values(receipt: Receipt) -> Mapping[str, Fraction | str]:
    return {} if receipt.grams is None else {"kg": Fraction(receipt.grams, 1000)}


def _change(before: Segment, after: Segment, orders: Columns, currency: str) -> Change:
    part = orders.take(after.orders)
    was, now = before.found.guess.lasting, after.found.guess.lasting
    old = amounts(was, part)
    more = amounts(now, part) - old
    fine = grain(orders)
    fit_old = int(explained(before.found.guess, part, fine).sum())
    share = before.found.explained / (before.last - before.first + 1)
    last_day = int(orders.day_completed[-1])
    recent = int((orders.day_completed > last_day - _RECENT_DAYS).sum())
    days = min(_RECENT_DAYS, last_day - int(orders.day_completed[0]) + 1)
    total = int(more.sum())
    per_month = Decimal(total) / len(part) * recent / days * _MONTH
    return Change(
        on=_first_day(after, orders),
        until=day_of(int(orders.day_completed[before.last])),
        per_order=Money(_nearest(Decimal(total) / len(part)), currency),
        percent=(Decimal(100 * total) / max(1, int(old.sum()))).quantize(Decimal("0.1")),
        per_month=Money(_nearest(per_month), currency),
        orders=len(part),
        fit_new=after.found.explained,
        fit_old=fit_old,
        chance=min(1.0, len(orders) * _at_most(fit_old, len(part), share)),
        before=described(was, currency),
        after=described(now, currency),
        last_before=_beside(
            orders,
            max(before.first, before.last + 1 - _BESIDE),
            before.last + 1,
            (was, now),
            currency,
        ),
        first_after=_beside(
            orders, after.first, min(after.last + 1, after.first + _BESIDE), (was, now), currency
        ),
    )


def _beside(
    orders: Columns, first: int, end: int, rules: tuple[Guess, Guess], currency: str
) -> tuple[Beside, ...]:
    part = orders.take(slice(first, end))
    old, new = (amounts(each, part) for each in rules)
    return tuple(
        Beside(
            int(part.index[place]),
            day_of(int(part.day_completed[place])),
            *(Money(int(column[place]), currency) for column in (part.pay, old, new)),
        )
        for place in range(len(part))
    )


def _nearest(minor: Decimal) -> int:
    return int(minor.to_integral_value())


def _at_most(count: int, orders: int, share: float) -> float:
    """The chance that of so many orders no more than ``count`` fit, where each does by ``share``.
    A term at a time, in logarithms: the numbers are far too small for anything else."""
    share = min(max(share, 1e-6), 1 - 1e-6)
    logs = [
        math.lgamma(orders + 1) - math.lgamma(k + 1) - math.lgamma(orders - k + 1)
        + k * math.log(share) + (orders - k) * math.log1p(-share)
        for k in range(count + 1)
    ]  # fmt: skip
    top = max(logs)
    return math.exp(top) * sum(math.exp(each - top) for each in logs)
