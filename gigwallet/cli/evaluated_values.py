"""What a pay rule says of work, as JSON has it."""

from __future__ import annotations

from gigwallet.app.rules.evaluate_rule import Evaluated, EvaluatedRule, Expected
from gigwallet.cli import rejected
from gigwallet.cli.values import Json, moment, period, step, trace


def told(found: EvaluatedRule) -> Json:
    scheme = found.scheme
    return {
        "scheme": scheme.name,
        "illustrative": scheme.illustrative,
        "currency": scheme.currency,
        "zone": scheme.zone,
        "period": period(found.period),
        "accounts": [_account(each) for each in found.accounts],
        "other_currency": found.other_currency,
        "rejected": rejected.told(found.rejected),
    }


def _account(each: Evaluated) -> Json:
    outcome = each.outcome
    return {
        "account": each.account,
        "total": _expected(outcome.total),
        "measures": [
            {
                "id": one.id,
                "label": one.label,
                "period": period(one.span),
                "low": str(one.low),
                "high": str(one.high),
            }
            for one in outcome.measures
        ],
        "trips": [
            {
                "ref": trip.ref,
                "at": moment(trip.completed_at or trip.begun),
                "expected": None if expected is None else _expected(expected),
                "reason": outcome.unrated.get(index),
            }
            for index, (trip, expected) in enumerate(zip(each.trips, outcome.trips, strict=True))
        ],
        "tallies": [
            {
                "period": period(tally.period),
                "orders": tally.orders,
                "expected": None if expected is None else _expected(expected),
            }
            for tally, expected in zip(each.tallies, outcome.tallies, strict=True)
        ],
    }


def _expected(expected: Expected) -> Json:
    return {
        "low": str(expected.low),
        "high": str(expected.high),
        "unknown": list(expected.unknown),
        "trace": [trace(each) for each in expected.trace],
        "steps": [step(each) for each in expected.steps],
    }
