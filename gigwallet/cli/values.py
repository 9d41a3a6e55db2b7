"""Domain values as JSON has them: amounts as strings, days and moments as ISO text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gigwallet.domain.instants import Instant, TimeQuality
from gigwallet.domain.money import Money
from gigwallet.domain.period import Period
from gigwallet.domain.reconciled import Discrepancy, Reconciliation, Totals
from gigwallet.domain.ridden import TrackedTrip
from gigwallet.domain.step import Step, TraceLine
from gigwallet.words import labels, refusals

Json = dict[str, Any]  # Any: what JSON has, of any depth


def moment(value: Instant | None) -> str | None:
    """With its offset; the day alone where only that is known."""
    if value is None:
        return None
    if value.quality is TimeQuality.DATE_ONLY:
        return value.day.isoformat()
    return value.local.isoformat()


def period(value: Period | None) -> Json | None:
    if value is None:
        return None
    return {"first": value.first.isoformat(), "last": value.last.isoformat()}


def amount(value: Money | None) -> str | None:
    return None if value is None else str(value)


def amounts(values: Mapping[str, Money]) -> dict[str, str]:
    return {key: str(value) for key, value in values.items()}


def step(value: Step) -> Json:
    return {"code": value.code, "facts": dict(value.facts), "text": refusals.explain(value)}


def trace(value: TraceLine) -> Json:
    return {
        "rule": value.rule,
        "label": value.label,
        "quantity": None if value.quantity is None else str(value.quantity),
        "unit": value.unit,
        "price": None if value.price is None else str(value.price),
        "amount": str(value.amount),
        "source": value.source,
        "period": None if value.period is None else period(value.period),
    }


def discrepancy(value: Discrepancy) -> Json:
    return {
        "kind": value.kind.value,
        "text": labels.label(value.kind),
        "ref": value.ref,
        "engagement": value.engagement_id,
        "period": period(value.period),
        "amount": str(value.amount),
        "low": str(value.low),
        "high": str(value.high),
        "currency": value.amount.currency,
        "confidence": str(value.confidence),
        "expected": amount(value.expected),
        "stated": amount(value.stated),
        "received": amount(value.received),
        "steps": [step(each) for each in value.steps],
        "trace": [trace(each) for each in value.trace],
        "facts": list(value.facts),
        "exhibits": list(value.exhibits),
        "settled_by": [step(each) for each in value.settled_by],
        "opinion": value.opinion.value,
        "outdated": value.outdated,
        "beyond_rule": value.beyond_rule,
        "claimed": str(value.claimed),
    }


def tracked(value: TrackedTrip) -> Json:
    way = value.ridden
    return {
        "trip": value.trip,
        "ref": value.ref,
        "day": value.day.isoformat(),
        "source": value.source,
        "exhibits": list(value.exhibits),
        "from_pickup": value.carrying,
        "shared": value.shared,
        "paid_m": value.paid_m,
        "along_m": way.along_m,
        "straight_m": way.straight_m,
        "low_m": way.low_m,
        "high_m": way.high_m,
        "coverage": str(way.coverage),
        "longest_gap_s": way.longest_gap_s,
        "mean_mps": str(way.mean_mps),
        "top_mps": str(way.top_mps),
        "positions": way.fixes,
        "jumps": way.jumps,
        "coarse": way.coarse,
    }


def totals(value: Totals) -> Json:
    return {
        "expected": str(value.expected),
        "stated": str(value.stated),
        "stated_outside": str(value.stated_outside),
        "received": str(value.received),
        "shortfall": str(value.shortfall),
        "claimed": str(value.claimed),
        "silent": sorted(value.silent),
        "judged": value.judged,
        "by_kind": amounts(value.by_kind),
        "by_category": amounts(value.by_category),
    }


def reconciliation(value: Reconciliation) -> Json:
    return {
        "matches": [
            {
                "trips": list(each.trips),
                "pay_lines": list(each.pay_lines),
                "method": each.method.value,
                "confidence": str(each.confidence),
                "by_person": each.by_person,
            }
            for each in value.matches
        ],
        "discrepancies": [discrepancy(each) for each in value.discrepancies],
        "totals": {each.currency: totals(each) for each in value.totals},
        "coverage": [
            {
                "engagement": each.engagement_id,
                "what": each.what,
                "first": each.period.first.isoformat(),
                "last": each.period.last.isoformat(),
                "exhibits": list(each.exhibits),
            }
            for each in value.coverage
        ],
        "tracked": [tracked(each) for each in value.tracked],
        "not_judged": [
            {
                "ref": each.ref,
                "reason": each.reason,
                "text": refusals.reason(each.reason),
                "facts": list(each.facts),
            }
            for each in value.not_judged
        ],
    }
